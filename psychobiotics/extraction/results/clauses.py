"""All frames of a sentence, in order: each cue looks at the stretch that earlier cues left to it.

Pattern: "A rose and B fell", "increased A, reduced B and did not affect C", "A rose, whereas B did not change", "the
decrease in A was prevented" (the verb turns the noun round), "A fell, but not significantly".

It must not be fooled by: cues inside a phrase that was already read ("restored the reduced diversity").
"""

from collections.abc import Callable

from psychobiotics.extraction.results.actions import action_frame, cause_frame
from psychobiotics.extraction.results.adjective_frames import adjective_frame, mixed_frame
from psychobiotics.extraction.results.correlations import correlation_frame
from psychobiotics.extraction.results.ellipsis import ELLIPTIC_LEADS, elliptic_frame
from psychobiotics.extraction.results.exceptions import but_not_frame, exception_frame
from psychobiotics.extraction.results.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.noun_frames import noun_frame
from psychobiotics.extraction.results.nulls import (
    insignificance_frame,
    null_adjective_frame,
    null_noun_frame,
    null_verb_frame,
)
from psychobiotics.extraction.results.parts import resolve_parts
from psychobiotics.extraction.results.people_clauses import join_people_clauses
from psychobiotics.extraction.results.shared_changes import split_changes
from psychobiotics.extraction.results.tokens import Line, Token
from psychobiotics.extraction.results.verb_frames import verb_frame
from psychobiotics.extraction.results.verbs import read_verb_group

_BOUNDARY = frozenset({"but", "stop", "rel", "interpret"})
# Tags and words that the frames of `exceptions` and `ellipsis` begin with.
_OPENING = frozenset({"but", "except", "and", "do"}) | ELLIPTIC_LEADS


def find_frames(line: Line) -> list[Frame]:
    """Frames of a tokenised sentence; those without an outcome phrase are gone, or took their neighbour's."""
    tokens = line.tokens
    resolve_parts(tokens)
    join_people_clauses(tokens)
    frames: list[Frame] = []
    pending: list[int] = []
    floor = 0
    reading_into = False
    for index, token in enumerate(tokens):
        if token.tag in _BOUNDARY:
            goes_on = token.tag == "rel" and (reading_into or _is_means(tokens, index))
            reading_into = token.tag == "interpret" or goes_on
            floor = max(floor, index + 1)
        if reading_into:
            continue
        if token.tag == "sig" and _is_predicate(tokens, index):
            bare = insignificance_frame(Ground(tokens, floor, len(tokens)), index) if not frames else None
            frames.extend([bare] if bare else [])
            (frames[-1].significance if frames else pending).append(index)
        if frames and (extra := _extra_frame(tokens, index, frames)):
            frames.append(extra)
            floor = max(floor, extra.last)
        if index < floor or not _opens_frame(tokens, index):
            continue
        frame = _frame(Ground(tokens, floor, _clause_end(tokens, index)), index, frames)
        if frame is None:
            if _links_two(tokens, index):  # changes inside "associations between A and B" are no results
                floor = _clause_end(tokens, index)
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
    return [part for frame in frames for part in split_changes(tokens, frame)]


def _opens_frame(tokens: list[Token], index: int) -> bool:
    return tokens[index].cue is not None or tokens[index].tag in {"corr", "cause"} or _brings_about(tokens, index)


def _brings_about(tokens: list[Token], index: int) -> bool:
    """As in "produced anxiety-like behaviour": what is like an illness is brought about."""
    if tokens[index].tag != "carrier" or not tokens[index].lower.startswith("produc"):
        return False
    return any(token.lower.endswith(("-like", "like-")) for token in tokens[index + 1 : index + 5])


def _is_means(tokens: list[Token], index: int) -> bool:
    """As in "pathways through which A improves B": how, not that."""
    return index > 0 and tokens[index - 1].lower in {"through", "by", "via"}


def _links_two(tokens: list[Token], index: int) -> bool:
    """As in "associations between"."""
    told = tokens[index].tag == "corr" and index + 1 < len(tokens)
    return told and tokens[index + 1].lower == "between" and tokens[index].lower.endswith(("s", "n", "p", "k"))


def _extra_frame(tokens: list[Token], index: int, frames: list[Frame]) -> Frame | None:
    """A frame that leans on those before it; the words that can open one are few."""
    if tokens[index].tag not in _OPENING and tokens[index].lower not in _OPENING:
        return None
    return (
        but_not_frame(tokens, index, frames)
        or exception_frame(tokens, index, frames)
        or elliptic_frame(tokens, index, frames)
    )


def _is_predicate(tokens: list[Token], index: int) -> bool:
    """As in "was (statistically) insignificant", "did not reach significance"."""
    if index + 1 < len(tokens) and tokens[index + 1].tag in {"cue_n", "cue_a", "w", "sig", "cue_v"}:
        return False
    while index and tokens[index - 1].tag in {"sig", "adv", "neg"}:
        index -= 1
    before = tokens[index - 1] if index else None
    return before is not None and (before.tag == "be" or before.lower == "but" or "reaching" in before.roles)


def _clause_end(tokens: list[Token], index: int) -> int:
    for end in range(index + 1, len(tokens)):
        if tokens[end].tag in _BOUNDARY:
            return end
    return len(tokens)


def _frame(ground: Ground, index: int, before: list[Frame]) -> Frame | None:
    token = ground.tokens[index]
    if token.tag == "cue_n" and "action_head" in token.roles and (action := action_frame(ground, index)):
        return action
    if token.tag == "cue_n" and token.cue is not None and token.cue.direction == "none":
        return null_noun_frame(ground, index, _inherited(ground, before))
    if token.tag == "carrier":
        return cause_frame(ground, index)
    reader = _READERS.get((token.tag, token.cue.direction if token.cue else None)) or _READERS.get((token.tag, None))
    return reader(ground, index) if reader else None


# Which frame a token opens: by its tag and the direction of its cue, else by its tag alone.
_READERS: dict[tuple[str, str | None], Callable[[Ground, int], Frame | None]] = {
    ("corr", None): correlation_frame,
    ("cause", None): cause_frame,
    ("cue_v", "none"): null_verb_frame,
    ("cue_v", None): verb_frame,
    ("cue_n", None): noun_frame,
    ("cue_a", "none"): null_adjective_frame,
    ("cue_a", "mixed"): mixed_frame,
    ("cue_a", None): adjective_frame,
}


def _inherited(ground: Ground, before: list[Frame]) -> int | None:
    """The negation that "or" and "nor" carry on."""
    if not before or before[-1].last != ground.floor or ground.floor >= len(ground.tokens):
        return None
    tokens, at = ground.tokens, ground.floor
    if any(token.lower == "nor" for token in tokens[max(0, at - 2) : at + 2]):  # ", nor the rise in B"
        return before[-1].negation
    return before[-1].negation if tokens[at].lower == "or" else None


def _drop_summary(frames: list[Frame], frame: Frame, line: Line) -> None:
    """As in "a benefit for A by reducing B" reports B, unless A has a statistic of its own."""
    tokens = line.tokens
    if not (frames and frame.phrases and frame.cue and tokens[frame.cue - 1].lower in {"by", "through", "via"}):
        return
    last = frames[-1]
    if any(last.first < aside.at < frame.cue for aside in line.asides):
        return
    summed = tokens[last.cue].cue
    if last.last >= frame.cue - 2 and last.kind == "change" and summed and summed.part in {"adjective", "noun"}:
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
    between = {t.tag for t in tokens[last.last : frame.cue]}
    if last.kind == "change" and last.phrases and "corr" in between and between <= _LINKING:
        frame.partners, frame.phrases, frame.kind = frame.phrases, last.phrases, "association"
        frame.change, frame.first = last.cue, last.first
        frames.pop()


_LINKING = frozenset({"be", "adv", "sig", "corr", "prep", "det"})


def _lean_on(frames: list[Frame], frame: Frame, tokens: list[Token]) -> bool:
    """Give a frame without phrases to the one before it; True where it is used up."""
    if not frames:
        return frame.kind != "null"
    last = frames[-1]
    if frame.kind == "change" and last.phrases and _speaks_of_it(tokens, frame):
        frame.phrases = list(last.phrases)
        return False
    if _is_undone(tokens, last, frame):
        last.cue, last.last, last.negation = frame.cue, frame.last, frame.negation
        return True
    if frame.kind in {"correlation", "null"}:
        frame.phrases = list(last.phrases)
        overruled = "difference" in tokens[frame.cue].roles
        if frame.kind == "null" and overruled and last.kind == "change" and not last.significance:
            frames.pop()
        return not frame.phrases
    if _turns_round(last, frame, tokens):
        last.change, last.cue = last.cue, frame.cue
    last.significance.extend(frame.significance)
    last.last = max(last.last, frame.last)
    return True


def _is_undone(tokens: list[Token], last: Frame, frame: Frame) -> bool:
    """As in "A fell in the model but rose after X": what was given has the last word."""
    before, after = tokens[last.cue].cue, tokens[frame.cue].cue
    if last.kind != "change" or frame.kind != "change" or before is None or after is None or last.change is not None:
        return False
    if {before.direction, after.direction} != {"increase", "decrease"} or last.phrases[-1].first > last.cue:
        return False
    given = [i for i in range(last.cue, min(frame.cue + _REACH, len(tokens))) if "agent" in tokens[i].roles]
    return bool(given) and given[0] > frame.cue


_REACH = 8  # tokens after a cue in which what was given is named


def _speaks_of_it(tokens: list[Token], frame: Frame) -> bool:
    """As in "A did not change, but at week 8 it fell"."""
    group = read_verb_group(tokens, frame.cue, frame.first)
    return group.first > 0 and tokens[group.first - 1].lower in {"it", "they"}


def _turns_round(last: Frame, frame: Frame, tokens: list[Token]) -> bool:
    """As in "the decrease in A was prevented": the verb speaks of the change before it."""
    before = tokens[last.cue].cue
    if before is None or last.change is not None or not last.phrases:
        return False
    if tokens[frame.cue].tag != "cue_v" or frame.negation is not None:
        return False
    adjacent = not any(t.tag in _BOUNDARY for t in tokens[last.cue : frame.cue])
    return adjacent and (before.part == "noun" or last.cue < last.phrases[0].first)
