"""A claim's cues to one row of `claims`."""

from functools import cache

from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import ClaimDraft, Value
from psychobiotics.records.mentions import ClaimMention, Fact
from psychobiotics.vocab.biomarkers import biomarkers_by_id
from psychobiotics.vocab.claim_cues import claim_cues
from psychobiotics.vocab.conditions import conditions_by_id
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.instruments import instruments_by_id

# Denying a claim turns it round; a neutral one (advice) stays neutral.
_DENIED = {"supports": "refutes", "refutes": "supports", "neutral": "neutral"}


def normalise_claim(claim: ClaimMention) -> ClaimDraft:
    """Columns subject, object, outcome_domain, claim_type, polarity, certainty and population of one claim."""
    first = {fact.field: fact for fact in reversed(claim.facts)}
    cue_fact = first["claim_type"]
    cue = claim_cues()[str(cue_fact.concept)]
    denied = "negation" in first
    values = {
        "subject": _value(" ".join(first["subject"].quote.text.split()), first["subject"]),
        "claim_type": _value(cue.claim_type, cue_fact),
        "polarity": _value(_DENIED[cue.polarity] if denied else cue.polarity, first.get("negation", cue_fact)),
        "certainty": _value("hedged" if "hedge" in first else "asserted", first.get("hedge", cue_fact)),
        "population": _population(claim, cue_fact),
    }
    if target := first.get("object"):
        values["object"] = _value(" ".join(target.quote.text.split()), target)
        if domain := _domain(str(target.concept)):
            values["outcome_domain"] = _value(domain, target)
    return ClaimDraft(claim.sentence, values, claim.study_key)


def _value(content: str, fact: Fact) -> Value:
    return Value(content, (fact.quote,), fact.rule, fact.confidence)


def _population(claim: ClaimMention, anchor: Fact) -> Value:
    named = [fact for fact in claim.facts if fact.field == "population"]
    kinds = {str(fact.concept) for fact in named}
    quotes: tuple[Quote, ...] = tuple(fact.quote for fact in named) or (anchor.quote,)
    kind = kinds.pop() if len(kinds) == 1 else "unspecified"
    return Value(kind, quotes, "claims.population", 0.7)


def _domain(concept: str) -> str | None:
    vocabulary, _, name = concept.partition(":")
    if vocabulary == "biomarkers":
        return biomarkers_by_id()[name].outcome_domain
    if vocabulary == "instruments":
        return instruments_by_id()[name].outcome_domain
    return _condition_domains().get(conditions_by_id()[name].group)


@cache
def _condition_domains() -> dict[str, str]:
    return {row["condition_group"]: row["outcome_domain"] for row in read_rows("condition_domains")}
