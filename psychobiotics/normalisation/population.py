"""Quoted population, conditions, severity, diagnosis, age, sex, country and funding to columns of `studies`."""

from collections.abc import Sequence

from psychobiotics.normalisation.numbers import parse_integer, parse_number, parse_range
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

_SURE_CONDITION = 0.6
_OLDEST = 110
_LONGEST_POPULATION = 200


def normalise_population(facts: Sequence[Fact]) -> dict[str, Value]:
    """Columns population, condition_ids, severity, diagnosis_basis, antidepressants, country and funding."""
    values: dict[str, Value] = {}
    if conditions := _conditions(facts):
        values["condition_ids"] = conditions
    for field in ("severity", "antidepressants"):
        if (fact := _surest(facts, field)) and fact.concept:
            values[field] = Value(str(fact.concept), (fact.quote,), fact.rule, fact.confidence)
    for field in ("population", "diagnosis_basis", "funding"):
        if fact := _surest(facts, field):
            values[field] = Value(fact.quote.text, (fact.quote,), fact.rule, fact.confidence)
    countries = {fact.concept for fact in facts if fact.field == "country" and fact.concept}
    fact = _surest(facts, "country")
    if len(countries) == 1 and fact and fact.concept:  # several: where it took place is not stated
        values["country"] = Value(str(fact.concept), (fact.quote,), fact.rule, fact.confidence)
    return values


def _surest(facts: Sequence[Fact], field: str) -> Fact | None:
    found = [f for f in facts if f.field == field and f.confidence >= 0.5]
    return max(found, key=lambda f: (f.confidence, -f.quote.start), default=None)


def _conditions(facts: Sequence[Fact]) -> Value | None:
    """The conditions that the surest sentences give the population, healthy people last and only alone."""
    found = [f for f in facts if f.field == "condition_ids" and f.concept and f.confidence >= _SURE_CONDITION]
    if not found:
        return None
    ill = [f for f in found if "healthy" not in str(f.concept)] or found
    best = max(f.confidence for f in ill)
    kept = {str(f.concept): f for f in reversed(ill) if f.confidence >= best - 0.25}
    concepts = tuple(sorted(kept))
    quotes = tuple(sorted(kept[c].quote for c in concepts))
    return Value(concepts, quotes, kept[concepts[0]].rule, best)


def normalise_age_sex(facts: Sequence[Fact]) -> dict[str, Value]:
    """Columns age_mean, age_min, age_max (years) and female_percent."""
    values: dict[str, Value] = {}
    for field, most in (("age_mean", _OLDEST), ("age_min", _OLDEST), ("female_percent", 100)):
        if (fact := _surest(facts, field)) and (number := parse_number(fact.quote.text)) and number <= most:
            values[field] = Value(number, (fact.quote,), fact.rule, fact.confidence)
    fact = _surest(facts, "age_range")
    ends = parse_range(fact.quote.text.replace(" and ", " to ")) if fact else None
    if fact and ends and 0 < ends[1] <= _OLDEST:
        values["age_min"] = Value(ends[0], (fact.quote,), fact.rule, fact.confidence)
        values["age_max"] = Value(ends[1], (fact.quote,), fact.rule, fact.confidence)
    if "female_percent" not in values:
        values |= _share_of_women(facts)
    return values


def _share_of_women(facts: Sequence[Fact]) -> dict[str, Value]:
    female, male = _surest(facts, "n_female"), _surest(facts, "n_male")
    women = parse_integer(female.quote.text) if female else None
    men = parse_integer(male.quote.text) if male else None
    if female is None or male is None or women is None or men is None or not women + men:
        return {}
    share = round(100 * women / (women + men), 1)
    return {"female_percent": Value(share, (female.quote, male.quote), "inferred:age_sex.counts", 0.6)}
