"""How often something happened.

Pattern: "A was (three times) more common with X", "A occurred less often", "A was reported for fewer patients": what
happened is the outcome.

It must not be fooled by: "more common in women" of a list of characteristics, "more often than not".
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.syntax.subjects import read_subject
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.extraction.results.syntax.verbs import before_amount

_VERBS = frozenset({"be", "have", "report", "carrier", "adv", "sig", "neg", "verb"})
_IN = frozenset({"in", "for", "by", "among"})


def frequency_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of "more" or "fewer" that counts how often its subject happened, or None."""
    tokens = ground.tokens
    told = tokens[cue].cue
    if told is None or told.direction not in {"increase", "decrease"} or cue + 1 >= ground.stop:
        return None
    end = before_amount(tokens, cue, ground.floor)
    if "frequent" not in tokens[cue + 1].roles:
        if "group" not in tokens[cue + 1].roles or not cue or tokens[cue - 1].lower not in _IN:
            return None
        end = cue - 1
    first = _verbs_before(tokens, end, ground.floor)
    if first == end:
        return None
    phrases = [phrase for phrase in read_subject(ground, first) if not is_actor(tokens, phrase)]
    negation = next((i for i in range(first, end) if tokens[i].tag == "neg"), None)
    return Frame(cue, phrases, ground.floor, cue + 2, negation) if phrases else None


def _verbs_before(tokens: list[Token], end: int, floor: int) -> int:
    """Where the verb group that ends at `end` begins: "was reported", "occurred significantly"."""
    first = end
    while first > floor and tokens[first - 1].tag in _VERBS:
        first -= 1
    while first < end and tokens[first].tag == "adv":
        first += 1
    told = any(tokens[i].tag in {"be", "report", "carrier"} for i in range(first, end))
    return first if told else end
