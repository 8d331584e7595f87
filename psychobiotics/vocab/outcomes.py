"""Outcomes with an id: instruments and biomarkers together, as `findings.outcome_id` names them."""

from functools import cache

from psychobiotics.vocab.biomarkers import Biomarker, biomarkers_by_id
from psychobiotics.vocab.instruments import Instrument, instruments_by_id


@cache
def outcomes_by_id() -> dict[str, Instrument | Biomarker]:
    """Instruments and biomarkers by id; the two vocabularies share no id (a test says so)."""
    return {**instruments_by_id(), **biomarkers_by_id()}


def outcome_ids() -> tuple[str, ...]:
    """All ids, sorted."""
    return tuple(sorted(outcomes_by_id()))


def within_range(outcome_id: str, score: float) -> bool:
    """Whether a score can be had on an instrument; True where no range is known.

    >>> within_range("bdi", 90)
    False
    >>> within_range("bdnf", 90)
    True
    """
    instrument = instruments_by_id().get(outcome_id)
    if instrument is None:
        return True
    above = instrument.score_min is None or score >= instrument.score_min
    return above and (instrument.score_max is None or score <= instrument.score_max)
