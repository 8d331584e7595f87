"""The data dictionary, rendered from the models: nothing is described twice."""

from collections.abc import Iterator
from typing import Any

from schemas import SCHEMA_VERSION
from schemas.arrow import frame_dtype
from schemas.registry import TABLES, ForeignKey, TableSchema

_TYPES = {
    "string": "text",
    "Int64": "integer",
    "Float64": "number",
    "boolean": "true/false",
    "object": "list of text",
}


def render_dictionary() -> str:
    """The dictionary of all tables as Markdown; byte-identical for the same schemas."""
    parts = [_preamble()]
    parts += [_table(schema) for schema in TABLES.values()]
    return "\n".join(parts)


def render_column(table: str, column: str) -> str:
    """One column for a terminal: its type, its meaning, its values.

    Raises:
        KeyError: There is no such table or column.
    """
    found = TABLES[table].model.to_schema().columns[column]
    described = found.metadata or {}
    kind = _TYPES[frame_dtype(found)]
    lines = [f"{table}.{column}  ({kind}{', may be null' if found.nullable else ''})"]
    lines += [f"  {found.title}. {found.description}"]
    lines += [f"  {name}: {described[name]}" for name in ("unit", "example") if name in described]
    if members := described.get("values"):
        lines += ["  values:", *(f"    {member}: {member.meaning}" for member in members)]
    return "\n".join(lines)


def _preamble() -> str:
    index = "\n".join(f"- [{name}](#{name}): {schema.description}" for name, schema in TABLES.items())
    return (
        "# Data dictionary\n\n"
        f"Schema version {SCHEMA_VERSION}. Generated from `schemas/` (`make dictionary`); do not edit.\n\n"
        "Null means that no document states the value. An empty list means that there is none. Text is Unicode NFC, "
        "dates are ISO 8601. A key in *italics* below need not be unique.\n\n"
        f"{index}\n"
    )


def _table(schema: TableSchema) -> str:
    columns = schema.model.to_schema().columns
    key = ", ".join(f"`{name}`" for name in schema.key)
    lines = [
        f"## {schema.name}",
        "",
        f"{schema.description}{' Rebuilt from the other tables at every publish.' if schema.derived else ''}",
        "",
        f"Key: {key if schema.key_is_unique else f'*{key}*'}.",
        *_references(schema.foreign_keys),
        "",
        "| column | type | unit | null | what it is | example |",
        "|---|---|---|---|---|---|",
        *(_row(column) for column in columns.values()),
        "",
        *_enumerations(columns),
    ]
    return "\n".join(lines)


def _references(keys: tuple[ForeignKey, ...]) -> Iterator[str]:
    if keys:
        said = "; ".join(f"`{', '.join(key.columns)}` in `{key.table}`" for key in keys)
        yield f"Refers to: {said}."


def _row(column: Any) -> str:
    described = column.metadata or {}
    cells = (
        f"`{column.name}`",
        _TYPES[frame_dtype(column)],
        described.get("unit", ""),
        "yes" if column.nullable else "",
        f"**{column.title}.** {column.description}",
        f"`{described['example']}`" if "example" in described else "",
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _enumerations(columns: dict[str, Any]) -> Iterator[str]:
    """The allowed values of each closed column, with what each means."""
    for column in columns.values():
        if members := (column.metadata or {}).get("values"):
            yield f"Values of `{column.name}`:"
            yield ""
            yield from (f"- `{member}`: {member.meaning}" for member in members)
            yield ""
