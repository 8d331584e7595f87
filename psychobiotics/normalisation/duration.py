"""A quoted length of time to days: a week is 7 days, a month 30, a year 365."""

import re
from collections.abc import Sequence

from psychobiotics.normalisation.numbers import parse_number
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

# Below this a length of time is a follow-up, an age or a time point as often as an intervention; read off a sample of
# abstracts of the gut-brain corpus.
_LEAST = 0.5
_DAYS = {"h": 1 / 24, "d": 1.0, "w": 7.0, "m": 30.0, "y": 365.0}
_UNIT = re.compile(r"[a-z]+\Z")


def parse_days(text: str) -> float | None:
    """Days in a length of time.

    >>> [parse_days(t) for t in ("12-week", "three months", "14 consecutive days", "48 h", "a while")]
    [84.0, 90.0, 14.0, 2.0, None]
    """
    number = parse_number(text)
    unit = _UNIT.search(text.strip().lower())
    factor = _DAYS.get(unit.group()[0]) if unit else None
    return None if number is None or factor is None else round(number * factor, 2)


def normalise_duration(facts: Sequence[Fact]) -> dict[str, Value]:
    """Column duration_days from facts `duration_days`: the length tied most closely to giving, the first of equals."""
    found = [(fact, days) for fact in facts if fact.field == "duration_days" and (days := parse_days(fact.quote.text))]
    fact, days = max(found, key=lambda pair: (pair[0].confidence, -pair[0].quote.start), default=(None, None))
    if fact is None or days is None or fact.confidence < _LEAST:
        return {}
    return {"duration_days": Value(days, (fact.quote,), fact.rule, fact.confidence)}
