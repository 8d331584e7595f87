"""`datapackage.json`: what a version holds, as a Frictionless Data Package v2."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from schemas import SCHEMA_VERSION
from schemas.registry import TABLES

_TYPES = {pa.string(): "string", pa.int64(): "integer", pa.float64(): "number", pa.bool_(): "boolean"}


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a version was made from.

    Attributes:
        stage_version: Hash over the code of all stages up to normalisation and the vocabularies.
        sources: Source (path, URL, query) to SHA-256 of its current bytes.
        decisions: SHA-256 over all curation files, None where there is none.
    """

    stage_version: str
    sources: Mapping[str, str]
    decisions: str | None = None


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in the data package's notation."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"


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
        "sources": [{"title": source, "hash": f"sha256:{made.sources[source]}"} for source in sorted(made.sources)],
        "schema_version": SCHEMA_VERSION,
        "stage_version": made.stage_version,
        "decisions_hash": made.decisions,
        "resources": [_resource(folder, table, content) for table, content in tables.items()],
    }


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
    schema: dict[str, Any] = {"fields": [_field(field) for field in content.schema]}
    if known.key_is_unique:
        schema["primaryKey"] = list(known.key)
    if known.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": list(key.columns), "reference": {"resource": key.table, "fields": list(key.target)}}
            for key in known.foreign_keys
        ]
    return schema


def _field(field: pa.Field) -> dict[str, Any]:
    words = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
    described: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES.get(field.type, "array"),
        "title": words.get("title", field.name),
        "description": words.get("description", ""),
    }
    if "unit" in words:
        described["unit"] = words["unit"]
    if not field.nullable:
        described["constraints"] = {"required": True}
    return described
