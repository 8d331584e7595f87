"""Published versions on disk: their names, their order, the newest."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from psychobiotics.records.errors import PublishError

_NAME = re.compile(r"(\d{4})\.(\d{1,2})\.(\d+)")
MANIFEST = "datapackage.json"


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


def read_version(processed: Path, name: str = "latest") -> Version:
    """Open a version by name.

    Raises:
        PublishError: There is no such version, or its manifest cannot be read.
    """
    names = list_versions(processed)
    wanted = (names[-1] if names else None) if name == "latest" else name
    if wanted not in names:
        have = ", ".join(names) if names else "none yet: run a refresh"
        raise PublishError(f"version {name}: expected one of the published versions ({have}), found no such version")
    folder = processed / wanted
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        Version(wanted, folder, manifest).hashes  # noqa: B018  # a manifest without hashes is broken, say so here
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PublishError(
            f"{wanted}/{MANIFEST}: expected a data package, found it broken ({error}); move the folder away and refresh"
        ) from error
    return Version(wanted, folder, manifest)


def next_name(processed: Path, now: datetime) -> str:
    """The next free name of the month; never one that lies there already, whole or not."""
    month = f"{now.year}.{now.month}."
    taken = [path.name for path in processed.glob(f"{month}*")] if processed.is_dir() else []
    counts = [int(match.group(3)) for name in taken if (match := _NAME.fullmatch(name))]
    return f"{month}{max(counts, default=0) + 1}"
