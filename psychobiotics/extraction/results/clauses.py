"""All frames of a sentence, in order: each cue looks at the stretch that earlier cues left to it.

Pattern: "A rose and B fell", "increased A, reduced B and did not affect C", "A rose, whereas B did not change", "the
decrease in A was prevented" (the verb turns the noun round), "A fell, but not significantly".

It must not be fooled by: cues inside a phrase that was already read ("restored the reduced diversity").
"""

from psychobiotics.extraction.results.correlations import correlation_frame
from psychobiotics.extraction.results.frames import Frame, Ground, adjective_frame, is_actor, mixed_frame, noun_frame, verb_frame
from psychobiotics.extraction.results.nulls import null_adjective_frame, null_noun_frame, null_verb_frame
from psychobiotics.extraction.results.parts import resolve_parts
from psychobiotics.extraction.results.tokens import Token

_BOUNDARY = frozenset({"but", "stop", "rel", "interpret"})


def find_frames(tokens: list[Token]) -> list[Frame]:
    """Frames of a tokenised sentence; those without an outcome phrase are gone, or took their neighbour's."""
    resolve_parts(tokens)
    frames: list[Frame] = []
    floor = 0
    reading_into = False
    for index, token in enumerate(tokens):
        if token.tag in _BOUNDARY:
            reading_into = token.tag == "interpret" or (reading_into and token.tag == "rel")
            floor = max(floor, index + 1)
        if reading_into:
            continue
        if token.tag == "sig" and frames and _is_predicate(tokens, index):
            frames[-1].significance.append(index)
        if index < floor or (token.cue is None and token.tag != "corr"):
            continue
        frame = _frame(Ground(tokens, floor, _clause_end(tokens, index)), index)
        if frame is None:
            continue
        frame.phrases = [p for p in frame.phrases if not is_actor(tokens, p)]
        _drop_summary(frames, frame, tokens)
        if frame.phrases or not _lean_on(frames, frame, tokens):
            frames.append(frame)
        floor = max(floor, frame.last, index + 1)
    return frames


def _is_predicate(tokens: list[Token], index: int) -> bool:
    """ "was (statistically) insignificant", "did not reach significance"."""
    if index + 1 < len(tokens) and tokens[index + 1].tag in {"cue_n", "cue_a", "w", "sig", "cue_v"}:
        return False
    while index and tokens[index - 1].tag in {"sig", "adv", "neg"}:
        index -= 1
    return bool(index) and (tokens[index - 1].tag == "be" or tokens[index - 1].lower in {"reach", "reached", "but"})


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
    if token.cue.direction == "mixed":
        return mixed_frame(ground, index)
    if token.tag == "cue_v":
        return null_verb_frame(ground, index) if neutral else verb_frame(ground, index)
    if token.tag == "cue_n":
        return null_noun_frame(ground, index) if neutral else noun_frame(ground, index)
    return null_adjective_frame(ground, index) if neutral else adjective_frame(ground, index)


def _drop_summary(frames: list[Frame], frame: Frame, tokens: list[Token]) -> None:
    """ "a benefit for A by reducing B" reports B."""
    if frames and frame.cue and tokens[frame.cue - 1].lower in {"by", "through", "via"} and frame.phrases:
        if tokens[frame.cue].cue and frames[-1].last >= frame.cue - 2 and frames[-1].kind == "change":
            frames.pop()


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
