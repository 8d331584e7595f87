"""Quoted numbers of participants to one number each.

A stated total that the groups told after it add up to is taken before any other; groups are added up only where no
total is stated as plainly. In a review only numbers of people count, since its bare numbers count studies.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from psychobiotics.normalisation.numbers import parse_integer
from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

# A total added up from groups is as plain as one stated with a weak verb; tuned on half of 432 trial abstracts.
_SUM_CONFIDENCE = 0.55
_CONFIRMED_BONUS = 0.35
_FEW, _PLAIN = 5, 0.45  # smaller numbers are mostly groups, visits or cases: they need a plain verb
_LEAST_SUMMED = 0.15
_LEAST_ANALYSED = 0.3
_MOST_ARMS = 6
_NEAR = 700  # characters within which the groups of a total are told
_OF_STUDIES = frozenset({"systematic_review", "meta_analysis", "network_meta_analysis", "narrative_review", "review"})
_SUMMED = "sample_size.sum_of_arms"
_LEFT = ("sample_size.analysed", "sample_size.completed")
_MOST_LOST, _TOLD = 2, 0.2  # how many times as many may have been enrolled, and how plainly that is told
_LEAST_LEFT = 1 / 3  # of those enrolled, analysed: fewer are a part of them
_ALSO = "sample_size.included"  # a final sample, where it is not all that is told of who took part
_POOLED = "sample_size.pooled"
_BARE_SHAPES = ("_verb", "_total", "_ellipsis")


@dataclass(frozen=True, slots=True)
class _Count:
    number: int
    fact: Fact


def normalise_sample_size(facts: Sequence[Fact], design: str | None = None) -> dict[str, Value]:
    """Columns n_enrolled, n_analysed and n_dropouts.

    Args:
        facts: Facts of one study; read are `n_enrolled`, `n_arm`, `n_analysed`, `n_dropouts`, `all_analysed` and
            `exclusion_cue`.
        design: Value of `studies.design`, where it is known.
    """
    if design in _OF_STUDIES:
        facts = [fact for fact in facts if not fact.rule.endswith(_BARE_SHAPES)]
    elif design is not None:
        facts = [fact for fact in facts if not fact.rule.startswith(_POOLED)]  # people of other studies
    values: dict[str, Value] = {}
    left = {fact.quote for fact in facts if fact.field == "n_analysed" and fact.rule.startswith(_LEFT)}
    enrolled = _enrolled([*_stated(_counts(facts, "n_enrolled", "n_arm")), *_summed(_counts(facts, "n_arm"))], left)
    if enrolled:
        values["n_enrolled"] = enrolled
    if design in _OF_STUDIES:
        return values
    if analysed := _analysed(facts, enrolled, design):
        values["n_analysed"] = analysed
    if dropouts := _dropouts(facts, enrolled):
        values["n_dropouts"] = dropouts
    return values


def _counts(facts: Sequence[Fact], *fields: str) -> list[_Count]:
    ordered = sorted((f for f in facts if f.field in fields), key=lambda f: (f.quote.start, f.field))
    return [_Count(number, fact) for fact in ordered if (number := parse_integer(fact.quote.text)) is not None]


def _number(value: Value) -> int:
    return value.value if isinstance(value.value, int) else 0


def _best(values: Sequence[Value]) -> Value | None:
    return max(values, key=lambda v: (v.confidence, _number(v), -v.quotes[0].start), default=None)


def _enrolled(values: Sequence[Value], left: Set[Quote]) -> Value | None:
    """The best value, or the one that it is what was left of: "104 of 118 completed" enrolled 118.

    `left` quotes the numbers of those who were analysed or stayed to the end.
    """
    best = _best(values)
    if best is None or best.quotes[0] not in left:
        return best
    told = [v for v in values if v.confidence >= _TOLD and v.method != _SUMMED and v.quotes[0] not in left]
    return _best([v for v in told if _number(best) < _number(v) <= _MOST_LOST * _number(best)]) or best


def _stated(counts: Sequence[_Count]) -> Iterator[Value]:
    for index, count in enumerate(counts):
        if arms := _arms_of(counts, index):
            confidence = min(1.0, count.fact.confidence + _CONFIRMED_BONUS)
            quotes = (count.fact.quote, *(arm.fact.quote for arm in arms))
            yield Value(count.number, quotes, "sample_size.confirmed_by_arms", confidence)
        elif count.fact.field == "n_enrolled" and (count.number >= _FEW or count.fact.confidence >= _PLAIN):
            yield Value(count.number, (count.fact.quote,), count.fact.rule, count.fact.confidence)


def _arms_of(counts: Sequence[_Count], index: int) -> Sequence[_Count]:
    """The counts after `index` that add up to it, or none."""
    total = counts[index]
    for first in range(index + 1, min(index + 4, len(counts))):
        added = 0
        for last in range(first, min(first + _MOST_ARMS, len(counts))):
            fact = counts[last].fact
            if fact.quote.start - total.fact.quote.end > _NEAR or fact.rule.startswith("sample_size.outcome"):
                break
            added += counts[last].number
            if added == total.number and last > first:
                return counts[first : last + 1]
    return ()


def _summed(counts: Sequence[_Count]) -> Iterator[Value]:
    """Totals of the groups that one sentence lists."""
    sentences: dict[str, list[_Count]] = {}
    for count in counts:
        if count.fact.concept:
            sentences.setdefault(count.fact.concept, []).append(count)
    for arms in sentences.values():
        if len(arms) < 2:
            continue
        added, largest = sum(arm.number for arm in arms), max(arm.number for arm in arms)
        if added == 2 * largest and len(arms) > 2:  # the total stands in its own list
            added = largest
        if max(arm.fact.confidence for arm in arms) < _LEAST_SUMMED:
            continue
        confidence = min(1.0, _SUM_CONFIDENCE * max(arm.fact.confidence for arm in arms) / 0.7)
        yield Value(added, tuple(arm.fact.quote for arm in arms), _SUMMED, confidence)


def _analysed(facts: Sequence[Fact], enrolled: Value | None, design: str | None) -> Value | None:
    counts = _counts(facts, "n_analysed")
    stated = [
        Value(c.number, (c.fact.quote,), c.fact.rule, c.fact.confidence)
        for c in counts
        if c.fact.concept is None and c.fact.confidence >= _LEAST_ANALYSED
    ]
    most = _number(enrolled) if enrolled else None
    stated = [v for v in stated if not v.method.startswith(_ALSO) or _number(v) != most]
    least = most * _LEAST_LEFT if most else 0
    fitting = [v for v in [*stated, *_summed(counts)] if most is None or least < _number(v) <= most]
    if best := _best(fitting):
        return best
    everyone = next((fact for fact in facts if fact.field == "all_analysed"), None)
    if everyone and enrolled:
        return Value(enrolled.value, (*enrolled.quotes, everyone.quote), everyone.rule, 0.8)
    excluded = next((fact for fact in facts if fact.field == "exclusion_cue"), None)
    if excluded and enrolled and design in {"cohort", "case_control", "cross_sectional"}:
        quotes = (*enrolled.quotes, excluded.quote)
        return Value(enrolled.value, quotes, "inferred:sample_size.incomplete_excluded", 0.6)
    return None


def _dropouts(facts: Sequence[Fact], enrolled: Value | None) -> Value | None:
    most = _number(enrolled) if enrolled else None
    counts = [c for c in _counts(facts, "n_dropouts") if most is None or c.number < most]
    return Value(counts[0].number, (counts[0].fact.quote,), counts[0].fact.rule, 0.6) if counts else None
