"""Printed dates to ISO 8601 with their precision."""

import re
from functools import cache

from psychobiotics.vocab.months import month_numbers

_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)")


def parse_date(text: str) -> tuple[str, str] | None:
    """The date and its precision; None where the text holds no date or one that says two things.

    "03/12/2021" may be March or December: only the year is taken where both orders are possible. With points the day
    comes first: who writes the month first writes slashes.

    >>> parse_date("Oct 19, 2020"), parse_date("12 March 2021"), parse_date("2021-03")
    (('2020-10-19', 'day'), ('2021-03-12', 'day'), ('2021-03-01', 'month'))
    >>> parse_date("03/12/2021"), parse_date("03.12.2021")
    (('2021-01-01', 'year'), ('2021-12-03', 'day'))
    """
    text = text.strip()
    if match := _ISO.fullmatch(text.split("T")[0]):
        return _dated(*(int(part) if part else None for part in match.groups()))
    if match := _NUMERIC.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        if first > 12 or first == second or (match.group(0).count(".") == 2 and second <= 12):
            return _dated(year, second, first)
        return _dated(year, first, second) if second > 12 else _dated(year, None, None)
    year_match = _YEAR.search(text)
    if not year_match:
        return None
    rest = text[: year_match.start()] + " " + text[year_match.end() :]
    month = next((_months()[word] for word in re.findall(r"[a-z]+", rest.lower()) if word in _months()), None)
    day = _DAY.search(rest)
    return _dated(int(year_match.group()), month, int(day.group(1)) if day and month else None)


def _dated(year: int | None, month: int | None, day: int | None) -> tuple[str, str] | None:
    if year is None or not 1900 <= year <= 2100 or (month or 1) > 12 or (day or 1) > 31:
        return None
    precision = "day" if day else "month" if month else "year"
    return f"{year:04d}-{month or 1:02d}-{day or 1:02d}", precision


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for name, number in month_numbers().items()}
