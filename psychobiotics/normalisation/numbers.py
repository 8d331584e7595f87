"""Quoted numbers to values: digits, powers of ten, and numbers in words.

Pattern: the number that a quote begins with. Grouping commas and thin spaces fall away, a comma before anything but
three digits is a decimal comma, "10^9" is a power, "5 billion" a product, "Seventy-nine" and "one hundred and ten"
are words. What follows the number is ignored ("twenty consecutive" is 20), but a range is no number.

It must not be fooled by: "10-12" (a range), "a placebo" (an article, not one), "1,009" (grouping).
"""

import re
from functools import cache
from math import isfinite

from psychobiotics.vocab.number_words import number_words, number_words_pattern

_SPACES = "\u00a0\u2007\u2009\u202f"
_DASHES = re.compile(r"[‐‑‒–—−]")
# Grouping needs whole groups of three; otherwise a comma or a middle dot is the decimal sign.
_GROUPED = r"\d{1,3}(?:[,'’ ]\d{3})+(?!\d)(?:\.\d+)?"
_PLAIN = r"(?:\d+(?:[.,·]\d+)?|[.·]\d+)"
_DIGITS = re.compile(rf"[-+]?(?:{_GROUPED}|{_PLAIN})(?:[eE][-+]?\d+)?")
_POWER = re.compile(r"10\s?\^\s?(?P<sign>-?)(?P<exponent>\d{1,2})")
_TIMES_POWER = re.compile(rf"\s*[xX×*·⋅∙]\s*{_POWER.pattern}")
_LEAD = re.compile(
    r"^[\s~≈≥≤<>=(]*(?:(?:n|about|approximately|around|over|nearly|almost|only|(?:a )?total of)\b[\s=:]*)*",
    re.IGNORECASE,
)
_RANGE_LINK = re.compile(r"\s*(?:-|to\b|and\b|through\b|until\b)\s*", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_NEXT_WORD = re.compile(r"\s*([A-Za-z]+)")


def parse_number(text: str) -> float | None:
    """The number that `text` begins with, or None where it begins with none, or with a range.

    >>> [parse_number(t) for t in ("1,009", "84,62 %", "3 x 10^9 CFU", "10^-3", "2.5 billion", ".05")]
    [1009.0, 84.62, 3000000000.0, 0.001, 2500000000.0, 0.05]
    >>> [parse_number(t) for t in ("Seventy-nine", "one hundred and ten", "twenty consecutive")]
    [79.0, 110.0, 20.0]
    >>> [parse_number(t) for t in ("n = 12", "~30", "10-12", "ten to twelve", "a placebo", "half a year")]
    [12.0, 30.0, None, None, None, 0.5]
    """
    text = _prepare(text)
    read = _read(text)
    if read is None or not isfinite(read[0]) or _continues_as_range(text[read[1] :]):
        return None
    return read[0]


def parse_integer(text: str) -> int | None:
    """The whole number that `text` begins with, or None where it begins with none, a fraction or a range.

    >>> [parse_integer(t) for t in ("Forty-two (84%)", "1 204 adults", "12.5", "three to five")]
    [42, 1204, None, None]
    """
    value = parse_number(text)
    return int(value) if value is not None and value == int(value) else None


def parse_range(text: str) -> tuple[float, float] | None:
    """The range that `text` begins with, as (low, high), or None.

    >>> [parse_range(t) for t in ("18-65 years", "from 5 to 19", "between ten and twelve", "10^8–10^9", "7")]
    [(18.0, 65.0), (5.0, 19.0), (10.0, 12.0), (100000000.0, 1000000000.0), None]
    """
    text = re.sub(r"^\s*(?:from|between|range[ds]?|of)\b[\s:]*", "", _prepare(text), flags=re.IGNORECASE)
    low = _read(text)
    link = _RANGE_LINK.match(text, low[1]) if low else None
    if low is None or link is None or link.end() == link.start():
        return None
    high = _read(text[link.end() :].lstrip("+"))
    return (low[0], high[0]) if high and high[0] >= low[0] else None


def _prepare(text: str) -> str:
    for space in _SPACES:
        text = text.replace(space, " ")
    text = _DASHES.sub("-", text)
    return text[lead.end() :] if (lead := _LEAD.match(text)) else text


def _read(text: str) -> tuple[float, int] | None:
    """(value, end) of the number at the start of `text`."""
    if power := _POWER.match(text):
        return _exponent(power), power.end()
    if digits := _DIGITS.match(text):
        return _scaled(text, _digits_value(digits.group()), digits.end())
    return _read_words(text)


def _digits_value(digits: str) -> float:
    mantissa, _, exponent = digits.lower().partition("e")
    if re.fullmatch(_GROUPED, mantissa.lstrip("+-")):
        mantissa = re.sub(r"[,'’ ]", "", mantissa)
    value = float(mantissa.replace(",", ".").replace("·", "."))
    return value * float(f"1e{exponent}") if exponent else value


def _exponent(match: re.Match[str]) -> float:
    return float(f"1e{match['sign']}{match['exponent']}")


def _scaled(text: str, value: float, end: int) -> tuple[float, int]:
    """Apply "x 10^9" or "billion" after a mantissa."""
    if times := _TIMES_POWER.match(text, end):
        return value * _exponent(times), times.end()
    word = _NEXT_WORD.match(text, end)
    entry = number_words().get(word[1].lower()) if word else None
    if word and entry and entry.kind in {"scale", "hundred"}:
        return value * entry.value, word.end()
    return value, end


def _read_words(text: str) -> tuple[float, int] | None:
    """Add up number words: "two thousand one hundred and ten" is (2 x 1000) + (1 x 100 + 10)."""
    match = _words_pattern().match(text)
    if match is None:
        return None
    total = current = 0.0
    for word in _WORD.findall(match.group().lower()):
        entry = number_words().get(word)
        if entry is None or entry.kind == "article":
            continue
        if entry.kind == "scale":
            total, current = total + max(current, 1.0) * entry.value, 0.0
        elif entry.kind in {"hundred", "dozen"}:
            current = max(current, 1.0) * entry.value
        else:
            current += entry.value
    return total + current, match.end()


def _continues_as_range(rest: str) -> bool:
    link = _RANGE_LINK.match(rest)
    return link is not None and "and" not in link.group().lower() and _read(rest[link.end() :]) is not None


@cache
def _words_pattern() -> re.Pattern[str]:
    return re.compile(rf"{number_words_pattern()}|half\b", re.IGNORECASE)
