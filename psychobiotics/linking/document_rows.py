"""The rows of one document: itself, its claims, its entities, with their evidence."""

from psychobiotics.linking.evidence_rows import evidence_rows
from psychobiotics.linking.finding_ids import claim_ids
from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.tables import Row, Tables


def add_document(tables: Tables, document: DocumentDraft, study_ids: dict[str, str]) -> None:
    """Append a document's own rows; `study_ids` gives the id of each of its study keys."""
    tables.texts[document.document_id] = document.text
    tables.rows["documents"].append(_document_row(document))
    tables.rows["evidence"] += evidence_rows("documents", document.document_id, document.document_id, document.fields)
    for claim_id, claim in zip(claim_ids(document, document.claims), document.claims, strict=True):
        row: Row = {
            "claim_id": claim_id,
            "document_id": document.document_id,
            "study_id": study_ids.get(claim.study_key) if claim.study_key else None,
            "char_start": claim.sentence.start,
            "char_end": claim.sentence.end,
        }
        tables.rows["claims"].append(row | {name: value.value for name, value in claim.fields.items()})
        tables.rows["evidence"] += evidence_rows("claims", claim_id, document.document_id, claim.fields)
    for entity in document.entities:
        tables.rows["entities"].append(
            {
                "document_id": document.document_id,
                "char_start": entity.quote.start,
                "char_end": entity.quote.end,
                "label": entity.label,
                "text": entity.quote.text,
                "concept_id": entity.concept_id,
                "section": entity.section,
            }
        )


def _document_row(document: DocumentDraft) -> Row:
    row: Row = {
        "document_id": document.document_id,
        "source": document.source,
        "file_name": document.file_name,
        "record_index": document.record_index,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "n_chars": len(document.text),
        "parser": document.parser,
    }
    return row | {name: value.value for name, value in document.fields.items()}
