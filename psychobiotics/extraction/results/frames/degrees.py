"""How much more or less a verb of change says: "fell more", "rose to a lesser extent".

Pattern: "A fell more with tea than with milk" (the verb's direction), "A fell less with tea", "A fell to a smaller
degree" (turned round: compared with milk, A is higher).

It must not be fooled by: "fell to lower values", "reduced more errors" (more of something).
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground
from psychobiotics.extraction.results.syntax.tokens import Token

_AMOUNTS = frozenset({"more", "less"})
_EXTENTS = frozenset({"extent", "degree"})


def find_degree(tokens: list[Token], index: int, stop: int) -> tuple[int, int] | None:
    """Index of the comparative right after a verb that ends before `index`, and the index after the degree."""
    while index < stop and tokens[index].tag in {"adv", "sig"}:
        index += 1
    if index >= stop:
        return None
    if tokens[index].lower in _AMOUNTS and not (index + 1 < stop and tokens[index + 1].tag in {"w", "cue_n"}):
        return index, index + 1
    if tokens[index].lower != "to":
        return None
    at = index + 1 + (index + 1 < stop and tokens[index + 1].tag == "det")
    at += at < stop and tokens[at].tag in {"adv", "sig"}
    extent = at + 1 < stop and tokens[at].cue is not None and tokens[at + 1].lower in _EXTENTS
    return (at, at + 2) if extent else None


def past_degree(tokens: list[Token], index: int, stop: int) -> int:
    """The index after a degree that stands at `index`; `index` where none does."""
    found = find_degree(tokens, index, stop)
    return found[1] if found else index


def with_degree(ground: Ground, frame: Frame) -> Frame:
    """The frame of a verb that takes in the degree after it, which may turn it round."""
    found = find_degree(ground.tokens, frame.cue + 1, ground.stop)
    if found is None:
        return frame
    degree, end = found
    frame.last = max(frame.last, end)
    cue = ground.tokens[degree].cue
    if cue is not None and cue.direction == "decrease" and frame.change is None:
        frame.change, frame.cue = frame.cue, degree
    return frame
