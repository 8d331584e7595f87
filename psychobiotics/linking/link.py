"""Drafts of all documents to the linked dataset: one study however many documents tell it."""

from collections.abc import Iterable

from psychobiotics.linking.clusters import cluster_tellings
from psychobiotics.linking.document_rows import add_document
from psychobiotics.linking.identity import read_telling
from psychobiotics.linking.parents import find_parents
from psychobiotics.linking.relations import relate_studies
from psychobiotics.linking.study_ids import assign_ids
from psychobiotics.linking.study_rows import LinkedStudy, add_study
from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.tables import Tables


def link(documents: Iterable[DocumentDraft]) -> Tables:
    """Link the studies of all documents and lay out every table but the derived ones.

    The order of the input does not matter. Documents with the same bytes count once (the first by source).
    """
    unique: dict[str, DocumentDraft] = {}
    for document in sorted(documents, key=lambda d: (d.source, d.record_index or 0, d.document_id)):
        unique.setdefault(document.document_id, document)
    clusters = cluster_tellings([read_telling(d, s) for d in unique.values() for s in d.studies])
    ids, aliases = assign_ids(clusters)
    tables = Tables()
    study_ids: dict[str, dict[str, str]] = {document_id: {} for document_id in unique}
    for study_id, cluster, parent in zip(ids, clusters, find_parents(clusters), strict=True):
        add_study(tables, LinkedStudy(study_id, cluster, ids[parent] if parent is not None else None))
        for telling in cluster.tellings:
            study_ids[telling.document.document_id][telling.draft.key] = study_id
    for document_id, document in unique.items():
        add_document(tables, document, study_ids[document_id])
    tables.rows["study_aliases"] = [{"old_id": old, "study_id": new} for old, new in sorted(aliases.items())]
    relate_studies(tables)
    return tables
