"""Accepted frames to a new immutable version, or to nothing where nothing changed."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from psychobiotics.publishing.causes import find_causes
from psychobiotics.publishing.changelog import changelog_record, render_changelog
from psychobiotics.publishing.data_package import Provenance, describe_package
from psychobiotics.publishing.differences import Difference, compare
from psychobiotics.publishing.folders import exclusive, point_latest, settle, staging
from psychobiotics.publishing.parquet import read_table, to_arrow, write_table
from psychobiotics.publishing.versions import (
    MANIFEST,
    Version,
    file_hash,
    is_latest,
    newest_version,
    next_name,
    read_version,
)
from psychobiotics.records.errors import PublishError
from schemas.registry import TABLES

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did.

    Attributes:
        version: The new version, or the latest one where nothing changed; None where there is none.
        is_new: Whether a version was written.
        difference: Against the parent; None where nothing was written.
    """

    version: Version | None
    is_new: bool
    difference: Difference | None = None


def publish(frames: Mapping[str, pd.DataFrame], processed: Path, made: Provenance, now: datetime) -> Published:
    """Write all tables as the next version, unless the latest one holds the same bytes.

    Args:
        frames: Every table of the schema registry, validated.
        processed: Folder of the versions.
        made: What the frames were made from.
        now: Time of publishing; names the version and goes into the manifest, into no table.

    Raises:
        PublishError: The folder cannot be written, the latest version is broken, or another run is publishing.
    """
    tables = {name: to_arrow(name, frames[name]) for name in TABLES}
    with exclusive(processed):
        parent = newest_version(processed)
        with staging(processed) as temporary:
            for table, content in tables.items():
                write_table(temporary / f"{table}.parquet", content)
            if parent and _same_bytes(temporary, parent):
                if not is_latest(processed, parent.name):  # a run killed between rename and repointing
                    point_latest(processed, parent.name)
                return Published(parent, is_new=False)
            _reread(temporary, tables)
            name = next_name(processed, now)
            manifest = describe_package(name, now.isoformat(timespec="seconds"), temporary, tables, made)
            difference = _write_changelog(temporary, parent, manifest, tables)
            (temporary / MANIFEST).write_text(_json(manifest), "utf-8")
            settle(temporary, processed / name)
        point_latest(processed, name)
    logger.info("published %s", name)
    return Published(Version(name, processed / name, manifest), is_new=True, difference=difference)


def _same_bytes(folder: Path, parent: Version) -> bool:
    return {table: file_hash(folder / f"{table}.parquet") for table in TABLES} == parent.hashes


def _reread(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    """What was written reads back as what was meant; a disk that lies is found out before the version appears."""
    for table, content in tables.items():
        if not read_table(folder / f"{table}.parquet").equals(content):
            raise PublishError(
                f"{table}.parquet: expected to read back what was written, found otherwise; check the disk"
            )


def _write_changelog(
    folder: Path, parent: Version | None, manifest: Mapping[str, Any], tables: Mapping[str, pa.Table]
) -> Difference:
    old = read_tables(parent) if parent else {}
    causes = find_causes((parent.manifest if parent else None, manifest), old, tables)
    difference = compare((parent.name if parent else None, str(manifest["version"])), old, tables, causes)
    (folder / "changelog.json").write_text(_json_lines(changelog_record(difference), "rows"), "utf-8")
    (folder / "CHANGELOG.md").write_text(render_changelog(difference), "utf-8")
    return difference


def read_tables(version: Version) -> dict[str, pa.Table]:
    """All tables of a published version."""
    return {table: read_table(version.folder / f"{table}.parquet") for table in version.hashes}


def diff_versions(processed: Path, old: str, new: str) -> Difference:
    """Compare any two published versions.

    Raises:
        PublishError: One of them is missing or broken.
    """
    a, b = read_version(processed, old), read_version(processed, new)
    before, after = read_tables(a), read_tables(b)
    return compare((a.name, b.name), before, after, find_causes((a.manifest, b.manifest), before, after))


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def _json_lines(record: Mapping[str, Any], listed: str) -> str:
    """JSON with one line for each item of a long list: quick to write, to read and to compare."""
    head = {key: value for key, value in record.items() if key != listed}
    items = ",\n".join(json.dumps(item, ensure_ascii=False) for item in record[listed])
    return f"{json.dumps(head, indent=1, ensure_ascii=False)[:-2]},\n {json.dumps(listed)}: [\n{items}\n]\n}}\n"
