"""Checks across tables: references resolve, quotes are the text, every extracted value has its evidence."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from psychobiotics.records.tables import RECORD_KEYS
from psychobiotics.validation.refusals import Refusal, record_ids
from schemas.registry import TABLES

Frames = Mapping[str, pd.DataFrame]

# Columns that are ids, keys or computed from other columns: they have no words of a document behind them.
COMPUTED: dict[str, frozenset[str]] = {
    "studies": frozenset(
        [
            "study_id",
            "label",
            "parent_study_id",
            "primary_document_id",
            "n_documents",
            "review_status",
            "not_applicable",
            "flags",
        ]
    ),
    "arms": frozenset(["study_id", "arm_id", "not_applicable", "flags"]),
    "arm_strains": frozenset(["study_id", "arm_id", "position"]),
    "findings": frozenset(["finding_id", "study_id", "document_id", "arm_id", "comparator_arm_id", "flags"]),
    "claims": frozenset(["claim_id", "document_id", "study_id", "char_start", "char_end"]),
}


def check_references(table: str, frames: Frames) -> Iterator[Refusal]:
    """Every foreign key names a row that is there; null refers to nothing."""
    frame = frames[table]
    for reference in TABLES[table].foreign_keys:
        present = frame[list(reference.columns)].notna().all(axis=1)
        targets = pd.MultiIndex.from_frame(frames[reference.table][list(reference.target)].astype("string"))
        asked = pd.MultiIndex.from_frame(frame[list(reference.columns)].astype("string"))
        missing = present.to_numpy() & ~asked.isin(targets)
        column = reference.columns[-1]
        for position in missing.nonzero()[0]:
            message = f"{table}.{column}: expected a row of {reference.table}, found none (refused, or never there)"
            yield Refusal(int(position), "reference_resolves", column, message)


def check_quotes(frames: Frames, texts: Mapping[str, str]) -> Iterator[Refusal]:
    """`document_text[char_start:char_end] == quote` for every evidence row."""
    evidence = frames["evidence"]
    rows = zip(evidence["document_id"], evidence["char_start"], evidence["char_end"], evidence["quote"], strict=True)
    for position, (document_id, start, end, quote) in enumerate(rows):
        if texts.get(document_id, "")[start:end] != quote:
            yield Refusal(position, "quote_is_text", "quote", "evidence: expected the quote to be the text at its span")


def check_supported_rows(frames: Frames) -> Iterator[Refusal]:
    """Evidence speaks of rows that are there."""
    evidence = frames["evidence"]
    known = {table: set(record_ids(table, frames[table])) for table in RECORD_KEYS if table in frames}
    for position, (table, record) in enumerate(zip(evidence["table"], evidence["record_id"], strict=True)):
        if record not in known.get(table, ()):
            yield Refusal(
                position, "record_exists", "record_id", "evidence: expected its record in the dataset, found none"
            )


def check_evidence(table: str, frames: Frames) -> Iterator[Refusal]:
    """Every non-null extracted field of a row has at least one evidence row.

    A row that a curator corrected is exempt: the decision file is its evidence.
    """
    frame = frames[table]
    evidence = frames["evidence"]
    mine = evidence[evidence["table"] == table]
    supported = set(zip(mine["record_id"], mine["field"], strict=True))
    ids = record_ids(table, frame)
    corrected = set(frame.index[frame["review_status"] == "corrected"]) if "review_status" in frame else set()
    for column in frame.columns:
        if column in COMPUTED[table]:
            continue
        for position in _stated(frame[column]).nonzero()[0]:
            if (ids.iloc[position], column) not in supported and position not in corrected:
                message = f"{table}.{column}: expected evidence for the value, found none"
                yield Refusal(int(position), "has_evidence", str(column), message)


def _stated(column: "pd.Series[Any]") -> "npt.NDArray[np.bool_]":
    if column.dtype == object:
        return np.array([bool(value) for value in column], dtype=bool)
    return column.notna().to_numpy(dtype=bool)
