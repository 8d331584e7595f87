"""A small linked dataset of our own wording, for the tests of validation, curation, publishing and the loader."""

from datetime import UTC, datetime
from hashlib import sha256

import pandas as pd

from psychobiotics.publishing.data_package import Provenance
from psychobiotics.publishing.derived import build_derived
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.tables import Row, Tables, record_id
from psychobiotics.validation.frames import to_frame
from psychobiotics.validation.validate import validate
from schemas.computed import needs_evidence

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TEXT = "Nurses who drank the yoghurt felt calmer than nurses who drank milk; {name} wrote this down in 2019."


def document_id(name: str) -> str:
    return f"doc-{sha256(name.encode()).hexdigest()[:16]}"


def finding_id(name: str) -> str:
    return f"fnd-{sha256(name.encode()).hexdigest()[:16]}"


def add_document(tables: Tables, name: str, **columns: Scalar | None) -> str:
    text = TEXT.format(name=name)
    identity: Row = {
        "document_id": document_id(name),
        "source": f"{name}.txt",
        "file_name": f"{name}.txt",
        "media_type": "text/plain",
        "kind": "news",
        "sha256": sha256(name.encode()).hexdigest(),
        "n_chars": len(text),
        "parser": "test/1",
        "has_commercial_interest": False,
    }
    tables.texts[document_id(name)] = text
    tables.rows["documents"].append(identity | columns)
    return document_id(name)


def add_row(tables: Tables, table: str, told_by: str, **columns: Scalar | None) -> Row:
    """Append a row, with evidence (the text's first word) for each extracted field."""
    row: Row = dict(columns)
    tables.rows[table].append(row)
    for field, value in columns.items():
        if value is not None and needs_evidence(table, field):
            add_evidence(tables, table, row, field, told_by)
    return row


def add_evidence(tables: Tables, table: str, row: Row, field: str, told_by: str) -> None:
    tables.rows["evidence"].append(
        {
            "table": table,
            "record_id": record_id(table, row),
            "field": field,
            "document_id": document_id(told_by),
            "char_start": 0,
            "char_end": 6,
            "quote": tables.texts[document_id(told_by)][:6],
            "method": "test.rule",
            "confidence": 0.9,
        }
    )


def add_study(tables: Tables, study_id: str, told_by: str, **columns: Scalar | None) -> Row:
    computed: dict[str, Scalar | None] = {
        "study_id": study_id,
        "label": study_id,
        "n_documents": 1,
        "review_status": "automatic",
    }
    row = add_row(tables, "studies", told_by, **(computed | columns))
    add_link(tables, study_id, told_by)
    return row


def add_link(tables: Tables, study_id: str, told_by: str, relation: str = "cites") -> None:
    tables.rows["document_studies"].append(
        {
            "document_id": document_id(told_by),
            "study_id": study_id,
            "relation": relation,
            "cited_as": "Berger 2019",
            "resolution": "author_year",
        }
    )


def add_arm(tables: Tables, study_id: str, told_by: str, **columns: Scalar | None) -> Row:
    given: dict[str, Scalar | None] = {
        "study_id": study_id,
        "arm_id": "a1",
        "role": "intervention",
        "type": "probiotic",
        "label_reported": "yoghurt",
    }
    return add_row(tables, "arms", told_by, **(given | columns))


def add_finding(tables: Tables, name: str, study_id: str, told_by: str, **columns: Scalar | None) -> Row:
    given: dict[str, Scalar | None] = {
        "finding_id": finding_id(name),
        "study_id": study_id,
        "document_id": document_id(told_by),
        "analysis": "between_group",
        "outcome_id": "anxiety",
        "outcome": "anxiety",
        "outcome_reported": "anxiety",
        "outcome_kind": "construct",
        "outcome_domain": "anxiety",
        "direction": "decrease",
        "significance": "not_stated",
        "favours": "intervention",
        "species": "human",
    }
    return add_row(tables, "findings", told_by, **(given | columns))


def sample_tables() -> Tables:
    """Two pages tell one trial, one of them a second trial as well."""
    tables = Tables()
    add_document(tables, "news")
    add_document(tables, "blog")
    add_study(tables, "ref:berger-2019", "news", year=2019, design="rct", n_enrolled=80, n_documents=2)
    add_link(tables, "ref:berger-2019", "blog")
    add_arm(tables, "ref:berger-2019", "news", n=40)
    add_finding(tables, "calm", "ref:berger-2019", "news", arm_id="a1", p_operator="=", p_value=0.03)
    add_finding(tables, "calm again", "ref:berger-2019", "blog", arm_id="a1")
    add_study(tables, "ref:lang-2020", "blog", year=2020, species="human")
    return tables


def sample_frames(tables: Tables) -> dict[str, pd.DataFrame]:
    """Validated frames of all tables, the derived ones included."""
    frames = validate(tables).frames
    return frames | {name: to_frame(name, rows) for name, rows in build_derived(frames).items()}


def made_from(tables: Tables, stage_version: str = "0" * 16) -> Provenance:
    sources = {str(row["source"]): str(row["sha256"]) for row in tables.rows["documents"]}
    return Provenance(stage_version, sources)
