"""All frames of a sentence, in order: each cue looks at the stretch that earlier cues left to it.

Pattern: "A rose and B fell", "increased A, reduced B and did not affect C", "A rose, whereas B did not change", "the
decrease in A was prevented" (the verb turns the noun round), "A fell, but not significantly".

It must not be fooled by: cues inside a phrase that was already read ("restored the reduced diversity").
"""

from psychobiotics.extraction.results.adjective_frames import adjective_frame, mixed_frame
from psychobiotics.extraction.results.actions import action_frame, cause_frame
from psychobiotics.extraction.results.correlations import correlation_frame
from psychobiotics.extraction.results.exceptions import but_not_frame, exception_frame
from psychobiotics.extraction.results.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.noun_frames import noun_frame
from psychobiotics.extraction.results.nulls import null_adjective_frame, null_noun_frame, null_verb_frame
from psychobiotics.extraction.results.parts import resolve_parts
from psychobiotics.extraction.results.tokens import Line, Token
from psychobiotics.extraction.results.verb_frames import verb_frame

_BOUNDARY = frozenset({"but", "stop", "rel", "interpret"})


def find_frames(line: Line) -> list[Frame]:
    """Frames of a tokenised sentence; those without an outcome phrase are gone, or took their neighbour's."""
    tokens = line.tokens
    resolve_parts(tokens)
    frames: list[Frame] = []
    pending: list[int] = []
    floor = 0
    reading_into = False
    for index, token in enumerate(tokens):
        if token.tag in _BOUNDARY:
            reading_into = token.tag == "interpret" or (reading_into and token.tag == "rel")
            floor = max(floor, index + 1)
        if reading_into:
            continue
        if token.tag == "sig" and _is_predicate(tokens, index):
            (frames[-1].significance if frames else pending).append(index)
        extra = but_not_frame(tokens, index, frames) or exception_frame(tokens, index, frames)
        if extra:
            frames.append(extra)
            floor = max(floor, extra.last)
        if index < floor or (token.cue is None and token.tag not in {"corr", "cause"}):
            continue
        frame = _frame(Ground(tokens, floor, _clause_end(tokens, index)), index, frames)
        if frame is None:
            continue
        frame.phrases = [p for p in frame.phrases if not is_actor(tokens, p)]
        _drop_summary(frames, frame, line)
        _join_association(frames, frame, tokens)
        _join_change(frames, frame, tokens)
        if frame.negation is None and frame.kind == "change":
            frame.negation = _inherited(Ground(tokens, floor, len(tokens)), frames)
        frame.significance.extend(pending)
        pending = []
        if frame.phrases or not _lean_on(frames, frame, tokens):
            frames.append(frame)
        floor = max(floor, frame.last, index + 1)
    return frames


def _is_predicate(tokens: list[Token], index: int) -> bool:
    """As in "was (statistically) insignificant", "did not reach significance"."""
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


def _frame(ground: Ground, index: int, before: list[Frame]) -> Frame | None:
    token = ground.tokens[index]
    if token.tag == "corr":
        return correlation_frame(ground, index)
    if token.tag == "cause":
        return cause_frame(ground, index)
    if token.cue is not None and token.cue.form in {"effect", "effects", "activity", "action"} and token.tag == "cue_n":
        action = action_frame(ground, index)
        if action is not None:
            return action
    if token.cue is None:
        return None
    neutral = token.cue.direction == "none"
    if token.cue.direction == "mixed":
        return mixed_frame(ground, index)
    if token.tag == "cue_v":
        return null_verb_frame(ground, index) if neutral else verb_frame(ground, index)
    if token.tag == "cue_n":
        return null_noun_frame(ground, index, _inherited(ground, before)) if neutral else noun_frame(ground, index)
    return null_adjective_frame(ground, index) if neutral else adjective_frame(ground, index)


def _inherited(ground: Ground, before: list[Frame]) -> int | None:
    """The negation that "or" and "nor" carry on."""
    if before and before[-1].last == ground.floor and ground.floor < len(ground.tokens):
        if ground.tokens[ground.floor].lower in {"or", "nor"}:
            return before[-1].negation
    return None


def _drop_summary(frames: list[Frame], frame: Frame, line: Line) -> None:
    """As in "a benefit for A by reducing B" reports B, unless A has a statistic of its own."""
    tokens = line.tokens
    if not (frames and frame.phrases and frame.cue and tokens[frame.cue - 1].lower in {"by", "through", "via"}):
        return
    last = frames[-1]
    if any(last.first < aside.at < frame.cue for aside in line.asides):
        return
    if last.last >= frame.cue - 2 and last.kind == "change":
        frames.pop()


def _join_change(frames: list[Frame], frame: Frame, tokens: list[Token]) -> None:
    """As in "alleviated A and elevation in B": the verb turns the second change round."""
    cue = tokens[frame.cue].cue
    if not (frames and cue and cue.part == "noun" and cue.direction != "none" and frame.kind == "change"):
        return
    verb = tokens[frames[-1].cue].cue
    joined = frame.cue - 2 <= frames[-1].last <= frame.cue and tokens[frame.cue - 1].tag in {"and", "comma"}
    if joined and verb and verb.part != "noun" and frame.phrases and frame.phrases[0].first > frame.cue:
        frame.change, frame.cue = frame.cue, frames[-1].cue


def _join_association(frames: list[Frame], frame: Frame, tokens: list[Token]) -> None:
    """As in "a higher A was associated with lower B": one correlation of A and B."""
    if not frames or not frame.phrases or frame.kind != "change":
        return
    last = frames[-1]
    between = tokens[last.last : frame.cue]
    if last.kind == "change" and last.phrases and between and any(t.tag == "corr" for t in between):
        if all(t.tag in {"be", "adv", "sig", "corr", "prep", "det"} for t in between):
            frame.partners, frame.phrases, frame.kind = frame.phrases, last.phrases, "association"
            frame.change, frame.first = last.cue, last.first
            frames.pop()


def _lean_on(frames: list[Frame], frame: Frame, tokens: list[Token]) -> bool:
    """Give a frame without phrases to the one before it; True where it is used up."""
    if not frames:
        return frame.kind != "null"
    last = frames[-1]
    if frame.kind == "correlation" or frame.kind == "null":
        frame.phrases = list(last.phrases)
        overruled = tokens[frame.cue].lower.startswith(("difference", "change"))
        if frame.kind == "null" and overruled and last.kind == "change" and not last.significance:
            frames.pop()
        return not frame.phrases
    cue, before = tokens[frame.cue].cue, tokens[last.cue].cue
    adjacent = not any(t.tag in _BOUNDARY for t in tokens[last.cue : frame.cue])
    if adjacent and cue and before and tokens[frame.cue].tag == "cue_v" and frame.negation is None:
        if last.change is None and (before.part == "noun" or last.cue < last.phrases[0].first):
            last.change, last.cue = last.cue, frame.cue
    last.significance.extend(frame.significance)
    last.last = max(last.last, frame.last)
    return True
