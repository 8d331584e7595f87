"""Tables of a full text that compare two groups: a column for each, and one of p-values.

Pattern: a header with the names of two groups and "P value", rows with a name, two values and a p-value; a row that
names a time ("6 months") belongs to the name above it.

It must not be fooled by: who was studied (age, sex, "baseline characteristics"), values before the intervention,
columns of one group at two times, of totals, of a regression, more than two groups; shares of people who improved,
whose rows are named after what improved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psychobiotics.extraction.reading import Reading
from psychobiotics.records.document import Section, SectionKind
from psychobiotics.vocab.table_words import table_words

_MOST_ROWS = 120
_HEADER_ROWS = 3
_P_HEADER = re.compile(r"[Pp](?:[- ]?[Vv]alues?)?\s?(?:\([^()]{1,40}\))?(?:\^?[a-z0-9*†‡§#¶^]{0,3})")
_P_CELL = re.compile(r"\s*(?:[Pp]\s?)?[<>=≤≥]?\s?(?:0?[.·,]\d+|0|1(?:[.·,]0+)?)\s?(?:\^?[a-z0-9*†‡§#¶]{1,2})?\s*")
_NUMBER = re.compile(r"[-−–+]?\d+(?:[.·]\d+)?")
_VALUE = re.compile(r"\s*[<]?[-−–+]?\s?\d")
_PERCENT = re.compile(r"\(\s?(\d+(?:\.\d+)?)\s?%?\s?\)")
_COUNTED = re.compile(r"%|\bpercent", re.IGNORECASE)
_TIME = re.compile(
    r"(?:(?:at|after|week|month|day|year|visit|t|wk|mo)\s?\d{1,3}\b"
    r"|\d{1,3}[- ]?(?:weeks?|months?|days?|years?|h|hours?|min)\b|post|end\b|final|follow-?up|after\b)",
    re.IGNORECASE,
)
_MEASURE = re.compile(r",\s?(?:mean|median|n\b|no\.|%|m \()|\s?\((?:n|%|mean|median|m)\b")
_FOOTNOTE = re.compile(r"\^[\w*†‡§]{1,3}$")
_MARKS = " ,:;*†‡§#"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LATER = re.compile(
    r"\b(?:to|and|from|after|post|final|follow|chang|versus|end)|\d\s?-?(?:week|month|day|year)", re.IGNORECASE
)
_TWO = 2
_TITLE = 90  # characters of a caption that say what a table is about; then it says how it was computed

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One outcome's row, as document offsets.

    Attributes:
        name: Its name, without what the cells print.
        values: The number of each of the two groups, in the order of the columns.
        p_value: The p-value.
        time: The row's own label where it is a time of the name above, or None.
    """

    name: Span
    values: tuple[Span, Span]
    p_value: Span
    time: Span | None


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The rows of a table and the header cells of its two groups, as document offsets."""

    groups: tuple[Span, Span]
    rows: tuple[ResultRow, ...]


def find_tables(reading: Reading) -> Iterator[ResultTable]:
    """Every table of the document that compares two groups after an intervention."""
    sections = reading.document.sections
    for number, section in enumerate(sections):
        if section.kind is not SectionKind.TABLE:
            continue
        caption = sections[number - 1] if number and sections[number - 1].kind is SectionKind.CAPTION else None
        if (table := _read(reading.document.text, section, caption)) is not None:
            yield table


def _read(text: str, section: Section, caption: Section | None) -> ResultTable | None:
    lines = [_cells(text, a, b) for a, b in _lines(text, section)]
    if caption is not None and _tells_start(text[caption.start : min(caption.end, caption.start + _TITLE)]):
        return None
    header = next((i for i, cells in enumerate(lines[:_HEADER_ROWS]) if _p_column(text, cells) is not None), None)
    if header is None:
        return None
    p_column = _p_column(text, lines[header])
    data = [cells for cells in lines[header + 1 :] if p_column is not None and _is_data(text, cells, p_column)]
    columns = _group_columns(text, lines[: header + 1], data, p_column or 0)
    if columns is None or _is_about_people(text, lines):
        return None
    rows = tuple(_rows(text, lines[header + 1 :], columns, p_column or 0))
    groups = (lines[header][columns[0]], lines[header][columns[1]])
    return ResultTable(groups, rows) if rows else None


def _tells_start(caption: str) -> bool:
    """The table is about people, about how many of them improved, or about a time before the intervention alone."""
    roles = _roles(caption)
    return bool(roles & {"about_people", "improved"}) or ("start" in roles and not _LATER.search(caption))


def _lines(text: str, section: Section) -> Iterator[Span]:
    start = section.start
    for _ in range(_MOST_ROWS):
        end = text.find("\n", start, section.end)
        yield start, section.end if end < 0 else end
        if end < 0:
            return
        start = end + 1


def _cells(text: str, start: int, end: int) -> list[Span]:
    """The cells of a line, without the white space around them."""
    found, at = [], start
    for part in text[start:end].split("\t"):
        lead = len(part) - len(part.lstrip())
        found.append((at + lead, at + max(lead, len(part.rstrip()))))
        at += len(part) + 1
    return found


def _roles(words: str) -> set[str]:
    known = table_words()
    return {known[word] for word in _WORD.findall(words.lower()) if word in known} | {
        known[word] for word in re.findall(r"\bt0\b", words.lower()) if word in known
    }


def _p_column(text: str, cells: list[Span]) -> int | None:
    """The only column of p-values; None where there is none or more than one."""
    found = [number for number, (a, b) in enumerate(cells) if b > a and _P_HEADER.fullmatch(text[a:b])]
    return found[0] if len(found) == 1 and found[0] > _TWO - 1 else None


def _is_data(text: str, cells: list[Span], p_column: int) -> bool:
    return len(cells) > p_column and _P_CELL.fullmatch(text, *cells[p_column]) is not None


def _group_columns(
    text: str, header: list[list[Span]], data: list[list[Span]], p_column: int
) -> tuple[int, int] | None:
    """The two columns with a group's name above and values below, or None."""
    names = header[-1]
    found = []
    for column in range(1, min(p_column, len(names))):
        valued = [cells for cells in data if _VALUE.match(text, *cells[column])]
        told = " ".join(text[a:b] for cells in header if column < len(cells) for a, b in [cells[column]])
        if len(valued) * 2 <= len(data) or "total" in _roles(text[slice(*names[column])]):
            continue
        if _roles(told) & {"start", "other"} or _TIME.match(text, *names[column]):
            return None
        found.append(column)
    named = [column for column in found if _names_group(text[slice(*names[column])])]
    return (named[0], named[1]) if len(named) == _TWO and named[1] == named[0] + 1 else None


_EFFECT_NAME = re.compile(
    r"differen|\bdiff\b|\bCIs?\b|confidence|effect|estimate|\b(?:MD|OR|RR|HR|SMD|df)\b|ratio|statistic|\b[tFZdβ]\b|χ|\btest\b|coefficient|\bp\b",
    re.IGNORECASE,
)


def _names_group(name: str) -> bool:
    """A name that a group may have: no effect, no statistic, no time."""
    return bool(_WORD.search(name)) and not _EFFECT_NAME.search(name)


def _is_about_people(text: str, lines: list[list[Span]]) -> bool:
    """Rows of age and sex, or a header that says so."""
    return any("about_people" in _roles(text[slice(*cells[0])][:40]) for cells in lines if cells)


def _rows(text: str, lines: list[list[Span]], columns: tuple[int, int], p_column: int) -> Iterator[ResultRow]:
    above: Span | None = None  # the last name, which rows of times belong to
    headed = False  # a row without values stands above: a lone word below it may be a part of its name
    for cells in lines:
        label = _label(text, cells, columns[0])
        if label is None:
            continue
        told = text[slice(*label)]
        is_time = _TIME.match(told) is not None
        if not is_time and not _is_known(told):
            above = label
        if not _is_data(text, cells, p_column):
            headed = headed or above is label
            continue
        values = [_number(text, cells[column], told) for column in columns]
        name = _without_measure(text, above) if above is not None and (is_time or above is label) else None
        if (
            name is None
            or "±" in told
            or values[0] is None
            or values[1] is None
            or (headed and not is_time and " " not in told)
        ):
            continue
        if name[1] - name[0] > _TWO and _WORD.search(text, *name):
            yield ResultRow(name, (values[0], values[1]), _p_span(text, cells[p_column]), label if is_time else None)


def _is_known(label: str) -> bool:
    """A label of nothing but times before, totals and measures: "Baseline", "Mean (SD)", "Other"."""
    words = _WORD.findall(label.lower())
    return bool(words) and all(word in table_words() for word in words)


def _label(text: str, cells: list[Span], first_value: int) -> Span | None:
    """The only cell before the values, which is the first and holds words."""
    named = [number for number, (a, b) in enumerate(cells[:first_value]) if b > a]
    return cells[0] if named == [0] and _WORD.search(text, *cells[0]) else None


def _number(text: str, cell: Span, label: str) -> Span | None:
    """The group's number: its percentage where the row counts people, else what the cell begins with."""
    match = _NUMBER.match(text, *cell)
    if match and match.group().isdigit() and (_COUNTED.search(label) or _COUNTED.search(text, *cell)):
        percent = _PERCENT.search(text, *cell)
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
