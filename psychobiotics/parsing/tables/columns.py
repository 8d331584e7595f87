"""Columns of evidence tables by name: what an analyst's headings mean in this project's terms.

A heading is known by the mapping file that came with the table, else by `column_synonyms.csv`. Headings may stand in
two rows, the groups above ("Participants" over "n (probiotic)" and "n (placebo)") and their columns below.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psychobiotics.parsing.tables.column_mapping import ColumnMapping
from psychobiotics.vocab.columns import column_synonyms, fold_heading

IDENTITY = ("study", "title", "doi", "pmid")  # the fields that may name a row's study, the best first
_HEADER_ROWS = 15
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Header:
    """The row or rows that name the columns.

    Attributes:
        last: Index of the last of them; the studies stand below.
        headings: Column by column, "group, name" where two rows name it.
        fields: What each column is; None where nothing says it.
    """

    last: int
    headings: tuple[str, ...]
    fields: tuple[str | None, ...]

    @property
    def known(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(field for field in self.fields if field)

    @property
    def names_studies(self) -> bool:
        """A column names the study, and at least another one is known."""
        return len(self.known) >= 2 and not self.known.isdisjoint(IDENTITY)


def column_field(heading: str) -> str | None:
    """The field that a heading names, or None.

    >>> [column_field(name) for name in ("Study ID", "Sample size (n)", "n (placebo)", "Probiotic_strains", "x")]
    ['study', 'n_enrolled', 'n_control', 'strains', None]
    """
    folded, known = fold_heading(heading), column_synonyms()
    if folded in known or not (bracket := _BRACKETS.search(folded)):
        return known.get(folded)
    field = known.get(folded[: bracket.start()])
    if field == "n_enrolled":  # "sample size (placebo)" is the size of a group
        return known.get(f"n {bracket[1].strip()}", field)
    return field


def find_header(rows: Sequence[Sequence[str]], mapping: ColumnMapping) -> Header | None:
    """The rows that name the columns: those that the mapping names, else the first that name a study and more."""
    if mapping.header_rows:
        first, last = mapping.header_rows[0] - 1, mapping.header_rows[-1] - 1
        return _read(rows, (first, last), mapping) if last < len(rows) else None
    for index in range(min(_HEADER_ROWS, len(rows))):
        single = _read(rows, (index, index), mapping)
        if index + 1 < len(rows):
            paired = _read(rows, (index, index + 1), mapping)
            below = _read(rows, (index + 1, index + 1), mapping)
            if paired.names_studies and _heads(rows[index + 1], paired) and _names_more(paired, single, below):
                return paired
        if single.names_studies:
            return single
    return None


def _names_more(paired: Header, *single: Header) -> bool:
    """Two rows know more columns than each of them alone."""
    return all(sum(map(bool, paired.fields)) > sum(map(bool, one.fields)) for one in single)


def _heads(row: Sequence[str], header: Header) -> bool:
    """A second row of headings, and no study: its cells below the study's column are empty, or headings too."""
    cells = [cell for cell, field in zip(row, header.fields, strict=False) if field in IDENTITY]
    return all(not cell or column_field(cell) for cell in cells) and not any(cell.isdigit() for cell in row)


def _read(rows: Sequence[Sequence[str]], span: tuple[int, int], mapping: ColumnMapping) -> Header:
    first, last = span
    if first == last:
        headings = tuple(rows[last])
        return Header(last, headings, tuple(_field((heading,), mapping) for heading in headings))
    named = list(_paired(rows[first], rows[last]))
    headings = tuple(", ".join(filter(None, pair)) for pair in named)
    return Header(last, headings, tuple(_pair_field(group, name, mapping) for group, name in named))


def _paired(groups: Sequence[str], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(group, name) of each column; a group reaches over the empty cells to its right, as merged cells are saved."""
    group = ""
    for index in range(max(len(groups), len(names))):
        above = groups[index] if index < len(groups) else ""
        name = names[index] if index < len(names) else ""
        group = above or (group if name else "")
        yield (group, name) if name else ("", above)


def _pair_field(group: str, name: str, mapping: ColumnMapping) -> str | None:
    if not group:
        return _field((name,), mapping)
    counted = (f"n {name}",) if column_field(group) == "n_enrolled" else ()
    return _field((f"{group}, {name}", f"{group} {name}", *counted, name), mapping)


def _field(headings: Sequence[str], mapping: ColumnMapping) -> str | None:
    folded = [fold_heading(heading) for heading in headings]
    if not mapping.ignored.isdisjoint(folded):
        return None
    mapped = next((mapping.columns[name] for name in folded if name in mapping.columns), None)
    return mapped or next((field for heading in headings if (field := column_field(heading))), None)
