"""Why rows are refused, and the `quarantine` rows that say so."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from psychobiotics.records.reasons import Rejection
from psychobiotics.records.tables import RECORD_KEYS, Row
from schemas.registry import TABLES


@dataclass(frozen=True, slots=True)
class Refusal:
    """One failed check on one row of a frame.

    Attributes:
        index: Position of the row in the frame.
        check: Name of the check, as `quarantine.check` shows it.
        column: The column that failed; None where the whole row did.
        message: What was expected, what was found.
    """

    index: int
    check: str
    column: str | None
    message: str


def record_ids(table: str, frame: pd.DataFrame) -> "pd.Series[str]":
    """The id under which evidence and quarantine name each row."""
    keys = list(RECORD_KEYS.get(table, TABLES[table].key))
    if frame.empty:
        return pd.Series([], dtype="string")
    first, *others = (frame[key].astype("string").fillna("") for key in keys)
    joined = first.copy()
    for part in others:
        joined = joined + "/" + part
    return joined


def quarantine_rows(table: str, frame: pd.DataFrame, refusals: Iterable[Refusal]) -> list[Row]:
    """One quarantine row for each refusal, once for each (row, check, column)."""
    ids = record_ids(table, frame)
    seen: set[tuple[int, str, str | None]] = set()
    rows: list[Row] = []
    for refusal in refusals:
        key = (refusal.index, refusal.check, refusal.column)
        if key in seen:
            continue
        seen.add(key)
        rows.append(
            {
                "table": table,
                "record_id": str(ids.iloc[refusal.index]),
                "column": refusal.column,
                "check": refusal.check,
                "value": _shown(frame, refusal),
                "document_id": _document_id(frame, refusal.index),
                "message": refusal.message,
            }
        )
    return rows


def _shown(frame: pd.DataFrame, refusal: Refusal) -> str | None:
    if refusal.column is None or refusal.column not in frame:
        return None
    value = frame[refusal.column].iloc[refusal.index]
    if isinstance(value, list):
        return " | ".join(map(str, value))
    return None if pd.isna(value) else str(value)


def _document_id(frame: pd.DataFrame, index: int) -> str | None:
    for column in ("document_id", "primary_document_id"):
        if column in frame and not pd.isna(frame[column].iloc[index]):
            return str(frame[column].iloc[index])
    return None


def rejection_row(rejection: Rejection) -> Row:
    """The quarantine row of a refused file or document."""
    name = rejection.file_name
    return {
        "table": "documents",
        "record_id": name if rejection.record_index is None else f"{name}#{rejection.record_index}",
        "column": None,
        "check": str(rejection.reason),
        "value": None,
        "document_id": f"doc-{rejection.sha256[:16]}" if rejection.sha256 else None,
        "message": rejection.message,
    }
