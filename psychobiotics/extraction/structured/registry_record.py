"""Arms and results of a registry record: what its own words add to what the registry states by field.

Pattern: names and descriptions of an arm and of its interventions are read like a table's cell of what was given:
microbes with their strains, the type where the registry states none ("dietary supplement" says nothing), the dose. A
posted outcome that names one instrument or biomarker is that one.

It must not be fooled by: a placebo whose description names the probiotic that it looks like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from psychobiotics.extraction.arms.arm_strains import strain_mentions
from psychobiotics.extraction.arms.given import given_dose, given_type
from psychobiotics.extraction.reading import Reading
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import ArmMention, Fact, FindingMention

_READ = frozenset({"label_reported", "intervention", "description"})
_CONCLUDED, _UNKNOWN = 0.6, 0.3


def complete_arms(reading: Reading, arms: Sequence[ArmMention]) -> tuple[ArmMention, ...]:
    """The arms with types, strains and doses that their descriptions tell; comparators of a stated type stay."""
    return tuple(_complete(reading, arm) if arm.role == "intervention" or not _has_type(arm) else arm for arm in arms)


def _has_type(arm: ArmMention) -> bool:
    return any(fact.field == "type" for fact in arm.facts)


def _complete(reading: Reading, arm: ArmMention) -> ArmMention:
    quotes = [fact.quote for fact in arm.facts if fact.field in _READ]
    microbes = [sighting for quote in quotes for sighting in reading.sightings_in(quote.start, quote.end)]
    stated = next((fact.concept for fact in arm.facts if fact.field == "type"), None)
    facts = list(arm.facts)
    if stated is None:
        facts.append(_concluded_type(reading, quotes, bool(microbes)))
    kind = stated or facts[-1].concept
    facts.extend(next((dose for dose in _doses(reading, quotes, kind) if dose), ()))
    return replace(arm, facts=tuple(facts), strains=arm.strains or strain_mentions(reading, microbes))


def _concluded_type(reading: Reading, quotes: Sequence[Quote], with_microbes: bool) -> Fact:
    for quote in quotes:
        if kind := given_type(reading, quote.start, quote.end):
            return Fact("type", quote, "registry_record.words", kind, _CONCLUDED, inferred=True)
    kind, confidence = ("probiotic", _CONCLUDED) if with_microbes else ("other", _UNKNOWN)
    return Fact("type", quotes[0], "registry_record.concluded", kind, confidence, inferred=True)


def _doses(reading: Reading, quotes: Sequence[Quote], kind: str | None) -> Iterator[tuple[Fact, ...]]:
    for quote in quotes:
        yield given_dose(reading, quote, kind)


def name_outcomes(reading: Reading, findings: Sequence[FindingMention]) -> tuple[FindingMention, ...]:
    """The findings with the vocabulary's concept of each outcome whose title names exactly one."""
    return tuple(replace(f, facts=tuple(_with_concept(reading, fact) for fact in f.facts)) for f in findings)


def name_conditions(reading: Reading, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The vocabulary's conditions of those that the registry names, each as a fact `condition_ids`."""
    return tuple(
        Fact("condition_ids", fact.quote, "clinicaltrials.condition", hit.concept)
        for fact in facts
        if fact.field == "condition"
        for hit in reading.hits_in(fact.quote.start, fact.quote.end)
        if hit.vocabulary == "conditions" and not hit.needs_context
    )


def _with_concept(reading: Reading, fact: Fact) -> Fact:
    if fact.field != "outcome":
        return fact
    hits = reading.hits_in(fact.quote.start, fact.quote.end)
    for vocabulary in ("instruments", "biomarkers"):
        concepts = {hit.concept for hit in hits if hit.vocabulary == vocabulary and not hit.needs_context}
        if len(concepts) == 1:
            return replace(fact, concept=f"{vocabulary}/{concepts.pop()}")
    return fact
