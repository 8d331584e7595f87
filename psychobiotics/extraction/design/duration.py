"""How long the intervention was given.

Pattern: a length of time beside a word of giving or taking or a thing that is given: "for 12 weeks" with "received",
"kefir or milk for 12 weeks", "a 12-week trial", "14 consecutive days", "after 8 weeks of supplementation", "over 180
days", "daily until week 26", "nine weekly doses". Facts: `duration_days`, confidence = how
close the tie is; the quote holds number and unit. Two other lengths are quoted for normalisation to fall back on:
`stressor_days` with `given_during_stress` (animals that were given something as long as they were stressed) and
`follow_up_days` (a cohort's only length of time).

It must not be fooled by: "8-week-old mice", "followed up for 24 months", "a washout of 4 weeks", "in the past
3 months", "aged 18 years", "every 2 weeks", "a 3-day diary", "a week of acclimation".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psychobiotics.extraction.design.lengths_of_time import find_lengths
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

# What stands after a length of time that is something else than the intervention's.
_AFTER_ELSE = re.compile(rf"[\s-]*{phrase_pattern('length_elsewhere_after')}\b")
_BEFORE_ELSE = re.compile(rf"(?:\b{phrase_pattern('length_elsewhere_before')}|[≥>/])\s*$")
_LINK, _WORD = r"'?[\s-]*(?:,\s*)?", r"(?:(?:[\w×-]{1,30}\.?|\([^()]{1,20}\))[\s,]+)"
_FRAME_AFTER = re.compile(rf"{_LINK}{_WORD}{{0,6}}?{phrase_pattern('given_frames')}\b")
_FAR_FRAME = re.compile(rf"{_LINK}{_WORD}{{0,10}}?{phrase_pattern('given_frames')}\b")
_DURING = re.compile(
    rf"\b{phrase_pattern('as_long_as')}\s+"
    r"(?:a |an |the |up to |about |approximately |at |period of |(?:\w+ )?period of |a total of )*$"
)
_AFTER_OF = re.compile(rf"[\s-]*(?:of|with|on)\s+(?:\w+[\s-]+){{0,4}}?{phrase_pattern('given_things')}\b")
_DESIGNED_AFTER = re.compile(rf"[\s-]*(?:,\s*)?{phrase_pattern('trial_adjectives')}\b")
_OF_WHAT = re.compile(r"[\s-]*(?:of|with|on)\s+(?:[\w.×-]+[\s,]+){0,4}")
_SHORT_FORM = re.compile(r"(?<![\w-])[A-Z][\w-]*[A-Z0-9](?![\w-])")
_WHAT_REACH, _GIVEN_REACH = 50, 40
_INTO = re.compile(rf"\b{phrase_pattern('assigning')} (?:\w+ )?to $")
_UNFILLED = frozenset({"follow_up", "washout", "run_in"})
_SET_APART = re.compile(rf",|\b{phrase_pattern('set_apart')}\b")
_AFTER_RUN_IN = re.compile(rf"\s(?:following|after) an? (?:[\w-]+ ){{0,2}}{phrase_pattern('run_in')}\b")
_LIVED = re.compile(rf"\b{phrase_pattern('survival_times')}\b")
_EACH_AFTER = re.compile(rf"(?: \([^()]{{1,30}}\))?,? {phrase_pattern('for_each_period')}\b")
_LAST_BEFORE = re.compile(rf"\b{phrase_pattern('in_the_last')} $")
_INDUCED_BY = re.compile(rf"\b{phrase_pattern('induced_by')} (?:\w+ ){{0,3}}$")
_FOR_BEFORE, _BESIDE = re.compile(r"\bfor (?:about |approximately |at least )?$"), re.compile(r"\s(?:after|before)\b")
_NOT_NOW = re.compile(rf"\b{phrase_pattern('not_given_now')}\b")
_THING_BEFORE, _CLAUSE = 100, re.compile(r";(?![^()]*\))|\w{3}\. ")
_RANGE_BEFORE = re.compile(r"\d\s?(?:-|to|or)\s?$")
_STRESSOR = phrase_pattern("stressors")
_STRESSOR_AFTER = re.compile(rf"[\s-]*(?:of )?(?:[\w-]+ ){{0,3}}{_STRESSOR}\b")
_STRESSED_FOR = re.compile(rf"\b{_STRESSOR} (?:[\w-]+ ){{0,1}}for $")
_DURING_STRESS = re.compile(rf"\b{phrase_pattern('at_the_same_time')} (?:[\w-]+ ){{0,6}}?{_STRESSOR}\b")
_FOLLOWED_FOR = re.compile(r"\bfollow(?:ed|ing)?[ -]?(?:up)?\b[^.;]{0,40}\bfor (?:a period of |up to )?$")
_FILLS_CELL = 6.0
_CELL = re.compile(r"\t{0,2}")
_OF_THING, _THING, _WEEKLY_DOSES, _UNTIL_THEN = 5.0, 1.5, 4.0, 3.0
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
        lengths = list(find_lengths(sentence))
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
    """Where a sentence names microbes or kinds of intervention, or uses a short form of such a name."""
    named = _named_things(text.reading, sentence.sentence.start, sentence.sentence.end)
    forms = text.reading.short_forms
    short = [
        word.start()
        for word in _SHORT_FORM.finditer(sentence.text)
        if (spelled := forms.get(word.group())) and _named_things(text.reading, spelled.start, spelled.end)
    ]
    return tuple(sorted({*(at - sentence.sentence.start for at in named), *short}))


def _named_things(reading: Reading, start: int, end: int) -> list[int]:
    terms = [cue.start for cue in reading.cues_of("intervention_terms", start, end) if cue.concept != "drug"]
    return [*(sighting.start for sighting in reading.sightings_in(start, end)), *terms]


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
        return not (any(0 <= gap < _GIVEN_REACH for gap in given) or _is_given_for(length))
    if _BESIDE.match(folded, end) and _is_given_for(length):
        return False
    if _AFTER_RUN_IN.match(folded, end):
        return False
    if before.endswith("at ") and folded.startswith((" from ", ","), end):
        return True
    if "survival" in folded and _LIVED.search(folded) and not length.sentence.is_title:
        return True
    return bool(_BEFORE_ELSE.search(before) or _AFTER_ELSE.match(folded, end) or _INDUCED_BY.search(before))


def _is_given_for(length: _Length) -> bool:
    """True for "were treated with X for 5 weeks before", "for the last 5 weeks"; not "who had taken X for 5 weeks"."""
    sentence = length.sentence
    if not (_FOR_BEFORE.search(length.before) or "for the " in length.before[-20:]):
        return False
    given = [c for c in sentence.of("duration_cues") if c.concept == "given" and c.end <= length.start]
    return bool(given) and not _NOT_NOW.search(sentence.folded, max(0, given[-1].start - 30), length.start)


def _frame_score(length: _Length) -> float:
    """How far the words right around a length of time make it the intervention's."""
    folded, before, end = length.sentence.folded, length.before, length.end
    score = 0.0
    # "the 8-week Diet for Nurses with Short Nights (DNS) randomised trial"
    frame = _FAR_FRAME if "-" in folded[length.start : end] and "the " in before[-4:] else _FRAME_AFTER
    if frame.match(folded, end):
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
    if _follows_thing(length):
        score += _THING
    if folded.endswith("ly", length.start, end):
        score += _WEEKLY_DOSES
    elif folded.startswith(("until", "through"), length.start):
        score += _UNTIL_THEN
    return score


def _follows_thing(length: _Length) -> bool:
    """True for "assigned to kefir or milk for six weeks"."""
    near = [at for at in length.things if length.start - _THING_BEFORE <= at < length.start]
    return bool(near and _FOR_BEFORE.search(length.before)) and not _CLAUSE.search(
        length.sentence.folded, near[-1], length.start
    )


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
        if any(cue.end <= at < length.start for at in length.things):
            continue  # "followed a vegan diet for three months"
        if not (behind and _SET_APART.search(folded, length.end, cue.start)):
            return True
    return False
