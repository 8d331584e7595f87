"""All frames of a sentence, in order: each cue looks at the stretch that earlier cues left to it.

Pattern: "A rose and B fell", "increased A, reduced B and did not affect C", "A rose, whereas B did not change", "the
decrease in A was prevented" (the verb turns the noun round), "A fell, but not significantly".

It must not be fooled by: cues inside a phrase that was already read ("restored the reduced diversity").
"""

from psychobiotics.extraction.results.correlations import correlation_frame
from psychobiotics.extraction.results.frames import Frame, Ground, adjective_frame, is_actor, noun_frame, verb_frame
from psychobiotics.extraction.results.nulls import null_adjective_frame, null_noun_frame, null_verb_frame
from psychobiotics.extraction.results.parts import resolve_parts
from psychobiotics.extraction.results.tokens import Token

_BOUNDARY = frozenset({"but", "stop", "rel"})


def find_frames(tokens: list[Token]) -> list[Frame]:
    """Frames of a tokenised sentence; those without an outcome phrase are gone, or took their neighbour's."""
    resolve_parts(tokens)
    frames: list[Frame] = []
    floor = 0
    for index, token in enumerate(tokens):
        if token.tag in _BOUNDARY and index >= floor:
            floor = index + 1
        if index < floor or (token.cue is None and token.tag != "corr"):
            continue
        frame = _frame(Ground(tokens, floor, _clause_end(tokens, index)), index)
        if frame is None:
            continue
        frame.phrases = [p for p in frame.phrases if not is_actor(tokens, p)]
        if frame.phrases or not _lean_on(frames, frame, tokens):
            frames.append(frame)
        floor = max(floor, frame.last, index + 1)
    return frames


def _clause_end(tokens: list[Token], index: int) -> int:
    for end in range(index + 1, len(tokens)):
        if tokens[end].tag in _BOUNDARY:
            return end
    return len(tokens)


def _frame(ground: Ground, index: int) -> Frame | None:
    token = ground.tokens[index]
    if token.tag == "corr":
        return correlation_frame(ground, index)
    if token.cue is None:
        return None
    neutral = token.cue.direction == "none"
    if token.tag == "cue_v":
        return null_verb_frame(ground, index) if neutral else verb_frame(ground, index)
    if token.tag == "cue_n":
        return null_noun_frame(ground, index) if neutral else noun_frame(ground, index)
    return null_adjective_frame(ground, index) if neutral else adjective_frame(ground, index)


def _lean_on(frames: list[Frame], frame: Frame, tokens: list[Token]) -> bool:
    """Give a frame without phrases to the one before it; True where it is used up."""
    if not frames:
        return frame.kind != "null"
    last = frames[-1]
    if frame.kind == "correlation" or frame.kind == "null":
        frame.phrases = list(last.phrases)
        if frame.kind == "null" and last.kind == "change" and not last.significance:
            frames.pop()
        return not frame.phrases
    cue, before = tokens[frame.cue].cue, tokens[last.cue].cue
    adjacent = not any(t.tag in _BOUNDARY for t in tokens[last.cue : frame.cue])
    if adjacent and cue and before and before.part == "noun" and tokens[frame.cue].tag == "cue_v" and frame.negation is None:
        last.change, last.cue = last.cue, frame.cue
    last.significance.extend(frame.significance)
    last.last = max(last.last, frame.last)
    return True
