"""Which results of a full text's prose do not say what they are compared with.

Pattern: "in the tea group A fell (p = .02)", "A did not change", "A fell, but not B": nobody knows whether that is told
against its start or against the other group, as the tables and figures beside it say that. An abstract, which
has to be short, leaves the comparison out and means the control. "No difference between women with and without B",
"than the other four strains" name no control either.

It must not be fooled by: "A fell more in the tea group", "tea lowered A" (what tea did, against the control), "no
difference in A".
"""

from itertools import dropwhile, takewhile

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.tokens import Token

_COMPARING = frozenset({"than", "between", "versus", "vs", "more", "less", "fewer"})
_CHANGES = ("chang", "alter", "unchang", "unalter")
_ENDS = frozenset({"stop", "but", "rel"})
_GROUPS = frozenset({"arm_word", "group"})
_LEADING = frozenset({"comma", "and", "det", "adv", "but", "rel"})


def says_no_comparison(tokens: list[Token], frame: Frame) -> bool:
    """Whether a change, or its lack, is told without a word of comparison.

    Args:
        tokens: The sentence.
        frame: One of its frames.
    """
    if _is_left_out(tokens, frame) or _contrasts_kinds(tokens):
        return True
    clause = _clause(tokens, frame)
    if any(token.tag == "compare" or token.lower in _COMPARING for token in clause):
        return False
    if any(token.tag == "cue_a" and token.lower.endswith("er") for token in clause):  # "greater falls in A"
        return False
    cue = tokens[frame.cue]
    if frame.kind == "null":
        return "same" in cue.roles or cue.lower.startswith(_CHANGES)
    return frame.kind == "change" and cue.tag in {"cue_v", "cue_n"} and not _is_done(tokens, frame)


def names_others(cue: str) -> bool:
    """Whether a comparator is "the other four strains": some of several, and not the control alone."""
    words = cue.lower().split()
    return "other" in words and words[-1].endswith("s")


def _is_left_out(tokens: list[Token], frame: Frame) -> bool:
    """As in "A fell more than with milk, but not than with tea": of what it is not said, nobody knows against what."""
    if frame.kind == "null" and tokens[frame.cue].tag in {"but", "neg"}:
        return True
    return frame.negation is not None and frame.cue < frame.negation and tokens[frame.negation - 1].tag == "but"


def _clause(tokens: list[Token], frame: Frame) -> list[Token]:
    start, end = frame.cue, frame.cue + 1
    while start and tokens[start - 1].tag not in _ENDS:
        start -= 1
    while end < len(tokens) and tokens[end].tag not in _ENDS:
        end += 1
    return tokens[start:end]


def _contrasts_kinds(tokens: list[Token]) -> bool:
    """As in "no difference between women with and without A": they were not given different things."""
    words = [token.lower for token in tokens]
    return any(words[at : at + 3] == ["with", "and", "without"] for at in range(len(words)))


def _is_done(tokens: list[Token], frame: Frame) -> bool:
    """As in "tea lowered A": what was given is the subject, and no group of people."""
    subject = list(dropwhile(lambda token: token.tag in _LEADING, _clause(tokens, frame)))
    named = list(takewhile(lambda token: token.tag == "w" and token is not tokens[frame.cue], subject))
    return any("agent" in token.roles for token in named) and not any(token.roles & _GROUPS for token in named)
