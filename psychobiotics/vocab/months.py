"""Months by their names and abbreviations."""

from functools import cache

from psychobiotics.vocab.files import read_rows


@cache
def month_numbers() -> dict[str, str]:
    """Name or abbreviation in lower case to the month's two digits."""
    return {row["name"]: row["number"] for row in read_rows("months")}


@cache
def month_pattern() -> str:
    """A group that matches the letters that each name of a month begins with, lower case.

    >>> month_pattern()[:15]
    '(?:apr|aug|dec|'
    """
    return f"(?:{'|'.join(sorted({name[:3] for name in month_numbers()}))})"
