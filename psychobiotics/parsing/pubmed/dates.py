"""Dates of PubMed records as ISO 8601 dates of the precision that the record has."""

from lxml import etree

from psychobiotics.vocab.months import month_numbers


def read_date(element: etree._Element | None) -> str | None:
    """A date element (PubDate, ArticleDate, DateRevised) as ISO 8601, or as printed where it is free text.

    Returns:
        "2020-07-30", "2020-07", "2020"; "1998 Dec-1999 Jan" of a MedlineDate as it stands; None for no date.
    """
    if element is None:
        return None
    parts = {child.tag: (child.text or "").strip() for child in element}
    year = parts.get("Year", "")
    if not year.isdigit():
        return " ".join(parts.get("MedlineDate", "").split()) or None
    month = month_number(parts.get("Month", ""))
    if not month:
        return year
    day = parts.get("Day", "")
    return f"{year}-{month}-{int(day):02d}" if day.isdecimal() and 0 < int(day) < 32 else f"{year}-{month}"


def month_number(text: str) -> str | None:
    """A month's two digits, from its number or its English name.

    >>> month_number("Sep"), month_number("9"), month_number("Spring")
    ('09', '09', None)
    """
    text = text.strip().rstrip(".")
    if text.isdecimal():
        return f"{int(text):02d}" if 0 < int(text) < 13 else None
    return month_numbers().get(text.lower())


def best_date(printed: str | None, electronic: str | None) -> str | None:
    """The date of publication: that of the issue, or the more precise electronic date of the same year."""
    if not printed:
        return electronic
    if electronic and len(electronic) > len(printed) and electronic.startswith(printed):
        return electronic
    return printed
