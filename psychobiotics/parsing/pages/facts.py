"""Title, byline, dates and publisher as a page's text prints them."""

import re
from functools import cache

from psychobiotics.parsing.pages.lines import Line, has_cue
from psychobiotics.parsing.printed_dates import PrintedDate, find_dates, is_date_line, iterate_roles
from psychobiotics.records.document import Quote
from psychobiotics.vocab.cues import word_pattern
from psychobiotics.vocab.files import read_rows

_HEADER_LINES = 14
_WIDEST_GAP = 3  # blank lines inside one page's text; saved pages of several articles have more between them
_TITLE_LENGTHS = (12, 250)
_WORD = r"[A-ZÀ-Þ][\w’'.-]*"
_PARTICLE = rf"(?:{word_pattern('name_particles')}\s+){{0,2}}"
_NAME = rf"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.?\s+)?{_WORD}(?:\s+{_PARTICLE}{_WORD}){{1,3}}"
_NAMES = re.compile(_NAME)
_CREDENTIAL = re.compile(r",\s*(?:[A-Z][A-Za-z.]{1,6})\b")
_COPYRIGHT = re.compile(
    r"(?:(?i:copyright)\s*)?(?:©|\([cC]\)|(?i:copyright)(?=\s+(?:19|20)\d))\s*(?:(?i:copyright)\s*)?"
    r"(?:(?:19|20)\d{2}\s*(?:[-–]\s*(?:(?:19|20)\d{2}|[Pp]resent)\s*)?)?(?:by\s+|,\s*)?"
    r"(?P<name>[A-Z][^.|,;©\n]{1,60}?)\s*(?=[.|,;]|\s[-–]\s|(?i:\ball rights)|$)"
)
_COOKIE = re.compile(r"^(?P<name>[A-Z][\w&’'.-]*(?:\s[A-Z][\w&’'.-]*){0,4})\s+uses?\s+cookies")
_PUBLISHED_BY = re.compile(r"\b(?:published by|publisher:)\s+(?P<name>[A-Z][^.|,;\n]{1,60})", re.IGNORECASE)
_PLACE_BEFORE = re.compile(r"[A-ZÀ-Þ][\w.,’' -]{1,60}[,(–—-]\s*")
_DASH_AFTER = re.compile(r"\)?,?\s*(?:[(/][^)/\n]{3,40}[)/]\s*)?(?:--?|–|—|:)\s")
_LONGEST_NAME = 7  # words
_SMALL_WORDS = frozenset({"of", "for", "and", "the", "&", "in", "at", "de", "für"})
_INSTITUTIONS = frozenset(
    {
        "university",
        "institute",
        "college",
        "foundation",
        "trust",
        "hospital",
        "centre",
        "center",
        "clinic",
        "association",
    }
)
_SITE_BEHIND = re.compile(r" \| (?P<site>[A-Z][^|\n]{2,40})$")  # "Title of the page | Site"
_READING_TIME = re.compile(r"\b\d+\s*-?\s*min(?:ute)?s?\b(?:\s+read)?", re.IGNORECASE)


def find_title(lines: list[Line]) -> tuple[int, Quote] | None:
    """Index of the title's line and the title's characters.

    Pattern: a Markdown heading; else a line of the head of the page that stands there twice; else the first line that
    is no date, byline, navigation or sentence; else what a date line runs into ("…Jan 11, 2024Title of the page").
    """
    head = lines[:_HEADER_LINES]
    for index, line in enumerate(head):
        if line.text.startswith("# "):
            return index, Quote(line.start + 2, line.end, line.text[2:])
    folded = [line.folded for line in lines[: 2 * _HEADER_LINES]]
    for index, line in enumerate(head):
        if folded.count(line.folded) > 1 and _can_be_title(line.text):
            return index, Quote(line.start, line.end, line.text)
    for index, line in enumerate(head):
        glued = _title_after_date(line)
        if glued:
            return index, glued
        if _can_be_title(line.text) and (index or _is_followed_by_text(lines)):
            site = _SITE_BEHIND.search(line.text)
            end = line.start + site.start() if site and site.start() >= _TITLE_LENGTHS[0] else line.end
            return index, Quote(line.start, end, line.text[: end - line.start])
        if line.is_prose:
            return None
    return None


def _title_after_date(line: Line) -> Quote | None:
    dates = find_dates(line.text)
    if not dates or not any(date.role for date in dates):
        return None
    start = dates[-1].end
    rest = line.text[start:].lstrip(" |·•-–—")
    if not _can_be_title(rest) or not rest[0].isupper():
        return None
    start = line.end - len(rest)
    return Quote(start, line.end, rest)


def _can_be_title(text: str) -> bool:
    if not _TITLE_LENGTHS[0] <= len(text) <= _TITLE_LENGTHS[1] or text.endswith((".", ";", ":", ",")):
        return False
    if text[0] in "•*-–|©[(" or text.startswith(("http", "www.")) or len(text.split()) < 3:
        return False
    if is_letterhead(text) or " ".join(text.lower().strip("#* .:|").split()) in _section_names():
        return False
    if has_cue(text, "line") or has_cue(text, "tail") or _READING_TIME.search(text) or any(c in text for c in ">›»"):
        return False
    return not is_date_line(text) and _byline_role(text) is None


def is_letterhead(text: str) -> bool:
    """True for a line that is an organisation's name and nothing else: "University of Lower Bern"."""
    words = text.split()
    if not 2 <= len(words) <= _LONGEST_NAME or not all(w[0].isupper() or w in _SMALL_WORDS for w in words):
        return False
    return words[0].lower() in _INSTITUTIONS or words[-1].lower().rstrip(",.") in _INSTITUTIONS


@cache
def _section_names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_rows("page_sections"))


def _is_followed_by_text(lines: list[Line]) -> bool:
    return len(lines) > 1


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
        role = _byline_role(line.text)
        if role and role[1] == "author":
            names = _names_after(line, role[0])
            if names:
                return names
    for line in lines[-14:]:
        signed = _signature(line)
        if signed:
            return (signed,)
    return ()


def _byline_role(text: str) -> tuple[int, str] | None:
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


def find_publisher(lines: list[Line]) -> Quote | None:
    """Who publishes the page, where it says so: "Published by X", a copyright footer, a cookie notice."""
    for pattern in (_PUBLISHED_BY, _COOKIE, _COPYRIGHT):
        for line in lines:
            match = pattern.search(line.text) if len(line.text) < 400 else None
            if match and match["name"].lower() not in _NO_NAMES and not match["name"].lower().startswith("all rights"):
                start = line.start + match.start("name")
                name = match["name"].rstrip()
                return Quote(start, start + len(name), name)
    for line in lines[:_HEADER_LINES]:
        if _can_be_title(line.text) and (site := _SITE_BEHIND.search(line.text)):
            start = line.start + site.start("site")
            return Quote(start, line.end, site["site"])
    for line in lines[:_LETTERHEAD]:
        if is_letterhead(line.text):
            return Quote(line.start, line.end, line.text)
    return None


_LETTERHEAD = 3  # lines
_NO_NAMES = frozenset({"all", "all rights reserved", "the author", "the authors", "this site", "this website", "we"})


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
