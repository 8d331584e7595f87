"""Which sentences, and which of their frames, are results of this study and of what it gave.

Pattern: sentences about other work ("et al", "than in a previous study") are left out; so are frames that tell of the
start, define a word, go with a trait of people or scale what was measured ("mean normalised scores").

It must not be fooled by: "prior to the meal, A fell" (a time), "kefir normalised cortisol" (what it did).
"""

import re
from dataclasses import replace
from functools import cache

from psychobiotics.extraction.results.frames.definitions import without_defined
from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.groups.covariates import without_covariates
from psychobiotics.extraction.results.groups.within_groups import with_likeness
from psychobiotics.extraction.results.scope.contexts import without_start
from psychobiotics.extraction.results.syntax.tokens import Line, Token
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.vocab.study_phrases import phrase_pattern

_AUTHORS = " et al"  # a report that names authors tells what they saw
_ENDS = frozenset({"stop", "but", "rel", "comma"})
_SCALED_BY = frozenset({"against", "for", "using", "per"})
_LEVELS = frozenset({"level", "level_head"})


def tells_of_others(sentence: Sentence) -> bool:
    """Whether a sentence of a study's own report tells what others saw."""
    if _AUTHORS in sentence.text:
        return True
    return sentence.section is SectionKind.RESULTS and _other_work().search(sentence.text) is not None


@cache
def _other_work() -> re.Pattern[str]:
    before, work = phrase_pattern("before_now"), phrase_pattern("research_stems")
    return re.compile(rf"\b(?:{before} (?!to\b)(?:\w+ ){{0,2}}{work}|in the literature)", re.IGNORECASE)


def sift_frames(line: Line, frames: list[Frame], is_own: bool) -> list[Frame]:
    """The frames that tell a result.

    Args:
        line: The sentence.
        frames: All of its frames.
        is_own: The document is the study's own report.
    """
    tokens = line.tokens
    kept = [frame for frame in without_start(tokens, frames) if not _scales(tokens, frame)]
    kept = [_as_alike(tokens, frame) for frame in kept]
    kept = without_defined(line, with_likeness(tokens, kept))
    return without_covariates(tokens, kept) if is_own else kept


def _as_alike(tokens: list[Token], frame: Frame) -> Frame:
    """As in "a similar number of women had a rise in A": no difference in A."""
    for index in range(frame.cue - 1, 0, -1):
        if frame.kind != "change" or tokens[index].tag in _ENDS:
            break
        if "share" in tokens[index].roles and "alike" in tokens[index - 1].roles:
            return replace(frame, cue=index - 1, kind="null")
    return frame


def _scales(tokens: list[Token], frame: Frame) -> bool:
    """As in "ratings were normalised", "mean normalised scores": a step of the analysis."""
    told = tokens[frame.cue].cue
    if told is None or not told.form.startswith("normali"):
        return False
    after = tokens[frame.cue + 1] if frame.cue + 1 < len(tokens) else None
    if after is not None and (after.lower in _SCALED_BY or after.roles & _LEVELS):
        return True
    named = [tokens[phrase.first] for phrase in frame.phrases]
    before = tokens[frame.cue - 1].roles if frame.cue else frozenset()
    return bool(before & _LEVELS) or (tokens[frame.cue - 1].tag == "be" and any(t.roles & _LEVELS for t in named))
