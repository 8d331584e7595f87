"""Published versions on disk: their names, their order, the newest."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from psychobiotics.records.errors import PublishError

_NAME = re.compile(r"(\d{4})\.(\d{1,2})\.(\d+)")
MANIFEST = "datapackage.json"
LATEST = "latest"
_MEND = "the version is broken: move its folder out of processed/ and refresh"


@dataclass(frozen=True, slots=True)
class Version:
    """One published version.

    Attributes:
        name: Calendar version, "2026.11.1": year, month, count within the month.
        folder: Where its files lie.
        manifest: Its `datapackage.json`.
    """

    name: str
    folder: Path
    manifest: dict[str, Any]

    @property
    def hashes(self) -> dict[str, str]:
        """Table name to "sha256:..." of its file."""
        return {resource["name"]: resource["hash"] for resource in self.manifest["resources"]}

    @property
    def created(self) -> str:
        """When it was published, ISO 8601."""
        return str(self.manifest["created"])


def list_versions(processed: Path) -> list[str]:
    """Names of all versions, oldest first; a folder without a manifest is none."""
    if not processed.is_dir():
        return []
    names = [path.name for path in processed.iterdir() if _NAME.fullmatch(path.name) and (path / MANIFEST).is_file()]
    return sorted(names, key=_order)


def _order(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split("."))


def latest_name(processed: Path) -> str | None:
    """The version that `latest` names; the newest where the link is missing, None where nothing is published."""
    names = list_versions(processed)
    pointed = [name for name in names if is_latest(processed, name)]
    return next(reversed(pointed or names), None)


def is_latest(processed: Path, name: str) -> bool:
    """Whether the link `latest` names this version."""
    link = processed / LATEST
    return link.is_symlink() and link.readlink().name == name


def read_version(processed: Path, name: str = LATEST) -> Version:
    """Open a version by name.

    Raises:
        PublishError: There is no such version, or its manifest cannot be read.
    """
    names = list_versions(processed)
    wanted = latest_name(processed) if name == LATEST else name
    if not names:
        raise PublishError(
            f"{processed}: expected a published version, found none yet: run `psychobiotics refresh`, "
            "or name another data root"
        )
    if wanted not in names:
        have = ", ".join(names)
        raise PublishError(f"version {name}: expected one of the published versions ({have}), found no such version")
    folder = processed / wanted
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        Version(wanted, folder, manifest).hashes  # noqa: B018  # a manifest without hashes is broken, say so here
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PublishError(
            f"{wanted}/{MANIFEST}: expected a data package, found it unreadable ({error}); {_MEND}"
        ) from error
    return Version(wanted, folder, manifest)


def newest_version(processed: Path) -> Version | None:
    """The newest version, every file of it checked: what the next one is compared with.

    Raises:
        PublishError: A file is missing or differs from the manifest's hash, or the manifest itself is broken.
    """
    folders = [p.name for p in processed.iterdir() if _NAME.fullmatch(p.name)] if processed.is_dir() else []
    if not folders:
        return None
    newest = max(folders, key=_order)
    if not (processed / newest / MANIFEST).is_file():
        raise PublishError(f"{newest}/{MANIFEST}: expected a data package, found none; {_MEND}")
    version = read_version(processed, newest)
    for table, expected in version.hashes.items():
        path = version.folder / f"{table}.parquet"
        try:
            found = file_hash(path)
        except OSError as error:
            raise PublishError(f"{newest}/{path.name}: expected a file, found {error.strerror}; {_MEND}") from error
        if found != expected:
            raise PublishError(f"{newest}/{path.name}: expected the bytes that were published, found others; {_MEND}")
    return version


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in the data package's notation."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"


def next_name(processed: Path, now: datetime) -> str:
    """The next free name of the month; never one that lies there already, whole or not."""
    month = f"{now.year}.{now.month}."
    taken = [path.name for path in processed.glob(f"{month}*")] if processed.is_dir() else []
    counts = [int(match.group(3)) for name in taken if (match := _NAME.fullmatch(name))]
    return f"{month}{max(counts, default=0) + 1}"
