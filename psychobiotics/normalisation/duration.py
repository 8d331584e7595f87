"""A quoted length of time to days: a week is 7 days, a month 30, a year 365."""

import re
from collections.abc import Sequence

from psychobiotics.normalisation.numbers import parse_number
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

# Below this a length of time is a follow-up, an age or a time point as often as an intervention; read off a sample of
# abstracts of the gut-brain corpus.
_LEAST = 0.5
_ACUTE = 0.7  # how plainly a single day must be told to be the whole intervention
_IN_HOURS = re.compile(r"(?<![a-z])h(?:ours?|rs?)?\Z", re.IGNORECASE)
_LONGEST = 3 * 365.0  # psychobiotics are not given longer; above it stand ages and follow-ups
_DAYS = {"h": 1 / 24, "d": 1.0, "w": 7.0, "m": 30.0, "y": 365.0}
_UNIT = re.compile(r"[a-z]+\Z")
_ONE = re.compile(r"a (?:day|week|month|year)")
_UNTIL = re.compile(r"(?:day|week|month) (?P<number>\d+)\Z")


def parse_days(text: str) -> float | None:
    """Days in a length of time.

    >>> [parse_days(t) for t in ("12-week", "three months", "14 consecutive days", "48 h", "nine weekly", "a while")]
    [84.0, 90.0, 14.0, 2.0, 63.0, None]
    >>> parse_days("until week 26"), parse_days("a month")
    (182.0, 30.0)
    """
    until = _UNTIL.search(text.lower())
    number = 1.0 if _ONE.fullmatch(text.lower()) else parse_number(until["number"] if until else text)
    unit = until or _UNIT.search(text.strip().lower())
    factor = _DAYS.get(unit.group()[0]) if unit else None
    return None if number is None or factor is None else round(number * factor, 2)


def normalise_duration(facts: Sequence[Fact], design: str | None = None) -> dict[str, Value]:
    """Column duration_days: the length tied most closely to giving, the first of equals.

    Args:
        facts: Facts of one study; read are `duration_days`, `stressor_days`, `given_during_stress`, `follow_up_days`.
        design: Value of `studies.design`: hours count in vitro alone, a follow-up in a cohort alone.
    """
    found = [(f, d) for f, d in _lengths(facts, "duration_days") if _is_plausible(d, f, design)]
    fact, days = max(found, key=lambda pair: (pair[0].confidence, -pair[0].quote.start), default=(None, None))
    if fact and days and fact.confidence >= _LEAST:
        return {"duration_days": Value(days, (fact.quote,), fact.rule, fact.confidence)}
    during = next((f for f in facts if f.field == "given_during_stress"), None)
    if during and (stressed := _lengths(facts, "stressor_days")):
        fact, days = max(stressed, key=lambda pair: pair[1])
        return {"duration_days": Value(days, (fact.quote, during.quote), f"inferred:{fact.rule}", fact.confidence)}
    if design == "cohort" and (followed := _lengths(facts, "follow_up_days")):
        fact, days = followed[0]
        return {"duration_days": Value(days, (fact.quote,), f"inferred:{fact.rule}", fact.confidence)}
    return {}


def _lengths(facts: Sequence[Fact], field: str) -> list[tuple[Fact, float]]:
    return [(fact, days) for fact in facts if fact.field == field and (days := parse_days(_with_unit(fact)))]


def _with_unit(fact: Fact) -> str:
    """The quote; in a table its unit may be that of the column, which is the fact's concept then."""
    return f"{fact.quote.text} {fact.concept}" if fact.concept else fact.quote.text


def _is_plausible(days: float, fact: Fact, design: str | None) -> bool:
    if (
        days == 1
        and design != "animal_in_vivo"
        and fact.confidence >= _ACUTE
        and not _IN_HOURS.search(_with_unit(fact))
    ):
        return True
    if days < 2 or _IN_HOURS.search(_with_unit(fact).lower()):
        return design == "in_vitro"
    return days <= _LONGEST
