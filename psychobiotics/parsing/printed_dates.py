"""Dates as pages print them, with the word that says what they date.

Patterns: "Oct 19, 2020", "12 March 2021", "March 12th, 2021", "2021-03-12", "12.03.2021", "03/12/2021", and with a
label "March 2021"; labels such as "Published", "Last updated:" stand before the date on its line or on the line above.
It must not be fooled by: "a study published on 3 March 2020 found" (a sentence, not a date line).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.months import month_numbers

_MAX_LINE = 160
_LABEL_REACH = 45


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at [start, end) of a line; role is "published_on", "updated_on", "other", or None without a label."""

    start: int
    end: int
    role: str | None


def find_dates(line: str, line_above: str = "") -> tuple[PrintedDate, ...]:
    """The dates of one line.

    >>> line = "Published Oct 19, 2020 | Updated Jan 11, 2024"
    >>> [(line[date.start : date.end], date.role) for date in find_dates(line)]
    [('Oct 19, 2020', 'published_on'), ('Jan 11, 2024', 'updated_on')]
    """
    if not any(c.isdigit() for c in line[:_MAX_LINE]):
        return ()
    found: list[PrintedDate] = []
    floor = 0
    for match in _date_pattern().finditer(line[:_MAX_LINE]):
        before = line[max(floor, match.start() - _LABEL_REACH) : match.start()]
        role = _role(before) or (
            _role(line_above) if not floor and len(line_above) < 40 and not before.strip() else None
        )
        if match.lastgroup == "month_year" and role is None:
            continue
        found.append(PrintedDate(match.start(), match.end(), role))
        floor = match.end()
    return tuple(found)


def is_date_line(line: str) -> bool:
    """True for a line that is there to print dates: short, and no sentence."""
    return len(line) <= 120 and not line.rstrip().endswith((".", "!", "?", ";")) and bool(find_dates(line))


def _role(before: str) -> str | None:
    """The role of the last label in the words before a date, where little stands between them."""
    best: tuple[int, int, str] | None = None
    lowered = before.lower()
    for match in _label_pattern().finditer(lowered):
        best = (match.end(), len(match.group()), _labels()[match.group()])
    if best is None:
        return None
    between = lowered[best[0] :].strip(" :-–—|·•,\t")
    # "Posted by Ann Lee on": a name may stand between the label and the date.
    return best[2] if len(between.split()) <= 5 else None


@cache
def _labels() -> dict[str, str]:
    return {row["label"]: row["role"] for row in read_rows("date_labels")}


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = sorted(_labels(), key=len, reverse=True)
    return re.compile(r"(?<![a-z])(?:" + "|".join(map(re.escape, labels)) + r")(?![a-z])")


@cache
def _date_pattern() -> re.Pattern[str]:
    names = sorted(month_numbers(), key=len, reverse=True)
    month = r"(?:" + "|".join(names) + r")\.?"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    year = r"(?:19|20)\d{2}(?!\d)"
    forms = (
        rf"{month}\s+{day},?\s+{year}",
        rf"{day}(?:\s+of)?[\s-]+{month},?[\s-]+{year}",
        rf"{year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
        rf"{year}/(?:0[1-9]|1[0-2])/(?:0[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./]{year}",
    )
    return re.compile(rf"(?<![\w./-])(?:(?P<whole>{'|'.join(forms)})|(?P<month_year>{month}\s+{year}))", re.IGNORECASE)


def iterate_roles(dates: tuple[PrintedDate, ...]) -> Iterator[tuple[str, PrintedDate]]:
    """The dates that publish or update a page; a date without a label publishes it."""
    for date in dates:
        if date.role != "other":
            yield date.role or "published_on", date
