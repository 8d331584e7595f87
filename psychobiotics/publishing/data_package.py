"""`datapackage.json`: what a version holds, as a Frictionless Data Package v2."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from psychobiotics.publishing.versions import file_hash
from psychobiotics.vocab.files import vocabulary_hash
from schemas import SCHEMA_VERSION
from schemas.registry import TABLES

_TYPES = {pa.string(): "string", pa.int64(): "integer", pa.float64(): "number", pa.bool_(): "boolean"}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a version was made from.

    Attributes:
        stage_version: Hash over the code of all stages up to normalisation and the vocabularies.
        sources: Source (path, URL, query) to SHA-256 of its current bytes.
        decisions: Each curator's decision (its id and the hash of what it says) to the ids of the records it names.
    """

    stage_version: str
    sources: Mapping[str, str]
    decisions: Mapping[str, Sequence[str]] = field(default_factory=dict)


def describe_package(
    name: str, created: str, folder: Path, tables: Mapping[str, pa.Table], made: Provenance
) -> dict[str, Any]:
    """The manifest of a version whose Parquet files lie in `folder`."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "psychobiotics",
        "title": "Psychobiotics: study records about probiotics and mental health",
        "description": "Studies, arms, strains, findings and claims read out of documents, each value with its quote.",
        "version": name,
        "created": created,
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [_source(source, made.sources[source]) for source in sorted(made.sources)],
        "schema_version": SCHEMA_VERSION,
        "stage_version": made.stage_version,
        "vocabulary_hash": f"sha256:{vocabulary_hash()}",
        "decisions": {mark: list(made.decisions[mark]) for mark in sorted(made.decisions)},
        "resources": [_resource(folder, table, content) for table, content in tables.items()],
    }


def _source(source: str, sha256: str) -> dict[str, Any]:
    """Bytes that a version was made from; an address is a path, a file's name or a query a title alone."""
    address = {"path": source} if source.startswith(("http://", "https://")) else {}
    return {"title": source, **address, "hash": f"sha256:{sha256}"}


def _resource(folder: Path, table: str, content: pa.Table) -> dict[str, Any]:
    path = folder / f"{table}.parquet"
    return {
        "name": table,
        "type": "table",
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": TABLES[table].description,
        "bytes": path.stat().st_size,
        "hash": file_hash(path),
        "rows": content.num_rows,
        "schema": _schema(table, content),
    }


def _schema(table: str, content: pa.Table) -> dict[str, Any]:
    known = TABLES[table]
    schema: dict[str, Any] = {"fields": [_field(column) for column in content.schema]}
    if known.key_is_unique:
        schema["primaryKey"] = list(known.key)
    if known.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": list(key.columns), "reference": {"resource": key.table, "fields": list(key.target)}}
            for key in known.foreign_keys
        ]
    return schema


def _field(column: pa.Field) -> dict[str, Any]:
    words = {key.decode(): value.decode() for key, value in (column.metadata or {}).items()}
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, "array"),
        "title": words.get("title", column.name),
        "description": words.get("description", ""),
    }
    if "unit" in words:
        described["unit"] = words["unit"]
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if "enum" in words and described["type"] == "string":
        constraints["enum"] = json.loads(words["enum"])
    return described | ({"constraints": constraints} if constraints else {})
