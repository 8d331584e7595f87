"""Correlations between two outcomes.

Pattern: "A correlated inversely with B", "A was positively associated with B", "a negative correlation between A and
B", "which correlated with B" (A stands in the clause before).

It must not be fooled by: "supplementation was associated with lower A" (a change), "A, associated with disease".
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.subjects import read_subject
from psychobiotics.extraction.results.syntax.tokens import Line, Token
from psychobiotics.extraction.results.syntax.verbs import read_verb_group

_SIGNS = frozenset({"sign_positive", "sign_negative"})
_NOUNS = ("ion", "ions", "ship", "ships", "link")


def correlation_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a correlation, or None where the words tell none."""
    tokens = ground.tokens
    if tokens[cue].lower.endswith(_NOUNS):
        return _noun(ground, cue)
    link = _link(ground, cue)
    if link is None:
        return None
    partners, last = read_list(tokens, link, ground.stop)
    if not partners or any(t.cue is not None for t in tokens[link : partners[0].first + 1]):
        return None
    group = read_verb_group(tokens, cue, ground.floor)
    subject = [p for p in read_subject(ground, group.first) if not is_actor(tokens, p)]
    frame = Frame(cue, subject, ground.floor, last, group.negation, kind="correlation", partners=partners)
    return frame if sign_index(tokens, cue) is not None or tokens[cue].lower.startswith("correl") else None


def sign_index(tokens: list[Token], cue: int) -> int | None:
    """Index of the word that gives the correlation's sign, near the cue."""
    for index in (cue - 1, cue + 1, cue - 2, cue + 2, cue - 3):
        if 0 <= index < len(tokens) and tokens[index].roles & _SIGNS:
            return index
    return None


def _link(ground: Ground, cue: int) -> int | None:
    index = cue + 1
    while index < ground.stop and ground.tokens[index].tag in {"adv", "sig"}:
        index += 1
    return index + 1 if index < ground.stop and ground.tokens[index].lower in {"with", "to"} else None


def _noun(ground: Ground, cue: int) -> Frame | None:
    """As in "a negative correlation between A and B", "no correlation of A with B"."""
    tokens = ground.tokens
    if cue + 1 >= ground.stop or tokens[cue + 1].lower not in {"between", "of"}:
        return None
    if sign_index(tokens, cue) is None and not tokens[cue].lower.startswith("correl"):
        return None
    phrases, last = read_list(tokens, cue + 2, ground.stop)
    if len(phrases) < 2:
        return None
    negation = next((i for i in range(max(ground.floor, cue - 4), cue) if tokens[i].tag in {"no", "neg"}), None)
    return Frame(cue, phrases[:1], ground.floor, last, negation, kind="correlation", partners=phrases[1:])


def tells_sign(line: Line, result: Result) -> bool:
    """A correlation says whether it is positive or negative, or that there is none; others say what they say."""
    frame = result.frame
    if frame.kind != "correlation" or frame.negation is not None or sign_index(line.tokens, frame.cue) is not None:
        return True
    return any(name == "effect_value" for name, _, _ in result.statistics)
