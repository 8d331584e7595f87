"""Age and sex of the participants.

Pattern: "mean age of 29 ± 5.7 years", "aged 18-65", "(52-59 years)", "between 20 and 50 years"; "62% women",
"24 women and 20 men". Facts: `age_mean`, `age_range` (the quote holds both ends), `age_min`, `age_max`,
`female_percent`, `n_female`, `n_male`.

It must not be fooled by: "8-week-old mice", "a 5-10 year follow-up", "62% of the women responded".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

# Each begins with plain letters: Python skips quickly to the next place where they stand.
_AGE_CUES = (
    re.compile(r"age(?<=\bage)[ds]?\b"),
    re.compile(r"year(?<=\byear)s?[ -](?:old|of age)\b"),
    re.compile(r"years\)(?:(?<=\dyears.)|(?<=\d\syears.))"),
)
_NUMBER = r"\d{1,2}(?:[.,·]\d{1,2})?"
_RANGE = rf"{_NUMBER}\s?(?:-|to|and)\s?{_NUMBER}"
_OTHER_UNIT = r"(?!\d|\s?(?:%|-\s?\d|to\s\d|weeks|months|days))"
_SPREAD = r"(?:±|\+/-|\+-)"
_PERCENT = r"(?P<value>\d{1,3}(?:[.,·]\d{1,2})?)\s?%"
_MEAN = (
    re.compile(
        rf"\b(?:mean|average)(?: \([^()]{{0,12}}\))? age[sd]?\b[^.;\d]{{0,40}}?(?P<value>{_NUMBER}){_OTHER_UNIT}"
    ),
    re.compile(
        rf"\bage[ds]?[:,]?(?: \([^()]{{0,14}}\))?(?: of| was| is|:| =)?\s(?P<value>{_NUMBER})(?:\s?years?)?\s?{_SPREAD}"
    ),
    re.compile(rf"(?P<value>{_NUMBER})\s?{_SPREAD}\s?{_NUMBER}\s?(?:years?|yrs?|y)\b"),
    re.compile(rf"\bage[ds]?,? (?:mean|average)\b[^.;\d]{{0,20}}?(?P<value>{_NUMBER})\b"),
)
_SPAN = (
    re.compile(
        r"\b(?:aged?|ages)(?: ranged?| range| ranging)?,?:?(?: (?:of|was|from|between|in the range))*\s?\(?"
        rf"(?P<value>{_RANGE}){_OTHER_UNIT}"
    ),
    re.compile(rf"(?P<value>{_RANGE})[\s-](?:years?|yrs?|y)[\s-](?:old|of age)\b"),
    re.compile(rf"\((?:age(?:d|s)?:? |range:? )?(?P<value>{_RANGE})\s?(?:years?|yrs?|y)(?: old| of age)?\)"),
    re.compile(rf"\bbetween (?:the ages? of )?(?P<value>{_RANGE}) years(?: old| of age)?\b"),
)
_MIN = re.compile(
    rf"\b(?:aged?|age) (?:≥|>=|at least|over|above|of at least|older than)\s?(?P<value>{_NUMBER})\b"
    rf"|\b(?P<value2>{_NUMBER}) years (?:of age |old )?(?:or|and) (?:older|over|above)\b|\baged (?P<value3>{_NUMBER})\+"
)
_WOMEN = r"(?:women|females?|girls)"
_FEMALE = (
    re.compile(rf"{_PERCENT} \(n\s?=\s?\d+\) (?:were )?{_WOMEN}\b"),
    re.compile(rf"\d \({_PERCENT}\)(?: of \w+)? were {_WOMEN}\b"),
    re.compile(rf"{_PERCENT} (?:of (?:the )?(?:\w+ )?{phrase_pattern('samples_of_people')} (?:were )?)?{_WOMEN}\b"),
    re.compile(rf"\b{_WOMEN}(?: sex)?(?:,|:| =)?\s?\(?{_PERCENT}"),
)
_OF_GROUPS = re.compile(  # "40.1 ± 9.0 and 41.2 ± 8.5", "70% and 75%": a value for each group, none for all
    rf"\s?%?(?:\s?years?)?(?:\s?{_SPREAD}\s?{_NUMBER})?(?:\s?years?)?(?:\s?\([^()]{{0,30}}\))?\s?(?:vs\.?|versus|and|,)\s"
    rf"{_NUMBER}\s?(?:%|{_SPREAD}|years?\s?{_SPREAD})"
    r"|[^.;]{0,90}?\b(?:while|whereas|and) (?:(?:in|for) )?the (?:[\w-]+ ){1,3}(?:group|arm) (?:had )?(?:a )?mean age"
)
_AT_LARGE = re.compile(rf"\b{phrase_pattern('of_a_population')}\b")
_COUNT_FEMALE = re.compile(r"\b(?P<value>\d{1,4})\s(?:women|females?|girls)\b")
_COUNT_MALE = re.compile(r"\b(?P<value>\d{1,4})\s(?:men|males?|boys)\b")


def extract_age_sex(text: StudyText) -> Iterator[Fact]:
    """Quote ages and the share of women."""
    for sentence in text.sentences:
        folded = sentence.folded
        if _may_tell_age(folded) and _is_about_sample(sentence):
            yield from _ages(sentence)
        if "female" in folded or "women" in folded or "girls" in folded:
            yield from _sexes(sentence)


def _may_tell_age(folded: str) -> bool:
    if "±" in folded:
        return True
    return ("age" in folded or "year" in folded) and any(cue.search(folded) for cue in _AGE_CUES)


def _is_about_sample(sentence: StudySentence) -> bool:
    enrols = sentence.of("enrolment_cues") or sentence.of("species_words") or "mean age" in sentence.folded
    if not (enrols or "n =" in sentence.folded) or sentence.section is SectionKind.BACKGROUND:
        return False
    return not (sentence.may_hold("of_a_population") and _AT_LARGE.search(sentence.folded))


def _ages(sentence: StudySentence) -> Iterator[Fact]:
    if mean := _first(sentence, *_MEAN):
        yield Fact("age_mean", sentence.quote(*mean), "age_sex.mean", confidence=0.8)
    if span := _first(sentence, *_SPAN):
        yield Fact("age_range", sentence.quote(*span), "age_sex.range", confidence=0.8)
    elif match := _MIN.search(sentence.folded):
        name = next(n for n in ("value", "value2", "value3") if match[n])
        yield Fact("age_min", sentence.quote(*match.span(name)), "age_sex.minimum", confidence=0.8)


def _sexes(sentence: StudySentence) -> Iterator[Fact]:
    if share := _first(sentence, *_FEMALE):
        yield Fact("female_percent", sentence.quote(*share), "age_sex.share", confidence=0.8)
        return
    female, male = _COUNT_FEMALE.search(sentence.folded), _COUNT_MALE.search(sentence.folded)
    if female and male and abs(female.start() - male.start()) < 40:
        yield Fact("n_female", sentence.quote(*female.span("value")), "age_sex.counts", confidence=0.6)
        yield Fact("n_male", sentence.quote(*male.span("value")), "age_sex.counts", confidence=0.6)


def _first(sentence: StudySentence, *patterns: re.Pattern[str]) -> tuple[int, int] | None:
    for pattern in patterns:
        if match := pattern.search(sentence.folded):
            return None if _OF_GROUPS.match(sentence.folded, match.end("value")) else match.span("value")
    return None
