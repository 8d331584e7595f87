"""What "but not" and "except for" add to a result.

Pattern: "raised A but not B" (no difference in B), "reduced A in females, but not in males" (no difference in A there),
"no differences except for A (p = .03)" (a difference in A whose direction is not told).

It must not be fooled by: "but not significantly", "but did not reduce B" (a clause of its own).
"""

from psychobiotics.extraction.results.frames import Frame, is_actor
from psychobiotics.extraction.results.lists import read_list
from psychobiotics.extraction.results.tokens import Token


def but_not_frame(tokens: list[Token], index: int, frames: list[Frame]) -> Frame | None:
    """The frame of "but not ..." at token `index`, or None."""
    if not frames or tokens[index].lower != "but" or index + 2 >= len(tokens) or tokens[index + 1].lower != "not":
        return None
    start = index + 2
    if tokens[start].tag == "prep":
        phrases, last = read_list(tokens, start + 1, len(tokens))
        if phrases and is_actor(tokens, phrases[0]) and len(frames[-1].phrases) == 1:
            return Frame(index + 1, list(frames[-1].phrases), index, last, index + 1, kind="null")
        return None
    phrases, last = read_list(tokens, start, len(tokens))
    if not phrases or any(is_actor(tokens, phrase) for phrase in phrases):
        return None
    return Frame(index + 1, phrases, index, last, index + 1, kind="null")


def exception_frame(tokens: list[Token], index: int, frames: list[Frame]) -> Frame | None:
    """The frame of "except for ..." after a null result at token `index`, or None."""
    if tokens[index].tag != "except" or not frames:
        return None
    if frames[-1].negation is None and frames[-1].kind != "null":
        return None
    phrases, last = read_list(tokens, index + 1, len(tokens))
    return Frame(index, phrases, index, last, kind="exception") if phrases else None
