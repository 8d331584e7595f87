"""Studies that a sentence tells by who did them or to whom they were done.

Patterns: "Researchers in Japan gave", "a Spanish team randomly assigned", "scientists fed mice", "doctors treated 30
women", "rats were calmer, a Dutch group showed"; "In 2019, 88 adults were randomised";
"the second, from 2015,"; "new findings" and a headline's
"study finds" (the page's subject).

It must not be fooled by: "the researchers recruited 40" (of the study told before), "scientists have studied probiotics
for decades", "researchers gave a press conference".
"""

import re
from functools import cache

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.studies.authored_names import YEAR
from psychobiotics.extraction.studies.study_names import Pointing, StudyName
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.naming_words import kind_of, naming_words, study_nouns
from psychobiotics.vocab.number_words import number_words_pattern
from psychobiotics.vocab.study_cues import counted_nouns
from psychobiotics.vocab.study_phrases import phrase_pattern

_NUMBER = rf"\d{{1,3}}(?:,\d{{3}})*|(?i:{number_words_pattern()})"
_ADVERBS = r"(?:(?:have|has|also|then|recently|randomly) ){0,3}"


def find_people(sentence: Sentence) -> StudyName | None:
    """A study told by who did it ("Researchers in Japan gave") or to whom ("In 2019, 88 adults were randomised")."""
    text = sentence.text
    patterns = (_people(), _people_counted(), _dated_people(), _listed(), _new_work())
    match = next((m for pattern in patterns if (m := pattern.search(text))), None)
    if match is None and sentence.section is SectionKind.TITLE:
        match = _headline().search(text)
    if match is None:
        return None
    is_new = match.re is _new_work() or match.re is _headline()
    is_listed = match.re is _listed()
    year = next((m for m in re.finditer(rf"\b(?:[Ii]n|from) (?P<year>{YEAR})\b", text)), None)
    kind = "trial" if re.search(r"\brandomi[sz]ed\b", text) else kind_of(text)
    base = sentence.start
    return StudyName(
        sentence,
        base + match.start(),
        base + match.end(),
        Naming.DESCRIBED,
        kind,
        None,
        (base + year.start("year"), base + year.end("year")) if year else None,
        Pointing.NEW if is_new and not year else Pointing.FIRST,
        size=match["size"] if match.re is _people_counted() and match["size"] else "",
        by_people=not is_new and not is_listed,
    )


@cache
def _listed() -> re.Pattern[str]:
    """One of several studies that were announced: "In the first one, from 2015, 58 outpatients took"."""
    return re.compile(
        rf"\b(?:[Ii]n )?(?i:the) {phrase_pattern('told_ordinals')}(?: one| of (?:these|them))?,"
        rf" (?:\w+ ){{0,2}}?(?:from|in|of) (?:{YEAR})\b"
    )


@cache
def _new_work() -> re.Pattern[str]:
    return re.compile(rf"\b[Nn]ew {phrase_pattern('new_work')}\b")


@cache
def _headline() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:{study_nouns()}|{phrase_pattern('headline_subjects')})\b,? (?i:{phrase_pattern('headline_verbs')})\b"
    )


@cache
def _people() -> re.Pattern[str]:
    where = r"(?: (?:of [\w ]{3,40}?)?(?:from|in|at) (?:the )?[A-ZÀ-Þ][^.;]{1,80}?)"
    who, did, found = f"(?i:{naming_words('people')})", naming_words("did"), naming_words("found")
    of_a_country = rf"{_nationalities()} (?:{who}|{phrase_pattern('teams')})"
    return re.compile(rf"\b(?:(?:{of_a_country}|{who}\b{where}),? {_ADVERBS}(?:{did})|{of_a_country} (?:{found}))\b")


@cache
def _people_counted() -> re.Pattern[str]:
    """Nameless people who gave something to people that the sentence counts, or to animals."""
    nouns = "|".join(re.escape(noun) for noun in sorted(counted_nouns(), key=len, reverse=True))
    return re.compile(
        rf"(?<!\w )\b(?i:(?!the )(?:{naming_words('people')})),? {_ADVERBS}(?:{naming_words('did')})"
        r" (?:[\w.,'’-]+ ){0,12}?"
        rf"(?:(?P<size>{_NUMBER}) (?:[\w'’-]+ ){{0,4}}?(?:{nouns})|{phrase_pattern('work_not_on_people')})\b"
    )


@cache
def _nationalities() -> str:
    words = {word for row in read_rows("countries") for word in row["adjectives"].split("|") if word}
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def _dated_people() -> re.Pattern[str]:
    return re.compile(
        rf"\b[Ii]n (?P<year>{YEAR}),? (?:\w+ ){{0,3}}?(?:{_NUMBER}) (?:[\w-]+ ){{1,8}}?"
        rf"(?:were|{phrase_pattern('people_did')})\b"
        r"(?: (?:\w+ly )?(?:randomi[sz]ed|assigned))?"
    )
