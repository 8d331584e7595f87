"""Lengths of time in a sentence: where a number stands with a unit of time.

Pattern: "12 weeks", "three-month", "14 consecutive days", "48h", "for a month", "until week 26" (the beginning being
day 0), "nine weekly doses".

It must not be fooled by: "3D", "8-week-old", "5 mg/day", "a month or two", "weekly" without doses that are counted.
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.study_text import StudySentence
from psychobiotics.vocab.study_phrases import phrase_pattern

_UNIT = r"(?:days?|weeks?|wks?|months?|years?|yrs?|hours?|hrs?|h|d|wk)"
_UNBROKEN = phrase_pattern("unbroken")
_UNIT_AFTER = re.compile(rf"(?:\s+{_UNBROKEN})?[\s-]+(?:long\s+)?{_UNIT}\b(?!/|-old)")
_IN_DIGITS = re.compile(rf"\d(?<![\w.,/]\d)\d{{0,2}}(?:\.\d)?(?:\s+{_UNBROKEN})?[\s-]*{_UNIT}\b(?!/|-old)")
_CUE = re.compile(r"\b(?:days?|weeks?|wks?|months?|years?|hours?|hrs?|h|wk|d|weekly|monthly)\b")
_LONE_LETTER = re.compile(r"\d[ -]?[dh]\b")
_DIMENSION = re.compile(r"[1-4]-?d")  # "3D" is no three days
_FOR_ONE = re.compile(r"\bfor (?P<length>a (?:month|week|year))\b(?! or)")
_UNTIL = re.compile(r"\b(?:until|through) (?:the end of )?(?:week|day|month) \d{1,3}\b")
_WEEKLY = re.compile(r" (?:weekly|monthly)(?= (?:doses|injections|infusions|sessions|administrations|treatments)\b)")


def find_lengths(sentence: StudySentence) -> Iterator[tuple[int, int]]:
    """Where lengths of time stand, as (start, end) in the sentence, by kind of wording."""
    if not _may_tell_time(sentence.folded):
        return
    for match in _IN_DIGITS.finditer(sentence.folded):
        if not _DIMENSION.fullmatch(match.group()):
            yield match.span()
    for match in _FOR_ONE.finditer(sentence.folded):
        yield match.span("length")
    for match in _UNTIL.finditer(sentence.folded):
        yield match.span()
    for start, end in sentence.number_spans:
        if sentence.folded[start].isalpha() and (unit := _UNIT_AFTER.match(sentence.folded, end)):
            yield start, unit.end()
        if weekly := _WEEKLY.match(sentence.folded, end):
            yield start, weekly.end()


def _may_tell_time(folded: str) -> bool:
    """Whether a unit of time stands in a sentence."""
    named = "day" in folded or "week" in folded or "month" in folded or "year" in folded or "hour" in folded
    if named or "hr" in folded or "wk" in folded:
        return _CUE.search(folded) is not None
    return _LONE_LETTER.search(folded) is not None
