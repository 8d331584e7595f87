"""What an interaction of group and time says of a change before it.

Pattern: "A fell over time, but the group-by-time interaction was not significant": A fell against its start, and the
groups did not differ in A.

It must not be fooled by: "A fell, but this was not significant" (said of the fall), an interaction that is significant.
"""

from dataclasses import replace

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.tokens import Token


def is_of_interaction(tokens: list[Token], before: Frame, index: int) -> bool:
    """As in "A fell over time, the time-by-group interaction was not significant": not said of A's fall."""
    return any("crossing" in token.roles for token in tokens[max(before.last, before.cue + 1) : index])


def interaction_frame(tokens: list[Token], before: Frame, index: int) -> Frame | None:
    """The frame of an interaction that is not significant: no difference in what the frame before names."""
    negation = next((i for i in range(index - 1, max(0, index - 4), -1) if tokens[i].tag == "neg"), None)
    if negation is None or before.kind != "change" or not before.phrases:
        return None
    first = next(i for i in range(max(before.last, before.cue + 1), index) if "crossing" in tokens[i].roles)
    phrases = [replace(phrase, embedded=None) for phrase in before.phrases]
    return Frame(index, phrases, first, index + 1, negation, kind="null")
