"""Quoted numbers of participants to one number each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psychobiotics.normalisation.numbers import parse_integer
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

# A total added up from groups is as plain as one stated with a weak verb; tuned on half of 432 trial abstracts.
_SUM_CONFIDENCE = 0.55
_CONFIRMED_BONUS = 0.35
_MOST_ARMS = 6
_NEAR = 700  # characters within which the groups of a total are told


@dataclass(frozen=True, slots=True)
class _Count:
    number: int
    fact: Fact


def normalise_sample_size(facts: Sequence[Fact]) -> dict[str, Value]:
    """Columns n_enrolled, n_analysed and n_dropouts from facts of the same names and `n_arm`."""
    counts = [
        _Count(number, fact)
        for fact in sorted(facts, key=lambda f: (f.quote.start, f.field))
        if fact.field in {"n_enrolled", "n_arm"} and (number := parse_integer(fact.quote.text)) is not None
    ]
    totals = [*_stated(counts), *_summed(counts)]
    values: dict[str, Value] = {}
    if totals:
        values["n_enrolled"] = max(totals, key=lambda v: (v.confidence, -v.quotes[0].start))
    return values


def _stated(counts: Sequence[_Count]) -> Iterator[Value]:
    for index, count in enumerate(counts):
        if arms := _arms_of(counts, index):
            confidence = min(1.0, count.fact.confidence + _CONFIRMED_BONUS)
            quotes = (count.fact.quote, *(arm.fact.quote for arm in arms))
            yield Value(count.number, quotes[:1], "sample_size.confirmed_by_arms", confidence)
        elif count.fact.field == "n_enrolled" and count.number > 1:
            yield Value(count.number, (count.fact.quote,), count.fact.rule, count.fact.confidence)


def _arms_of(counts: Sequence[_Count], index: int) -> Sequence[_Count]:
    """The counts after `index` that add up to it, or none."""
    total = counts[index]
    for first in range(index + 1, min(index + 4, len(counts))):
        added = 0
        for last in range(first, min(first + _MOST_ARMS, len(counts))):
            fact = counts[last].fact
            if fact.quote.start - total.fact.quote.end > _NEAR or fact.rule == "sample_size.outcome":
                break
            added += counts[last].number
            if added == total.number and last > first:
                return counts[first : last + 1]
    return ()


def _summed(counts: Sequence[_Count]) -> Iterator[Value]:
    """Totals of the groups that one sentence lists."""
    sentences: dict[str, list[_Count]] = {}
    for count in counts:
        if count.fact.field == "n_arm" and count.fact.concept:
            sentences.setdefault(count.fact.concept, []).append(count)
    for arms in sentences.values():
        if len(arms) > 1:
            confidence = _SUM_CONFIDENCE * max(arm.fact.confidence for arm in arms) / 0.7
            quotes = tuple(arm.fact.quote for arm in arms)
            added, largest = sum(arm.number for arm in arms), max(arm.number for arm in arms)
            if added == 2 * largest and len(arms) > 2:  # the total stands in its own list
                added = largest
            yield Value(added, quotes, "sample_size.sum_of_arms", min(1.0, confidence))
