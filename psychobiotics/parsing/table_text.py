"""A table of markup as text: one line a row, cells set apart by tabs, each cell's text once, columns in place.

A cell that spans columns or rows is written at its first place; the other places are empty, so that the n-th field of
each line belongs to the n-th column.
"""

from lxml import etree

from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import SectionKind

_MAX_SPAN = 200


def write_table(builder: TextBuilder, table: etree._Element, heading: str | None) -> None:
    """Write the rows of a table element as a TABLE section."""
    for row in table_rows(table):
        line = "\t".join(row).rstrip("\t")
        if line.strip():
            builder.block(SectionKind.TABLE, line, heading)


def table_rows(table: etree._Element) -> list[list[str]]:
    """Cells by row and column; "" where a cell is empty or covered by another that spans it."""
    rows: list[list[str]] = []
    covered: dict[int, int] = {}
    for row in table.iter("tr", "TR"):
        if next(row.iterancestors("table", "TABLE", "array"), table) is not table:
            continue  # a table inside a cell: its text stands in that cell
        cells: list[str] = []
        for cell in row:
            if cell.tag not in ("td", "th", "TD", "TH"):
                continue
            _skip_covered(cells, covered)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            column = len(cells)
            cells.extend([cell_text(cell), *[""] * (width - 1)])
            covered.update({c: height - 1 for c in range(column, column + width) if height > 1})
        _skip_covered(cells, covered)
        rows.append(cells)
    return rows


def _skip_covered(cells: list[str], covered: dict[int, int]) -> None:
    while covered.get(len(cells), 0) > 0:
        covered[len(cells)] -= 1
        cells.append("")


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), _MAX_SPAN) if value.isdecimal() and int(value) > 0 else 1


def cell_text(cell: etree._Element) -> str:
    """A cell's text on one line; its paragraphs and line breaks are set apart by a space."""
    if not len(cell):
        return clean_text(cell.text or "")
    return clean_text(_in_order(cell))


def _in_order(element: etree._Element) -> str:
    """Text in document order with a space around paragraphs."""
    parts = [element.text or ""]
    for child in element:
        space = " " if child.tag in ("p", "list-item", "li", "div", "title", "list", "ul", "table", "tr", "td") else ""
        parts.append(space + _in_order(child) + space + (child.tail or ""))
    return "".join(parts)
