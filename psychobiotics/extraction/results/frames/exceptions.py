"""What "but not" and "except for" add to a result.

Pattern: "raised A but not B" (no difference in B), "reduced A in females, but not in males" (no difference in A there),
"A, but not B, was reduced", "no differences except for A (p = .03)" (a difference in A whose direction is not told).

It must not be fooled by: "but not significantly", "but did not reduce B" (a clause of its own).
"""

from psychobiotics.extraction.results.frames.frames import Frame, is_actor
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.tokens import Token


def but_not_frame(tokens: list[Token], index: int, frames: list[Frame]) -> Frame | None:
    """The frame of "but not ..." at token `index`, or None."""
    if not frames or tokens[index].lower != "but" or index + 2 >= len(tokens) or tokens[index + 1].lower != "not":
        return None
    start = index + 2
    elsewhere = tokens[start].tag in {"prep", "compare"}
    phrases, last = read_list(tokens, start + elsewhere, len(tokens))
    if not phrases or (elsewhere and not is_actor(tokens, phrases[0])):
        return None
    actors = [is_actor(tokens, phrase) for phrase in phrases]
    if all(actors) or elsewhere:  # "in males but not females", "compared with X, but not with Y"
        return Frame(index + 1, list(frames[-1].phrases), index, last, index + 1, kind="null")
    return None if any(actors) else Frame(index + 1, phrases, index, last, index + 1, kind="null")


def take_out_insertions(tokens: list[Token]) -> list[Frame]:
    """The frames of "but not B" inside "A, but not B, was reduced"; the word "but" ends no clause there, in place."""
    found: list[Frame] = []
    for index in range(1, len(tokens) - 3):
        if tokens[index].lower != "but" or tokens[index + 1].lower != "not" or not _begins_with_name(tokens, index):
            continue
        verb = next((i for i in range(index + 2, len(tokens)) if tokens[i].tag in _VERBS), None)
        phrases, last = read_list(tokens, index + 2, verb) if verb is not None else ([], index)
        if not phrases or any(token.tag not in {"comma", "adv", "sig"} for token in tokens[last:verb]):
            continue
        if not any(is_actor(tokens, phrase) for phrase in phrases):
            tokens[index].tag = "inserted"
            found.append(Frame(index + 1, phrases, index, last, index + 1, kind="null"))
    return found


def put_in_insertions(frames: list[Frame], inserted: list[Frame]) -> None:
    """Each insertion before the frame whose subject it stands in, in place; one that stands in none is dropped."""
    for frame in inserted:
        for place, host in enumerate(frames):
            if host.kind == "change" and host.phrases and host.phrases[0].first < frame.first < host.cue:
                frames.insert(place, frame)
                break


def _begins_with_name(tokens: list[Token], index: int) -> bool:
    """Nothing but names stands between the clause's beginning and token `index`."""
    while index and tokens[index - 1].tag not in {"stop", "but", "rel"}:
        index -= 1
        if tokens[index].tag in _VERBS or tokens[index].cue is not None:
            return False
    return True


_VERBS = frozenset({"be", "have", "do", "modal", "cue_v", "carrier"})


def exception_frame(tokens: list[Token], index: int, frames: list[Frame]) -> Frame | None:
    """The frame of "except for ..." after a null result at token `index`, or None."""
    if tokens[index].tag != "except" or not frames:
        return None
    if frames[-1].negation is None and frames[-1].kind != "null":
        return None
    phrases, last = read_list(tokens, index + 1, len(tokens))
    return Frame(index, phrases, index, last, kind="exception") if phrases else None
