"""Two versions compared: rows added, removed and changed, by table, key and cell, each with its cause."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd
import pyarrow as pa

from psychobiotics.publishing.causes import Causes, Event
from schemas.registry import TABLES


class Change(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs.

    Attributes:
        key: Values of the key columns, joined by "/".
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
class Difference:
    """All that differs between a parent version (None for the first) and its child."""

    parent: str | None
    child: str
    rows: tuple[RowChange, ...]

    def counts(self) -> dict[str, Counter[str]]:
        """Table to number of rows by kind of change; tables without a change are left out."""
        counted: dict[str, Counter[str]] = {}
        for row in self.rows:
            counted.setdefault(row.table, Counter())[row.change] += 1
        return counted


def compare(
    names: tuple[str | None, str], old: Mapping[str, pa.Table], new: Mapping[str, pa.Table], causes: Causes
) -> Difference:
    """Compare two sets of tables (an absent table is an empty one)."""
    rows = [
        row for table in TABLES if table in new for row in _compare_table(table, old.get(table), new[table], causes)
    ]
    return Difference(names[0], names[1], tuple(rows))


def _compare_table(table: str, old: pa.Table | None, new: pa.Table, causes: Causes) -> Iterator[RowChange]:
    before, after = _as_text(table, old), _as_text(table, new)
    for key in after.index.difference(before.index):
        row = after.loc[key]
        yield RowChange(table, Change.ADDED, key, causes.of(table, row), _label(row))
    for key in before.index.difference(after.index):
        row = before.loc[key]
        yield RowChange(table, Change.REMOVED, key, causes.of(table, row), _label(row))
    yield from _changed_rows(table, before, after, causes)


def _changed_rows(table: str, before: pd.DataFrame, after: pd.DataFrame, causes: Causes) -> Iterator[RowChange]:
    both = after.index.intersection(before.index)
    columns = [name for name in after.columns if name in before.columns]
    x, y = before.loc[both, columns], after.loc[both, columns]
    differs = (x != y) & ~(x.isna() & y.isna())
    for key in both[differs.any(axis=1).to_numpy(dtype=bool)]:
        changed = [name for name in columns if bool(differs.at[key, name])]
        cells = {name: (_none(x.at[key, name]), _none(y.at[key, name])) for name in changed}
        yield RowChange(table, Change.CHANGED, key, causes.of(table, after.loc[key]), _label(after.loc[key]), cells)


def _as_text(table: str, content: pa.Table | None) -> pd.DataFrame:
    """Cells as text, indexed by the key; rows of a table whose key repeats are known by all their cells."""
    schema = TABLES[table]
    if content is None:
        return pd.DataFrame(columns=list(schema.columns), index=pd.Index([], dtype=object), dtype=object)
    frame = pd.DataFrame({name: _texts(content.column(name)) for name in content.column_names}, dtype=object)
    keys = list(schema.key) if schema.key_is_unique else list(frame.columns)
    index = ["/".join("" if part is None else str(part) for part in row) for row in frame[keys].itertuples(index=False)]
    frame.index = pd.Index(index, dtype=object)
    return frame[~frame.index.duplicated()]


def _texts(column: pa.ChunkedArray) -> list[str | None]:
    return [_text(value) for value in column.to_pylist()]


def _text(value: Any) -> str | None:
    if value is None:
        return None
    return " | ".join(value) if isinstance(value, list) else f"{value:g}" if isinstance(value, float) else str(value)


def _none(value: Any) -> str | None:
    return None if value is None or value is pd.NA else str(value)


def _label(row: "pd.Series[Any]") -> str | None:
    for name in ("label", "title", "outcome_reported", "label_reported", "subject", "file_name"):
        if name in row.index and isinstance(row[name], str):
            return str(row[name])
    return None
