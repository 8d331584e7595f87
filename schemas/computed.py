"""Columns that no document states in words: ids, keys, and what is computed from other columns or other tables.

Every other column of these tables is extracted: where it is not null, `evidence` quotes the document that states it.
Columns that normalisation reads from cues (favours, outcome_domain, species of a finding) are extracted: they carry the
quotes of their cues.
"""

COMPUTED: dict[str, frozenset[str]] = {
    "studies": frozenset(
        {
            "study_id",
            "label",
            "parent_study_id",
            "related_study_ids",
            "primary_document_id",
            "n_documents",
            "review_status",
            "not_applicable",
            "flags",
            "strain_named",
            "dose_named",
            "reporting_not_found",
            "n_items_asked",
            "n_items_reported",
        }
    ),
    "arms": frozenset({"study_id", "arm_id", "not_applicable", "flags"}),
    "arm_strains": frozenset({"study_id", "arm_id", "position"}),
    "findings": frozenset({"finding_id", "study_id", "document_id", "arm_id", "comparator_arm_id", "flags"}),
    "claims": frozenset({"claim_id", "document_id", "study_id", "char_start", "char_end"}),
}


def needs_evidence(table: str, column: str) -> bool:
    """Whether a value in this column must be quoted from a document.

    >>> needs_evidence("studies", "n_enrolled"), needs_evidence("studies", "label"), needs_evidence("documents", "kind")
    (True, False, False)
    """
    return table in COMPUTED and column not in COMPUTED[table]
