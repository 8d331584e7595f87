"""Rows to frames: the schema's columns, in order, in the validation dtypes, on a fresh index."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from psychobiotics.records.drafts import Scalar
from psychobiotics.records.errors import ValidationError
from psychobiotics.records.tables import Row
from schemas.arrow import frame_dtypes


def to_frame(table: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Lay rows out as a frame of the table's schema.

    Absent keys are null; tuples become lists; an absent list is an empty list.

    Raises:
        ValidationError: A row has a column that the schema does not know, or a value of the wrong kind: a defect of
            the stage that made it, not of a document.
    """
    dtypes = frame_dtypes(table)
    unknown = sorted({name for row in rows for name in row} - set(dtypes))
    if unknown:
        raise ValidationError(f"table {table}: expected columns of its schema, found {', '.join(unknown)} as well")
    return pd.DataFrame({name: _column(table, name, dtype, rows) for name, dtype in dtypes.items()})


def _column(table: str, name: str, dtype: str, rows: Sequence[Row]) -> "pd.Series[Any]":
    values = [row.get(name) for row in rows]
    if dtype == "object":
        return pd.Series([_listed(value) for value in values], dtype="object")
    try:
        if dtype == "string":
            # Arrow takes text alone: a number would be published as text without a word. It is also four times as fast.
            return pd.Series(pd.array(pa.array(values, pa.string()), dtype="string"))
        return pd.Series(values, dtype=dtype)
    except (TypeError, ValueError) as error:
        raise ValidationError(
            f"table {table}, column {name}: expected {dtype} values, found otherwise ({error})"
        ) from error


def _listed(value: Scalar | None) -> list[str]:
    if value is None:
        return []
    return list(value) if isinstance(value, tuple) else [str(value)]
