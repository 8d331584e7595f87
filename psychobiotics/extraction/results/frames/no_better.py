"""Results that say that something did no better than its comparator.

Pattern: "was no better than placebo for A, B or C", "did no better than placebo at improving A", "was not superior to
placebo in reducing A", "no more effective than placebo for A".

It must not be fooled by: "better than placebo for A", "no better than placebo" without an outcome.
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.syntax.lists import read_list

_AGAINST = frozenset({"than", "to"})
_LINKS = frozenset({"for", "at", "in", "on", "regarding", "in terms of", "with respect to", "with regard to"})
_REACH = 8  # tokens between the comparative and what it was no better for


def no_better_frame(ground: Ground, cue: int) -> Frame | None:
    """The null frame of a negated comparative that "than" or "to" follows; None for any other."""
    tokens, told = ground.tokens, ground.tokens[cue].cue
    if told is None or told.direction != "improve" or cue + 2 >= ground.stop or tokens[cue + 1].lower not in _AGAINST:
        return None
    before = tokens[max(ground.floor, cue - 3) : cue]
    negation = next((cue - n for n, t in enumerate(reversed(before), 1) if t.tag in {"no", "neg"}), None)
    if negation is None:
        return None
    for index in range(cue + 2, min(cue + 2 + _REACH, ground.stop)):
        if tokens[index].lower in _LINKS:
            start = index + 1
            while start < ground.stop and tokens[start].cue is not None and tokens[start].lower.endswith("ing"):
                start += 1
            phrases, last = read_list(tokens, start, ground.stop)
            if phrases and not is_actor(tokens, phrases[0]):
                return Frame(cue, phrases, negation, last, negation, kind="null")
    return None
