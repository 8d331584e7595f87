"""How long the intervention was given.

Pattern: a length of time beside a word of giving or taking: "for 12 weeks" with "received", "a 12-week trial",
"14 consecutive days", "after 8 weeks of supplementation", "over 180 days". Facts: `duration_days`, confidence = how
close the tie is; the quote holds number and unit. Two other lengths are quoted for normalisation to fall back on:
`stressor_days` with `given_during_stress` (animals that were given something as long as they were stressed) and
`follow_up_days` (a cohort's only length of time).

It must not be fooled by: "8-week-old mice", "followed up for 24 months", "a washout of 4 weeks", "in the past
3 months", "aged 18 years", "every 2 weeks".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

_UNIT = r"(?:days?|weeks?|wks?|months?|years?|yrs?|hours?|hrs?|h|d|wk)"
_UNIT_AFTER = re.compile(rf"(?:\s+(?:consecutive|successive|full|continuous))?[\s-]+(?:long\s+)?{_UNIT}\b(?!/|-old)")
_IN_DIGITS = re.compile(
    rf"\d(?<![\w.,/]\d)\d{{0,2}}(?:\.\d)?(?:\s+(?:consecutive|successive|full|continuous))?[\s-]*{_UNIT}\b(?!/|-old)"
)
_NAMED_UNITS = ("day", "week", "wk", "month", "year", "hour", "hr")
_CUE = re.compile(r"\b(?:days?|weeks?|wks?|months?|years?|hours?|hrs?|h|wk)\b")
_LONE_H = re.compile(r"h(?<=\bh)\b")  # the letter first: Python skips quickly to the next one
# What stands after a length of time that is something else than the intervention's.
_AFTER_ELSE = re.compile(rf"[\s-]*{phrase_pattern('length_elsewhere_after')}\b")
_BEFORE_ELSE = re.compile(rf"(?:\b{phrase_pattern('length_elsewhere_before')}|[≥>/])\s*$")
_FRAME_AFTER = re.compile(rf"'?[\s-]*(?:,\s*)?(?:[\w×-]{{1,30}}\.?[\s,]+){{0,6}}?{phrase_pattern('given_frames')}\b")
_DURING = re.compile(
    r"\b(?:for|over|during|lasting|throughout|of|after|took|across|in)\s+"
    r"(?:a |an |the |up to |about |approximately |at |period of |(?:\w+ )?period of |a total of )*$"
)
_AFTER_OF = re.compile(rf"[\s-]*(?:of|with|on)\s+(?:\w+[\s-]+){{0,4}}?{phrase_pattern('given_things')}\b")
_STRESSOR = phrase_pattern("stressors")
_STRESSOR_AFTER = re.compile(rf"[\s-]*(?:of )?(?:[\w-]+ ){{0,3}}{_STRESSOR}\b")
_DURING_STRESS = re.compile(
    r"\b(?:during|throughout|alongside|concurrent(?:ly)? with|over the course of) "
    rf"(?:[\w-]+ ){{0,6}}?{_STRESSOR}\b"
)
_FOLLOWED_FOR = re.compile(r"\bfollow(?:ed|ing)?[ -]?(?:up)?\b[^.;]{0,40}\bfor (?:a period of |up to )?$")
_OF_MICROBE = 5.0
_OF_REACH = 40
_OF_GAP = re.compile(r"\s(?:of|on)\s(?:taking |daily )?(?:[a-z-]+ ){0,2}")
_FILLS_CELL = 6.0
_CELL = re.compile(r"\t{0,2}")
_POINT = re.compile(r"\b(?:at|and|baseline|to|week|from)\s+$")


def extract_duration(text: StudyText) -> Iterator[Fact]:
    """Quote lengths of time that may be the intervention's."""
    for sentence in text.sentences:
        if not _may_tell_time(sentence.folded):
            continue
        for start, end in _lengths(sentence):
            score = _score(sentence, start, end) + (_OF_MICROBE if _is_of_microbe(text, sentence, end) else 0.0)
            quote = sentence.quote(start, end)
            if _STRESSOR_AFTER.match(sentence.folded, end):
                yield Fact("stressor_days", quote, "duration.stressor", confidence=0.5)
            elif score > 0:
                yield Fact("duration_days", quote, "duration.length", confidence=min(1.0, score / 10))
            if _FOLLOWED_FOR.search(sentence.folded[max(0, start - 60) : start]):
                yield Fact("follow_up_days", quote, "duration.follow_up", confidence=0.5)
    yield from _given_during_stress(text)


def _is_of_microbe(text: StudyText, sentence: StudySentence, end: int) -> bool:
    """Whether a microbe is what the time is filled with: "eight weeks of L. casei"."""
    start = sentence.sentence.start + end
    near = text.reading.sightings_in(start, min(sentence.sentence.end, start + _OF_REACH))
    return bool(near) and _OF_GAP.fullmatch(sentence.folded, end, near[0].start - sentence.sentence.start) is not None


def _may_tell_time(folded: str) -> bool:
    """Whether a unit of time stands in a sentence."""
    for unit in _NAMED_UNITS:
        if unit in folded:
            return _CUE.search(folded) is not None
    return _LONE_H.search(folded) is not None


def _given_during_stress(text: StudyText) -> Iterator[Fact]:
    for sentence in text.sentences:
        if not any(cue.concept == "given" for cue in sentence.of("duration_cues")):
            continue
        if sentence.may_hold("stressors") and (match := _DURING_STRESS.search(sentence.folded)):
            yield Fact("given_during_stress", sentence.quote(*match.span()), "duration.during_stress")


def _score(sentence: StudySentence, start: int, end: int) -> float:
    folded = sentence.folded
    before = folded[max(0, start - 44) : start]
    if _BEFORE_ELSE.search(before) or _AFTER_ELSE.match(folded, end) or sentence.section == SectionKind.BACKGROUND:
        return 0.0
    roles = {cue.concept for cue in sentence.of("duration_cues")}
    score = 1.0
    if sentence.section is SectionKind.TABLE and _CELL.fullmatch(
        folded[max(0, start - 1) : start] + folded[end : end + 1]
    ):
        score += _FILLS_CELL
    if _FRAME_AFTER.match(folded, end):
        score += 5.0
    elif _DURING.search(before):
        score += 3.0
    elif _POINT.search(before):
        score -= 0.5
    if _AFTER_OF.match(folded, end):
        score += 2.0
    score += _nearness(sentence, start, end)
    if "consecutive" in folded[max(0, start - 14) : end] or "daily" in folded[max(0, start - 30) : end + 20]:
        score += 1.0
    if sentence.is_title:
        score += 1.0
    if roles & {"follow_up", "washout", "run_in"} and _near(
        sentence, start, end, {"follow_up", "washout", "run_in"}, 30
    ):
        score -= 3.5
    if _near(sentence, start, end, {"past", "age", "after"}, 24):
        score -= 2.0
    if _near(sentence, start, end, {"stressor"}, 40):
        score -= 1.5
    return score


def _nearness(sentence: StudySentence, start: int, end: int) -> float:
    if _near(sentence, start, end, {"given"}, 40):
        return 3.0
    if _near(sentence, start, end, {"given"}, 120) or any(
        cue.concept == "given" and cue.end <= start for cue in sentence.of("duration_cues")
    ):
        return 2.0
    return 1.0 if _near(sentence, start, end, {"given", "frame"}, 400) else 0.0


def _near(sentence: StudySentence, start: int, end: int, roles: set[str], reach: int) -> bool:
    return any(
        cue.concept in roles and cue.end > start - reach and cue.start < end + reach and not start <= cue.start < end
        for cue in sentence.of("duration_cues")
    )


def _lengths(sentence: StudySentence) -> Iterator[tuple[int, int]]:
    """Where numbers with a unit of time stand: "12 weeks", "three-month", "14 consecutive days", "48h"."""
    for match in _IN_DIGITS.finditer(sentence.folded):
        yield match.span()
    for start, end in sentence.number_spans:
        if sentence.folded[start].isalpha() and (unit := _UNIT_AFTER.match(sentence.folded, end)):
            yield start, unit.end()
