"""Reviewed decisions as data: TOML files, each decision with a reason, a curator, a date and a guard."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from psychobiotics.records.errors import CurationError


class Kind(StrEnum):
    """What a decision does."""

    OVERRIDE = "override"  # another value, or none, for one field of one record
    MERGE = "merge"  # two studies are one
    SPLIT = "split"  # what one document (or finding) tells belongs to a study of its own
    REJECT = "reject"  # a record does not belong in the dataset
    VERIFY = "verify"  # a curator compared a study with its sources


_COMMON = ("id", "kind", "reason", "curator", "date")
_GUARDS = ("expect", "expect_null")
_REQUIRED: dict[Kind, tuple[str, ...]] = {
    Kind.OVERRIDE: ("table", "record", "field"),
    Kind.MERGE: ("study", "into"),
    Kind.SPLIT: ("study", "new_study"),
    Kind.REJECT: ("table", "record"),
    Kind.VERIFY: ("study",),
}
_OPTIONAL: dict[Kind, tuple[str, ...]] = {
    Kind.OVERRIDE: ("value", "clear", "document", "quote"),
    Kind.SPLIT: ("document", "finding", "label"),
}
# Of these keys a decision has exactly one.
_ONE_OF: dict[Kind, tuple[str, str]] = {Kind.OVERRIDE: ("value", "clear"), Kind.SPLIT: ("document", "finding")}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a curator.

    Attributes:
        id: Unique over all files ("2026-11-21-berger-dose").
        target: The keys of its kind, as they stand in the file.
        file: Name of the file, for messages.
        expect: Column to the value that the row must hold before; the run fails by name once it no longer does.
        expect_null: Columns that must be null before (TOML has no null).
    """

    id: str
    kind: Kind
    reason: str
    curator: str
    date: date
    target: Mapping[str, Any]
    file: str
    expect: Mapping[str, Any] = field(default_factory=dict)
    expect_null: tuple[str, ...] = ()

    @property
    def method(self) -> str:
        """How evidence, quarantine and link reasons name the decision."""
        return f"curation:{self.id}"

    @property
    def touched(self) -> tuple[str, ...]:
        """Ids of the records that it names; what changed in these rows changed because of it."""
        return tuple(
            str(self.target[key]) for key in ("record", "finding", "study", "into", "new_study") if key in self.target
        )

    def text(self, key: str) -> str:
        """One key of the target."""
        return str(self.target[key])

    def broken(self, expected: str, found: str) -> CurationError:
        """The one sentence that ends the run."""
        return CurationError(f"{self.file}: decision {self.id!r}: expected {expected}, found {found}")


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
            raise decision.broken("an id that no other decision has", f"the same id in {seen[decision.id]}")
        seen[decision.id] = decision.file
    return tuple(decisions)


def mark_decisions(decisions: Iterable[Decision]) -> dict[str, tuple[str, ...]]:
    """Each decision's id and content hash to the records it names: how a version's manifest knows its decisions."""
    return {f"{decision.id}@{_digest(decision)}": decision.touched for decision in decisions}


def _digest(decision: Decision) -> str:
    said = (decision.kind, sorted(decision.target.items()), decision.reason, decision.curator, decision.date)
    return sha256(repr(said).encode()).hexdigest()[:12]


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
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise CurationError(f"{path.name}: expected [[decision]] entries, found {entry!r} as entry {number}")
        yield _read_entry(path.name, number, entry)


def _read_entry(file: str, number: int, entry: Mapping[str, Any]) -> Decision:
    name = entry.get("id", f"no. {number}")
    if entry.get("kind") not in set(Kind):
        kinds = ", ".join(Kind)
        raise CurationError(f"{file}: decision {name!r}: expected a kind of {kinds}, found {entry.get('kind')!r}")
    kind = Kind(entry["kind"])
    required = (*_COMMON, *_REQUIRED[kind])
    if missing := [key for key in required if key not in entry]:
        raise CurationError(f"{file}: decision {name!r}: expected {', '.join(missing)} as well, found none")
    allowed = {*required, *_OPTIONAL.get(kind, ()), *_GUARDS}
    if unknown := sorted(set(entry) - allowed):
        raise CurationError(f"{file}: decision {name!r}: expected keys of {kind}, found {', '.join(unknown)} as well")
    target = {key: value for key, value in entry.items() if key not in (*_COMMON, *_GUARDS)}
    guards = entry.get("expect", {}), tuple(entry.get("expect_null", ()))
    said = str(entry["id"]), kind, str(entry["reason"]), str(entry["curator"])
    decision = Decision(*said, entry["date"], target, file, *guards)
    _check_entry(decision)
    return decision


def _check_entry(decision: Decision) -> None:
    if not isinstance(decision.date, date):
        raise decision.broken("a date such as 2026-11-21 without quotes", repr(decision.date))
    if not isinstance(decision.expect, dict):
        raise decision.broken("expect to be a table, as in expect = { n_enrolled = 80 }", repr(decision.expect))
    if not all((decision.id.strip(), decision.reason.strip(), decision.curator.strip())):
        raise decision.broken("an id, a reason and a curator", "an empty one")
    alternatives = _ONE_OF.get(decision.kind, ())
    if alternatives and sum(key in decision.target for key in alternatives) != 1:
        raise decision.broken(f"one of {' and '.join(alternatives)}", "none or both")
    if decision.kind is Kind.OVERRIDE:
        _check_override(decision)


def _check_override(decision: Decision) -> None:
    field_name = decision.text("field")
    if field_name not in decision.expect and field_name not in decision.expect_null:
        raise decision.broken(f"a guard: expect = {{ {field_name} = … }} or expect_null = [{field_name!r}]", "none")
    if ("quote" in decision.target) != ("document" in decision.target):
        raise decision.broken("document and quote together", "one of them")
