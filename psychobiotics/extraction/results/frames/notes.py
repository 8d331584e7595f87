"""Results as notes, which have no verb: "BDI lower; insulin, hs-CRP lower", "mood better", "↓ cortisol, ↔ HAM-D".

Pattern: in each part between semicolons, a list of names and behind it one word of direction; or an arrow and the names
behind it, up to the next arrow.

It must not be fooled by: "no effect on A" (a sentence like any other), "lower dose" (a description of a name).
"""

from collections.abc import Iterator

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.vocab.result_words import Cue

ARROWS = {"↑": "increase", "↓": "decrease", "↔": "none", "→": "none", "=": "none"}
_ENDS = frozenset({"stop", "punct"})


def has_arrow(text: str) -> bool:
    """Cheap gate: the note writes a direction as a sign."""
    return any(arrow in text for arrow in ARROWS)


def note_frames(tokens: list[Token]) -> list[Frame]:
    """The frames of a note, in order; arrows become cues, in place."""
    frames: list[Frame] = []
    for first, stop in _parts(tokens):
        arrows = [i for i in range(first, stop) if tokens[i].lower in ARROWS]
        if arrows:
            frames.extend(_arrow_frames(tokens, arrows, stop))
        elif frame := _ended_by_cue(tokens, first, stop):
            frames.append(frame)
    return frames


def _parts(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """(first, stop) of each stretch between semicolons and full stops."""
    first = 0
    for index in range(len(tokens) + 1):
        if index == len(tokens) or (tokens[index].tag in _ENDS and tokens[index].lower in {";", ".", ":"}):
            if index > first:
                yield first, index
            first = index + 1


def _arrow_frames(tokens: list[Token], arrows: list[int], stop: int) -> Iterator[Frame]:
    for number, arrow in enumerate(arrows):
        end = arrows[number + 1] if number + 1 < len(arrows) else stop
        token, direction = tokens[arrow], ARROWS[tokens[arrow].lower]
        token.cue = Cue(token.lower, "adjective", direction, "keep", "object")
        phrases, last = read_list(tokens, arrow + 1, end)
        if phrases:
            yield Frame(arrow, phrases, arrow, last, kind="null" if direction == "none" else "change")


def _ended_by_cue(tokens: list[Token], first: int, stop: int) -> Frame | None:
    """As in "insulin, HOMA-IR, hs-CRP lower"."""
    cue = tokens[stop - 1].cue
    if cue is None or cue.part not in {"adjective", "past"} or stop - first < 2:
        return None
    if cue.direction == "none" and cue.part == "past":
        return None  # "some measures changed" does not say how
    if any(token.tag == "cue_n" for token in tokens[first : stop - 1]):
        return None  # "the decrease in A prevented" is a sentence like any other
    phrases, last = read_list(tokens, first, stop - 1)
    if not phrases or last < stop - 1:
        return None
    return Frame(stop - 1, phrases, first, stop, kind="null" if cue.direction == "none" else "change")
