"""Studies that a sentence names by an author.

Patterns: "Lee et al. (2018)", "(Lee et al., 2018, Journal)", "in 2018, Lee and colleagues", "a 2019 study by Lee and
her team", "Lee's group", "a team led by Ann Lee reported in 2016", "the Lee study (2019)", "Lee & Kim (2020)", "by Lee
in 2014", "Lee 2021" at the start of a cell, "Lee A et al., Food and Mood, 2024" on a line of its own.

It must not be fooled by: "In 2018 the company", "founded in 1934 by", a person who is only quoted.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.studies.study_names import Pointing, StudyName
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.cues import word_pattern
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.months import month_numbers
from psychobiotics.vocab.naming_words import kind_of, naming_words, study_nouns

YEAR = r"(?:19[5-9]\d|20\d{2})"
# Bounded: an endless word would be read again from each of its characters.
_WORD = r"[A-ZÀ-Þ][\w’'‐-]{1,40}"
_SURNAME = rf"(?:(?i:{word_pattern('name_particles')})[ -])*{_WORD}(?:[ -]{_WORD}){{0,2}}"
_TITLED = r"(?:(?:Dr|Prof|Professor|Drs)\.? )?"
_THEN_YEAR = rf"(?:,? ?\(?(?:in |from )?(?P<year>{YEAR})[a-z]?\b\)?)?"
_IN_BRACKETS = re.compile(rf"\((?:e\.g\. |see )?(?P<author>{_SURNAME})(?:,? et al\.?)?,? (?P<year>{YEAR})[a-z]?[),;]")
_BRACKETED = re.compile(rf"(?<![\w-])(?P<author>{_SURNAME})(?:,)? \((?P<year>{YEAR})[a-z]?\)")
_PAIR = re.compile(
    rf"\(?(?P<author>{_SURNAME})(?:, {_SURNAME}){{0,4}},? (?:and|&) {_SURNAME},?\s+\(?(?P<year>{YEAR})[),;]"
)
_BY_IN = re.compile(rf"\bby {_TITLED}(?P<author>{_SURNAME})(?:,)? in (?P<year>{YEAR})\b")
_CELL = re.compile(rf"^(?P<author>{_SURNAME}),? (?P<year>{YEAR})(?=\s*(?:\||\t|$))")
# The line that heads an item of a digest: "Lee A et al., Food and Mood, 2024 (not peer reviewed)".
_HEADING = re.compile(
    rf"^(?P<author>{_SURNAME})(?: [A-Z]{{1,3}})?,? (?:et al\.?|(?:and|&) {_SURNAME}(?: [A-Z]{{1,3}})?),"
    rf" [^;:]{{3,70}}, (?P<year>{YEAR})(?: \([^()]{{3,40}}\))?\.?$"
)
# A year said of the work, not of the world: "in 2018", "a 2011 paper", "from 2017", "of May 2020".
_SAID_YEAR = re.compile(
    rf"(?:\b(?:[Ii]n|[Ff]rom|of|[Aa]n?|[Tt]he|[Tt]heir|[A-Z][a-z]+)(?: the year)? |\()(?P<year>{YEAR})\b"
)


def find_authored(sentence: Sentence) -> Iterator[StudyName]:
    """Studies named by an author, in no order; the year is None where the sentence says none."""
    taken: set[int] = set()
    dated: set[tuple[int, int]] = set()
    numbered = any(c.isdigit() for c in sentence.text)
    dated_forms = (_PAIR, _BY_IN, _IN_BRACKETS, _BRACKETED, _CELL) if numbered else ()
    for pattern in (_HEADING, *_strong(), *dated_forms):
        for match in pattern.finditer(sentence.text):
            start, end = _clean_author(sentence.text, *match.span("author"))
            said = "year" in pattern.groupindex and match["year"] is not None
            if start >= end or end in taken or (said and match.span("year") in dated):
                continue
            year = match.span("year") if said else _nearest_year(sentence.text, match.span(), dated)
            if year is None and not _telling().search(sentence.text):
                continue
            taken.add(end)
            if year:
                dated.add(year)
            # "the White paper": a name before a noun is an author only where one was told, or with a year.
            pointing = Pointing.BACK if year is None and match.re is _strong()[2] else Pointing.FIRST
            named = _named(sentence, match.span(), (start, end), year)
            yield replace(named, pointing=pointing, told=pointing is Pointing.FIRST)


@cache
def _strong() -> tuple[re.Pattern[str], ...]:
    """Patterns that name a team: a year need not stand beside them."""
    colleagues, group, work = naming_words("colleagues"), naming_words("group"), naming_words("work")
    led, people = naming_words("led"), naming_words("people")
    team = rf"(?:et al\b\.?|(?:and|&) (?:(?:his|her|their) )?(?:\w+ )?(?:{colleagues})\b)"
    return (
        re.compile(rf"(?P<author>{_SURNAME}),?\s+{team}{_THEN_YEAR}"),
        re.compile(rf"(?<![\w-])(?P<author>{_SURNAME})['’]s (?:\w+ )?(?:{group})\b{_THEN_YEAR}"),
        re.compile(rf"\b[Tt]he (?P<author>{_SURNAME}) (?:study|trial|paper|team|group|review)\b{_THEN_YEAR}"),
        re.compile(rf"\b(?:{work}|{people}),? (?:that was |who were )?(?:{led}) by {_TITLED}(?P<author>{_SURNAME})\b"),
    )


@cache
def _telling() -> re.Pattern[str]:
    """What a sentence holds that tells of somebody's work and does not only quote its author."""
    return re.compile(rf"\b(?:{naming_words('did')}|{naming_words('found')}|{study_nouns()})\b", re.IGNORECASE)


def _clean_author(text: str, start: int, end: int) -> tuple[int, int]:
    """A name does not begin with a word that only begins the sentence."""
    while start < end:
        word = re.match(r"[\w’'‐-]+[ -]?", text[start:end])
        if word is None or word.group().strip(" -").lower() not in _sentence_starts():
            break
        start += word.end()
    if text[start:end].lower().endswith(("’s", "'s")):
        end -= 2
    return (start, end) if text[start:end].lower() not in _not_names() else (end, end)


def _nearest_year(text: str, span: tuple[int, int], dated: set[tuple[int, int]]) -> tuple[int, int] | None:
    """The year that the sentence says nearest to the name, unless it belongs to another name."""
    years = [match.span("year") for match in _SAID_YEAR.finditer(text) if match.span("year") not in dated]
    return min(years, key=lambda year: max(span[0] - year[1], year[0] - span[1], 0), default=None)


def _named(
    sentence: Sentence, span: tuple[int, int], author: tuple[int, int], year: tuple[int, int] | None
) -> StudyName:
    base = sentence.start
    reach = year or author
    return StudyName(
        sentence,
        base + min(span[0], reach[0]),
        base + max(span[1], reach[1]),
        Naming.AUTHOR_YEAR,
        kind_of(sentence.text),
        (base + author[0], base + author[1]),
        (base + year[0], base + year[1]) if year else None,
    )


@cache
def _sentence_starts() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("sentence_starts"))


@cache
def _not_names() -> frozenset[str]:
    """Capitalised words before a year or a team that are nobody: months, countries and their people."""
    places = {row[column].lower() for row in read_rows("countries") for column in ("name", "adjectives")}
    return _sentence_starts() | places | set(month_numbers())
