"""Decisions applied to the linked tables, each behind its guard."""

import logging
import re
from collections.abc import Callable, Iterable

from psychobiotics.curation.decisions import Decision, Kind
from psychobiotics.curation.merging import merge_study
from psychobiotics.curation.overriding import override_value
from psychobiotics.curation.record_index import RecordIndex
from psychobiotics.curation.splitting import split_document, split_finding
from psychobiotics.records.tables import RECORD_KEYS, Tables, record_id
from schemas import forms

logger = logging.getLogger(__name__)


def apply_decisions(tables: Tables, decisions: Iterable[Decision]) -> None:
    """Apply every decision, in order, in place.

    Raises:
        CurationError: A decision matches nothing, or what it expects no longer holds; the message names it.
    """
    index = RecordIndex(tables)
    for decision in decisions:
        _APPLY[decision.kind](tables, index, decision)
        if decision.kind in (Kind.MERGE, Kind.SPLIT, Kind.REJECT):
            index.forget()
        logger.info("curation: %s: decision %s applied", decision.file, decision.id)


def _merge(tables: Tables, index: RecordIndex, decision: Decision) -> None:
    row = index.guarded(decision, "studies", decision.text("study"))
    into = index.find(decision, "studies", decision.text("into"))
    if row is into:
        raise decision.broken("two studies", f"one: {row['study_id']} answers to both ids")
    merge_study(tables, row, into, decision)


def _split(tables: Tables, index: RecordIndex, decision: Decision) -> None:
    study = index.guarded(decision, "studies", decision.text("study"))
    new = decision.text("new_study")
    if not re.fullmatch(forms.STUDY_ID, new):
        raise decision.broken("new_study to be a study id such as ref:doe-2018", repr(new))
    if "finding" in decision.target:
        finding = index.find(decision, "findings", decision.text("finding"))
        if finding["study_id"] != study["study_id"]:
            raise decision.broken(f"a finding of {study['study_id']}", f"one of {finding['study_id']}")
        split_finding(tables, finding, study, decision)
        return
    index.find(decision, "document_studies", f"{decision.text('document')}/{study['study_id']}")
    if index.get("studies", new) is not None:
        raise decision.broken("new_study to be an id that no study has", repr(new))
    split_document(tables, study, decision)


def _reject(tables: Tables, index: RecordIndex, decision: Decision) -> None:
    """The row goes to quarantine; rows that refer to it follow in validation."""
    table = decision.text("table")
    if table not in RECORD_KEYS:
        raise decision.broken(f"a table of {', '.join(RECORD_KEYS)}", repr(table))
    row = index.guarded(decision, table, decision.text("record"))
    tables.rows[table].remove(row)
    document = row.get("document_id") or row.get("primary_document_id")
    tables.rows["quarantine"].append(
        {
            "table": table,
            "record_id": record_id(table, row),
            "check": decision.method,
            "document_id": document,
            "message": f"rejected by {decision.curator} on {decision.date.isoformat()}: {decision.reason}",
        }
    )


def _verify(_tables: Tables, index: RecordIndex, decision: Decision) -> None:
    row = index.guarded(decision, "studies", decision.text("study"))
    if row["review_status"] != "corrected":
        row["review_status"] = "verified"


_APPLY: dict[Kind, Callable[[Tables, RecordIndex, Decision], None]] = {
    Kind.OVERRIDE: override_value,
    Kind.MERGE: _merge,
    Kind.SPLIT: _split,
    Kind.REJECT: _reject,
    Kind.VERIFY: _verify,
}
