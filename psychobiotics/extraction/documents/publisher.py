"""Who publishes a page.

Pattern, in this order: what the page's markup says; a cookie or terms notice in the site's name ("Acme uses cookies");
a heading "About <Organisation>" over corporate words; the employer in a signature ("Ann Lee, Content manager, Acme
Health"); who announces ("Acme today announced"); the institution under a release's type; "Acme is reader-supported",
"in the Northern Weekly", "the spring issue of Acme Quarterly", "posted by Acme Research Trust", "Acme Clinic, 3 June
2020", "at Acme, we", "CALM™ is distributed by Acme"; a possessive over a
product list ("Acme's choice"); a masthead; a copyright line; the first crumb of a trail ("Acme > Mood > Sleep").

It must not be fooled by: "About the study", "About the author", "Digital Millennium Copyright Act".
"""

import re
from collections.abc import Iterator
from functools import cache

from psychobiotics.extraction.documents.masthead import find_masthead
from psychobiotics.extraction.reading import Reading
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.cues import word_pattern
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.page_cues import load_organisation_cues
from psychobiotics.vocab.study_phrases import phrase_pattern

# Bounded: an endless word would be read again from each of its characters.
_WORD = r"[A-Z0-9][\w&®™’'-]{0,40}(?:\.[\w&-]{1,40}){0,4}"
_NAME = rf"{_WORD}(?:[ \u00a0](?:of|for|and|the|&|{_WORD})){{0,6}}"
_COOKIES = re.compile(rf"(?P<name>{_NAME})\s+uses?\s+cookies\b")
_ABOUT = re.compile(rf"^[ \u00a0]*About[ \u00a0](?:the[ \u00a0])?(?P<name>{_NAME})", re.MULTILINE)
_SIGNED = re.compile(
    rf"^(?P<person>[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+){{1,3}}), (?P<job>[^,\n.]{{3,60}}), (?P<name>{_NAME})\s*$",
    re.MULTILINE,
)
_CHOICE = re.compile(
    rf"^(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*){{0,2}})[’']s {phrase_pattern('chosen_by')}\b", re.MULTILINE
)
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|\bCopyright)\s*(?:©\s*)?(?:(?:19|20)\d{{2}}\s*(?:[-–]\s*(?:(?:19|20)\d{{2}}|present)\s*)?)(?:by\s+|,\s*)?(?P<name>{_NAME})"
)
_ANNOUNCED = re.compile(
    rf"(?P<name>{_NAME})(?:,? {word_pattern('legal_forms')}\.?)?(?:,? \([^)\n]{{2,40}}\))?"
    r"(?:, an? [^\n]{5,160}?,)?,? (?:has )?(?:today |this week |proudly )?announce[sd]\b"
)
_RELEASED = re.compile(
    rf"^(?i:{phrase_pattern('types_of_releases')})\n{{1,3}}"
    rf"(?P<name>{_NAME})[ \t]*$",
    re.MULTILINE,
)
_SUPPORTED = re.compile(rf"(?P<name>{_NAME}) (?:is|are) {phrase_pattern('supported_by_readers')}")
_ISSUE = re.compile(
    rf"(?:\b(?:issue|edition) of (?:the )?|\b(?:[Pp]ublished|appeared)\b[^.\n]{{0,40}}? in (?:the )?"
    rf"|\b{phrase_pattern('periodicals')} (?:from|of|by) (?:the )?)(?P<name>{_NAME})[ \t]*\.?[ \t]*$",
    re.MULTILINE,
)
_POSTED = re.compile(
    rf"^(?:[Pp]osted|[Pp]ublished)(?: on)? [^\n]{{4,30}} by (?:the )?(?P<name>{_NAME})[ \t]*$", re.MULTILINE
)
_WE = re.compile(rf"\b(?:At|Here at) (?P<name>{_NAME}),? we\b")
_DATED = re.compile(rf"^[*_ ]*(?P<name>{_NAME}) ?[·•|–—-] ?\d{{1,2}} [A-Z][a-z]+ \d{{4}}[*_ ]*$", re.MULTILINE)
_MADE_BY = re.compile(rf"[®™] is {phrase_pattern('made_or_sold')} by (?P<name>{_NAME})")
_CRUMBS = re.compile(rf"\A(?P<name>{_NAME}) (?:>|›|»|/) [^\n>›»]{{2,60}} (?:>|›|»|/) ")
_LEGAL_FORM = re.compile(rf",?[ \u00a0]{word_pattern('legal_forms')}\.?$")
_NOT_NAMES = frozenset({"all", "all rights", "all rights reserved", "author", "authors", "study", "us", "me", "this"})


def find_publisher(reading: Reading) -> Fact | None:
    """The publisher's name as printed, by the surest sign on the page."""
    return next(_candidates(reading), None)


def _candidates(reading: Reading) -> Iterator[Fact]:
    document = reading.document
    said = document.metadata.publisher
    if said and _is_in(reading, said, SectionKind.METADATA):
        yield Fact("publisher", said, "publisher.markup")
    for name, pattern, confidence in (("cookies", _COOKIES, 0.9), ("about", _ABOUT, 0.9), ("signature", _SIGNED, 0.85)):
        for match in pattern.finditer(document.text):
            if _is_name(match["name"]) and (name != "about" or _is_corporate(document.text, match.end())):
                yield _fact(reading, match, name, confidence)
    yield from _named(reading, _TELLING)
    if masthead := find_masthead(reading):
        yield Fact("publisher", masthead, "publisher.masthead", confidence=0.7)
    yield from _named(reading, _CLOSING)
    if said and not re.search(r"copyright\s", document.text[max(0, said.start - 12) : said.start], re.IGNORECASE):
        name = _bare(said.text)
        yield Fact("publisher", reading.quote(said.start, said.start + len(name)), "publisher.printed", confidence=0.7)


# What says who publishes, each with the pattern that names it and how surely it does.
_TELLING = (
    ("announced", _ANNOUNCED, 0.8),
    ("released", _RELEASED, 0.9),
    ("supported", _SUPPORTED, 0.8),
    ("issue", _ISSUE, 0.7),
    ("posted", _POSTED, 0.7),
    ("dated", _DATED, 0.7),
    ("we", _WE, 0.7),
    ("made_by", _MADE_BY, 0.7),
    ("choice", _CHOICE, 0.8),
)
_CLOSING = (("copyright", _COPYRIGHT, 0.8), ("crumbs", _CRUMBS, 0.6))


def _named(reading: Reading, signs: tuple[tuple[str, re.Pattern[str], float], ...]) -> Iterator[Fact]:
    for name, pattern, confidence in signs:
        for match in pattern.finditer(reading.document.text):
            if _is_name(match["name"]) and (name not in {"posted", "dated"} or _is_organisation(match["name"])):
                yield _fact(reading, match, name, confidence)


def _bare(name: str) -> str:
    """A name without its legal form."""
    return _LEGAL_FORM.sub("", name.rstrip(".,’' ")).rstrip(".,’' ")


def _fact(reading: Reading, match: re.Match[str], rule: str, confidence: float) -> Fact:
    start = match.start("name")
    name = _bare(match["name"])
    return Fact("publisher", reading.quote(start, start + len(name)), f"publisher.{rule}", confidence=confidence)


def _is_name(name: str) -> bool:
    first = name.split(maxsplit=1)[0].lower().strip(".,")
    if not any(c.isalpha() for c in name):
        return False
    return name.lower().strip(". ") not in _NOT_NAMES and first not in _NOT_NAMES | _job_words()


def _is_organisation(name: str) -> bool:
    """Whether a name that posts is an organisation's and no person's."""
    return bool({word.lower() for word in name.split()} & _organisation_nouns())


@cache
def _organisation_nouns() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_rows("organisation_nouns"))


def _job_words() -> frozenset[str]:
    return frozenset(row["title"] for row in read_rows("job_titles"))


def _is_corporate(text: str, end: int) -> bool:
    words = text[end : end + 900].lower()
    return sum(cue in words for cue in load_organisation_cues()) >= 1


def _is_in(reading: Reading, quote: Quote, kind: SectionKind) -> bool:
    return any(s.kind is kind and s.start <= quote.start < s.end for s in reading.document.sections)
