"""Why a row changed between two versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd
import pyarrow as pa


class Event(StrEnum):
    """Causes of a change, as the changelog names them."""

    NEW_DOCUMENT = "new document"
    CHANGED_SOURCE = "changed source"
    REMOVED_DOCUMENT = "removed document"
    CURATION = "curation"
    CHANGED_RULE = "changed rule"
    LINKING = "linked anew"  # other documents changed which tellings are one study


@dataclass(frozen=True, slots=True)
class Causes:
    """Events by document and by study, and what holds for the whole version.

    Attributes:
        by_document: document_id to what happened to its source.
        by_study: study_id to what happened to one of its documents.
        general: Cause of a change that no document explains.
    """

    by_document: Mapping[str, Event] = field(default_factory=dict)
    by_study: Mapping[str, Event] = field(default_factory=dict)
    general: Event = Event.LINKING

    def of(self, table: str, row: "pd.Series[Any]") -> Event:
        """The cause of one row's change."""
        if "review_status" in row.index and row["review_status"] in {"corrected", "verified", "rejected"}:
            return Event.CURATION
        for column, events in (("document_id", self.by_document), ("study_id", self.by_study)):
            if column in row.index and row[column] in events:
                return events[row[column]]
        if table in {"evidence", "quarantine"} and "record_id" in row.index:
            return self.by_study.get(str(row["record_id"]).split("/a", 1)[0], self.general)
        return self.general


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
        documents = tables["documents"].select(["document_id", "source"]).to_pylist()
        by_document |= {row["document_id"]: events[row["source"]] for row in documents if row["source"] in events}
    by_study: dict[str, Event] = {}
    for tables in (old, new):
        links = tables["document_studies"].select(["document_id", "study_id"]).to_pylist()
        by_study |= {
            row["study_id"]: by_document[row["document_id"]] for row in links if row["document_id"] in by_document
        }
    return Causes(by_document, by_study, _general(before, after))


def _sources(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {source["title"]: source["hash"] for source in manifest["sources"]}


def _source_events(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Event]:
    events = {source: Event.NEW_DOCUMENT for source in after if source not in before}
    events |= {source: Event.REMOVED_DOCUMENT for source in before if source not in after}
    events |= {source: Event.CHANGED_SOURCE for source in after if before.get(source, after[source]) != after[source]}
    return events


def _general(before: Mapping[str, Any], after: Mapping[str, Any]) -> Event:
    if before.get("stage_version") != after.get("stage_version"):
        return Event.CHANGED_RULE
    return Event.CURATION if before.get("decisions_hash") != after.get("decisions_hash") else Event.LINKING
