"""What a registry states by field to columns of `studies`.

Pattern: codes, names and outcomes as the registry holds them; numbers posted for each group are added up. Copied values
are as sure as the copy.

It must not be fooled by: groups of a crossover, which are the same people more than once, and groups that overlap:
where they add up to more than enrolled, how many were analysed is not stated.
"""

from collections.abc import Sequence

from psychobiotics.normalisation.numbers import parse_integer, parse_number
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

_RULE = "clinicaltrials."
_ONE = {
    "allocation": "allocation_registered",
    "registry_status": "registry_status",
    "study_model": "study_model_registered",
    "why_stopped": "why_stopped",
}
_SEVERAL = {"collaborator": "collaborators", "condition": "conditions_registered", "phase": "phases"}
_OUTCOMES = {
    "primary_outcome": "primary_outcomes",
    "secondary_outcome": "secondary_outcomes",
    "other_outcome": "other_outcomes",
}
# What a paper may be to the record: the sponsor names results and background, the registry finds those "derived".
_REFERENCES: dict[str, tuple[str | None, ...]] = {
    "result_pmids": ("result",),
    "derived_pmids": ("derived",),
    "related_pmids": ("background", "derived", None),
}
_AGES = ("age_min", "age_max")
_OLDEST = 120


def normalise_registered(facts: Sequence[Fact], design: str | None, n_enrolled: Value | None) -> dict[str, Value]:
    """Columns of `schemas/registered_plan.py`, and age_min, age_max, n_dropouts, n_analysed as posted.

    Args:
        facts: Facts of one study.
        design: Value of `studies.design`.
        n_enrolled: Value of `studies.n_enrolled`: no more can have left or been analysed.
    """
    facts = [fact for fact in facts if fact.rule.startswith(_RULE)]
    values: dict[str, Value] = {}
    for field, column in _ONE.items():
        if fact := next((f for f in facts if f.field == field), None):
            values[column] = _copied(fact.quote.text, [fact])
    for field, column in _SEVERAL.items():
        if found := [f for f in facts if f.field == field]:
            values[column] = _copied(tuple(dict.fromkeys(f.quote.text for f in found)), found)
    for column, uses in _REFERENCES.items():
        found = [f for f in facts if f.field == "reference_pmid" and f.concept in uses]
        if found:
            values[column] = _copied(tuple(dict.fromkeys(f.quote.text for f in found)), found)
    for field, column in _OUTCOMES.items():
        if outcomes := _outcomes(facts, field):
            values[column] = outcomes
    for column in _AGES:
        fact = next((f for f in facts if f.field == column), None)
        if fact and (years := parse_number(fact.quote.text)) is not None and 0 <= years <= _OLDEST:
            values[column] = _copied(years, [fact])
    values |= _counted(facts, "flow_not_completed", "n_dropouts", n_enrolled)
    if design != "crossover_rct":
        values |= _counted(facts, "participants_analysed", "n_analysed", n_enrolled)
    return values


def _copied(value: str | float | tuple[str, ...], facts: Sequence[Fact]) -> Value:
    return Value(value, tuple(fact.quote for fact in facts), facts[0].rule, min(fact.confidence for fact in facts))


def _outcomes(facts: Sequence[Fact], field: str) -> Value | None:
    """Each outcome with its time frame: "Beck Depression Inventory [8 weeks]"."""
    measures = [fact for fact in facts if fact.field == field]
    times = {fact.concept: fact for fact in facts if fact.field == f"{field}_time"}
    told, support = [], []
    for fact in measures:
        time = times.get(fact.concept)
        told.append(f"{fact.quote.text} [{time.quote.text}]" if time else fact.quote.text)
        support += [fact, time] if time else [fact]
    return _copied(tuple(told), support) if told else None


def _counted(facts: Sequence[Fact], field: str, column: str, enrolled: Value | None) -> dict[str, Value]:
    found = [(fact, n) for fact in facts if fact.field == field and (n := parse_integer(fact.quote.text)) is not None]
    added = sum(number for _, number in found)
    if not found or enrolled is None or not isinstance(enrolled.value, int) or added > enrolled.value:
        return {}
    return {column: _copied(added, [fact for fact, _ in found])}
