"""Decisions applied to the linked tables, each behind its guard."""

from collections.abc import Callable, Iterable
from typing import Any

from psychobiotics.curation.decisions import Decision
from psychobiotics.curation.study_moves import merge_study, split_study
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.errors import CurationError
from psychobiotics.records.tables import RECORD_KEYS, Row, Tables, record_id


def apply_decisions(tables: Tables, decisions: Iterable[Decision]) -> None:
    """Apply every decision, in order, in place.

    Raises:
        CurationError: A decision matches nothing, or what it expects no longer holds; the message names it.
    """
    for decision in decisions:
        _APPLY[decision.kind](tables, decision)


def _override(tables: Tables, decision: Decision) -> None:
    table, field = str(decision.target["table"]), str(decision.target["field"])
    row = _find(tables, decision, table, str(decision.target["record"]))
    value = decision.target["value"]
    row[field] = tuple(value) if isinstance(value, list) else value
    study = _study_of(tables, row)
    if study is not None:
        study["review_status"] = "corrected"
    _replace_evidence(tables, decision, table, row, field)


def _replace_evidence(tables: Tables, decision: Decision, table: str, row: Row, field: str) -> None:
    """The old quotes stay, as what the curator overruled: their method names the decision."""
    mine = (table, record_id(table, row), field)
    for evidence in tables.rows["evidence"]:
        if (evidence["table"], evidence["record_id"], evidence["field"]) == mine:
            evidence["method"] = f"curation:{decision.id}"


def _merge(tables: Tables, decision: Decision) -> None:
    row = _find(tables, decision, "studies", str(decision.target["study"]))
    into = _row(tables, "studies", str(decision.target["into"]))
    if into is None:
        raise _nothing(decision, "studies", str(decision.target["into"]))
    merge_study(tables, row, into)
    into["review_status"] = "corrected"


def _split(tables: Tables, decision: Decision) -> None:
    row = _find(tables, decision, "studies", str(decision.target["study"]))
    document, new = str(decision.target["document"]), str(decision.target["new_study"])
    link = _row(tables, "document_studies", f"{document}/{row['study_id']}")
    if link is None:
        raise _nothing(decision, "document_studies", f"{document}/{row['study_id']}")
    split_study(tables, row, document, new)


def _reject(tables: Tables, decision: Decision) -> None:
    """The row goes to quarantine; rows that refer to it follow in validation."""
    table = str(decision.target["table"])
    row = _find(tables, decision, table, str(decision.target["record"]))
    tables.rows[table].remove(row)
    tables.rows["quarantine"].append(
        {
            "table": table,
            "record_id": record_id(table, row),
            "check": f"curation:{decision.id}",
            "message": f"rejected by {decision.curator} on {decision.date.isoformat()}: {decision.reason}",
        }
    )


def _verify(tables: Tables, decision: Decision) -> None:
    row = _find(tables, decision, "studies", str(decision.target["study"]))
    if row["review_status"] != "corrected":
        row["review_status"] = "verified"


_APPLY: dict[str, Callable[[Tables, Decision], None]] = {
    "override": _override,
    "merge": _merge,
    "split": _split,
    "reject": _reject,
    "verify": _verify,
}


def _find(tables: Tables, decision: Decision, table: str, record: str) -> Row:
    row = _row(tables, table, record)
    if row is None:
        raise _nothing(decision, table, record)
    for field, expected in decision.expect.items():
        found = row.get(field)
        if _comparable(found) != _comparable(expected):
            raise CurationError(
                f"{decision.file}: decision {decision.id!r}: expected {field} of {record} to be {expected!r}, found "
                f"{found!r}; the source changed: review the decision"
            )
    return row


def _row(tables: Tables, table: str, record: str) -> Row | None:
    if table not in RECORD_KEYS:
        return None
    current = {str(alias["old_id"]): str(alias["study_id"]) for alias in tables.rows["study_aliases"]}
    wanted = current.get(record, record) if table == "studies" else record
    return next((row for row in tables.rows[table] if record_id(table, row) == wanted), None)


def _study_of(tables: Tables, row: Row) -> Row | None:
    study_id = row.get("study_id")
    return _row(tables, "studies", str(study_id)) if study_id else None


def _comparable(value: Scalar | Any | None) -> Any:
    return list(value) if isinstance(value, tuple | list) else value


def _nothing(decision: Decision, table: str, record: str) -> CurationError:
    return CurationError(
        f"{decision.file}: decision {decision.id!r}: expected {record!r} in {table}, found no such row; "
        "correct the id or remove the decision"
    )
