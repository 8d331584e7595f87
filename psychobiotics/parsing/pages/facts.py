"""Byline and dates as a page's text prints them."""

import re
from functools import cache

from psychobiotics.parsing.pages.lines import Line
from psychobiotics.parsing.printed_dates import PrintedDate, find_dates, is_date_line, iterate_roles
from psychobiotics.records.document import Quote
from psychobiotics.vocab.cues import word_pattern
from psychobiotics.vocab.files import read_rows

_HEADER_LINES = 14
_WIDEST_GAP = 3  # blank lines inside one page's text; saved pages of several articles have more between them
_WORD = r"[A-ZÀ-Þ][\w’'.-]*"
_PARTICLE = rf"(?:{word_pattern('name_particles')}\s+){{0,2}}"
_NAME = rf"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.?\s+)?{_WORD}(?:\s+{_PARTICLE}{_WORD}){{1,3}}"
_NAMES = re.compile(_NAME)
_CREDENTIAL = re.compile(r",\s*(?:[A-Z][A-Za-z.]{1,6})\b")
_PLACE_BEFORE = re.compile(r"[A-ZÀ-Þ][\w.,’' -]{1,60}[,(–—-]\s*")
_DASH_AFTER = re.compile(r"\)?,?\s*(?:[(/][^)/\n]{3,40}[)/]\s*)?(?:--?|–|—|:)\s")


def find_page_dates(lines: list[Line], prose_end: int) -> dict[str, Quote]:
    """The dates that publish and update the page: in its head, or on a labelled line of their own anywhere.

    Args:
        lines: All lines.
        prose_end: Number of lines that stand before the first paragraph.
    """
    found: dict[str, Quote] = {}
    for index, line in enumerate(lines):
        in_head = index < max(prose_end, 6)
        above = lines[index - 1].text if index else ""
        dates = find_dates(line.text, above if in_head else "")
        if index < _HEADER_LINES and not found and (dateline := _dateline(line)):
            found["published_on"] = dateline
        if not dates or not (in_head or is_date_line(line.text)):
            continue
        if not _opens_line(line, dates[0]) or not (in_head or _is_footer_date(lines, index, dates)):
            continue
        for role, date in iterate_roles(dates):
            start = line.start + date.start
            found.setdefault(role, Quote(start, line.start + date.end, line.text[date.start : date.end]))
    return found


def _opens_line(line: Line, date: PrintedDate) -> bool:
    if not line.is_prose:
        return date.start <= 40 or date.role is not None or line.text[: date.start].rstrip().endswith(("|", "·", "•"))
    return date.start <= 40 and date.role is not None and date.start <= 25


def _dateline(line: Line) -> Quote | None:
    """The date of a press release's first words: "BERN, Oct. 30, 2023 (WIRE) -- The maker announced"."""
    for date in find_dates(line.text)[:1]:
        if _PLACE_BEFORE.fullmatch(line.text[: date.start]) and _DASH_AFTER.match(line.text, date.end):
            return Quote(line.start + date.start, line.start + date.end, line.text[date.start : date.end])
    return None


def _is_footer_date(lines: list[Line], index: int, dates: tuple[PrintedDate, ...]) -> bool:
    """A labelled date below the article; one that closes a text behind a wide gap heads the next page, cut off."""
    is_cut_head = index == len(lines) - 1 and lines[index].gap > _WIDEST_GAP
    return any(date.role for date in dates) and not is_cut_head


def find_authors(lines: list[Line], prose_end: int) -> tuple[Quote, ...]:
    """Names of a byline: after "By" in the head of the page, or before a job title on a last line of their own."""
    for line in lines[: max(prose_end, 6)] + lines[-12:]:
        role = byline_role(line.text)
        if role and role[1] == "author":
            names = _names_after(line, role[0])
            if names:
                return names
    for line in lines[-14:]:
        signed = _signature(line)
        if signed:
            return (signed,)
    return ()


def byline_role(text: str) -> tuple[int, str] | None:
    """End of a byline's label and its role, for a line that is a byline."""
    if len(text) > 160:
        return None
    match = _byline_pattern().match(text)
    if not match or not _NAMES.match(text, match.end()):
        return None
    return match.end(), _byline_labels()[match.group("label").lower()]


def _names_after(line: Line, start: int) -> tuple[Quote, ...]:
    quotes: list[Quote] = []
    position = start
    while (match := _NAMES.match(line.text, position)) and len(quotes) < 20:
        end = match.start() + len(match.group().rstrip("."))
        quotes.append(Quote(line.start + match.start(), line.start + end, line.text[match.start() : end]))
        position = match.end()
        while credential := _CREDENTIAL.match(line.text, position):
            if _NAMES.match(line.text, credential.start() + 2):
                break
            position = credential.end()
        separator = re.match(r"\s*(?:,?\s*(?:and|&)\s+|,\s*|;\s*)", line.text[position:])
        if not separator:
            break
        position += separator.end()
    return tuple(quotes)


def _signature(line: Line) -> Quote | None:
    """A signature such as "Ann Lee, Content manager, Acme Health": name and job title on a short line."""
    name, comma, rest = line.text.partition(",")
    if not comma or len(line.text) > 140 or line.text.endswith(".") or not _NAMES.fullmatch(name):
        return None
    jobs = set(re.findall(r"[a-z.-]+", rest.lower()))
    return Quote(line.start, line.start + len(name), name) if jobs & _job_titles() else None


@cache
def _byline_labels() -> dict[str, str]:
    return {row["label"]: row["role"] for row in read_rows("byline_labels")}


@cache
def _byline_pattern() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(_byline_labels(), key=len, reverse=True))
    return re.compile(rf"(?:[|–—·•*_-]\s*)?(?P<label>(?i:{labels}))(?![\w-])\s*[:–-]?\s*[*_]*")


@cache
def _job_titles() -> frozenset[str]:
    return frozenset(row["title"] for row in read_rows("job_titles"))
