"""Harm that is done and harm that is undone.

Pattern: what is like an illness, or better lower, is harm ("anxiety-like behaviour", "neuronal damage"); who undoes it
was given, whatever it is called ("Q7 alleviated the damage in stressed mice"); a title that says that something
"impairs A" or "induces anxiety" is of a study of harm.

It must not be fooled by: "stress reduced A in mice", "the mice improved", a title that says what reduces harm.
"""

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.vocab.result_words import outcome_orientations

_ILL = frozenset({"group", "animal", "inducer"})
_UNDOING = frozenset({"counter", "relieve", "improve", "restore"})
_LINKS = frozenset({"comma", "and"})


def does_good(tokens: list[Token], frame: Frame) -> bool:
    """As in "Q7 alleviated A in stressed mice", "Q7 lowered B, alleviating A": no group undoes harm."""
    cue = tokens[frame.cue].cue
    if cue is None or cue.part in {"base", "noun", "adjective"} or frame.kind != "change" or frame.negation is not None:
        return False
    if not frame.phrases or frame.phrases[0].first < frame.cue or not frame.first:
        return False
    before = frame.first - 1
    while before and tokens[before].tag in {"adv", "sig"}:
        before -= 1
    linked = tokens[before].tag in _LINKS if cue.part == "gerund" else tokens[before].tag == "w"
    if not linked or tokens[before].roles & _ILL:
        return False
    return cue.direction in _UNDOING or (cue.direction == "decrease" and _is_of_harm(tokens, frame))


def tells_harm(tokens: list[Token], frame: Frame) -> bool:
    """As in "X impairs A", "X induces anxiety": in the present, something gets worse."""
    cue = tokens[frame.cue].cue
    present = cue is None or cue.part in {"present", "base"}
    if frame.negation is not None or not present or not frame.phrases or frame.phrases[0].first < frame.cue:
        return False
    if frame.kind == "action" or (cue is not None and cue.direction == "worsen"):
        return True
    return frame.kind == "change" and cue is not None and cue.direction == "increase" and _is_of_harm(tokens, frame)


def is_better(tokens: list[Token], frame: Frame) -> str | None:
    """When the first outcome of a frame is better, "lower" or "higher", by the last of its words that says so."""
    words = tokens[frame.phrases[0].first : frame.phrases[0].core_end] if frame.phrases else []
    if any(token.lower.endswith("-like") for token in words):
        return "lower"
    found = (outcome_orientations().get(token.lower) for token in reversed(words))
    return next((better for better in found if better), None)


def _is_of_harm(tokens: list[Token], frame: Frame) -> bool:
    named = tokens[frame.phrases[0].first : frame.phrases[0].core_end]
    like = any(token.lower.endswith("-like") for token in named)
    return frame.change is None and (like or outcome_orientations().get(named[-1].lower) == "lower")
