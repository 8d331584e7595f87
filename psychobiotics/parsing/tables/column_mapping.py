"""Mapping files: what a table's columns are called, where their names are unusual.

`included.csv.columns.toml` beside `included.csv` speaks of that table; `columns.toml` in the data root of all tables.

    sheet = "Trials"                   # or a list; without it every sheet that names studies is read
    header_row = 3                     # as the spreadsheet numbers its rows; [3, 4] for names in two rows
    ignore = ["Checked by"]            # columns to leave out, text and all
    missing = ["n.k."]                 # cells that mean: not reported
    [columns]
    study = "Ref."
    n_enrolled = ["Total N", "N all"]  # several names of one field
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from psychobiotics.records.document import ColumnFile
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason
from psychobiotics.vocab.columns import column_fields, fold_heading

_LISTS = ("sheet", "ignore", "missing")
_KEYS = (*_LISTS, "header_row", "columns")
_MOST_CHARS = 200_000
_LAST_HEADER = 1_000  # names of columns stand near the top of a sheet


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What mapping files say of a table, headings folded.

    Attributes:
        columns: Heading to field.
        sheets: Names of the sheets to read; all that name studies where there are none.
        header_rows: Numbers of the rows that name the columns, from 1; found by their names where there are none.
        ignored: Headings of columns to leave out.
        missing: Cells that mean "not reported", lower case.
        expected: Headings, as written, that the table's own file names, each with that file's name.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    ignored: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    expected: tuple[tuple[str, str], ...] = ()

    def check_headings(self, headings: Sequence[str]) -> None:
        """Refuse a table that lacks a column which its own mapping file names.

        Raises:
            ParseError: MALFORMED.
        """
        there = {
            fold_heading(part): part for heading in headings for part in (heading, *heading.split(", ", 1)) if part
        }
        for heading, name in self.expected:
            if fold_heading(heading) not in there:
                near = get_close_matches(fold_heading(heading), there, 3, 0.5) or list(there)[:12]
                known = ", ".join(repr(there[folded]) for folded in near)
                raise _refuse(name, f"expected a column {heading!r} in the table, found {known}; correct the name")


def read_mapping(files: Sequence[ColumnFile]) -> ColumnMapping:
    """Read mapping files, the table's own first; of two that name one heading the first counts.

    Raises:
        ParseError: MALFORMED, with the file, what was expected, what was found, and the nearest that would do.
    """
    found = [_read_file(file) for file in files]
    return ColumnMapping(
        columns={heading: name for one in reversed(found) for heading, name in one.columns.items()},
        sheets=next((one.sheets for one in found if one.sheets), ()),
        header_rows=next((one.header_rows for one in found if one.header_rows), ()),
        ignored=frozenset().union(*(one.ignored for one in found)),
        missing=frozenset().union(*(one.missing for one in found)),
        expected=tuple(
            pair for file, one in zip(files, found, strict=True) if not file.of_all_tables for pair in one.expected
        ),
    )


def _read_file(file: ColumnFile) -> ColumnMapping:
    if len(file.text) > _MOST_CHARS:
        raise _refuse(file.name, f"expected at most {_MOST_CHARS:,} characters, found {len(file.text):,}; shorten it")
    try:
        table = tomllib.loads(file.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refuse(file.name, f"expected TOML, found: {error}; correct it") from error
    for key in table:
        if key not in _KEYS:
            hint = "write it under [columns]" if key in column_fields() else _nearest(key, _KEYS)
            raise _refuse(file.name, f"expected one of {', '.join(_KEYS)}, found the key {key!r}; {hint}")
    sheets, ignored, missing = (_texts(file, key, table.get(key, [])) for key in _LISTS)
    columns = list(_columns(file, table.get("columns", {})))
    return ColumnMapping(
        columns={fold_heading(heading): name for heading, name in columns},
        sheets=sheets,
        header_rows=_rows(file, table.get("header_row", [])),
        ignored=frozenset(map(fold_heading, ignored)),
        missing=frozenset(text.strip().lower() for text in missing),
        expected=tuple((heading, file.name) for heading in (*(heading for heading, _ in columns), *ignored)),
    )


def _columns(file: ColumnFile, table: object) -> Iterator[tuple[str, str]]:
    """(heading, field) of each entry."""
    if not isinstance(table, dict):
        raise _refuse(
            file.name, f"expected [columns] with one line a field, found {table!r}; write [columns] above them"
        )
    told: dict[str, str] = {}
    for name, value in table.items():
        if name not in column_fields():
            raise _refuse(file.name, f"[columns]: expected a field, found {name!r}; {_nearest(name, column_fields())}")
        for heading in _texts(file, f"[columns] {name}", value):
            other = told.setdefault(fold_heading(heading), name)
            if other != name:
                raise _refuse(file.name, f"expected one field for {heading!r}, found {other} and {name}; remove one")
            yield heading, name


def _texts(file: ColumnFile, key: str, value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and one.strip() for one in values):
        raise _refuse(file.name, f"{key}: expected a name in quotes, or a list of them, found {value!r}; correct it")
    return tuple(values)


def _rows(file: ColumnFile, value: object) -> tuple[int, ...]:
    values = value if isinstance(value, list) else [value]
    rows = [row for row in values if isinstance(row, int) and not isinstance(row, bool) and 1 <= row <= _LAST_HEADER]
    if len(rows) < len(values) or len(rows) > 2 or (len(rows) == 2 and rows[1] != rows[0] + 1):
        raise _refuse(
            file.name, f"header_row: expected a row's number from 1, or two that follow, found {value!r}; correct it"
        )
    return tuple(rows)


def _nearest(name: str, known: Sequence[str] | Mapping[str, str]) -> str:
    near = get_close_matches(name.lower().replace(" ", "_"), list(known), 3, 0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"name one of {', '.join(sorted(known))}"


def _refuse(name: str, message: str) -> ParseError:
    return ParseError(Reason.MALFORMED, f"{name}: {message}")
