"""Arrow schemas out of the models: the types and the words that travel into Parquet."""

import json
from functools import cache
from typing import Any

import pyarrow as pa

from schemas import SCHEMA_VERSION
from schemas.registry import TABLES

# Dtype of the validation frame to the type in Parquet; object columns hold lists of strings.
_ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "Int64": pa.int64(),
    "Float64": pa.float64(),
    "boolean": pa.bool_(),
    "object": pa.list_(pa.string()),
}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Parquet schema of a table.

    Each field carries title, description and, where it has them, unit, example and its enumeration (JSON list). The
    table carries its name, description, schema version and primary key (JSON list).

    Raises:
        KeyError: There is no such table.
    """
    schema = TABLES[table]
    fields = [_field(column) for column in schema.model.to_schema().columns.values()]
    return pa.schema(
        fields,
        metadata={
            "table": table,
            "description": schema.description,
            "schema_version": SCHEMA_VERSION,
            "primary_key": json.dumps(schema.key),
        },
    )


@cache
def frame_dtypes(table: str) -> dict[str, str]:
    """Column to dtype of the validation frame: "string", "Int64", "Float64", "boolean", "object" (list of strings)."""
    return {name: frame_dtype(column) for name, column in TABLES[table].model.to_schema().columns.items()}


def frame_dtype(column: Any) -> str:
    """Name of a Pandera column's dtype, without its storage ("string[pyarrow]" is "string")."""
    return str(column.dtype).split("[", 1)[0]


def _field(column: Any) -> pa.Field:
    words = {"title": column.title, "description": column.description}
    described = column.metadata or {}
    words |= {name: described[name] for name in ("unit", "example") if name in described}
    if "values" in described:
        words["enum"] = json.dumps([str(member) for member in described["values"]])
    return pa.field(column.name, _ARROW_TYPES[frame_dtype(column)], nullable=column.nullable, metadata=words)
