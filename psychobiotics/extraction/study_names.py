"""Where a page names a study: by author and year, by year and kind, or as the study that the page is about.

Patterns: "Lee et al. (2018)", "(Lee et al., 2018)", "in 2018, Lee and colleagues", "by Lee in 2014"; "a 2016 review",
"an earlier 2018 meta-analysis of 10 trials", "a trial published in Gut in 2021"; "a new study", "this trial".

It must not be fooled by: "five clinical studies", "several reviews suggest", "in 2019 the company opened a plant",
"founded in 1934 by".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.files import read_rows

_YEAR = r"(?:19[5-9]\d|20\d{2})"
# Bounded: an endless word would be read again from each of its characters.
_SURNAME = (
    r"(?:(?:van|von|de|der|den|del|la|le|al|el|di)[ -])*[A-ZÀ-Þ][\w’'‐-]{1,40}(?:[ -][A-ZÀ-Þ][\w’'‐-]{1,40}){0,2}"
)
_TEAM = r"(?:et al\b\.?|and (?:(?:his|her|their) )?(?:colleagues|co-?workers|collaborators|team|associates)|and others)"
_TEAMED = re.compile(rf"(?P<author>{_SURNAME}),?\s+{_TEAM},?\s*(?:\(?(?P<year>{_YEAR})[a-z]?\b\)?)?")
_PAIR = re.compile(rf"\(?(?P<author>{_SURNAME}) (?:and|&) {_SURNAME},?\s+\(?(?P<year>{_YEAR})\)")
_BY_IN = re.compile(rf"\bby (?:(?:Dr|Prof|Professor)\.? )?(?P<author>{_SURNAME})(?:,)? in (?P<year>{_YEAR})\b")
_BRACKETED = re.compile(rf"(?<![\w-])(?P<author>{_SURNAME})(?:,)? \((?P<year>{_YEAR})\)")
_IN_BRACKETS = re.compile(rf"\((?P<author>{_SURNAME})(?:,? et al\.?)?,? (?P<year>{_YEAR})[a-z]?\)")
_IN_YEAR = re.compile(rf"\b[Ii]n (?:the year )?(?P<year>{_YEAR})\b")
_ARTICLE = r"(?:[Aa]n?|[Oo]ne|[Tt]he|[Tt]his|[Aa]nother|[Tt]heir|[Oo]ur|[Tt]hat)"
_ADJECTIVES = r"(?:[a-z0-9][\w-]*,? ){0,6}?"
_THEN_YEAR = re.compile(
    rf"(?:,? (?:which was )?(?:published|conducted|released|reported|from|in|by)\b[^.;,]{{0,80}}?)\b(?P<year>{_YEAR})\b"
)
# Words that count studies or speak of them in general: none of these is one study.
_GENERAL = re.compile(
    r"\b(?:several|many|numerous|most|few|some|various|other|more|further|future|number|lack|body|team)\b"
)
_NEW = re.compile(r"\b(?:new|latest|recent|recently|current|present)\b")
_PLACEHOLDER = re.compile(r"\[(?:insert|add|study|name|link|tbd|todo|xx)[^\]]{0,60}\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StudyName:
    """One place that names a study; offsets are the document's.

    Attributes:
        author: Span of the first author's surname, None for a study without one.
        year: Span of the year, None where none is said.
        kind: "review", "trial", "analysis" or "study".
        is_main: The page's own subject ("a new study", "this trial").
    """

    sentence: Sentence
    start: int
    end: int
    naming: Naming
    kind: str
    author: tuple[int, int] | None = None
    year: tuple[int, int] | None = None
    is_main: bool = False


def find_study_names(reading: Reading, sentence: Sentence) -> tuple[StudyName, ...]:
    """All studies that one sentence names, in text order."""
    if _PLACEHOLDER.search(sentence.text):
        return ()
    named = list(_authored(sentence))
    if not named:
        named = list(_described(sentence))
    return tuple(sorted(named, key=lambda name: name.start))


def _authored(sentence: Sentence) -> Iterator[StudyName]:
    taken: set[int] = set()
    for pattern in (_TEAMED, _PAIR, _BY_IN, _IN_BRACKETS, _BRACKETED):
        if not any(c.isdigit() for c in sentence.text) and pattern is not _TEAMED:
            continue
        for match in pattern.finditer(sentence.text):
            start, end = _clean_author(sentence.text, *match.span("author"))
            year = match.span("year") if match["year"] else _year_before(sentence.text, match.start())
            if start >= end or end in taken or year is None:
                continue
            taken.add(end)
            yield _named(sentence, match.span(), (start, end), year)


def _clean_author(text: str, start: int, end: int) -> tuple[int, int]:
    """A name does not begin with a word that only begins the sentence."""
    while start < end:
        word = re.match(r"[\w’'‐-]+[ -]?", text[start:end])
        if word is None or word.group().strip(" -").lower() not in _sentence_starts():
            return start, end
        start += word.end()
    return start, end


def _year_before(text: str, position: int) -> tuple[int, int] | None:
    years = [match.span("year") for match in _IN_YEAR.finditer(text)]
    before = [span for span in years if span[0] < position]
    return before[-1] if before else years[0] if years else None


def _named(sentence: Sentence, span: tuple[int, int], author: tuple[int, int], year: tuple[int, int]) -> StudyName:
    base = sentence.start
    return StudyName(
        sentence,
        base + min(span[0], year[0]),
        base + max(span[1], year[1]),
        Naming.AUTHOR_YEAR,
        _kind(sentence.text),
        (base + author[0], base + author[1]),
        (base + year[0], base + year[1]),
    )


def _described(sentence: Sentence) -> Iterator[StudyName]:
    text, base = sentence.text, sentence.start
    reached = 0
    for match in _described_pattern().finditer(text):
        words = match.group()
        if match.start() < reached or _GENERAL.search(words.lower()):
            continue
        year = re.search(rf"\b{_YEAR}\b", words)
        after = _year_after(text, match.end())
        is_main = bool(_NEW.search(words)) or words.lower().startswith("this ")
        if year is None and after is None and not is_main:
            continue
        reached = match.end()
        told = (base + match.start() + year.start(), base + match.start() + year.end()) if year else None
        told = told or ((base + after[0], base + after[1]) if after else None)
        kind = _kinds()[match["noun"].lower()]
        end = max(base + match.end(), told[1] if told else 0)
        yield StudyName(
            sentence, base + match.start(), end, Naming.DESCRIBED, kind, None, told, is_main and told is None
        )


def _year_after(text: str, end: int) -> tuple[int, int] | None:
    """As in "a trial published in Gut in 2021", "a review from 2019": the year within the clause."""
    match = _THEN_YEAR.match(text[end:])
    return (end + match.start("year"), end + match.end("year")) if match else None


def _kind(text: str) -> str:
    match = _noun_pattern().search(text)
    return _kinds()[match.group().lower()] if match else "study"


@cache
def _kinds() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in read_rows("study_nouns")}


@cache
def _nouns() -> str:
    return "|".join(re.escape(noun) for noun in sorted(_kinds(), key=len, reverse=True))


@cache
def _noun_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_nouns()})\b", re.IGNORECASE)


@cache
def _described_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b{_ARTICLE} {_ADJECTIVES}(?P<noun>(?i:{_nouns()}))\b(?! (?:team|group|participants?|results))"
    )


@cache
def _sentence_starts() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("sentence_starts"))
