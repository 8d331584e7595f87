"""Statements that nothing shows: what they tell of is no difference.

Pattern: "there was no evidence that the tea reduced A", "we found no indication that A rose", "no evidence that A
differed".

It must not be fooled by: "there is evidence that", "no A was found, and evidence grew that B fell" (another clause).
"""

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.tokens import Token

_REACH = 4  # tokens between "no" and "evidence", and between "evidence" and "that"


def deny(frames: list[Frame], tokens: list[Token]) -> None:
    """Negate each frame of change in a clause that nothing shows, in place."""
    for index, token in enumerate(tokens):
        if "evidencing" not in token.roles:
            continue
        negation = next(
            (i for i in range(index - 1, max(-1, index - _REACH), -1) if tokens[i].tag in {"no", "neg"}), None
        )
        that = next((i for i in range(index + 1, min(len(tokens), index + _REACH)) if tokens[i].lower == "that"), None)
        if negation is None or that is None:
            continue
        end = next((i for i in range(that + 1, len(tokens)) if tokens[i].tag in {"stop", "but"}), len(tokens))
        for frame in frames:
            if frame.kind == "change" and frame.negation is None and that < frame.cue < end:
                frame.negation = negation


def find_denial(tokens: list[Token], floor: int) -> int | None:
    """Index of "no" in "no evidence that", which ends right before token `floor`; None where nothing of it does."""
    near = range(max(0, floor - _REACH), floor)
    if not floor or tokens[floor - 1].lower != "that" or not any("evidencing" in tokens[i].roles for i in near):
        return None
    return next((i for i in range(floor - 1, max(-1, floor - 2 * _REACH), -1) if tokens[i].tag in {"no", "neg"}), None)
