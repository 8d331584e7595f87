"""Dose arithmetic: printed doses to colony-forming units, or grams, a day.

Rules: CFU, UFC, KBE, AFU, organisms, spores and cells count alike (one unit each; the reported wording is kept). A
power of ten that lost its superscript ("3 x 109") is read with lower confidence. A dose per capsule, sachet or gram
needs how many are taken a day; without it the daily dose stays open. A dose without any basis is taken as daily.
"""

import re
from dataclasses import dataclass

from psychobiotics.normalisation.numbers import parse_number
from psychobiotics.vocab.dosing import container_pattern, times_a_day

_LOST = re.compile(r"(?P<mantissa>\d{1,4}(?:[.,]\d{1,3})*)\s?[×xX·*⋅∙]\s?10\s?\(?(?P<exponent>\d{1,2})\)?(?!\d|\s?\^)")
_BARE_LOST = re.compile(r"10(?P<exponent>[4-9]|1[0-5])(?=\D)")
_POWER = re.compile(r"(?:(?P<mantissa>\d{1,4}(?:[.,]\d{1,3})*)\s?[×xX·*⋅∙]\s?)?10\s?\^\s?(?P<exponent>\d{1,2})")
_LOG = re.compile(r"(?P<value>\d{1,2}(?:\.\d+)?)\s?log|log(?:\s?10)?\s?(?P<after>\d{1,2}(?:\.\d+)?)", re.IGNORECASE)
_GIGA = re.compile(r"(?P<value>\d{1,4}(?:\.\d+)?)\s?(?P<scale>[GM])(?=\s?(?:CFU|UFC))")
_SCALES = {"G": 1e9, "M": 1e6}
_DENOMINATOR = re.compile(
    r"(?:/|per|each|in|of|a)\s?(?:the )?(?P<number>\d+(?:\.\d+)?)?\s?(?P<unit>m[lL]|g(?:rams?)?)\b"
)
_COUNT_IN = re.compile(
    r"10\s?\^\s?\d+|illion|\blog|\d\s?[×xX]\s?10\d|\d[eE]\+?\d|(?<=to )\d+|\d+(?= to)|(?<=\d)-(?=\d)"
)
_CARRIED = re.compile(r"\s*in \d+(?:\.\d+)?\s?[mµμ][lL]\b")
_DAYS_OF_WEEK = 7
_DAY = re.compile(r"(?:/|per|a|each|every)\s?(?:day|d\b)|daily")
_PER_UNIT = re.compile(rf"{container_pattern()}|caps|cap\b", re.IGNORECASE)
_PLAUSIBLE = (1e5, 1e13)


@dataclass(frozen=True, slots=True)
class DailyDose:
    """A dose read.

    Attributes:
        basis: A value of `arms.dose_basis`, or None.
        doses_per_day: How many times a day, where stated.
        per_day: CFU (or grams) a day, or None where the text does not allow it.
        confidence: 0 to 1; lower for a lost superscript or an assumed day.
        inferred: The day was assumed.
    """

    basis: str | None
    doses_per_day: float | None
    per_day: float | None
    confidence: float
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class DoseParts:
    """Quoted parts of a dose: the dose itself, its basis, how often, how much of the preparation."""

    dose: str
    basis: str = ""
    frequency: str = ""
    amount: str = ""


def parse_cfu(text: str) -> tuple[float, float] | None:
    """(count, confidence) of the microbes that `text` begins with, or None.

    >>> [parse_cfu(t)[0] for t in ("3 × 10^9 CFU", "10^10 CFU/day", "8 log CFU", "5 billion CFU", "2.5 x 108 CFU")]
    [3000000000.0, 10000000000.0, 100000000.0, 5000000000.0, 250000000.0]
    """
    if power := _POWER.match(text):
        return _scaled(power["mantissa"], power["exponent"]), 0.95
    if lost := _LOST.match(text):
        return _scaled(lost["mantissa"], lost["exponent"]), 0.7
    if log := _LOG.match(text):
        return 10 ** float(log["value"] or log["after"]), 0.9
    if giga := _GIGA.match(text):
        return float(giga["value"]) * _SCALES[giga["scale"]], 0.9
    if bare := _BARE_LOST.match(text):
        return float(f"1e{bare['exponent']}"), 0.6
    value = parse_number(text.replace("-billion", " billion").replace("-million", " million"))
    return (value, 0.95) if value is not None else None


def _scaled(mantissa: str | None, exponent: str) -> float:
    head = parse_number(mantissa) if mantissa else 1.0
    return (head if head is not None else 1.0) * float(f"1e{exponent}")


def parse_times(text: str) -> float | None:
    """Times a day: "twice daily" is 2, "daily" 1, "every other day" 0.5, "two capsules per day" 2; None for no text.

    >>> [parse_times(t) for t in ("twice daily", "per day", "every other day", "3 sachets a day", "")]
    [2.0, 1.0, 0.5, 3.0, None]
    >>> round(parse_times("weekly") * 7)
    1
    """
    lowered = text.lower().strip()
    if not lowered:
        return None
    if "other day" in lowered:
        return 0.5
    if lowered.startswith(("bid", "b.i.d")):
        return 2.0
    if lowered.startswith(("tid", "t.i.d")):
        return 3.0
    first = lowered.split(" ")[0].split("-")[0]
    if first in times_a_day() and "week" not in lowered:
        return times_a_day()[first]
    number = parse_number(lowered)
    times = number if number is not None else times_a_day().get(first, 1.0)
    return times / _DAYS_OF_WEEK if "week" in lowered else times


def daily_cfu(parts: DoseParts, strains: int) -> DailyDose | None:
    """Compute the daily count of microbes.

    Args:
        parts: Quoted parts of the dose.
        strains: How many strains the arm has, for "each strain".

    Returns:
        None where the dose is no number; `per_day` is None where the parts do not allow it, for a range, and where it
        would be implausible (below 1e5 or above 1e13 a day).

    >>> daily_cfu(DoseParts("5 × 10^9 CFU", " per capsule", amount="two capsules per day"), 1).per_day
    10000000000.0
    """
    count = parse_cfu(parts.dose)
    if count is None:
        return None
    value, confidence = count
    basis, times = _basis(parts), parse_times(parts.frequency)
    per_day, inferred = (None, False) if _is_range(parts.dose) else _per_day(value, basis, parts, times)
    if per_day is not None and basis == "each_strain" and strains > 1:
        per_day *= strains
    if per_day is not None and not _PLAUSIBLE[0] <= per_day <= _PLAUSIBLE[1]:
        per_day = None
    return DailyDose(basis, times, per_day, confidence * (0.7 if inferred else 1.0), inferred)


def _is_range(dose: str) -> bool:
    """Two counts in one dose: "10^8-10^9 CFU", "5 to 10 billion CFU"."""
    return len(_COUNT_IN.findall(_DENOMINATOR.sub("", dose))) > 1


def _basis(parts: DoseParts) -> str | None:
    basis = parts.basis.lower()
    if "strain" in basis or "species" in basis or basis.strip() in {"of each", "each"}:
        return "each_strain"
    denominator, day = _DENOMINATOR.search(parts.basis), _DAY.search(basis)
    if day and not (denominator and denominator.start() < day.start()):
        return "per_day"
    if denominator:
        return "per_gram" if re.search(r"\bg\b|gram|\dg\b", basis) else None
    if _PER_UNIT.search(basis) or (parts.amount and _PER_UNIT.search(parts.amount)):
        return "per_dose"
    return "per_day" if parts.frequency else None


def _per_day(value: float, basis: str | None, parts: DoseParts, times: float | None) -> tuple[float | None, bool]:
    """(count a day, whether the day was assumed)."""
    if "kg" in parts.basis:
        return None, False
    carried = _CARRIED.match(parts.basis)  # "in 0.3 ml of saline": what all of it is given in
    if basis != "per_day" and not carried and (denominator := _DENOMINATOR.search(parts.basis)):
        return _by_amount(value, denominator, parts.amount, times)
    if basis == "per_dose":
        taken = parse_times(parts.amount) if parts.amount and _PER_UNIT.search(parts.amount) else None
        each = max((taken or 1.0) * _own_times(parts.amount), times or 1.0)
        return (value * each, False) if taken or times else (None, False)
    return value * (times if times and times != 1 else 1.0), times is None and basis != "per_day"


def _own_times(amount: str) -> float:
    """How often an amount itself is taken: "2 capsules twice" is 2; "twice 2" and "2 capsules" are 1.

    >>> _own_times("2 capsules twice")
    2.0
    """
    words = amount.lower().replace("-", " ").split()[1:]
    return next((times_a_day()[word] for word in words if word in times_a_day()), 1.0)


def _by_amount(value: float, denominator: re.Match[str], amount: str, times: float | None) -> tuple[float | None, bool]:
    """Count per gram or millilitre (or per several) times what is taken."""
    taken = parse_number(amount) if amount else None
    unit = re.search(r"(?:[µμm]?[lL]|m?g)\b", amount)
    if taken is None or taken <= 0 or unit is None:
        return None, False
    if unit.group()[0] in "µμ" or unit.group() == "mg":
        taken /= 1000.0
    per = parse_number(denominator["number"]) if denominator["number"] else 1.0
    same = unit.group()[-1] in "lL" if denominator["unit"][-1] in "lL" else unit.group()[-1] == "g"
    return (value / (per or 1.0) * taken * (times or 1.0), times is None) if same else (None, False)


def daily_grams(parts: DoseParts) -> DailyDose | None:
    """Compute grams a day from "10 g", "500 mg twice daily"; a mass without a day is taken as daily.

    >>> daily_grams(DoseParts("500 mg", frequency="twice daily")).per_day
    1.0
    """
    value = parse_number(parts.dose)
    if value is None or value <= 0:
        return None
    grams = value / 1000.0 if re.search(r"\d\s?mg\b", parts.dose) else value
    times = parse_times(parts.frequency or parts.basis.strip(" /"))
    stated = bool(parts.basis.strip()) or times is not None
    return DailyDose(
        "per_day" if stated else None, times, grams * max(times or 1.0, 1.0), 0.9 if stated else 0.6, not stated
    )
