"""Arms as values: types, labels, products by their current name, doses a day, strains."""

from collections.abc import Mapping

from psychobiotics.normalisation.doses import DailyDose, DoseParts, daily_cfu, daily_grams
from psychobiotics.normalisation.numbers import parse_integer
from psychobiotics.normalisation.taxa import normalise_strain
from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import ArmDraft, Value
from psychobiotics.records.mentions import ArmMention, Fact
from psychobiotics.vocab.products import current_product

_AS_QUOTED = ("label_reported", "dose_reported", "form")
_AS_CONCEPT = ("type", "role", "adjunct_to")


def normalise_arm(arm: ArmMention) -> ArmDraft:
    """Read an arm's facts into columns of `arms` and its strains into rows of `arm_strains`."""
    facts = {fact.field: fact for fact in arm.facts}
    fields: dict[str, Value] = {}
    for name in _AS_QUOTED:
        if fact := facts.get(name):
            fields[name] = _value(fact.quote.text, fact)
    for name in _AS_CONCEPT:
        if (fact := facts.get(name)) and fact.concept:
            fields[name] = _value(fact.concept, fact)
    if (fact := facts.get("n")) and (n := parse_integer(fact.quote.text)) is not None:
        fields["n"] = _value(n, fact)
    if fact := facts.get("product"):
        fields |= _product(fact)
    strains = tuple(normalise_strain(s) for s in arm.strains)
    fields |= _dose(facts, sum("strain" in s or "taxon" in s for s in strains))
    return ArmDraft(arm.key, fields, strains)


def _value(value: str | int | float, fact: Fact, inferred: bool = False) -> Value:
    prefix = "inferred:" if fact.inferred or inferred else ""
    return Value(value, (fact.quote,), prefix + fact.rule, fact.confidence)


def _product(fact: Fact) -> dict[str, Value]:
    """A product of the vocabulary by the name it has now; another one as the page writes it."""
    if fact.concept is None:
        return {"product": _value(fact.quote.text, fact)}
    product = current_product(fact.concept)
    return {"product_id": _value(product.id, fact), "product": _value(product.name, fact)}


def _dose(facts: Mapping[str, Fact], strains: int) -> dict[str, Value]:
    count, mass = facts.get("dose_count"), facts.get("dose_mass")
    fact = count or mass
    if fact is None:
        return {}
    parts = DoseParts(
        fact.quote.text, _text(facts, "dose_basis"), _text(facts, "dose_frequency"), _text(facts, "dose_amount")
    )
    daily = daily_cfu(parts, strains) if count else daily_grams(parts)
    if daily is None:
        return {}
    column = "dose_cfu_per_day" if count else "dose_g_per_day"
    quotes = _quotes(fact, facts)
    return _columns(daily, column, quotes, fact)


def _columns(daily: DailyDose, column: str, quotes: tuple[Quote, ...], fact: Fact) -> dict[str, Value]:
    method = f"inferred:{fact.rule}" if daily.inferred else fact.rule
    fields: dict[str, Value] = {}
    if daily.per_day is not None:
        fields[column] = Value(daily.per_day, quotes, method, daily.confidence)
    if daily.basis is not None:
        fields["dose_basis"] = Value(daily.basis, quotes, fact.rule, daily.confidence)
    if daily.doses_per_day is not None and len(quotes) > 1:
        fields["doses_per_day"] = Value(daily.doses_per_day, quotes, fact.rule, daily.confidence)
    return fields


def _quotes(fact: Fact, facts: Mapping[str, Fact]) -> tuple[Quote, ...]:
    others = [facts[name].quote for name in ("dose_frequency", "dose_amount") if name in facts]
    return (fact.quote, *others)


def _text(facts: Mapping[str, Fact], name: str) -> str:
    return facts[name].quote.text if name in facts else ""
