"""Where a study took place, who paid for it, and under which number it is registered.

Pattern: country names behind "in", or as an adjective of the people enrolled, in a sentence that tells of enrolment,
place or title; "funded by ..." and funding sections; registry numbers by their own shapes. Facts: `country`,
`funding`, `registry_id`.

It must not be fooled by: "the Chinese version of the scale", "Swiss mice", "the American Psychiatric Association".
"""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.countries import load_countries
from psychobiotics.vocab.registry_numbers import registry_number_pattern
from psychobiotics.vocab.study_cues import counted_nouns
from psychobiotics.vocab.study_phrases import phrase_pattern

_PLACE = re.compile(rf"\b{phrase_pattern('place_words')}\b")
_BEFORE_NAME = re.compile(r"\b(?:in|from|across|at|of|within|throughout)\s+(?:[\w.,'’-]+\s+){0,8}$")
_MONEY = re.compile(phrase_pattern("money_words"))
_QUOTED = 290  # characters; evidence quotes end at 300
_FUNDED = re.compile(rf"\b{phrase_pattern('funding_phrases')}")


def extract_registration_funding(text: StudyText) -> Iterator[Fact]:
    """Quote country, funding and registry numbers."""
    yield from _fundings(text)
    for sentence in text.sentences:
        for span in find_registrations(sentence.text):
            yield Fact("registry_id", sentence.quote(*span), "registration.number", confidence=0.9)
        if sentence.section not in {SectionKind.BACKGROUND, SectionKind.CONCLUSION}:
            yield from _countries(sentence)


def find_registrations(text: str) -> list[tuple[int, int]]:
    """Spans of the registration numbers of a text."""
    return [match.span() for match in registry_number_pattern().finditer(text)]


def _fundings(text: StudyText) -> Iterator[Fact]:
    if not text.is_own:
        return
    for quote in text.reading.document.metadata.funding[:1]:
        yield Fact("funding", quote, "funding.metadata")
    told = [s for s in text.scope.sentences if s.section == SectionKind.FUNDING]
    told = [s for s in told if _MONEY.search(s.text.lower())] or [s for s in told if "support" in s.text.lower()]
    for sentence in told or _funded_sentences(text):
        end = min(sentence.end, sentence.start + _QUOTED)
        yield Fact("funding", text.reading.quote(sentence.start, end), "funding.sentence", confidence=0.8)
        return


def _funded_sentences(text: StudyText) -> Iterator[Sentence]:
    for sentence in text.scope.sentences:
        if ("und" in sentence.text or "upported" in sentence.text) and _FUNDED.search(sentence.text.lower()):
            yield sentence


def _countries(sentence: StudySentence) -> Iterator[Fact]:
    if not (sentence.is_title or _tells_place(sentence)):
        return
    names, matcher = _country_matcher()
    for index, start, end in matcher.find_matches_as_indexes(sentence.text):
        code, is_adjective = names[index]
        if sentence.text[start - 1 : start].isalnum() or sentence.text[end : end + 1].isalnum():
            continue
        if is_adjective and not _describes_people(sentence, end):
            continue
        if not is_adjective and not _BEFORE_NAME.search(sentence.text[max(0, start - 70) : start]):
            continue
        yield Fact("country", sentence.quote(start, end), "registration.country", code, 0.7)


def _tells_place(sentence: StudySentence) -> bool:
    return sentence.may_hold("place_words") and _PLACE.search(sentence.folded) is not None


def _describes_people(sentence: StudySentence, end: int) -> bool:
    words = re.match(r"(?:\s+[\w-]+){1,4}", sentence.folded[end : end + 60])
    return words is not None and any(word in counted_nouns() for word in words.group().split())


@cache
def _country_matcher() -> tuple[list[tuple[str, bool]], AhoCorasick]:
    named = {name: (c.code, False) for c in load_countries() for name in (c.name, *c.synonyms)}
    named |= {
        adjective: (c.code, True) for c in load_countries() for adjective in c.adjectives if adjective not in named
    }
    texts = sorted(named)
    matcher = AhoCorasick(texts, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return [named[text] for text in texts], matcher
