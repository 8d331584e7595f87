"""One document to everything that is quoted out of it: the composition of the extractors."""

from collections.abc import Sequence
from dataclasses import replace

from psychobiotics.extraction.arms.arms import extract_arms
from psychobiotics.extraction.claims import extract_claims
from psychobiotics.extraction.design.reporting import extract_reporting
from psychobiotics.extraction.documents.web_page import extract_document_facts
from psychobiotics.extraction.entities import extract_entities
from psychobiotics.extraction.findings import extract_findings
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.structured.evidence_rows import read_row
from psychobiotics.extraction.structured.registry_record import complete_arms, name_conditions, name_outcomes
from psychobiotics.extraction.studies.study_naming import find_scopes
from psychobiotics.extraction.study_facts import extract_study_facts
from psychobiotics.records.document import Document
from psychobiotics.records.mentions import Extraction, StudyMention

# What a format states by field to what its text need not tell any more, under other names.
_OVERRULED = {
    "age_max": ("age_range",),
    "age_min": ("age_range",),
    "design": ("design_cue",),
    "flow_not_completed": ("n_dropouts",),
    "n_enrolled": ("n_arm",),
    "n_female": ("female_percent",),
    "participants_analysed": ("n_analysed", "exclusion_cue"),
    "who_masked": ("blinded_parties", "unblinded_parties"),
}
_NEVER_STATED = frozenset({"cluster_rct"})  # the registry has no field for randomised clusters


def extract(document: Document) -> Extraction:
    """Quote all facts, studies, claims and entities out of one document; interprets nothing."""
    return extract_together([document])[0]


def extract_together(documents: Sequence[Document]) -> list[Extraction]:
    """Extract each of some documents; what is found in one does not depend on the others.

    They share one pass of the tagger, whose steps cost the same for one abstract as for a score of them. Memory grows
    with all their texts, so the caller keeps them few or short.
    """
    readings = [Reading(document) for document in documents]
    told = [_extract_told(reading) for reading in readings]
    return [
        replace(extraction, entities=entities)
        for extraction, entities in zip(told, extract_entities(readings), strict=True)
    ]


def _extract_told(reading: Reading) -> Extraction:
    """All but the entities."""
    scopes = find_scopes(reading)
    return Extraction(
        document_facts=extract_document_facts(reading),
        studies=_with_structured(reading, tuple(_extract_study(reading, scope) for scope in scopes)),
        claims=extract_claims(reading, scopes),
    )


def _extract_study(reading: Reading, scope: Scope) -> StudyMention:
    arms = extract_arms(reading, scope)
    return StudyMention(
        key=scope.key,
        naming=scope.naming,
        name=scope.name,
        facts=scope.facts + extract_study_facts(reading, scope) + extract_reporting(reading, scope),
        arms=arms,
        findings=extract_findings(reading, scope, arms),
        parent_key=scope.parent_key,
    )


def _with_structured(reading: Reading, told: tuple[StudyMention, ...]) -> tuple[StudyMention, ...]:
    """Facts that a format states field by field go before what its text says; a table's rows are studies themselves."""
    own = {study.key: study for study in told}
    merged = [
        _merge_structured(reading, structured, own.get(structured.key)) for structured in reading.document.structured
    ]
    keys = {study.key for study in merged}
    return (*merged, *(study for study in told if study.key not in keys))


def _merge_structured(reading: Reading, structured: StudyMention, told: StudyMention | None) -> StudyMention:
    if told is None:
        return read_row(reading, structured)
    stated = {fact.field for fact in structured.facts}
    overruled = stated.union(*(_OVERRULED.get(field, ()) for field in stated))
    left = (fact for fact in told.facts if fact.field not in overruled or fact.concept in _NEVER_STATED)
    facts = (*structured.facts, *left)
    if named := name_conditions(reading, structured.facts):
        facts = (*(fact for fact in facts if fact.field != "condition_ids"), *named)
    posted = name_outcomes(reading, structured.findings)
    if not structured.arms:
        return replace(told, facts=facts, findings=(*posted, *told.findings))
    # What the text tells points to groups that the text names, not to the registry's.
    arms = complete_arms(reading, structured.arms)
    return replace(told, facts=facts, arms=arms, findings=posted)
