"""Entries of a reference list, taken apart.

Patterns: APA "Lee, A., & Kim, B. (2020). Title of it. Journal of Things, 26(4), 486-495."; Vancouver "Lee A, Kim B.
Title of it. J Things. 2020;26(4):486-95."; either with a number in front and a DOI, PMID or address behind. Facts:
`author`, `first_author`, `year`, `title`, `journal`, `volume`, `issue`, `pages`, `doi`, `pmid`.

It must not be fooled by: "Reference: our own laboratory", a list of links without a year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psychobiotics.extraction.reading import Reading
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.cues import word_pattern
from psychobiotics.vocab.study_phrases import phrase_pattern

_LABEL = re.compile(rf"^\s*{phrase_pattern('reference_labels')}\s*:\s*", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:[-•*]\s+|\[?\d{1,3}[\].)]\s*)")
_YEAR_IN_BRACKETS = re.compile(r"\((?P<year>(?:19|20)\d{2})[a-z]?(?:,[^)]{0,30})?\)")
_YEAR_THEN_VOLUME = re.compile(r"(?P<year>(?:19|20)\d{2})(?:\s+[A-Z][a-z]{2}(?:\s+\d{1,2})?)?\s*;")
_ANY_YEAR = re.compile(r"(?<![\d/.-])(?P<year>(?:19|20)\d{2})(?![\d/-])")
_AUTHOR = re.compile(
    rf"(?:(?i:{word_pattern('name_particles')})[ -])*"
    r"[A-ZÀ-Þ][\w’'‐-]+(?:[ -][A-ZÀ-Þ][\w’'‐]{2,})?"
    r"(?:,\s*(?:[A-Z]\.[ -]?)+|,?\s+[A-Z]{1,3}\b(?!\w)\.?)"
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_PMID = re.compile(r"\bPMID:?\s*(?P<pmid>\d{5,9})\b", re.IGNORECASE)
_PLACE = re.compile(
    r"(?P<volume>\d{1,4})\s*(?:\((?P<issue>[\w .-]{1,12})\))?\s*[,:]\s*(?:pp?\.\s*)?"
    r"(?P<pages>[A-Za-z]?\d+(?:\s*[-–]\s*[A-Za-z]?\d+)?)"
)
_LONGEST = 900  # characters of one entry


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry: the whole of it, its facts, and its number where the list is numbered."""

    quote: Quote
    facts: tuple[Fact, ...]
    number: int | None = None

    def text_of(self, field: str) -> str | None:
        """The words of the first fact of a field."""
        return next((fact.quote.text for fact in self.facts if fact.field == field), None)


def find_references(reading: Reading) -> tuple[Reference, ...]:
    """Every entry of the reference lists that names an author and a year, or has an identifier."""
    found: list[Reference] = []
    for section in reading.document.sections:
        if section.kind is SectionKind.REFERENCE_LIST:
            for start, end, number in _entries(reading.document.text, section.start, section.end):
                facts = tuple(_read_entry(reading, start, end))
                fields = {fact.field for fact in facts}
                if {"first_author", "year"} <= fields or {"doi", "pmid"} & fields:
                    found.append(Reference(reading.quote(start, end), facts, number))
    return tuple(found)


def _entries(text: str, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    """One entry a line, with its number; a label in front ("Reference:") is no part of it."""
    position = start
    for line in text[start:end].split("\n"):
        first, number = position, None
        for pattern in (_LABEL, _NUMBER):
            if match := pattern.match(text[first : position + len(line)]):
                first += match.end()
                digits = re.sub(r"\D", "", match.group())
                number = int(digits) if digits else number
        if 20 < position + len(line) - first <= _LONGEST:
            yield first, position + len(line), number
        position += len(line) + 1


def _read_entry(reading: Reading, start: int, end: int) -> Iterator[Fact]:
    entry = reading.document.text[start:end]

    def fact(field: str, a: int, b: int) -> Fact:
        return Fact(field, reading.quote(start + a, start + b), "references.entry", confidence=0.9)

    for field, pattern, group in (("doi", _DOI, 0), ("pmid", _PMID, "pmid")):
        if match := pattern.search(entry):
            yield fact(field, *_trimmed(entry, *match.span(group)))
    year = _YEAR_IN_BRACKETS.search(entry) or _YEAR_THEN_VOLUME.search(entry) or _ANY_YEAR.search(entry)
    if year is None:
        return
    yield fact("year", *year.span("year"))
    authors_end = 0
    for place, author in enumerate(_authors(entry, year)):
        name_end = _surname_end(entry, author)
        if place == 0:
            yield fact("first_author", author[0], name_end)
        yield fact("author", *author)
        authors_end = author[1]
    if authors_end:
        yield from (fact(*part) for part in _title_and_place(entry, year, authors_end))


def _authors(entry: str, year: re.Match[str]) -> Iterator[tuple[int, int]]:
    position = 0
    while match := _AUTHOR.match(entry, position):
        if match.end() > year.start() and year.group()[0] == "(":
            return
        yield match.start(), match.end()
        separator = re.match(r"[\s,;.&]*(?:and\s+)?", entry[match.end() :])
        position = match.end() + (separator.end() if separator else 0)
        if entry[match.end() : match.end() + 2] == ". ":  # Vancouver's list ends with a stop
            return


def _surname_end(entry: str, author: tuple[int, int]) -> int:
    name = entry[author[0] : author[1]]
    surname = name.split(",")[0] if "," in name else name.rsplit(" ", 1)[0]
    return author[0] + len(surname)


def _title_and_place(entry: str, year: re.Match[str], authors_end: int) -> Iterator[tuple[str, int, int]]:
    in_brackets = year.group()[0] == "("
    start = year.end() if in_brackets else authors_end
    start += len(entry[start:]) - len(re.sub(r"^(?:[\s.,;]|et al\.?)+", "", entry[start:]))
    stop = re.search(r"[.?!](?=\s+[A-Z])", entry[start:])
    if stop is None or stop.start() < 10:
        return
    yield "title", start, start + stop.start()
    rest = start + stop.end()
    place = _PLACE.search(entry, rest)
    journal_end = place.start() if place and in_brackets else year.start() if not in_brackets else rest
    journal = entry[rest:journal_end]
    if 3 < len(journal.strip(" .,;")) <= 120:
        a = rest + len(journal) - len(journal.lstrip(" .,;"))
        yield "journal", a, rest + len(journal.rstrip(" .,;"))
    if place:
        for field in ("volume", "issue", "pages"):
            if place.group(field):
                yield field, *place.span(field)


def _trimmed(entry: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(entry[start:end].rstrip(".,;)"))
