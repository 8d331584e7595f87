"""The linked rows to accepted frames and a quarantine: nothing refused in silence, nothing accepted unchecked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from psychobiotics.records.errors import ValidationError
from psychobiotics.records.reasons import Reason, Rejection
from psychobiotics.records.tables import Row, Tables
from psychobiotics.validation.consistency import add_flags
from psychobiotics.validation.cross_checks import (
    COMPUTED,
    check_evidence,
    check_quotes,
    check_references,
    check_supported_rows,
)
from psychobiotics.validation.frames import to_frame
from psychobiotics.validation.refusals import Refusal, quarantine_rows, rejection_row
from psychobiotics.validation.row_checks import check_rows
from schemas.registry import TABLES

BASE_TABLES = tuple(name for name, schema in TABLES.items() if not schema.derived and name != "quarantine")

# In these tables one impossible optional value does not take the whole record with it: the value alone is refused.
_REFUSE_VALUE_ALONE = frozenset({"documents", "studies", "arms"})

# A refused parent takes its children along, they in turn theirs; the longest chain is documents > findings > evidence.
_MAX_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class TableCount:
    """rows_in == rows_out + quarantined + duplicates, for one table."""

    rows_in: int
    rows_out: int
    quarantined: int
    duplicates: int


@dataclass(frozen=True, slots=True)
class Validated:
    """Accepted frames by table (`quarantine` among them) and the count of each table."""

    frames: dict[str, pd.DataFrame]
    counts: dict[str, TableCount]


def validate(tables: Tables, rejections: Iterable[Rejection] = ()) -> Validated:
    """Check every row of every table until all that is left passes.

    Args:
        tables: Linked (and curated) rows with their texts.
        rejections: Files and documents that earlier stages refused.

    Raises:
        ValidationError: A table breaks its structure, or rows were lost on the way.
    """
    frames = {table: to_frame(table, tables.rows[table]) for table in BASE_TABLES}
    rows_in = {table: len(frame) for table, frame in frames.items()}
    quarantine: list[Row] = [rejection_row(rejection) for rejection in rejections]
    refused: Counter[tuple[str, bool]] = Counter()
    for _ in range(_MAX_ROUNDS):
        found = _refuse(frames, tables)
        if not found:
            break
        for table, refusals in found.items():
            quarantine += quarantine_rows(table, frames[table], refusals)
            frames[table], dropped = _without(table, frames[table], refusals)
            refused.update((table, duplicate) for duplicate in dropped)
    else:
        raise ValidationError(f"validation: expected to settle within {_MAX_ROUNDS} rounds, found refusals in each")
    add_flags(frames)
    frames["quarantine"] = to_frame("quarantine", _unique(quarantine))
    _assert_valid("quarantine", frames["quarantine"])
    return Validated(frames, {table: _count(table, rows_in[table], frames, refused) for table in BASE_TABLES})


def _refuse(frames: dict[str, pd.DataFrame], tables: Tables) -> dict[str, list[Refusal]]:
    found: dict[str, list[Refusal]] = {}
    for table in BASE_TABLES:
        refusals = [*check_rows(table, frames[table]), *check_references(table, frames)]
        if table == "evidence":
            refusals += [*check_quotes(frames, tables.texts), *check_supported_rows(frames)]
        elif table in COMPUTED:
            refusals += check_evidence(table, frames)
        if refusals:
            found[table] = refusals
    return found


def _without(table: str, frame: pd.DataFrame, refusals: list[Refusal]) -> tuple[pd.DataFrame, list[bool]]:
    """Drop refused rows (or blank refused values); also says of each dropped row whether it was a duplicate."""
    optional = {name for name, column in TABLES[table].model.to_schema().columns.items() if column.nullable}
    dropped: dict[int, bool] = {}
    for refusal in refusals:
        if table in _REFUSE_VALUE_ALONE and refusal.column in optional:
            frame.loc[refusal.index, refusal.column] = pd.NA
        else:
            duplicate = refusal.check == Reason.DUPLICATE
            dropped[refusal.index] = dropped.get(refusal.index, True) and duplicate
    return frame.drop(index=list(dropped)).reset_index(drop=True), list(dropped.values())


def _unique(rows: list[Row]) -> list[Row]:
    return list({tuple(sorted(row.items(), key=lambda pair: pair[0])): row for row in rows}.values())


def _assert_valid(table: str, frame: pd.DataFrame) -> None:
    if refusals := check_rows(table, frame):
        raise ValidationError(f"table {table}: {refusals[0].message}")


def _count(table: str, rows_in: int, frames: dict[str, pd.DataFrame], refused: Counter[tuple[str, bool]]) -> TableCount:
    count = TableCount(rows_in, len(frames[table]), refused[table, False], refused[table, True])
    if count.rows_in != count.rows_out + count.quarantined + count.duplicates:
        raise ValidationError(f"table {table}: rows were lost on the way ({count})")
    return count
