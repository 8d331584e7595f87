"""Facts on reporting to columns of `studies`: the most telling value of each item, lists of all that is named.

Which value of several is kept is the order of the enumeration (`schemas/reporting_enumerations.py`): how the sequence
was made goes before that there were blocks, an event that happened before "well tolerated".
"""

from collections.abc import Sequence

from psychobiotics.normalisation.review_scope import is_review
from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact
from schemas.described import Described
from schemas.reporting_enumerations import VALUES

_SEVERAL = ("analysis_sets", "blinded_parties", "unblinded_parties")
_ONE = tuple(column for column in VALUES if column not in _SEVERAL)
_REPORTED = {
    "adherence_measure": "adherence_reported",
    "adverse_events": "adverse_events_reported",
    "conflicts_statement": "conflicts_reported",
    "viability": "viability_reported",
}
# What a review says of the rest, it says of the trials that it includes.
_OF_REVIEWS = frozenset({"conflicts_statement", "funding_statement", "protocol_availability", "registration"})


def normalise_reporting(facts: Sequence[Fact], design: str | None) -> dict[str, Value]:
    """Columns of `schemas/study_reporting.py` that a text states."""
    facts = [*facts, *_implied(facts)]
    asked = _OF_REVIEWS if is_review(design) else frozenset(VALUES)
    values: dict[str, Value] = {}
    for field in _ONE:
        if field in asked and (fact := _most_telling(facts, field, VALUES[field])):
            values[field] = Value(str(fact.concept), (fact.quote,), fact.rule, fact.confidence)
            if reported := _REPORTED.get(field):
                text = " ".join(fact.quote.text.split())
                values[reported] = Value(text, (fact.quote,), fact.rule, fact.confidence)
    for field in _SEVERAL:
        if field in asked and (found := _named(facts, field, VALUES[field])):
            values[field] = found
    return values


def _most_telling(facts: Sequence[Fact], field: str, values_of: type[Described]) -> Fact | None:
    found = [fact for fact in facts if fact.field == field]
    if not found:
        return None
    order = [str(member) for member in values_of]
    found = [fact for fact in found if fact.concept in order]
    return min(found, key=lambda f: (order.index(str(f.concept)), f.quote.start), default=None)


def _named(facts: Sequence[Fact], field: str, values_of: type[Described]) -> Value | None:
    """All values that are named, the first place of each."""
    first: dict[str, Fact] = {}
    for fact in sorted((f for f in facts if f.field == field and f.concept), key=lambda f: f.quote.start):
        first.setdefault(str(fact.concept), fact)
    named = tuple(str(member) for member in values_of if str(member) in first)
    if not named:
        return None
    quotes = tuple(sorted({first[name].quote for name in named}))
    return Value(named, quotes, first[named[0]].rule, min(first[name].confidence for name in named))


def _implied(facts: Sequence[Fact]) -> list[Fact]:
    """A source of funding is a funding statement, a number a registration; a registry's masking names parties."""
    implied = []
    denied = [fact.quote for fact in facts if fact.field == "funding_statement"]
    for fact in facts:
        if fact.field == "funding" and not any(_overlap(fact.quote, quote) for quote in denied):
            implied.append(Fact("funding_statement", fact.quote, fact.rule, "funded", fact.confidence))
        elif fact.field == "registry_id":
            implied.append(Fact("registration", fact.quote, fact.rule, "registered", fact.confidence))
        elif fact.field == "who_masked" and (party := _MASKED.get(fact.quote.text)):
            implied.append(Fact("blinded_parties", fact.quote, fact.rule, party, fact.confidence))
    return implied


def _overlap(a: Quote, b: Quote) -> bool:
    return a.start < b.end and b.start < a.end


# Codes of ClinicalTrials.gov's `whoMasked`.
_MASKED = {
    "PARTICIPANT": "participants",
    "CARE_PROVIDER": "personnel",
    "INVESTIGATOR": "personnel",
    "OUTCOMES_ASSESSOR": "assessors",
}
