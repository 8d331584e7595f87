"""Why a row changed between two versions: what happened to its documents, to the rules, or what a curator decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pyarrow as pa

from psychobiotics.records.reasons import Reason


class Event(StrEnum):
    """Causes of a change, as the changelog names them."""

    CURATION = "curation"
    RETRACTED_DOCUMENT = "retracted document"
    REMOVED_DOCUMENT = "removed document"
    CHANGED_SOURCE = "changed source"
    CHANGED_COLUMNS = "changed columns"  # a table's mapping file
    NEW_DOCUMENT = "new document"
    CHANGED_RULE = "changed rule"
    LINKING = "linked anew"  # other documents changed which tellings are one study


# Where several documents of a study had events, the first of these names the cause.
_WEIGHT = {event: place for place, event in enumerate(Event)}
_LEFT_UPSTREAM = {
    str(Reason.RETRACTED_UPSTREAM): Event.RETRACTED_DOCUMENT,
    str(Reason.DELETED_UPSTREAM): Event.REMOVED_DOCUMENT,
    str(Reason.SUPERSEDED): Event.CHANGED_SOURCE,
}
# What follows the source of a table in the source of its mapping file, and the mapping file of all tables.
_MAPPING, _MAPPING_OF_ALL = ".columns.toml", "columns.toml"
# Columns whose values name a row or what it hangs on; lists name several studies.
_IDS = (
    "document_id",
    "record_id",
    "finding_id",
    "claim_id",
    "study_id",
    "study_ids",
    "animal_study_ids",
    "human_study_ids",
)


@dataclass(frozen=True, slots=True)
class Causes:
    """Events by document, study and record, and what holds for the whole version.

    Attributes:
        by_document: document_id to what happened to its source.
        by_study: study_id to what happened to one of its documents.
        curated: Ids of records (studies among them) that decisions name which only one of the versions knows.
        general: Cause of a change that no document and no decision explains.
    """

    by_document: Mapping[str, Event] = field(default_factory=dict)
    by_study: Mapping[str, Event] = field(default_factory=dict)
    curated: frozenset[str] = frozenset()
    general: Event = Event.LINKING

    def of_rows(self, rows: pa.Table) -> list[Event]:
        """The cause of each row's change."""
        count = rows.num_rows
        if not (self.by_document or self.by_study or self.curated):
            return [self.general] * count
        columns = {name: rows.column(name).to_pylist() for name in _IDS if name in rows.column_names}
        return [self._of({name: column[row] for name, column in columns.items()}) for row in range(count)]

    def _of(self, named: Mapping[str, Any]) -> Event:
        ids = [part for value in named.values() for part in ([value] if isinstance(value, str) else value or ())]
        # "study/arm" is a record of the study
        if self.curated and any(i in self.curated or i.rsplit("/", 1)[0] in self.curated for i in ids):
            return Event.CURATION
        if event := self.by_document.get(str(named.get("document_id"))):
            return event
        events = [self.by_study[i] for i in ids if i in self.by_study]
        return min(events, key=_WEIGHT.__getitem__, default=self.general)


def find_causes(
    manifests: tuple[Mapping[str, Any] | None, Mapping[str, Any]],
    old: Mapping[str, pa.Table],
    new: Mapping[str, pa.Table],
) -> Causes:
    """Compare what two versions were made from: their manifests' sources, code and decisions."""
    before, after = manifests
    if before is None:
        return Causes(general=Event.NEW_DOCUMENT)
    events = _source_events(_sources(before), _sources(after))
    by_document: dict[str, Event] = {}
    for tables in (old, new):
        by_document |= {d: events[source] for d, source in _pairs(tables, "documents", "source") if source in events}
    by_document |= {
        d: _LEFT_UPSTREAM[why] for d, why in _pairs(new, "quarantine", "check") if d and why in _LEFT_UPSTREAM
    }
    by_study: dict[str, Event] = {}
    for tables in (old, new):
        for document, study in _pairs(tables, "document_studies", "study_id"):
            if document in by_document:
                there = by_study.get(study, by_document[document])
                by_study[study] = min(there, by_document[document], key=_WEIGHT.__getitem__)
    return Causes(by_document, by_study, _curated(before, after), _general(before, after))


def _pairs(tables: Mapping[str, pa.Table], table: str, column: str) -> Iterable[tuple[str, str]]:
    rows = tables.get(table)
    return zip(rows["document_id"].to_pylist(), rows[column].to_pylist(), strict=True) if rows is not None else ()


def _sources(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {source["title"]: source["hash"] for source in manifest["sources"]}


def _source_events(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Event]:
    events = {source: Event.NEW_DOCUMENT for source in after if source not in before}
    events |= {source: Event.REMOVED_DOCUMENT for source in before if source not in after}
    events |= {source: Event.CHANGED_SOURCE for source in after if before.get(source, after[source]) != after[source]}
    for source in (before.keys() & after.keys()) - events.keys():  # a table of the same bytes, its columns read anew
        if before.get(source + _MAPPING) != after.get(source + _MAPPING):
            events[source] = Event.CHANGED_COLUMNS
    return events


def _curated(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    decisions = [manifest.get("decisions") or {} for manifest in (before, after)]
    differing = set(decisions[0]) ^ set(decisions[1])
    return frozenset(record for known in decisions for mark in differing for record in known.get(mark, ()))


def _general(before: Mapping[str, Any], after: Mapping[str, Any]) -> Event:
    if before.get("stage_version") != after.get("stage_version"):
        return Event.CHANGED_RULE
    columns = [_sources(manifest).get(_MAPPING_OF_ALL) for manifest in (before, after)]
    return Event.CHANGED_COLUMNS if columns[0] != columns[1] else Event.LINKING
