"""The linked rows to accepted frames and a quarantine: nothing refused in silence, nothing accepted unchecked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from psychobiotics.records.errors import ValidationError
from psychobiotics.records.reasons import Reason, Rejection
from psychobiotics.records.tables import Row, Tables
from psychobiotics.validation.completeness import add_completeness
from psychobiotics.validation.consistency import add_flags
from psychobiotics.validation.cross_checks import (
    check_evidence,
    check_mentions,
    check_quotes,
    check_references,
    check_supported_rows,
    check_supported_values,
)
from psychobiotics.validation.frames import to_frame
from psychobiotics.validation.refusals import Refusal, quarantine_rows, record_ids, rejection_row
from psychobiotics.validation.row_checks import check_rows
from schemas.arrow import frame_dtype
from schemas.computed import COMPUTED
from schemas.registry import TABLES

BASE_TABLES = tuple(name for name, schema in TABLES.items() if not schema.derived and name != "quarantine")

# In these tables one impossible optional value does not take the whole record with it: the value alone is refused.
# A finding with an impossible number goes whole: what else was read of that sentence is not to be trusted either.
_REFUSE_VALUE_ALONE = frozenset({"documents", "studies", "arms"})
# Columns that a check over the row compares, where they can be refused without the row.
_COMPARED = {"age_min_above_age_max": ("age_min", "age_max")}

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
    """Accepted frames by table (`quarantine` among them, the derived ones not) and the count of each base table."""

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
    rejected = tables.rows["quarantine"]  # rows that a curator took out
    rows_in = Counter({table: len(frame) for table, frame in frames.items()})
    rows_in.update(str(row["table"]) for row in rejected)
    refused = Counter((str(row["table"]), False) for row in rejected)
    quarantine = [*rejected, *(rejection_row(rejection) for rejection in rejections)]
    quarantine += _settle(frames, tables, refused)
    _forget_refused_relatives(frames["studies"])
    add_completeness(frames)
    for table in add_flags(frames):
        _assert_valid(table, frames[table])
    frames["quarantine"] = to_frame("quarantine", _unique(quarantine))
    _assert_valid("quarantine", frames["quarantine"])
    return Validated(frames, {table: _count(table, rows_in[table], frames, refused) for table in BASE_TABLES})


def _forget_refused_relatives(studies: pd.DataFrame) -> None:
    """A study that was refused is related to none that is left."""
    known = set(studies["study_id"])
    left = [[study_id for study_id in related if study_id in known] for related in studies["related_study_ids"]]
    studies["related_study_ids"] = pd.Series(left, index=studies.index, dtype="object")


def _settle(frames: dict[str, pd.DataFrame], tables: Tables, refused: Counter[tuple[str, bool]]) -> list[Row]:
    """Refuse rows until all that are left pass; `refused` counts them by (table, whether a duplicate)."""
    quarantine: list[Row] = []
    changed = frozenset(BASE_TABLES)
    for _ in range(_MAX_ROUNDS):
        found = _refuse(frames, tables, changed)
        if not found:
            return quarantine
        if orphans := list(check_supported_values(frames["evidence"], _blanked(frames, found))):
            found["evidence"] = [*found.get("evidence", []), *orphans]
        for table, refusals in found.items():
            quarantine += quarantine_rows(table, frames[table], refusals)
            frames[table], dropped = _without(table, frames[table], refusals)
            refused.update((table, duplicate) for duplicate in dropped)
        changed = frozenset(found)
    raise ValidationError(f"validation: expected to settle within {_MAX_ROUNDS} rounds, found refusals in each")


def _blanked(frames: dict[str, pd.DataFrame], found: dict[str, list[Refusal]]) -> set[tuple[str, str, str]]:
    """(table, record, column) of each value that is about to be refused without its row."""
    blanked: set[tuple[str, str, str]] = set()
    for table in _REFUSE_VALUE_ALONE & set(found):
        ids = record_ids(table, frames[table])
        for refusal in found[table]:
            values = _refusable_values(table, refusal)
            blanked |= {(table, str(ids.iloc[refusal.index]), column) for column in values}
    return blanked


def _refuse(frames: dict[str, pd.DataFrame], tables: Tables, changed: frozenset[str]) -> dict[str, list[Refusal]]:
    """Refusals by table; a table's own checks run where it changed, those across tables always."""
    found: dict[str, list[Refusal]] = {}
    for table in BASE_TABLES:
        refusals = check_rows(table, frames[table]) if table in changed else []
        refusals += check_references(table, frames)
        if table == "evidence":
            refusals += [*check_quotes(frames, tables.texts), *check_supported_rows(frames)]
        elif table == "entities":
            refusals += check_mentions(frames, tables.texts)
        elif table in COMPUTED:
            refusals += check_evidence(table, frames)
        if refusals:
            found[table] = refusals
    return found


def _without(table: str, frame: pd.DataFrame, refusals: list[Refusal]) -> tuple[pd.DataFrame, list[bool]]:
    """Drop refused rows (or blank refused values); also says of each dropped row whether it was a duplicate."""
    dropped: dict[int, bool] = {}
    for refusal in refusals:
        if blank := _refusable_values(table, refusal):
            for column, nothing in blank.items():
                frame.at[refusal.index, column] = nothing
        else:
            duplicate = refusal.check == Reason.DUPLICATE
            dropped[refusal.index] = dropped.get(refusal.index, True) and duplicate
    return frame.drop(index=list(dropped)).reset_index(drop=True), list(dropped.values())


def _refusable_values(table: str, refusal: Refusal) -> dict[str, Any]:
    """Columns that can be refused without the row, with what stands there instead; empty where the row must go."""
    if table not in _REFUSE_VALUE_ALONE:
        return {}
    columns = (refusal.column,) if refusal.column else _COMPARED.get(refusal.check, ())
    blank: dict[str, Any] = {}
    for column in columns:
        described = TABLES[table].model.to_schema().columns[column]
        if frame_dtype(described) == "object":
            blank[column] = []
        elif described.nullable:
            blank[column] = pd.NA
    return blank if len(blank) == len(columns) else {}


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
