"""Sentences that state something, but not what an intervention did.

Pattern: groups alike at baseline; what a disease or an animal model does ("stressed rats drank less"); general
statements in the present tense of a page that tells of studies.

It must not be fooled by: "from baseline", "treated rats", "results show that it raised A".
"""

from dataclasses import replace
from itertools import pairwise

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.frames.harms import does_good
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Token

_THAN = 6  # tokens of "lower than the mean score at"
_BASELINES = frozenset({"baseline", "t0"})


def tells_baseline_only(tokens: list[Token]) -> bool:
    """As in "At baseline, groups did not differ": no result of an intervention."""
    for token in tokens:
        if "characteristic" in token.roles:
            return True
    words = [token.lower for token in tokens]
    if not _BASELINES.intersection(words):
        return False
    for index, word in enumerate(words):
        if word in _BASELINES and index and words[index - 1] in {"at", "between-group"}:
            if _is_of_people(tokens, index) or any(t.tag == "compare" for t in tokens[max(0, index - _THAN) : index]):
                return False
            return not any(word in _LATER for word in words) and ("from", word) not in pairwise(words)
    return False


_LATER = frozenset({"after", "post-intervention", "follow-up", "week", "weeks", "end"})


def _is_of_people(tokens: list[Token], index: int) -> bool:
    """As in "In those with impaired cognition at baseline, A rose": baseline says who they are, not when."""
    words = {token.lower for token in tokens[:index]}
    goes_on = any(token.tag == "comma" for token in tokens[index : index + 2])
    return goes_on and tokens[0].lower in {"in", "among", "for"} and bool(words & {"with", "who", "whose"})


def tells_disease_only(tokens: list[Token], frames: list[Frame], before: bool) -> bool:
    """The sentence tells what a disease or a model did, and nothing of a treatment.

    Args:
        tokens: The sentence.
        frames: Its frames; an inducer that is itself an outcome ("stress fell") is none.
        before: Whether the sentence before did; "they also showed" goes on with its subject.
    """
    given = any("agent" in t.roles for t in tokens)
    going_on = any(t.lower in _GOING_ON for t in tokens[:3])
    if going_on and given and any("taken_up" in t.roles for t in tokens[:4]):  # "X reversed these changes"
        return False
    if going_on and before and not any(t.lower in _THIS for t in tokens[:3]):
        return True
    if given or (not before and _tells_of_it(tokens)) or any(does_good(tokens, frame) for frame in frames):
        return False
    if going_on:
        return before
    if any("animal" in t.roles or t.lower == "healthy" for t in tokens):
        return True
    first = min((frame.cue for frame in frames), default=0)
    outcomes = {i for frame in frames for phrase in frame.phrases for i in range(phrase.first, phrase.end)}
    return any("inducer" in tokens[i].roles and i not in outcomes for i in range(first))


def without_start(tokens: list[Token], frames: list[Frame]) -> list[Frame]:
    """The frames but for those that say that groups were alike before anything was given.

    As in "A at baseline was similar, but fell by week 8" (the first), "no differences in age, weight and pain" (all
    that is alike, as age is no outcome, unless it is told of a time after something was given).
    """
    alike = [frame for frame in frames if frame.kind == "null"]
    told = [range(phrase.first, phrase.core_end) for frame in alike for phrase in frame.phrases]
    if any(span and len(span) <= _TRAIT and _is_of_a_person(tokens, span) for span in told):
        if any(token.lower in _AFTERWARDS for token in tokens):
            return [replace(frame, phrases=_without_traits(tokens, frame)) for frame in frames]
        return [frame for frame in frames if frame.kind != "null"]
    frames = [frame for frame in frames if frame.kind != "null" or not _is_at_start(tokens, frame)]
    return [frame for frame in frames if not _names_start(tokens, frame)]


def _names_start(tokens: list[Token], frame: Frame) -> bool:
    """As in "mean baseline A was similar", "pretreatment A was lower": a state before anything was given."""
    if frame.kind != "null" and tokens[frame.cue].tag != "cue_a":
        return False
    named = [tokens[i] for phrase in frame.phrases for i in range(phrase.first, phrase.core_end)]
    return any("baseline" in token.roles for token in named)


def _without_traits(tokens: list[Token], frame: Frame) -> list[Phrase]:
    return [p for p in frame.phrases if not _is_of_a_person(tokens, range(p.first, p.core_end))]


_AFTERWARDS = frozenset({"after", "following", "post-intervention", "post-treatment", "follow-up", "end"})
_TRAIT = 3  # words: "age", "level of education"


def _is_of_a_person(tokens: list[Token], span: range) -> bool:
    """As in "age", "level of education", "marital status"; not "education classes"."""
    return "people_trait" in tokens[span[-1]].roles or any("people_kind" in tokens[i].roles for i in span)


def _is_at_start(tokens: list[Token], frame: Frame) -> bool:
    first = min([frame.cue, *(phrase.first for phrase in frame.phrases)])
    for index in range(first + 1, min(max(frame.last, frame.cue + 1) + _TRAIT, len(tokens))):
        if tokens[index].tag in {"but", "stop"} and index > frame.cue:
            return False
        if tokens[index].lower in _BASELINES and tokens[index - 1].lower == "at":
            return True
    return False


def _tells_of_it(tokens: list[Token]) -> bool:
    """As in "in stressed mice it lowered A": what was given, where the sentence before told of it."""
    return any(a.lower == "it" and b.tag in {"cue_v", "adv"} for a, b in pairwise(tokens))


_THIS = frozenset({"it", "this"})
_GOING_ON = frozenset({"it", "they", "these", "this"})


def is_general(tokens: list[Token], frame: Frame) -> bool:
    """The frame's verb is in the present and no finding introduces it: "A is lower in patients"."""
    if any("asserting" in t.roles for t in tokens[: frame.cue]):
        return False
    cue = tokens[frame.cue].cue
    if any(t.lower in {"is", "are"} for t in tokens[frame.first : frame.cue]):
        return True
    if cue is None or cue.part not in {"present", "base"}:
        return False
    return not any("past_support" in t.roles or t.tag == "neg" for t in tokens[: frame.cue])
