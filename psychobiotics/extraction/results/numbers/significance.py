"""Words of significance near a result.

Pattern: "significantly lower", "a significant reduction", "did not reach significance", "a nonsignificant trend",
"tended to fall" (not significant).

It must not be fooled by: "clinically significant fatigue" (a name), a word that stands with another result.
"""

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.tokens import Token

_DENYING = ("insignificant", "non-significant", "nonsignificant")
_BESIDE = 3  # tokens on either side of the cue
_REACH = 3  # tokens before the word that may negate it
_BEHIND = 6  # tokens behind what the frame has read


def find_significance(tokens: list[Token], frame: Frame) -> list[tuple[int, str]]:
    """(index of the word, "significant" or "not_significant"), the one that decides first."""
    near = set(frame.significance)
    beside = range(max(0, frame.cue - _BESIDE), min(len(tokens), frame.cue + _BESIDE + 1))
    near.update(index for index in beside if "significan" in tokens[index].lower)
    behind = range(frame.first, min(len(tokens), frame.last + _BEHIND))
    near.update(i for i in behind if tokens[i].lower.startswith(_DENYING) or _concedes(tokens, i))
    near = {index for index in near if index == 0 or "relevance" not in tokens[index - 1].roles}
    found = [(index, _read(tokens, index)) for index in sorted(near)]
    tended = next((i for i in range(frame.first, frame.cue) if "tending" in tokens[i].roles), None)
    return found if tended is None else [(tended, "not_significant"), *found]


def _concedes(tokens: list[Token], index: int) -> bool:
    """As in "A fell, but not significantly"."""
    if index < 2 or not tokens[index].lower.startswith("significan"):
        return False
    return tokens[index - 1].tag == "neg" and tokens[index - 2].tag == "but"


def _read(tokens: list[Token], index: int) -> str:
    """The words before it may negate it."""
    if tokens[index].lower.startswith(("insig", "non", "no ")):
        return "not_significant"
    negated = any(_denies(tokens, at, index) for at in range(max(0, index - _REACH), index))
    return "not_significant" if negated else "significant"


def _denies(tokens: list[Token], at: int, index: int) -> bool:
    """Token `at` denies the word at `index`; not in "not only significantly lower", "A but not B clearly fell"."""
    if tokens[at].tag not in {"neg", "no"} or tokens[at + 1].lower == "only":
        return False
    of_name = at and tokens[at - 1].lower == "but" and at + 1 < index and tokens[at + 1].tag == "w"
    return not of_name
