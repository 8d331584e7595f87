"""Where the outcome stands behind a cue: past what else belongs to it.

Pattern: "a reduction in A", "an increase of 20% in A", "a decrease was observed in A", "improved compared with placebo
in A".

It must not be fooled by: "a reduction in the treated group" (who, not what).
"""

from psychobiotics.extraction.results.frames.frames import Ground, is_actor
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase

_LINKS = frozenset(
    {"in", "for", "on", "at", "regarding", "concerning", "in terms of", "with respect to", "with regard to"}
)
_ENDS = frozenset({"stop", "but", "rel", "cue_v", "cue_n"})
_MOST_LINKS = 4  # "greater with tea than with milk for A"


def find_complement(ground: Ground, cue: int) -> int | None:
    """Where the complement of a noun of change begins: "in A", "of A", "by 20% in A", "were observed in A"."""
    tokens, index = ground.tokens, cue + 1
    links = {"in", "of", "on", "for", "regarding", "with respect to", "with regard to", "in terms of", "concerning"}
    while index < ground.stop and tokens[index].tag in {"be", "report", "adv", "have", "neg"}:
        index += 1
    for _ in range(_MOST_LINKS):
        if (shown := _shown_by(ground, index)) is not None:
            return shown
        if index + 1 >= ground.stop:
            return None
        word = tokens[index].lower
        if word in links and tokens[index + 1].tag != "num" and not _is_place(ground, index + 1):
            return index + 1
        if tokens[index].tag not in {"prep", "of", "compare"}:
            return None
        index = _next_preposition(ground, index + 1)
    return None


def _shown_by(ground: Ground, index: int) -> int | None:
    """Where A begins in "no improvement was shown by A", where A is no group."""
    tokens = ground.tokens
    if index + 2 >= ground.stop or tokens[index].tag not in {"carrier", "report"} or tokens[index - 1].tag != "be":
        return None
    if tokens[index + 1].lower not in {"by", "for"} or _is_place(ground, index + 2):
        return None
    return index + 2


def _is_place(ground: Ground, index: int) -> bool:
    """As in "in the probiotic group": says who, not what."""
    phrases, _ = read_list(ground.tokens, index, ground.stop)
    return bool(phrases) and is_actor(ground.tokens, phrases[0])


def _next_preposition(ground: Ground, index: int) -> int:
    tokens = ground.tokens
    while index < ground.stop and tokens[index].tag in {"w", "num", "det", "adv", "and", "sig", "punct"}:
        index += 1
    while index < ground.stop and tokens[index].tag in {"be", "report", "adv"}:
        index += 1
    return index


def read_linked(ground: Ground, index: int) -> tuple[list[Phrase], int]:
    """The outcomes behind the first link from token `index` on that leads to no group, and where they end."""
    while index < ground.stop and ground.tokens[index].tag not in _ENDS:
        if ground.tokens[index].lower in _LINKS and not _leads_to_verb(ground, index + 1):
            phrases, last = read_list(ground.tokens, index + 1, ground.stop)
            if phrases and not is_actor(ground.tokens, phrases[0]):
                return [phrase for phrase in phrases if not is_actor(ground.tokens, phrase)], last
        index += 1
    return [], index


def _leads_to_verb(ground: Ground, index: int) -> bool:
    """As in "superior in lowering A": a change that has a verb of its own."""
    token = ground.tokens[index] if index < ground.stop else None
    return token is not None and token.cue is not None and token.lower.endswith("ing")
