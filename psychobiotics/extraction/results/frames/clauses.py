"""All frames of a sentence, in order: each cue looks at the stretch that earlier cues left to it.

Pattern: "A rose and B fell", "increased A, reduced B and did not affect C", "A rose, whereas B did not change", "the
decrease in A was prevented" (the verb turns the noun round), "A fell, but not significantly".

It must not be fooled by: cues inside a phrase that was already read ("restored the reduced diversity").
"""

from collections.abc import Callable

from psychobiotics.extraction.results.frames.actions import action_frame, cause_frame, is_manifest
from psychobiotics.extraction.results.frames.adjective_frames import adjective_frame, mixed_frame
from psychobiotics.extraction.results.frames.combining import BOUNDARY, combine, lean_on, leave_out_exposures
from psychobiotics.extraction.results.frames.correlations import correlation_frame
from psychobiotics.extraction.results.frames.denials import deny
from psychobiotics.extraction.results.frames.exceptions import (
    but_not_frame,
    exception_frame,
    put_in_insertions,
    take_out_insertions,
)
from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.frames.interactions import interaction_frame, is_of_interaction
from psychobiotics.extraction.results.frames.noun_frames import noun_frame
from psychobiotics.extraction.results.frames.nulls import (
    insignificance_frame,
    null_adjective_frame,
    null_noun_frame,
    null_verb_frame,
)
from psychobiotics.extraction.results.frames.shared_changes import split_changes
from psychobiotics.extraction.results.frames.verb_frames import verb_frame
from psychobiotics.extraction.results.syntax.ellipsis import ELLIPTIC_LEADS, elliptic_frame
from psychobiotics.extraction.results.syntax.gapped_heads import lacks_head
from psychobiotics.extraction.results.syntax.insertions import take_out_clauses
from psychobiotics.extraction.results.syntax.parts import resolve_parts
from psychobiotics.extraction.results.syntax.people_clauses import join_people_clauses
from psychobiotics.extraction.results.syntax.tokens import Line, Token

# Tags and words that the frames of `exceptions` and `ellipsis` begin with.
_OPENING = frozenset({"but", "except", "and", "comma", "do"}) | ELLIPTIC_LEADS


def find_frames(line: Line) -> list[Frame]:
    """Frames of a tokenised sentence; those without an outcome phrase are gone, or took their neighbour's."""
    tokens = line.tokens
    take_out_clauses(tokens)
    resolve_parts(tokens)
    join_people_clauses(tokens)
    frames: list[Frame] = []
    inserted = take_out_insertions(tokens)
    pending: list[int] = []
    floor = 0
    reading_into = False
    for index, token in enumerate(tokens):
        if token.tag in BOUNDARY:
            goes_on = token.tag == "rel" and (reading_into or _is_means(tokens, index))
            reading_into = token.tag == "interpret" or goes_on
            floor = max(floor, index + 1)
        if reading_into:
            continue
        if token.tag == "sig" and _is_predicate(tokens, index):
            bare = insignificance_frame(Ground(tokens, floor, len(tokens)), index) if not frames else None
            frames.extend([bare] if bare else [])
            if not frames or not is_of_interaction(tokens, frames[-1], index):
                (frames[-1].significance if frames else pending).append(index)
            elif crossed := interaction_frame(tokens, frames[-1], index):
                frames.append(crossed)
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
        frame.phrases = [p for p in frame.phrases if not is_actor(tokens, p) or lacks_head(line, p, frame.phrases)]
        combine(frames, frame, line)
        if frame.negation is None and frame.kind == "change":
            frame.negation = _inherited(Ground(tokens, floor, len(tokens)), frames)
        frame.significance.extend(pending)
        pending = []
        if frame.phrases or not lean_on(frames, frame, line):
            frames.append(frame)
        floor = max(floor, frame.last, index + 1)
    deny(frames, tokens)
    put_in_insertions(frames, inserted)
    return [part for frame in leave_out_exposures(frames, tokens) for part in split_changes(tokens, frame)]


def _opens_frame(tokens: list[Token], index: int) -> bool:
    return tokens[index].cue is not None or tokens[index].tag in {"corr", "cause"} or _brings_about(tokens, index)


def _brings_about(tokens: list[Token], index: int) -> bool:
    """As in "produced anxiety-like behaviour", "the mice showed deficits in A": something bad is brought about."""
    if is_manifest(tokens, index):
        return True
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
        if tokens[end].tag in BOUNDARY:
            return end
    return len(tokens)


def _frame(ground: Ground, index: int, before: list[Frame]) -> Frame | None:
    token = ground.tokens[index]
    if token.tag == "cue_n" and "action_head" in token.roles and (action := action_frame(ground, index)):
        return action
    if token.tag == "cue_n" and token.cue is not None and token.cue.direction == "none":
        return null_noun_frame(ground, index, _inherited(ground, before))
    if token.tag == "carrier" or "manifesting" in token.roles:
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
