"""A table of markup as text: one line a row, cells set apart by tabs, each cell's text once, columns in place.

A cell that spans columns or rows is written at its first place; the other places are empty, so that the n-th field of
each line belongs to the n-th column.
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from psychobiotics.parsing.inline_markup import clean_texts
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import SectionKind

_MAX_SPAN = 200
_CELLS = frozenset({"td", "th", "TD", "TH"})
_TABLES = ("table", "TABLE", "array")
_SET_APART = frozenset({"p", "list-item", "li", "div", "title", "list", "ul", "table", "tr", "td"})


def write_table(builder: TextBuilder, table: etree._Element, heading: str | None) -> None:
    """Write the rows of a table element as a TABLE section."""
    lines = ["\t".join(row).rstrip("\t") for row in table_rows(table)]
    text = "\n".join(filter(None, lines))
    if text:
        builder.paragraph(SectionKind.TABLE, text, heading)


def table_rows(table: etree._Element) -> list[list[str]]:
    """Cells by row and column; "" where a cell is empty or covered by another that spans it."""
    rows: list[list[str]] = []
    covered: dict[int, int] = {}
    for row in _own_rows(table):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            if covered:
                _skip_covered(cells, covered)
            width, height = cell.get("colspan"), cell.get("rowspan")
            if height is not None and height != "1":
                lower = dict.fromkeys(range(len(cells), len(cells) + _span(width)), _span(height) - 1)
                covered.update({column: count for column, count in lower.items() if count})
            cells.append(_in_order(cell) if len(cell) else cell.text or "")
            if width is not None and width != "1":
                cells.extend([""] * (_span(width) - 1))
        if covered:
            _skip_covered(cells, covered)
        rows.append(cells)
    cleaned = iter(clean_texts([cell for row in rows for cell in row]))
    return [list(islice(cleaned, len(row))) for row in rows]


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table but for those of a table inside a cell: that one's text stands in the cell."""
    if next(table.iterdescendants(*_TABLES), None) is None:
        return table.iter("tr", "TR")
    return (row for row in table.iter("tr", "TR") if next(row.iterancestors(*_TABLES), table) is table)


def _skip_covered(cells: list[str], covered: dict[int, int]) -> None:
    while covered.get(len(cells), 0) > 0:
        covered[len(cells)] -= 1
        cells.append("")


def _span(value: str | None) -> int:
    value = (value or "").strip()
    return min(int(value), _MAX_SPAN) if value.isdecimal() and int(value) > 0 else 1


def _in_order(element: etree._Element) -> str:
    """Text in document order with a space around paragraphs."""
    parts = [element.text or ""]
    for child in element:
        inner = _in_order(child) if len(child) else child.text or ""
        parts.append(f" {inner} " if child.tag in _SET_APART else inner)
        parts.append(child.tail or "")
    return "".join(parts)
