"""Studies that a sentence describes without an author.

Patterns: "a 2016 review", "a trial published in Gut in 2021", "a Dutch study of 2020"; "one study of 40 students",
"another meta-analysis of 34 trials", "in a double-blind trial", "a study found that", "a 2019 pilot of 40 women";
"a new study" (the page's subject); "the trial", "this review" (told before).

It must not be fooled by: "five clinical studies", "several reviews suggest", "a larger trial is needed", "in 2019 the
company opened a plant".
"""

import re
from collections.abc import Iterator
from functools import cache

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.studies.authored_names import YEAR
from psychobiotics.extraction.studies.people_names import find_people
from psychobiotics.extraction.studies.study_names import Pointing, StudyName
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.naming_words import naming_words, study_kinds, study_nouns
from psychobiotics.vocab.number_words import number_words_pattern
from psychobiotics.vocab.study_phrases import phrase_pattern

_FIRST = r"An?|One|Another|a(?=[ ])|an|one|another|[Aa] second|[Tt]heir|[Ii]ts|[Oo]ur|[Aa] separate"
_BACK = r"[Tt]he|[Tt]his|[Tt]hat"
# No preposition or verb stands between the article and the noun.
_STOP = (
    r"(?:of|in|on|for|with|to|by|is|was|are|were|that|which|who|from|at|as|than|may|can|has|have|had|and then|or"
    r"|an?|the|this|these|its|their|our|his|her)\b"
)
_ADJECTIVES = rf"(?:(?!{_STOP})[\w'’+&/-]{{1,40}}[,)]? ){{0,8}}?"
_OTHER = re.compile(r"(?:another|second|separate|third|different)\b", re.IGNORECASE)
_YEAR = re.compile(rf"\b{YEAR}\b")
_THEN_YEAR = re.compile(
    rf"(?: \(|,? (?:which was |also )?(?:{phrase_pattern('brought_out')}|from|of|in|by)\b"
    rf"[^.;]{{0,80}}?\b|(?: [^.;]{{0,90}}?)?,? (?:and )?{phrase_pattern('dated_by')} )"
    rf"(?P<year>{YEAR})\b(?! {phrase_pattern('counted_after_years')}\b)"
)
_LAST = re.compile(rf",? (?:that was )?{phrase_pattern('published_lately')}\b")
_IS_ONE = re.compile(r"\b(?:was|is|were|being|as)(?: only| just)? $")
_BEFORE = 30  # characters in front of a phrase that may say that it is only wished for


def find_described(sentence: Sentence) -> Iterator[StudyName]:
    """Studies that one sentence describes, in text order."""
    reached = 0
    for match in _described_pattern().finditer(sentence.text):
        if match.start() >= reached and (name := _read_phrase(sentence, match)):
            reached = name.end - sentence.start
            yield name
    if not reached and (name := find_people(sentence)):
        yield name


def _read_phrase(sentence: Sentence, match: re.Match[str]) -> StudyName | None:
    text, words, tail = sentence.text, match["words"], sentence.text[match.end() :]
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if _general().search(words.lower()) or _wished().search(before) or _IS_ONE.search(before):
        return None
    year = _YEAR.search(words)
    after = _THEN_YEAR.match(tail) if year is None else None
    size = _size().match(tail)
    year_span = (match.start("words") + year.start(), match.start("words") + year.end()) if year else None
    if after:
        year_span = (match.end() + after.start("year"), match.end() + after.end("year"))
    pointing = _pointing(match, words, tail)
    told = bool(year_span or size or _is_told(text, match, words, tail))
    if pointing is Pointing.FIRST and not told:
        return None
    end = max(match.end(), year_span[1] if year_span else 0)
    return StudyName(
        sentence,
        sentence.start + match.start(),
        sentence.start + end,
        Naming.DESCRIBED,
        study_kinds()[match["noun"].lower()],
        None,
        (sentence.start + year_span[0], sentence.start + year_span[1]) if year_span else None,
        Pointing.FIRST if year_span and pointing is not Pointing.BACK else pointing,
        size["size"] if size else "",
        bool(_OTHER.match(match.group())),
        told,
    )


def _pointing(match: re.Match[str], words: str, tail: str) -> Pointing:
    if _new().search(words) or _LAST.match(tail):
        return Pointing.NEW
    return Pointing.BACK if re.fullmatch(_BACK, match["article"]) else Pointing.FIRST


def _is_told(text: str, match: re.Match[str], words: str, tail: str) -> bool:
    """Whether an undated phrase tells of one study: its design, what it found, or that it is published."""
    if _design().search(f"{words} {match['noun']}") or _found().match(tail):
        return True
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    return bool(re.search(r"(?:^|[,;:(] ?)[Ii]n $", before) or _telling().search(before))


@cache
def _described_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<article>{_FIRST}|{_BACK}) (?P<words>{_ADJECTIVES})(?P<noun>(?i:{study_nouns()}))\b"
        rf"(?!(?<=[Pp]ilot) (?:[\w-]+ ){{0,3}}(?i:{study_nouns()})\b)"  # "a pilot randomised trial"
        rf"(?! {phrase_pattern('parts_of_a_study')}\b)(?!['’]s? {phrase_pattern('ranks_of_authors')}|['’]s|-)"
    )


@cache
def _general() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{naming_words('general')})\b")


@cache
def _wished() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{naming_words('not_yet')}) $", re.IGNORECASE)


@cache
def _new() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{naming_words('new')})\b", re.IGNORECASE)


@cache
def _design() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{naming_words('design')})\b", re.IGNORECASE)


@cache
def _found() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,? (?:by|from|at|in|of|on|{phrase_pattern('brought_out')})\b[^.;]{{0,90}}?)?"
        rf",? (?:also |even |has |have )?(?:{naming_words('found')})\b"
    )


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{naming_words('telling')})(?: from| of| in)?,? $", re.IGNORECASE)


@cache
def _size() -> re.Pattern[str]:
    number = rf"\d{{1,3}}(?:,\d{{3}})+|\d+|(?i:{number_words_pattern()})"
    return re.compile(
        rf",? (?:of|in|with|on|among|{phrase_pattern('holding_people')})"
        rf" (?:\w+ ){{0,3}}?(?P<size>{number})\b(?! ?%)"
    )
