"""Two versions compared: rows added, removed and changed, by table, key and cell, each with its cause.

The comparison works on whole Arrow columns; only rows that differ become Python objects.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from psychobiotics.publishing.causes import Causes, Event
from psychobiotics.publishing.row_texts import differing, keys_of, texts_of
from schemas.arrow import arrow_schema
from schemas.registry import TABLES

# One row a mention or a quote: counted by cause, never listed.
COUNTED_ONLY = frozenset({"entities", "evidence"})
# The columns that name a row for people, best first.
_LABELS = ("label", "title", "outcome_reported", "label_reported", "subject", "file_name")


class Change(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs.

    Attributes:
        key: Values of the key columns, joined by "/" (of a table whose keys repeat: all its cells).
        label: A name for people where the table has one.
        cells: Column to (old, new), as text; for changed rows alone.
    """

    table: str
    change: Change
    key: str
    cause: Event
    label: str | None = None
    cells: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountedChange:
    """How many rows of a table that is not listed differ in one way for one cause."""

    table: str
    change: Change
    cause: Event
    rows: int


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between a parent version (None for the first) and its child."""

    parent: str | None
    child: str
    rows: tuple[RowChange, ...]
    counted: tuple[CountedChange, ...] = ()

    def counts(self) -> dict[str, Counter[str]]:
        """Table to number of rows by kind of change, in the order of the registry; unchanged tables are left out."""
        found: dict[str, Counter[str]] = {}
        for table, change, _, rows in self._tallies():
            found.setdefault(table, Counter())[change] += rows
        return {table: found[table] for table in TABLES if table in found}

    def causes(self) -> Counter[str]:
        """Number of rows by cause."""
        found: Counter[str] = Counter()
        for _, _, cause, rows in self._tallies():
            found[cause] += rows
        return found

    def _tallies(self) -> Iterator[tuple[str, Change, Event, int]]:
        yield from ((row.table, row.change, row.cause, 1) for row in self.rows)
        yield from ((many.table, many.change, many.cause, many.rows) for many in self.counted)


def compare(
    names: tuple[str | None, str], old: Mapping[str, pa.Table], new: Mapping[str, pa.Table], causes: Causes
) -> Difference:
    """Compare two sets of tables (an absent table is an empty one)."""
    rows: list[RowChange] = []
    counted: list[CountedChange] = []
    for table in TABLES:
        nothing = arrow_schema(table).empty_table()
        before, after = old.get(table, nothing), new.get(table, nothing)
        if before.equals(after):
            continue
        if table in COUNTED_ONLY:
            counted += _count_changes(table, before, after, causes)
        else:
            rows += _list_changes(table, before, after, causes)
    return Difference(names[0], names[1], tuple(rows), tuple(counted))


@dataclass(frozen=True, slots=True)
class _Parts:
    """Positions of rows by what happened to them; `changed` pairs positions before and after."""

    added: list[int]
    removed: list[int]
    changed: tuple[list[int], list[int]]
    cells: Mapping[str, list[bool]]


def _part(table: str, before: pa.Table, after: pa.Table) -> tuple["pd.Index[Any]", "pd.Index[Any]", _Parts]:
    old, new = keys_of(table, before), keys_of(table, after)
    places = old.get_indexer(new) if old.is_unique else old.drop_duplicates().get_indexer(new)
    common = (places >= 0).nonzero()[0]
    added = (places < 0).nonzero()[0].tolist()
    removed = (~old.isin(new)).nonzero()[0].tolist()
    if not TABLES[table].key_is_unique:  # known by all their cells: what is in both is the same
        return old, new, _Parts(added, removed, ([], []), {})
    x, y = before.take(pa.array(places[common])), after.take(pa.array(common))
    cells = {name: differing(x.column(name), y.column(name)) for name in y.column_names if name in x.column_names}
    any_cell = np.logical_or.reduce(list(cells.values()))
    pairs = places[common][any_cell].tolist(), common[any_cell].tolist()
    return old, new, _Parts(added, removed, pairs, {name: cell[any_cell].tolist() for name, cell in cells.items()})


def _list_changes(table: str, before: pa.Table, after: pa.Table, causes: Causes) -> Iterator[RowChange]:
    old, new, parts = _part(table, before, after)
    for change, keys, rows, where in (
        (Change.ADDED, new, after, parts.added),
        (Change.REMOVED, old, before, parts.removed),
    ):
        why = causes.of_rows(rows.take(pa.array(where, pa.int64())))
        labels = _labels(rows.take(pa.array(where, pa.int64())))
        for position, cause, label in zip(where, why, labels, strict=True):
            yield RowChange(table, change, str(keys[position]), cause, label)
    yield from _changed_rows(table, new, (before, after), parts, causes)


def _changed_rows(
    table: str, keys: "pd.Index[Any]", tables: tuple[pa.Table, pa.Table], parts: _Parts, causes: Causes
) -> Iterator[RowChange]:
    x, y = (rows.take(pa.array(where, pa.int64())) for rows, where in zip(tables, parts.changed, strict=True))
    olds = {name: texts_of(x.column(name)).to_pylist() for name in parts.cells}
    news = {name: texts_of(y.column(name)).to_pylist() for name in parts.cells}
    described = zip(parts.changed[1], causes.of_rows(y), _labels(y), strict=True)
    for row, (position, cause, label) in enumerate(described):
        cells = {name: (olds[name][row], news[name][row]) for name, cell in parts.cells.items() if cell[row]}
        yield RowChange(table, Change.CHANGED, str(keys[position]), cause, label, cells)


def _count_changes(table: str, before: pa.Table, after: pa.Table, causes: Causes) -> Iterator[CountedChange]:
    _, _, parts = _part(table, before, after)
    for change, rows, where in (
        (Change.ADDED, after, parts.added),
        (Change.REMOVED, before, parts.removed),
        (Change.CHANGED, after, parts.changed[1]),
    ):
        tally = Counter(causes.of_rows(rows.take(pa.array(where, pa.int64()))))
        yield from (CountedChange(table, change, cause, number) for cause, number in sorted(tally.items()))


def _labels(rows: pa.Table) -> list[str | None]:
    name = next((name for name in _LABELS if name in rows.column_names), None)
    return rows.column(name).to_pylist() if name else [None] * rows.num_rows
