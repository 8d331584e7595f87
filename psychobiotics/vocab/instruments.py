"""Instruments: rating scales and tests, their ranges, orientation and published severity bands."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of an instrument's scores, both ends included; `high` None where the top is open."""

    name: str
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument.

    Attributes:
        id: Vocabulary id ("bdi"), the value of `findings.outcome_id`.
        name: Canonical name, the value of `findings.outcome`.
        abbreviation: Usual abbreviation, or None.
        synonyms: Other names.
        construct: What it measures, in the field's words.
        outcome_domain: A value of `findings.outcome_domain`.
        score_min: Lowest possible score where a range was read, else None.
        score_max: Highest possible score, else None.
        higher_is: "better", "worse" or None (not monotone, or the unit decides).
        rater: "self", "clinician" or None.
        context_names: Names that other things share; they mean the instrument where the text also spells it out.
        bands: Published severity bands, lowest first; empty where none was read.
    """

    id: str
    name: str
    abbreviation: str | None
    synonyms: tuple[str, ...]
    construct: str
    outcome_domain: str
    score_min: float | None
    score_max: float | None
    higher_is: str | None
    rater: str | None
    context_names: frozenset[str]
    bands: tuple[Band, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the canonical one first."""
        short = (self.abbreviation,) if self.abbreviation else ()
        return (self.name, *short, *self.synonyms)

    def band_of(self, score: float) -> str | None:
        """Name of the severity band a single score falls in, or None where no bands are known.

        A mean between two bands (9.4 between 9 and 10) belongs to the lower one.

        >>> instruments_by_id()["bdi"].band_of(18)
        'mild'
        """
        held = [band for band in self.bands if band.low <= score]
        return held[-1].name if held and (self.score_max is None or score <= self.score_max) else None


@cache
def load_instruments() -> tuple[Instrument, ...]:
    """All instruments, sorted by id."""
    bands = _bands()
    return tuple(
        Instrument(
            row["id"],
            row["canonical_name"],
            row["abbreviation"] or None,
            split_list(row["synonyms"]),
            row["construct"],
            row["outcome_domain"],
            _number(row["score_min"]),
            _number(row["score_max"]),
            row["higher_is"] or None,
            row["rater"] or None,
            frozenset(split_list(row["needs_context"])),
            bands.get(row["id"], ()),
        )
        for row in read_rows("instruments")
    )


@cache
def instruments_by_id() -> dict[str, Instrument]:
    """Instruments by id."""
    return {instrument.id: instrument for instrument in load_instruments()}


def _bands() -> dict[str, tuple[Band, ...]]:
    found: dict[str, list[Band]] = {}
    for row in read_rows("severity_bands"):
        band = Band(row["band"], float(row["low"]), _number(row["high"]))
        found.setdefault(row["instrument"], []).append(band)
    return {key: tuple(sorted(bands, key=lambda b: b.low)) for key, bands in found.items()}


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
