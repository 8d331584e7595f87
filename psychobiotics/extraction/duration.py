"""How long the intervention was given.

Pattern: a length of time beside a word of giving or taking: "for 12 weeks" with "received", "a 12-week trial",
"14 consecutive days", "after 8 weeks of supplementation", "over 180 days". Facts: `duration_days`, confidence = how
close the tie is; the quote holds number and unit.

It must not be fooled by: "8-week-old mice", "followed up for 24 months", "a washout of 4 weeks", "in the past 3 months",
"aged 18 years", "every 2 weeks", "restraint stress for 21 days" where something else says how long was given.
"""

import re
from collections.abc import Iterator
from functools import cache

from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.number_words import number_words_pattern

_UNIT = r"(?:days?|weeks?|wks?|months?|years?|yrs?|hours?|hrs?|h|d|wk)"
_CUE = re.compile(r"\b(?:days?|weeks?|wks?|months?|years?|hours?|hrs?|h|wk)\b")
# What stands after a length of time that is something else than the intervention's.
_AFTER_ELSE = re.compile(
    r"[\s-]*(?:old\b|of age|ago\b|later\b|post|after (?:the )?(?:end|last|final|stopping|cessation|termination|birth|surgery|injury|enrol)|before|prior|follow|"
    r"(?:of )?wash|(?:of )?run-in|observation|history|survival|apart|intervals?|lead-in|stress|restraint|recall)"
)
_BEFORE_ELSE = re.compile(
    r"(?:\b(?:every|each|per|aged?|age of|older than|younger than|least|last|past|previous|preceding|within|washout (?:period )?of|"
    r"washout:?|interval of|ago|prior|age|mean|median|day|days|week|weeks|month|months|times|x|≥|>|until|subsequent|further"
    r"|additional|another|next|first|follow-up (?:period )?(?:of|at|was)|followed (?:up )?for|follow-up for|followed by an?)|/)\s*$"
)
_FRAME_AFTER = re.compile(
    r"[\s-]*(?:,\s*)?(?:(?:long|period|of|the|an?|daily|oral|dietary|probiotics?|placebo|synbiotic|prebiotic|pilot|parallel|prospective|open|label|controlled"
    r"|double|single|triple|blind(?:ed)?|randomi[sz]ed|multi-?cent(?:er|re)|two-arm|clinical|placebo-controlled|double-blind(?:ed)?|crossover|cross-over|consecutive"
    r"|[\w-]+)[\s,-]+){0,5}?(?:trials?|stud(?:y|ies)|interventions?|treatments?|supplementations?|therap(?:y|ies)|administrations?|courses?|period|feeding|intake"
    r"|consumption|ingestion|diets?|protocol|programme?|regimens?|rct|doses?|gavage|exposure|phases?)\b"
)
_DURING = re.compile(r"\b(?:for|over|during|lasting|throughout|of|after|took|across|in)\s+(?:a |an |the |up to |about |approximately |at |period of |(?:\w+ )?period of |a total of )*$")
_AFTER_OF = re.compile(r"[\s-]*(?:of|with|on)\s+(?:\w+[\s-]+){0,4}?(?:treatment|supplement\w*|intervention|administration|probiotics?|therapy|intake|consumption|feeding|gavage|use)\b")
_POINT = re.compile(r"\b(?:at|and|baseline|to|week|from)\s+$")


def extract_duration(text: StudyText) -> Iterator[Fact]:
    """Quote lengths of time that may be the intervention's."""
    for sentence in text.front:
        if not _CUE.search(sentence.folded):
            continue
        for match in _length_pattern().finditer(sentence.folded):
            score = _score(sentence, match.start(), match.end())
            if score > 0:
                quote = sentence.quote(match.start(), match.end())
                yield Fact("duration_days", quote, "duration.length", confidence=min(1.0, score / 10))


def _score(sentence: StudySentence, start: int, end: int) -> float:
    folded = sentence.folded
    before = folded[max(0, start - 44) : start]
    if _BEFORE_ELSE.search(before) or _AFTER_ELSE.match(folded, end) or sentence.section == SectionKind.BACKGROUND:
        return 0.0
    roles = {cue.concept for cue in sentence.of("duration_cues")}
    score = 1.0
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
    if roles & {"follow_up", "washout", "run_in"} and _near(sentence, start, end, {"follow_up", "washout", "run_in"}, 30):
        score -= 3.5
    if _near(sentence, start, end, {"past", "age", "after"}, 24):
        score -= 2.0
    if _near(sentence, start, end, {"stressor"}, 40):
        score -= 1.5
    if folded[end - 5 : end].strip().startswith(("year", "hour", "hr", "h")) or folded[end - 1] in "hr":
        score -= 2.0
    return score


def _nearness(sentence: StudySentence, start: int, end: int) -> float:
    if _near(sentence, start, end, {"given"}, 40):
        return 3.0
    if _near(sentence, start, end, {"given"}, 120):
        return 2.0
    return 1.0 if _near(sentence, start, end, {"given", "frame"}, 400) else 0.0


def _near(sentence: StudySentence, start: int, end: int, roles: set[str], reach: int) -> bool:
    return any(
        cue.concept in roles and cue.end > start - reach and cue.start < end + reach and not start <= cue.start < end
        for cue in sentence.of("duration_cues")
    )


@cache
def _length_pattern() -> re.Pattern[str]:
    digits = r"(?<![\w.,/-])\d{1,3}(?:\.\d)?"
    shared = rf"(?:{digits}|{number_words_pattern()})"  # "3- and 4-week"
    return re.compile(rf"(?:{shared})(?:\s+(?:consecutive|successive|full|continuous|further))?[\s-]+(?:long\s+)?{_UNIT}\b(?!/|-old)")
