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
from dataclasses import dataclass

from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

_UNIT = r"(?:days?|weeks?|wks?|months?|years?|yrs?|hours?|hrs?|h|d|wk)"
_UNBROKEN = phrase_pattern("unbroken")
_UNIT_AFTER = re.compile(rf"(?:\s+{_UNBROKEN})?[\s-]+(?:long\s+)?{_UNIT}\b(?!/|-old)")
_IN_DIGITS = re.compile(rf"\d(?<![\w.,/]\d)\d{{0,2}}(?:\.\d)?(?:\s+{_UNBROKEN})?[\s-]*{_UNIT}\b(?!/|-old)")
_CUE = re.compile(r"\b(?:days?|weeks?|wks?|months?|years?|hours?|hrs?|h|wk|d)\b")
_LONE_LETTER = re.compile(r"\d[ -]?[dh]\b")
_DIMENSION = re.compile(r"[1-4]-?d")  # "3D" is no three days
# What stands after a length of time that is something else than the intervention's.
_AFTER_ELSE = re.compile(rf"[\s-]*{phrase_pattern('length_elsewhere_after')}\b")
_BEFORE_ELSE = re.compile(rf"(?:\b{phrase_pattern('length_elsewhere_before')}|[≥>/])\s*$")
_FRAME_AFTER = re.compile(rf"'?[\s-]*(?:,\s*)?(?:[\w×-]{{1,30}}\.?[\s,]+){{0,6}}?{phrase_pattern('given_frames')}\b")
_DURING = re.compile(
    rf"\b{phrase_pattern('as_long_as')}\s+"
    r"(?:a |an |the |up to |about |approximately |at |period of |(?:\w+ )?period of |a total of )*$"
)
_AFTER_OF = re.compile(rf"[\s-]*(?:of|with|on)\s+(?:\w+[\s-]+){{0,4}}?{phrase_pattern('given_things')}\b")
_DESIGNED_AFTER = re.compile(rf"[\s-]*(?:,\s*)?{phrase_pattern('trial_adjectives')}\b")
_OF_WHAT = re.compile(r"[\s-]*(?:of|with|on)\s+(?:[\w.×-]+[\s,]+){0,4}")
_WHAT_REACH, _GIVEN_REACH = 50, 40
_INTO = re.compile(rf"\b{phrase_pattern('assigning')} (?:\w+ )?to $")
_UNFILLED = frozenset({"follow_up", "washout", "run_in"})
_SET_APART = re.compile(rf",|\b{phrase_pattern('set_apart')}\b")
_AFTER_RUN_IN = re.compile(rf"\s(?:following|after) an? (?:[\w-]+ ){{0,2}}{phrase_pattern('run_in')}\b")
_LIVED = re.compile(rf"\b{phrase_pattern('survival_times')}\b")
_EACH_AFTER = re.compile(rf"(?: \([^()]{{1,30}}\))?,? {phrase_pattern('for_each_period')}\b")
_LAST_BEFORE = re.compile(rf"\b{phrase_pattern('in_the_last')} $")
_INDUCED_BY = re.compile(rf"\b{phrase_pattern('induced_by')} (?:\w+ ){{0,3}}$")
_RANGE_BEFORE = re.compile(r"\d\s?(?:-|to|or)\s?$")
_STRESSOR = phrase_pattern("stressors")
_STRESSOR_AFTER = re.compile(rf"[\s-]*(?:of )?(?:[\w-]+ ){{0,3}}{_STRESSOR}\b")
_STRESSED_FOR = re.compile(rf"\b{_STRESSOR} (?:[\w-]+ ){{0,1}}for $")
_DURING_STRESS = re.compile(rf"\b{phrase_pattern('at_the_same_time')} (?:[\w-]+ ){{0,6}}?{_STRESSOR}\b")
_FOLLOWED_FOR = re.compile(r"\bfollow(?:ed|ing)?[ -]?(?:up)?\b[^.;]{0,40}\bfor (?:a period of |up to )?$")
_FILLS_CELL = 6.0
_CELL = re.compile(r"\t{0,2}")
_OF_THING = 5.0
_FOR_ONE = re.compile(r"\bfor (?P<length>a (?:month|week|year))\b(?! or)")
_PROSE_LEAST, _PROSE = 3.5, 1.5
_POINT = re.compile(r"\b(?:at|and|baseline|to|week|from)\s+$")


@dataclass(frozen=True, slots=True)
class _Length:
    """A length of time in its sentence; `things` are where microbes and interventions are named, in text order."""

    sentence: StudySentence
    start: int
    end: int
    things: tuple[int, ...]

    @property
    def before(self) -> str:
        """The words right before it, in lower case, without the beginning of a range."""
        return _RANGE_BEFORE.sub("", self.sentence.folded[max(0, self.start - 44) : self.start])


def extract_duration(text: StudyText) -> Iterator[Fact]:
    """Quote lengths of time that may be the intervention's."""
    for sentence in text.sentences:
        if not _may_tell_time(sentence.folded):
            continue
        lengths = list(_lengths(sentence))
        things = _things_given(text, sentence) if lengths else ()
        for start, end in lengths:
            score = _score(_Length(sentence, start, end, things))
            if not text.is_own and score >= _PROSE_LEAST:
                score += _PROSE  # a page that tells a study in two sentences gives no other length
            quote = sentence.quote(start, end)
            if _STRESSOR_AFTER.match(sentence.folded, end):
                yield Fact("stressor_days", quote, "duration.stressor", confidence=0.5)
            elif score > 0:
                yield Fact("duration_days", quote, "duration.length", confidence=min(1.0, score / 10))
            if _FOLLOWED_FOR.search(sentence.folded[max(0, start - 60) : start]):
                yield Fact("follow_up_days", quote, "duration.follow_up", confidence=0.5)
    yield from _given_during_stress(text)


def _things_given(text: StudyText, sentence: StudySentence) -> tuple[int, ...]:
    """Where a sentence names microbes or kinds of intervention."""
    start, end = sentence.sentence.start, sentence.sentence.end
    named = [s.start - start for s in text.reading.sightings_in(start, end)]
    terms = [
        cue.start - start for cue in text.reading.cues_of("intervention_terms", start, end) if cue.concept != "drug"
    ]
    return tuple(sorted({*named, *terms}))


def _may_tell_time(folded: str) -> bool:
    """Whether a unit of time stands in a sentence."""
    named = "day" in folded or "week" in folded or "month" in folded or "year" in folded or "hour" in folded
    if named or "hr" in folded or "wk" in folded:
        return _CUE.search(folded) is not None
    return _LONE_LETTER.search(folded) is not None


def _given_during_stress(text: StudyText) -> Iterator[Fact]:
    for sentence in text.sentences:
        if not any(cue.concept == "given" for cue in sentence.of("duration_cues")):
            continue
        if sentence.may_hold("stressors") and (match := _DURING_STRESS.search(sentence.folded)):
            yield Fact("given_during_stress", sentence.quote(*match.span()), "duration.during_stress")


def _score(length: _Length) -> float:
    sentence, start, end = length.sentence, length.start, length.end
    if sentence.section == SectionKind.BACKGROUND or _is_elsewhere(length):
        return 0.0
    score = 1.0 + _frame_score(length) + _nearness(sentence, start, end)
    folded = sentence.folded
    if "consecutive" in folded[max(0, start - 14) : end] or "daily" in folded[max(0, start - 30) : end + 20]:
        score += 1.0
    if sentence.is_title:
        score += 1.0
    if _near_unfilled_time(length):
        score -= 3.5
    if sentence.section is SectionKind.TABLE and _CELL.fullmatch(
        folded[max(0, start - 1) : start] + folded[end : end + 1]
    ):
        score += _FILLS_CELL
    if _near(sentence, start, end, {"past", "age", "after"}, 24):
        score -= 2.0
    if _near(sentence, start, end, {"stressor"}, 40):
        score -= 1.5
    if _STRESSED_FOR.search(length.before):
        score -= 2.0
    return score


def _is_elsewhere(length: _Length) -> bool:
    """Whether a length of time is said to be another one than the intervention's."""
    folded, before, end = length.sentence.folded, length.before, length.end
    if _LAST_BEFORE.search(before):  # "during the last three weeks they received"
        given = [cue.start - end for cue in length.sentence.of("duration_cues") if cue.concept == "given"]
        return not any(0 <= gap < _GIVEN_REACH for gap in given)
    if _AFTER_RUN_IN.match(folded, end):
        return False
    if before.endswith("at ") and folded.startswith((" from ", ","), end):
        return True
    if "survival" in folded and _LIVED.search(folded) and not length.sentence.is_title:
        return True
    return bool(_BEFORE_ELSE.search(before) or _AFTER_ELSE.match(folded, end) or _INDUCED_BY.search(before))


def _frame_score(length: _Length) -> float:
    """How far the words right around a length of time make it the intervention's."""
    folded, before, end = length.sentence.folded, length.before, length.end
    score = 0.0
    if _FRAME_AFTER.match(folded, end):
        score += 5.0
    elif _DESIGNED_AFTER.match(folded, end):
        score += 4.0
    elif _LAST_BEFORE.search(before):
        score += 5.0
    elif _DURING.search(before):
        score += 3.0
    elif _POINT.search(before) and not _INTO.search(before):
        score -= 0.5
    of_thing = any(0 < at - end <= _WHAT_REACH and _OF_WHAT.fullmatch(folded, end, at) for at in length.things)
    if of_thing or _AFTER_OF.match(folded, end):
        score += _OF_THING if of_thing else 2.0
    if _EACH_AFTER.match(folded, end):
        score += 2.0
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


def _near_unfilled_time(length: _Length) -> bool:
    """Whether a washout, a run-in or a follow-up stands near, and nothing sets it apart: "12 weeks, then a washout"."""
    folded = length.sentence.folded
    if _INTO.search(length.before):
        return False
    for cue in length.sentence.of("duration_cues"):
        behind = length.end <= cue.start < length.end + 30
        if cue.concept not in _UNFILLED or not (behind or length.start - 30 < cue.end <= length.start):
            continue
        if not (behind and _SET_APART.search(folded, length.end, cue.start)):
            return True
    return False


def _lengths(sentence: StudySentence) -> Iterator[tuple[int, int]]:
    """Where numbers with a unit of time stand: "12 weeks", "three-month", "14 consecutive days", "48h"."""
    for match in _IN_DIGITS.finditer(sentence.folded):
        if not _DIMENSION.fullmatch(match.group()):
            yield match.span()
    for match in _FOR_ONE.finditer(sentence.folded):
        yield match.span("length")
    for start, end in sentence.number_spans:
        if sentence.folded[start].isalpha() and (unit := _UNIT_AFTER.match(sentence.folded, end)):
            yield start, unit.end()
