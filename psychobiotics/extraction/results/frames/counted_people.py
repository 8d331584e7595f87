"""More or fewer people with something: what is counted is the outcome.

Pattern: "more patients in the treated group achieved A than", "fewer participants had A or B", "more were A", "more
women on tea continued A" (what they did belongs to the name: "continued A"), "more patients had no A" ("no A"), "a
higher proportion of patients had A": a
word of number, people, whatever says which people, then a verb and the outcome; "patients were less likely to develop
A", "to relapse" (the verb is the outcome).

It must not be fooled by: "more patients are needed", "patients had more A" (the number is that of A), "more patients
treated with A" (a participle), "more likely to be due to chance".
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.extraction.results.syntax.verbs import read_verb_group

_MOST = 14  # tokens between the people and the verb
_BEFORE_PEOPLE = 4  # tokens of "the treated elderly patients"
_VERBS = frozenset({"carrier", "have", "be"})
_ENDS = frozenset({"stop", "but", "compare", "rel"})


def people_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of "more" or "fewer" before people, or None."""
    tokens = ground.tokens
    told = tokens[cue].cue
    people = _counted(tokens, cue + 1, ground.stop)
    if told is None or told.direction not in {"increase", "decrease"}:
        return None
    if people + 2 < ground.stop and tokens[people].lower == "likely" and tokens[people + 1].lower == "to":
        return _likely_frame(ground, cue, people + 2)
    if people >= ground.stop or "group" not in tokens[people].roles:
        return None
    verb = find_deed(tokens, people + 1, ground.stop)
    if verb is None:
        return None
    stopped = verb + 1 < ground.stop and tokens[verb + 1].lower == "due to"
    phrases, last = _had(tokens, verb + 1 + stopped, ground.stop)
    if phrases and tokens[verb].tag == "verb":
        if last < ground.stop and tokens[last].tag in _VERBS:
            return None  # "more patients assigned A were"
        phrases[0].first = verb
    return Frame(cue, phrases, cue, last) if phrases else None


def _had(tokens: list[Token], index: int, stop: int) -> tuple[list[Phrase], int]:
    """What people had, and where it ends: "A and B", "no A and no B" (the lack of it is what is counted)."""
    if index >= stop or tokens[index].tag != "no":
        return read_list(tokens, index, stop)
    found: list[Phrase] = []
    end = index
    while index < stop and tokens[index].tag == "no":
        phrases, end = read_list(tokens, index + 1, stop)
        if not phrases:
            break
        phrases[0].first = index
        found.extend(phrases)
        index = end + 1 if end < stop and tokens[end].tag in {"and", "comma"} else stop
    return found, end


def _likely_frame(ground: Ground, cue: int, verb: int) -> Frame | None:
    """The frame of "less likely to develop A", "less likely to relapse"."""
    tokens = ground.tokens
    if tokens[verb].tag not in {"w", "carrier", "have", "report", "verb"} or "level" in tokens[verb].roles:
        return None
    after = verb + 1 + (verb + 1 < ground.stop and tokens[verb + 1].lower in {"from", "with", "to"})
    phrases, last = read_list(tokens, after, ground.stop)
    if phrases and "stopping" in tokens[verb].roles:
        phrases[0].first = verb  # "to quit A"
    phrases = [phrase for phrase in phrases if not is_actor(tokens, phrase)]
    if not phrases and tokens[verb].tag == "w":
        phrases, last = [Phrase(verb, verb + 1, verb + 1, verb + 1)], verb + 1
    group = read_verb_group(tokens, cue, ground.floor)
    return Frame(cue, phrases, cue, last, group.negation, None, group.significance) if phrases else None


def _counted(tokens: list[Token], index: int, stop: int) -> int:
    """Past "proportion of" of "a higher proportion of patients": where the people stand."""
    if index + 2 < stop and "share" in tokens[index].roles and tokens[index + 1].tag == "of":
        near = range(index + 2, min(index + 2 + _BEFORE_PEOPLE, stop))
        return next((i for i in near if "group" in tokens[i].roles), index)
    if index + 1 < stop and "agent" in tokens[index].roles and "group" in tokens[index + 1].roles:
        return index + 1  # "more tea drinkers", "fewer kefir patients"
    return index


def find_deed(tokens: list[Token], index: int, stop: int) -> int | None:
    """The verb of the people: the last of a group of verbs, within reach and in the same clause."""
    for place in range(index, min(stop, index + _MOST)):
        if tokens[place].tag in _ENDS and tokens[place].lower != "than":  # "more with A than with B did C"
            return None
        if _is_deed(tokens, place, stop):
            return place
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


def _is_deed(tokens: list[Token], index: int, stop: int) -> bool:
    """As in "patients on tea continued A": a verb in the past with its object right after it."""
    token = tokens[index]
    if token.tag != "verb" or not token.lower.endswith("ed") or token.roles & {"agent"} or index + 1 >= stop:
        return False
    before = tokens[index - 1]
    stopped = tokens[index + 1].lower == "due to"  # "discontinued due to A"
    return (stopped or tokens[index + 1].tag in {"w", "det"}) and before.tag in {"w", "adv"}
