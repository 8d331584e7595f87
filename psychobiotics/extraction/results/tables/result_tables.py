"""Tables of a full text that compare two groups, or one group with its start: a row an outcome, with its p-value.

Pattern: the columns that `table_columns` finds; rows with a name, two values and a p-value ("NS" where it is not
printed); a row that names a time ("6 months") belongs to the name above it; a name of two cells ("Nurse | visits") is
one. Of a p-value that stands beside a name alone only what is no difference is told.

It must not be fooled by: who was studied (age, sex, "baseline characteristics"), values before the intervention; shares
of people who improved, whose rows are named after what improved; what fell in both groups, but further in one of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.tables.table_columns import (
    TIME,
    Comparison,
    find_comparisons,
    heads_p_values,
    roles_of,
)
from psychobiotics.extraction.results.tables.table_grid import Grid, Span, read_grid
from psychobiotics.records.document import Section, SectionKind
from psychobiotics.vocab.table_words import table_words

_P_CELL = re.compile(r"\s*(?:[Pp]\s?)?[<>=≤≥]?\s?(?:0?[.·,]\s?\d+|0|1(?:[.·,]0+)?)\s?(?:\^?[a-z0-9*∗†‡§#¶]{1,2})?\s*")
_NOT_SIGNIFICANT = re.compile(r"\s*[Nn]\.?\s?[Ss]\.?\s*")
_NUMBER = re.compile(r"[-−–+]?\d+(?:[.·]\d+)?")
_PERCENT = re.compile(r"\(\s?(\d+(?:\.\d+)?)\s?%?\s?\)")
_COUNTED = re.compile(r"%|\bpercent", re.IGNORECASE)
_MEASURE = re.compile(r"\s?[,—–:]\s?(?:mean|median|n\b|no\.|%|m \()|\s?\((?:n|%|mean|median|m)\b")
_FOOTNOTE = re.compile(r"\^[\w*†‡§]{1,3}$")
_MARKS = " ,:;.*†‡§#…"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LATER = re.compile(
    r"\b(?:to|and|from|after|post|final|follow|chang|versus|end)|\d\s?-?(?:week|month|day|year)", re.IGNORECASE
)
_TWO = 2
_TITLE = 90  # characters of a caption that say what a table is about; then it says how it was computed


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One outcome's row, as document offsets.

    Attributes:
        name: Its name, without what the cells print.
        values: The number of each of the two groups, in the order of the columns, or None.
        p_value: The p-value, or what says that there is none ("NS").
        time: The row's own label where it is a time of the name above, the heading of its columns, or None.
        is_null: The p-value is not printed, as it is not significant.
    """

    name: Span
    values: tuple[Span, Span] | None
    p_value: Span
    time: Span | None
    is_null: bool = False


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The rows of one comparison of a table and the header cells of its two groups, as document offsets.

    Attributes:
        within: The second is the first before the intervention.
    """

    groups: tuple[Span, Span]
    rows: tuple[ResultRow, ...]
    within: bool = False


def find_tables(reading: Reading) -> Iterator[ResultTable]:
    """Every comparison after an intervention that a table of the document prints with p-values."""
    sections = reading.document.sections
    text = reading.document.text
    for number, section in enumerate(sections):
        if section.kind is not SectionKind.TABLE:
            continue
        caption = sections[number - 1] if number and sections[number - 1].kind is SectionKind.CAPTION else None
        if caption is None or not _tells_start(text[caption.start : min(caption.end, caption.start + _TITLE)]):
            yield from _read(text, section)


def _read(text: str, section: Section) -> Iterator[ResultTable]:
    grid = read_grid(text, section)
    if any("about_people" in roles_of(grid.told(row[0])[:40]) for row in (*grid.header, *grid.body) if row):
        return
    for comparison in find_comparisons(grid):
        if rows := tuple(_rows(grid, comparison)):
            yield ResultTable(comparison.names, rows, comparison.within)


def _tells_start(caption: str) -> bool:
    """The table is about people, about how many of them improved, or about a time before the intervention alone."""
    roles = roles_of(caption)
    return bool(roles & {"about_people", "improved"}) or ("start" in roles and not _LATER.search(caption))


def _rows(grid: Grid, comparison: Comparison) -> Iterator[ResultRow]:
    above: Span | None = None  # the last name, which rows of times belong to
    headed = False  # a row without values stands above: a lone word below it may be a part of its name
    for cells in grid.body:
        if any(b > a and heads_p_values(grid.told((a, b))) for a, b in cells[1:]):
            return  # another header: its columns may be of another time
        label = _label(grid, cells, comparison.stub)
        if label is None:
            continue
        told = grid.told(label)
        is_time = TIME.match(told) is not None
        if not is_time and not _is_known(told):
            above = label
        p = cells[comparison.p_column] if comparison.p_column < len(cells) else (0, 0)
        is_null = _NOT_SIGNIFICANT.fullmatch(grid.text, *p) is not None
        if not is_null and not _P_CELL.fullmatch(grid.text, *p):
            headed = headed or above is label
            continue
        name = _without_measure(grid.text, above) if above is not None and (is_time or above is label) else None
        if name is None or "±" in told or (headed and not is_time and " " not in told):
            continue
        if name[1] - name[0] > _TWO and _WORD.search(grid.text, *name):
            time = label if is_time else comparison.time
            yield from _row(grid, comparison, cells, (told, ResultRow(name, None, p, time, is_null)))


def _row(
    grid: Grid, comparison: Comparison, cells: tuple[Span, ...], named: tuple[str, ResultRow]
) -> Iterator[ResultRow]:
    """The row, given behind its whole label, with its values; without them only where they tell nothing."""
    label, row = named
    one, other = (_number(grid, cells, column, label) for column in comparison.columns)
    p = row.p_value if row.is_null else _p_span(grid.text, row.p_value)
    filled = any(cells[column][1] > cells[column][0] for column in comparison.columns if column < len(cells))
    if one is None or other is None:
        if filled or not (row.is_null or _is_large(grid.told(p))):
            return
        yield ResultRow(row.name, None, p, row.time, row.is_null)
    elif row.is_null or _is_large(grid.told(p)) or _goes_with_change(grid, comparison, cells, label):
        yield ResultRow(row.name, (one, other), p, row.time, row.is_null)


def _goes_with_change(grid: Grid, comparison: Comparison, cells: tuple[Span, ...], label: str) -> bool:
    """Where groups have values before too: who ended higher has also risen more."""
    if comparison.before is None:
        return True
    found = [_number(grid, cells, column, label) for column in (*comparison.columns, *comparison.before)]
    one, other, before, other_before = (None if span is None else _float(grid.told(span)) for span in found)
    if one is None or other is None or before is None or other_before is None:
        return False
    return (one - other) * ((one - before) - (other - other_before)) > 0


def _float(number: str) -> float | None:
    plain = number.replace("−", "-").replace("–", "-").replace("·", ".")
    return float(plain) if _NUMBER.fullmatch(plain) else None


def _is_large(p: str) -> bool:
    """A p-value that tells no difference: 0.05 or more, or above a bound."""
    digits = re.sub(r"[^\d.]", "", p.replace("·", ".").replace(",", "."))
    value = float(digits) if re.fullmatch(r"\d*\.?\d+", digits) else 0.0
    return value >= _LEVEL and not p.strip().lstrip("Pp ").startswith(("<", "≤"))


_LEVEL = 0.05  # as in `normalisation.p_values`


def _is_known(label: str) -> bool:
    """A label of nothing but times before, totals and measures: "Baseline", "Mean (SD)", "Other"."""
    words = _WORD.findall(label.lower())
    return bool(words) and all(word in table_words() for word in words)


def _label(grid: Grid, cells: tuple[Span, ...], first_value: int) -> Span | None:
    """The name before the values: the first cell, with the second where both hold words; or the second alone."""
    named = [number for number, (a, b) in enumerate(cells[:first_value]) if b > a]
    if not named or named[-1] > 1 or not all(_WORD.search(grid.text, *cells[number]) for number in named):
        return None
    if named[-1] == 1:
        second = grid.told(cells[1])
        if TIME.match(second) or _is_known(second) or (len(named) == 1 and " " not in second):
            return None
    return cells[named[0]][0], cells[named[-1]][1]


def _number(grid: Grid, cells: tuple[Span, ...], column: int, label: str) -> Span | None:
    """The group's number: its percentage where the row counts people, else what the cell begins with."""
    cell = cells[column] if column < len(cells) else (0, 0)
    match = _NUMBER.match(grid.text, *cell)
    if match and match.group().isdigit() and (_COUNTED.search(label) or _COUNTED.search(grid.text, *cell)):
        percent = _PERCENT.search(grid.text, *cell)
        return percent.span(1) if percent else match.span()
    return match.span() if match else None


def _p_span(text: str, cell: Span) -> Span:
    end = cell[1]
    while end > cell[0] and not text[end - 1].isdigit():
        end -= 1
    marked = re.search(r"\^", text[cell[0] : end])
    return cell[0], cell[0] + marked.start() if marked else end


def _without_measure(text: str, name: Span) -> Span:
    """The name without ", mean (SD)", "(n, %)" and the mark of a footnote."""
    start, end = name
    cut = _MEASURE.search(text, start, end)
    told = text[start : cut.start() if cut else end].rstrip(_MARKS)
    mark = _FOOTNOTE.search(told)
    return start, start + len((told[: mark.start()] if mark else told).rstrip(_MARKS))
