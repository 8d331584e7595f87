"""Quoted numbers of included studies to one number."""

from collections.abc import Sequence

from psychobiotics.normalisation.numbers import parse_integer
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

REVIEWS = frozenset({"systematic_review", "meta_analysis", "network_meta_analysis", "narrative_review", "review"})
_LEAST = 0.5  # below this a number of studies is a part of them as often as all; read off a sample of reviews


def is_review(design: str | None) -> bool:
    """Whether a study of this design works on other studies."""
    return design in REVIEWS


def normalise_review_scope(facts: Sequence[Fact]) -> dict[str, Value]:
    """Column n_studies from facts `n_studies`: the one most plainly included, the larger and first of equals."""
    found = [(f, n) for f in facts if f.field == "n_studies" and (n := parse_integer(f.quote.text)) is not None]
    fact, number = max(found, key=lambda p: (round(p[0].confidence, 1), p[1], -p[0].quote.start), default=(None, None))
    if fact is None or number is None or number < 2 or fact.confidence < _LEAST:
        return {}
    return {"n_studies": Value(number, (fact.quote,), fact.rule, fact.confidence)}
