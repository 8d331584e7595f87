"""What the cue of a result says: fields of facts, each with the token that states it."""

from collections.abc import Iterator
from typing import NamedTuple

from psychobiotics.extraction.results.frames.correlations import sign_index
from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.numbers.significance import find_significance
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.tokens import Token


class Told(NamedTuple):
    """One fact of a finding: its field, the number of its token, its concept."""

    field: str
    token: int
    concept: str | None = None


# Kinds of frames whose cue says one thing, whatever it is.
_SAYING = {
    "action": ("direction_cue", "increase"),
    "exception": ("direction_cue", "unclear"),
    "null": ("null_cue", None),
}


def tell_cues(tokens: list[Token], result: Result) -> Iterator[Told]:
    """What cue, negation and words of significance say of a result.

    Args:
        tokens: Of the sentence.
        result: One of its results.
    """
    frame = result.frame
    yield from _of_kind(tokens, frame)
    if embedded := result.phrase.embedded:
        index = result.phrase.first
        while index > 0 and tokens[index].cue is not embedded:
            index -= 1
        yield Told("embedded_cue", index, embedded.direction)
    if frame.negation is not None:
        yield Told("negation", frame.negation)
    yield from (Told("significance_cue", index, told) for index, told in find_significance(tokens, frame))


def direction_of(token: Token) -> str | None:
    """The direction of a cue token."""
    return token.cue.direction if token.cue else None


def _of_kind(tokens: list[Token], frame: Frame) -> Iterator[Told]:
    if frame.kind in _SAYING:
        field, concept = _SAYING[frame.kind]
        yield Told(field, frame.cue, concept)
    elif frame.kind == "correlation":
        yield Told("correlation_cue", frame.cue)
        if (sign := sign_index(tokens, frame.cue)) is not None:
            yield Told("correlation_sign", sign)
    elif frame.kind == "association":
        noun = frame.change or 0
        yield Told("correlation_cue", noun, direction_of(tokens[noun]))
        yield Told("correlation_sign", frame.cue, direction_of(tokens[frame.cue]))
    elif frame.kind == "numeric":
        yield from _numbers(tokens, frame)
    elif frame.change is not None:
        yield from _changed(tokens, frame, frame.change)
    else:
        yield Told("direction_cue", frame.cue, direction_of(tokens[frame.cue]))


def _numbers(tokens: list[Token], frame: Frame) -> Iterator[Told]:
    yield from (Told(f"group_value_{number}", index) for number, index in enumerate(frame.values, 1))
    if frame.change is not None:
        ratio = "ratio_word" in tokens[frame.change].roles
        yield Told("numeric_measure", frame.change, "ratio" if ratio else "difference")


def _changed(tokens: list[Token], frame: Frame, change: int) -> Iterator[Told]:
    """As in "attenuated the decrease in A": the noun tells the direction, the verb turns it round."""
    verb = tokens[frame.cue].cue
    if direction_of(tokens[change]) == "none":
        yield Told("direction_cue", frame.cue, "counter" if verb and verb.on_change == "reverse" else "none")
        return
    yield Told("direction_cue", change, direction_of(tokens[change]))
    yield Told("reversal_cue", frame.cue, verb.on_change if verb else None)
