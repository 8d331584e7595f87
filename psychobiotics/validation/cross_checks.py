"""Checks across tables: references resolve, quotes are the text, every extracted value has its evidence."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from psychobiotics.records.tables import RECORD_KEYS
from psychobiotics.validation.refusals import Refusal, record_ids
from schemas.computed import COMPUTED
from schemas.registry import TABLES

Frames = Mapping[str, pd.DataFrame]


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
    message = "evidence: expected the quote to be the text at its span, found other words"
    for position in _other_words(frames["evidence"], "quote", texts):
        yield Refusal(position, "quote_is_text", "quote", message)


def check_mentions(frames: Frames, texts: Mapping[str, str]) -> Iterator[Refusal]:
    """`document_text[char_start:char_end] == text` for every entity."""
    message = "entities: expected the mention to be the text at its span, found other words"
    for position in _other_words(frames["entities"], "text", texts):
        yield Refusal(position, "mention_is_text", "text", message)


def _other_words(frame: pd.DataFrame, column: str, texts: Mapping[str, str]) -> Iterator[int]:
    rows = zip(frame["document_id"], frame["char_start"], frame["char_end"], frame[column], strict=True)
    for position, (document_id, start, end, words) in enumerate(rows):
        if texts.get(document_id, "")[start:end] != words:
            yield position


def check_supported_rows(frames: Frames) -> Iterator[Refusal]:
    """Evidence speaks of rows that are there."""
    evidence = frames["evidence"]
    for table, mine in evidence.groupby("table"):
        known = record_ids(str(table), frames[str(table)]) if table in RECORD_KEYS else pd.Series([], dtype="string")
        for position in mine.index[~_among(mine["record_id"], known)]:
            message = "evidence: expected its record in the dataset, found none (refused, or never there)"
            yield Refusal(int(position), "record_exists", "record_id", message)


def check_supported_values(evidence: pd.DataFrame, refused: Set[tuple[str, str, str]]) -> Iterator[Refusal]:
    """Evidence of a value that was refused leaves with it; `refused` names them by (table, record_id, field)."""
    if not refused:
        return
    asked = pd.MultiIndex.from_frame(evidence[["table", "record_id", "field"]].astype(object))
    for position in asked.isin(list(refused)).nonzero()[0]:
        message = "evidence: expected a value that it supports, found one that was refused"
        yield Refusal(int(position), "value_is_accepted", "record_id", message)


def check_evidence(table: str, frames: Frames) -> Iterator[Refusal]:
    """Every non-null extracted field of a row has at least one evidence row.

    A curator's value is no exception: its decision quotes the document, or keeps the quotes that it reads otherwise.
    """
    frame = frames[table]
    evidence = frames["evidence"]
    mine = evidence[evidence["table"] == table]
    supported = {field: rows["record_id"] for field, rows in mine.groupby("field")}
    nothing = pd.Series([], dtype="string")
    ids = record_ids(table, frame)
    for column in frame.columns.difference(list(COMPUTED[table]), sort=False):
        lacking = _stated(frame[column]) & ~_among(ids, supported.get(column, nothing))
        for position in lacking.nonzero()[0]:
            message = f"{table}.{column}: expected evidence for the value, found none"
            yield Refusal(int(position), "has_evidence", str(column), message)


def _among(asked: "pd.Series[Any]", known: "pd.Series[Any]") -> "npt.NDArray[np.bool_]":
    """Row by row, whether a text is one of the known ones; in Arrow, since pandas makes Python strings of them."""
    texts = (pa.array(column, pa.string(), from_pandas=True) for column in (asked, known))
    return np.asarray(pc.is_in(next(texts), next(texts)).to_numpy(zero_copy_only=False), dtype=bool)


def _stated(column: "pd.Series[Any]") -> "npt.NDArray[np.bool_]":
    if column.dtype == object:
        return np.array([bool(value) for value in column], dtype=bool)
    return column.notna().to_numpy(dtype=bool)
