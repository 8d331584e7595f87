"""Comparisons whose outcome stands behind the groups.

Pattern: "the improvements were greater with tea than with milk for A and B", "smaller reductions were seen in the tea
group compared to the milk group in A" (the noun tells the direction, the comparative keeps it or turns it round);
"tea was more effective than milk for A", "superior to milk in A", "as effective as milk for A"; "they rated A more
highly".

It must not be fooled by: "more effective in reducing A" (the verb tells it), "the improvements were greater" of
nothing, "improvements in A were greater" (the noun has its own outcome).
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.syntax.complements import find_complement, read_linked
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.verbs import VerbGroup, read_verb_group

_NEAR = 9  # tokens between the verb and "more"
_ORDERED = frozenset({"increase", "decrease"})


def efficacy_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "more effective than milk for A", "superior to milk in A": what follows the first link to no group.

    The frame of "superior to milk" has no phrase: its subject is the treatment.
    """
    tokens = ground.tokens
    told = tokens[cue].cue
    ranked = "superiority" in tokens[cue].roles and cue + 1 < ground.stop and tokens[cue + 1].lower == "to"
    if told is None or not (ranked or (told.tells == "effect" and " " in told.form)):
        return None
    phrases, last = read_linked(ground, cue + 1)
    if not phrases and not ranked:
        return None
    group = read_verb_group(tokens, cue, ground.floor)
    last = last if phrases else cue + 1
    return Frame(cue, phrases, group.first, last, group.negation, None, group.significance, group.hedged)


def equal_efficacy_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "non-inferior to milk for A", "as effective as milk in A": no difference in A; None for other cues."""
    token = ground.tokens[cue]
    if "superiority" not in token.roles and not token.lower.startswith("as "):
        return None
    phrases, last = read_linked(ground, cue + 1)
    return Frame(cue, phrases, cue, last if phrases else cue + 1, kind="null")


def compared_change(ground: Ground, cue: int, group: VerbGroup) -> Frame | None:
    """As in "the improvements were greater with tea than with milk for A": the noun's direction, of A."""
    told, noun = ground.tokens[cue].cue, _bare_change(ground, group.first)
    if told is None or noun is None or told.direction not in _ORDERED or not group.passive:
        return None
    start = find_complement(ground, cue)
    phrases, last = read_list(ground.tokens, start, ground.stop) if start is not None else ([], cue + 1)
    phrases = [phrase for phrase in phrases if not is_actor(ground.tokens, phrase)]
    last = last if phrases else cue + 1
    if told.direction == "increase":
        return Frame(noun, phrases, ground.floor, last, group.negation, None, group.significance, group.hedged)
    return Frame(cue, phrases, ground.floor, last, group.negation, noun, group.significance, group.hedged)


def judged_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "they rated A more positively": the object of a verb of judging before "more" or "less"."""
    tokens = ground.tokens
    if cue + 1 >= ground.stop or "praising" not in tokens[cue + 1].roles:
        return None
    verb = next((i for i in range(cue - 1, max(ground.floor, cue - _NEAR), -1) if "judging" in tokens[i].roles), None)
    phrases = read_list(tokens, verb + 1, cue)[0] if verb is not None else []
    if not phrases or phrases[-1].reach < cue - 1:
        phrases = [Phrase(verb + 1, cue, cue, cue)] if verb is not None and verb + 1 < cue else []
    phrases = [phrase for phrase in phrases if not is_actor(tokens, phrase)]
    return Frame(cue, phrases, ground.floor, cue + 2) if phrases else None


def _bare_change(ground: Ground, end: int) -> int | None:
    """Index of a noun of change that is the whole subject before token `end`."""
    noun = None
    for index in range(end - 1, ground.floor - 1, -1):
        token = ground.tokens[index]
        if token.tag == "cue_n" and token.cue is not None and token.cue.direction != "none" and noun is None:
            noun = index
        elif token.tag not in {"det", "adv", "sig"}:
            return noun if noun is not None and token.tag in {"comma", "rel", "but", "and"} else None
    return noun
