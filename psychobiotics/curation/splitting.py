"""One study that is two: what a document, or a finding, tells goes to a study of its own."""

from psychobiotics.curation.decisions import Decision
from psychobiotics.curation.merging import rows_of
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.tables import Row, Tables, record_id
from schemas.arrow import frame_dtypes
from schemas.computed import COMPUTED

_KEYS = {"studies": ("study_id",), "arms": ("study_id", "arm_id"), "arm_strains": ("study_id", "arm_id", "position")}


def split_finding(tables: Tables, finding: Row, study: Row, decision: Decision) -> None:
    """Give one finding to another study, there already or new; it keeps its document and loses its arms."""
    new, document = decision.text("new_study"), finding["document_id"]
    if not any(row["study_id"] == new for row in tables.rows["studies"]):
        tables.rows["studies"].append(_new_study(study, decision))
    finding["study_id"] = new
    for column in ("arm_id", "comparator_arm_id"):
        finding.pop(column, None)
    links = [link for link in tables.rows["document_studies"] if link["document_id"] == document]
    if not any(link["study_id"] == new for link in links):
        told = next(link for link in links if link["study_id"] == study["study_id"])
        tables.rows["document_studies"].append(told | _curated_link(decision))
    target = next(row for row in tables.rows["studies"] if row["study_id"] == new)
    target["n_documents"] = len(rows_of(tables, "document_studies", new))
    target["review_status"] = study["review_status"] = "corrected"


def split_document(tables: Tables, study: Row, decision: Decision) -> None:
    """Give all that one document tells of a study to a new study.

    A field that the document states goes along (with the document's own value, where documents disagreed) and stays
    behind only where another document states it too.
    """
    old, new, document = str(study["study_id"]), decision.text("new_study"), decision.text("document")
    told = _told(tables, document)
    tables.rows["studies"].append(_new_study(study, decision) | _part(tables, "studies", study, told, decision))
    for table in ("arms", "arm_strains"):
        for row in rows_of(tables, table, old):
            part = _part(tables, table, row, told, decision)
            if part:
                keys = {column: row[column] for column in _KEYS[table]} | {"study_id": new}
                tables.rows[table].append(keys | part)
    _leave_behind(tables, study, told, decision)
    for table in ("findings", "claims", "document_studies"):
        for child in rows_of(tables, table, old):
            if child["document_id"] == document:
                child.update({"study_id": new} if table != "document_studies" else _curated_link(decision))
    for study_id in (old, new):
        _forget_absent_arms(tables, study_id)
    if study.get("primary_document_id") == document:
        tables.rows["studies"][-1]["primary_document_id"] = study.pop("primary_document_id")
    study |= {"n_documents": len(rows_of(tables, "document_studies", old)), "review_status": "corrected"}


def _forget_absent_arms(tables: Tables, study_id: str) -> None:
    """A finding keeps only the arms that its study still has."""
    there = {row["arm_id"] for row in rows_of(tables, "arms", study_id)}
    for finding in rows_of(tables, "findings", study_id):
        for column in ("arm_id", "comparator_arm_id"):
            if finding.get(column) not in there:
                finding.pop(column, None)


Told = dict[tuple[str, str], tuple[set[str], set[str]]]


def _told(tables: Tables, document: str) -> Told:
    """(table, record) to the fields that the document states and those that another one states."""
    told: Told = {}
    for evidence in tables.rows["evidence"]:
        mine, others = told.setdefault((str(evidence["table"]), str(evidence["record_id"])), (set(), set()))
        (mine if evidence["document_id"] == document else others).add(str(evidence["field"]))
    return told


def _new_study(study: Row, decision: Decision) -> Row:
    label = str(decision.target.get("label", study["label"]))
    return {"study_id": decision.text("new_study"), "label": label, "n_documents": 1, "review_status": "corrected"}


def _part(tables: Tables, table: str, row: Row, told: Told, decision: Decision) -> Row:
    """The fields of a row that the document states, with its own values."""
    record = record_id(table, row)
    stated, _ = told.get((table, record), (set(), set()))
    own: Row = {field: row[field] for field in sorted(stated) if row.get(field) is not None}
    for conflict in tables.rows["conflicts"]:
        documents = conflict.get("document_ids") or ()
        if conflict.get("record_id") == record and conflict["field"] in own and isinstance(documents, tuple):
            values = dict(zip(documents, conflict["values"], strict=False))  # type: ignore[arg-type]
            if decision.text("document") in values:
                field = str(conflict["field"])
                own[field] = _read(str(values[decision.text("document")]), frame_dtypes(table)[field])
    return own


def _read(printed: str, dtype: str) -> Scalar:
    """A value as a conflict row prints it."""
    if dtype == "object":
        return tuple(printed.split(" | "))
    if dtype == "boolean":
        return printed == "True"
    return int(printed) if dtype == "Int64" else float(printed) if dtype == "Float64" else printed


def _leave_behind(tables: Tables, study: Row, told: Told, decision: Decision) -> None:
    """Take out of the old study what only the document told, and move its quotes."""
    old, new, document = str(study["study_id"]), decision.text("new_study"), decision.text("document")
    for table in _KEYS:
        for row in rows_of(tables, table, old):
            mine, others = told.get((table, record_id(table, row)), (set(), set()))
            for field in mine - others - COMPUTED[table]:
                row.pop(field, None)
            if table != "studies" and mine and not others:
                tables.rows[table] = [other for other in tables.rows[table] if other is not row]
    for evidence in tables.rows["evidence"]:
        record = str(evidence["record_id"])
        if evidence["document_id"] == document and (record == old or record.startswith(f"{old}/")):
            evidence["record_id"] = new + record[len(old) :]
    tables.rows["conflicts"] = [c for c in tables.rows["conflicts"] if not _is_over(c, old, document)]


def _is_over(conflict: Row, study_id: str, document: str) -> bool:
    """The document was a party: whatever remains is for the next build to say, not for a row about two studies."""
    parties = conflict.get("document_ids")
    return conflict["study_id"] == study_id and isinstance(parties, tuple) and document in parties


def _curated_link(decision: Decision) -> Row:
    reason = f"{decision.method}: {decision.reason}"
    return {"study_id": decision.text("new_study"), "resolution": "curated", "link_reason": reason}
