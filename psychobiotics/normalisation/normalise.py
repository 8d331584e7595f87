"""One document's mentions to values: the composition of the normalisers."""

from dataclasses import replace

from psychobiotics.normalisation.arms import normalise_arm
from psychobiotics.normalisation.claims import normalise_claim
from psychobiotics.normalisation.confidence import calibrate
from psychobiotics.normalisation.document_facts import normalise_document
from psychobiotics.normalisation.entities import normalise_entity
from psychobiotics.normalisation.findings import normalise_finding
from psychobiotics.normalisation.study_facts import normalise_study
from psychobiotics.records.document import Document
from psychobiotics.records.drafts import DocumentDraft, Fields, FindingDraft, StudyDraft, Value
from psychobiotics.records.mentions import Extraction, StudyMention

_ANIMALS = frozenset({"mouse", "rat", "other_animal"})


def normalise(document: Document, extraction: Extraction) -> DocumentDraft:
    """Read every mention of one document into values, units and vocabulary ids; searches nothing."""
    draft = DocumentDraft(
        document_id=document.document_id,
        sha256=document.sha256,
        source=document.source,
        file_name=document.file_name,
        record_index=document.record_index,
        media_type=document.media_type,
        parser=document.parser,
        text=document.text,
        fields=normalise_document(extraction.document_facts, document),
        studies=tuple(_normalise_study(mention) for mention in extraction.studies),
        claims=tuple(normalise_claim(claim) for claim in extraction.claims),
        entities=tuple(normalise_entity(entity) for entity in extraction.entities),
    )
    return calibrate(document, draft)


def _normalise_study(mention: StudyMention) -> StudyDraft:
    arms = tuple(normalise_arm(arm) for arm in mention.arms)
    fields = normalise_study(mention.facts)
    return StudyDraft(
        key=mention.key,
        naming=mention.naming,
        cited_as=mention.name.quote,
        fields=fields,
        arms=arms,
        findings=tuple(_of_study(normalise_finding(finding, arms), fields) for finding in mention.findings),
        parent_key=mention.parent_key,
    )


def _of_study(finding: FindingDraft, study: Fields) -> FindingDraft:
    """What a result does not say and its study does: in whom it was seen, and against whom.

    Where a study names no comparator, people are compared with their baseline and animals with untreated ones: an
    animal is seldom measured twice.
    """
    species = study.get("species")
    if species is None:
        return finding
    fields = dict(finding.fields)
    told = fields.get("species")
    if told and told.value == "other_animal" and species.value in _ANIMALS:  # "in animals", of a study in mice
        fields["species"] = replace(told, value=species.value)
    if "species" not in fields and species.value not in {"mixed", "in_vitro"}:
        fields["species"] = Value(species.value, species.quotes, "inferred:study_species", species.confidence)
    comparator = fields.get("comparator")
    if species.value in _ANIMALS and fields["analysis"].value in {"between_group", "within_group"}:
        if comparator is None:
            fields["comparator"] = Value("no_treatment", fields["outcome"].quotes, "inferred:untreated_model", 0.5)
        elif _may_be_untreated(comparator):
            fields["comparator"] = replace(comparator, value="no_treatment")
            fields["analysis"] = replace(fields["analysis"], value="between_group")
    return FindingDraft(fields, finding.arm_key, finding.comparator_arm_key)


def _may_be_untreated(comparator: Value) -> bool:
    """A baseline that nobody named, or "controls" that nobody called healthy."""
    if comparator.value == "healthy_controls":
        return not any("healthy" in quote.text.lower() for quote in comparator.quotes)
    return comparator.value == "baseline" and comparator.method.startswith("inferred:")
