"""Rows of an evidence table by the study that they tell: one row a study, a group or an outcome.

Rows that follow each other and name the same study, or name none where cells were merged, tell one study. What is no
study is set aside with a reason: a note below the table, a heading between its parts, a line of totals.

It must not be fooled by: "Total" in the column of studies; headings that are printed again on each page; a blank cell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psychobiotics.parsing.tables.column_mapping import ColumnMapping
from psychobiotics.parsing.tables.columns import IDENTITY, Header
from psychobiotics.vocab.cues import token_set

_NAMING = frozenset((*IDENTITY, "year", "first_author"))
_FIRST_WORD = re.compile(r"[^\w]*([A-Za-z]+)")
_DATED = re.compile(r"\bet al\b|(?<!\d)(?:19|20)\d{2}(?!\d)")
_FOOTNOTE = re.compile(r"\^[\w*†‡]{1,2}$")
_MEANS_SOMETHING = frozenset({"blinding", "comparator", "conclusion"})  # where "none" is an answer
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class StudyRows:
    """The rows of one study: their numbers, from 1, and their cells; a cell that states nothing is ""."""

    numbers: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that tells no study, and what it was found to be."""

    number: int
    found: str


def group_rows(cells: Sequence[Sequence[str]], header: Header) -> Iterator[StudyRows | Aside]:
    """The studies below a header, in order, and what stands between them."""
    columns = [(index, field) for index, field in enumerate(header.fields) if field in _NAMING]
    group: list[tuple[int, tuple[str, ...]]] = []
    for number, row in enumerate(cells[header.last + 1 :], header.last + 2):
        full = (*row, *("",) * (len(header.headings) - len(row)))
        if not any(full) or full[: len(header.headings)] == header.headings:
            continue
        found = _aside(full, header)
        names = {index for index, field in columns if not is_missing(full[index], field)}
        if group and not found and _is_same(full, group[-1][1], columns, names):
            group.append((number, full))
            continue
        if group:
            yield _study(group)
            group = []
        if not found and any(header.fields[index] in IDENTITY for index in names):
            group = [(number, full)]
        else:
            yield Aside(number, found or "no name in the columns that name it")
    if group:
        yield _study(group)


def _study(group: Sequence[tuple[int, tuple[str, ...]]]) -> StudyRows:
    return StudyRows(tuple(number for number, _ in group), tuple(row for _, row in group))


def _aside(row: Sequence[str], header: Header) -> str | None:
    """What a row without a study is, or None."""
    filled = [cell for cell in row if cell]
    if len(filled) == 1 and len(header.headings) > 2:
        return f"a single cell, {filled[0][:_SHOWN]!r}"
    for cell, field in zip(row, header.fields, strict=False):
        word = _FIRST_WORD.match(cell) if field == "study" else None
        if word and word[1].lower() in token_set("table_aside_words") and not _DATED.search(cell):
            return f"a note or a summary, {cell[:_SHOWN]!r}"
    return None


def _is_same(
    row: Sequence[str], above: Sequence[str], columns: Sequence[tuple[int, str | None]], names: set[int]
) -> bool:
    """The row names the study above, or none; a name that is there must not differ."""
    return all(index not in names or row[index] == above[index] for index, _ in columns) or not names


def is_missing(cell: str, field: str | None, mapping: ColumnMapping | None = None) -> bool:
    """A cell that states nothing: empty, "NR", "n/a", "-", "not reported", or what the mapping file calls missing.

    >>> [is_missing(cell, "country") for cell in ("", "N.R.^a", "(n/a)", "–", "None", "Norway")]
    [True, True, True, True, True, False]
    """
    text = _FOOTNOTE.sub("", cell).strip(" .*†‡§#()[]").lower()
    if not text or (mapping and cell.strip().lower() in mapping.missing):
        return True
    words = token_set("not_reported")
    return text in words or text.replace(".", "") in words or (text == "none" and field not in _MEANS_SOMETHING)
