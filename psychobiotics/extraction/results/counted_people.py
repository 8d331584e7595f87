"""More or fewer people with something: what is counted is the outcome.

Pattern: "more patients in the treated group achieved A than", "fewer participants had A or B", "more were A": a word of
number, people, whatever says which people, then a verb and the outcome; "patients were less likely to develop A", "to
relapse" (the verb is the outcome).

It must not be fooled by: "more patients are needed", "patients had more A" (the number is that of A), "more likely to
be due to chance".
"""

from psychobiotics.extraction.results.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.lists import read_list
from psychobiotics.extraction.results.phrases import Phrase
from psychobiotics.extraction.results.tokens import Token
from psychobiotics.extraction.results.verbs import read_verb_group

_MOST = 14  # tokens between the people and the verb
_VERBS = frozenset({"carrier", "have", "be"})
_ENDS = frozenset({"stop", "but", "compare", "rel"})


def people_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of "more" or "fewer" before people, or None."""
    tokens = ground.tokens
    told = tokens[cue].cue
    people = cue + 1
    if told is None or told.direction not in {"increase", "decrease"}:
        return None
    if people + 2 < ground.stop and tokens[people].lower == "likely" and tokens[people + 1].lower == "to":
        return _likely_frame(ground, cue, people + 2)
    if people >= ground.stop or "group" not in tokens[people].roles:
        return None
    verb = _verb(tokens, people + 1, ground.stop)
    if verb is None:
        return None
    phrases, last = read_list(tokens, verb + 1, ground.stop)
    return Frame(cue, phrases, cue, last) if phrases else None


def _likely_frame(ground: Ground, cue: int, verb: int) -> Frame | None:
    """The frame of "less likely to develop A", "less likely to relapse"."""
    tokens = ground.tokens
    if tokens[verb].tag not in {"w", "carrier", "have", "report", "verb"} or "level" in tokens[verb].roles:
        return None
    after = verb + 1 + (verb + 1 < ground.stop and tokens[verb + 1].lower in {"from", "with", "to"})
    phrases, last = read_list(tokens, after, ground.stop)
    phrases = [phrase for phrase in phrases if not is_actor(tokens, phrase)]
    if not phrases and tokens[verb].tag == "w":
        phrases, last = [Phrase(verb, verb + 1, verb + 1, verb + 1)], verb + 1
    group = read_verb_group(tokens, cue, ground.floor)
    return Frame(cue, phrases, cue, last, group.negation, None, group.significance) if phrases else None


def _verb(tokens: list[Token], index: int, stop: int) -> int | None:
    """The verb of the people: the last of a group of verbs, within reach and in the same clause."""
    for place in range(index, min(stop, index + _MOST)):
        if tokens[place].tag in _ENDS:
            return None
        if tokens[place].tag in _VERBS:
            following = tokens[place + 1] if place + 1 < stop else None
            if (
                following is None
                or following.tag in {"neg", "verb", "report"}
                or following.lower in {"needed", "required"}
            ):
                return None
            return place
    return None
