"""Changes that a sentence defines, asks for or makes a condition, and that nobody has seen.

Pattern: "relapse was defined as a rise in A", "the main end point was an improvement in A", "a fall in A is the primary
outcome", "the dose was halved if A rose", "they were asked not to change A", "assuming a fall in A".

Reads rightly: "the end point, A, improved", "A rose as defined", "women who were asked had less A" (all kept).
It must not be fooled by: an end point with a statistic behind it ("the primary outcome was a fall in A (p = .01)").
"""

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.asides import count_precision
from psychobiotics.extraction.results.syntax.tokens import Line, Token

_REQUEST = 5  # tokens between "asked" and the verb: "asked not to", "encouraged at every visit to"
_OPENING = frozenset({"but", "stop"})
_BEFORE_NOUN = frozenset({"det", "adv", "cue_a", "sig", "w", "num"})


def without_defined(line: Line, frames: list[Frame]) -> list[Frame]:
    """The frames of changes that were seen."""
    tokens = line.tokens
    defined = _defined(tokens)
    measured = any(count_precision(line, aside) for aside in line.asides)
    return [
        frame
        for frame in frames
        if not (
            _begin(frame) in defined
            or _is_assumed(tokens, frame)
            or _is_condition(line, frame)
            or _is_request(tokens, frame)
            or (not measured and _is_aim(tokens, frame))
        )
    ]


def _begin(frame: Frame) -> int:
    return min([frame.cue, *(phrase.first for phrase in frame.phrases)])


def _defined(tokens: list[Token]) -> range:
    """The clause behind "was defined as", "consisted of"."""
    for index in range(len(tokens) - 1):
        composed = "composing" in tokens[index].roles and tokens[index + 1].lower == "of"
        if composed or ("defining" in tokens[index].roles and tokens[index + 1].lower in {"as", "by"}):
            end = next((i for i in range(index, len(tokens)) if tokens[i].tag in _OPENING), len(tokens))
            whole = tokens[index - 1].tag == "be" and index > 0  # what is defined is no result either
            start = next((i for i in range(index, -1, -1) if tokens[i].tag in _OPENING), -1) + 1
            return range(start if whole else index, end)
    return range(0)


def _is_assumed(tokens: list[Token], frame: Frame) -> bool:
    """As in "the sample size was based on the assumption of a fall in A"."""
    return any("assuming" in token.roles for token in tokens[max(0, _begin(frame) - _REQUEST) : _begin(frame)])


def _is_condition(line: Line, frame: Frame) -> bool:
    """As in "if A rose", "unless A fell"; "IF" is an abbreviation."""
    tokens = line.tokens
    for index in range(_begin(frame) - 1, -1, -1):
        if "condition_lead" in tokens[index].roles:
            if line.sentence.text[tokens[index].end - line.sentence.start - 1].isupper():
                return False
            return index == 0 or tokens[index - 1].lower not in {"as", "even"}
        if tokens[index].tag in _OPENING | {"comma"}:
            return False
    return False


def _is_request(tokens: list[Token], frame: Frame) -> bool:
    """As in "they were asked not to change A"."""
    to = next((i for i in range(frame.cue - 1, max(-1, frame.cue - 3), -1) if tokens[i].lower.endswith("to")), None)
    if to is None:
        return False
    return any("requesting" in token.roles for token in tokens[max(0, to - _REQUEST) : to])


def _is_aim(tokens: list[Token], frame: Frame) -> bool:
    """As in "the main end point was an improvement in A": the change is what the end point is."""
    first = frame.cue
    if tokens[first].tag not in {"cue_n", "cue_a"} or not frame.phrases:
        return False
    end = frame.phrases[-1].reach
    if (
        end + 1 < len(tokens) and tokens[end].tag == "be" and tokens[end + 1].tag == "det"
    ):  # "a fall in A was the primary end point"
        return any("aim_head" in token.roles for token in tokens[end + 1 : end + _REQUEST])
    while first and tokens[first - 1].tag in _BEFORE_NOUN:
        first -= 1
    if not 1 < first < frame.cue or tokens[first - 1].tag != "be" or tokens[first].tag != "det":
        return False
    return "aim_head" in tokens[first - 2].roles
