"""Reviewed decisions as data: TOML files with a reason, a curator, a date and a guard each."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from psychobiotics.records.errors import CurationError

KINDS = ("override", "merge", "split", "reject", "verify")
_REQUIRED: dict[str, tuple[str, ...]] = {
    "override": ("table", "record", "field", "value"),
    "merge": ("study", "into"),
    "split": ("study", "document", "new_study"),
    "reject": ("table", "record"),
    "verify": ("study",),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a curator.

    Attributes:
        id: Unique over all files ("2026-11-21-berger-dose").
        kind: One of KINDS.
        target: What the kind needs: see `docs/how-to/curate.md`.
        expect: Column to the value that the row must hold before; the run fails by name once it no longer does.
        file: Name of the file, for messages.
    """

    id: str
    kind: str
    reason: str
    curator: str
    date: date
    target: Mapping[str, Any]
    file: str
    expect: Mapping[str, Any] = field(default_factory=dict)


def load_decisions(folder: Path) -> tuple[Decision, ...]:
    """All decisions of the folder's TOML files, by file name and place in it; none where the folder is not there.

    Raises:
        CurationError: A file cannot be read, or a decision lacks something or repeats an id.
    """
    decisions: list[Decision] = []
    for path in sorted(folder.glob("*.toml")):
        decisions += _read_file(path)
    seen: dict[str, str] = {}
    for decision in decisions:
        if decision.id in seen:
            raise CurationError(f"{decision.file}: expected unique decision ids, found {decision.id!r} twice")
        seen[decision.id] = decision.file
    return tuple(decisions)


def decisions_hash(folder: Path) -> str | None:
    """SHA-256 over all decision files, None where there is none."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        return None
    return sha256(b"".join(path.name.encode() + b"\n" + path.read_bytes() for path in paths)).hexdigest()


def _read_file(path: Path) -> Iterator[Decision]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CurationError(
            f"{path.name}: expected a TOML file of decisions, found it broken ({error}); mend it"
        ) from error
    entries = content.get("decision", [])
    if set(content) - {"decision"} or not isinstance(entries, list):
        raise CurationError(f"{path.name}: expected only [[decision]] entries, found {', '.join(sorted(content))}")
    for entry in entries:
        yield _read_entry(path.name, entry)


def _read_entry(file: str, entry: Mapping[str, Any]) -> Decision:
    name = entry.get("id", "without an id")
    kind = entry.get("kind")
    if kind not in KINDS:
        raise CurationError(f"{file}: decision {name!r}: expected a kind of {', '.join(KINDS)}, found {kind!r}")
    missing = [key for key in ("id", "reason", "curator", "date", *_REQUIRED[kind]) if key not in entry]
    if missing:
        raise CurationError(f"{file}: decision {name!r}: expected {', '.join(missing)} as well, found none")
    if not isinstance(entry["date"], date):
        raise CurationError(f"{file}: decision {name!r}: expected a date such as 2026-11-21, found {entry['date']!r}")
    known = {"id", "kind", "reason", "curator", "date", "expect", *_REQUIRED[kind]}
    unknown = sorted(set(entry) - known)
    if unknown:
        raise CurationError(f"{file}: decision {name!r}: expected keys of {kind}, found {', '.join(unknown)} as well")
    target = {key: entry[key] for key in _REQUIRED[kind]}
    return Decision(
        entry["id"], kind, entry["reason"], entry["curator"], entry["date"], target, file, entry.get("expect", {})
    )
