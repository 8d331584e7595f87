"""Rows as text: keys to tell them apart, cells to show, and where two columns differ; whole columns at a time."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.registry import TABLES


def keys_of(table: str, rows: pa.Table) -> "pd.Index[Any]":
    """One key a row: the key columns joined by "/"; in a table whose keys repeat, all columns."""
    schema = TABLES[table]
    columns = schema.key if schema.key_is_unique else schema.columns
    present = [texts_of(rows.column(name)).fill_null("") for name in columns if name in rows.column_names]
    joined = pc.binary_join_element_wise(*present, "/") if present else pa.array([""] * rows.num_rows)
    keys: pd.Index[Any] = pd.Index(joined.to_pandas(), dtype=object)
    return keys


def texts_of(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column as text: lists joined by " | ", numbers and truth values as Arrow prints them, null as null."""
    if pa.types.is_list(column.type):
        return pc.binary_join(column, " | ")
    return column if pa.types.is_string(column.type) else pc.cast(column, pa.string())


def differing(before: pa.ChunkedArray, after: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """Row by row, whether two columns differ; null equals null."""
    x, y = (texts_of(column) for column in (before, after))
    unequal = pc.fill_null(pc.not_equal(x, y), False)
    one_null = pc.xor(pc.is_null(x), pc.is_null(y))
    return np.asarray(pc.or_(unequal, one_null).to_numpy(), dtype=bool)
