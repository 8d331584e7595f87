"""Results without a difference.

Pattern: "no significant difference in A, B or C was found", "A did not differ", "A remained unchanged", "had no effect
on A", "groups did not differ in A", "did not affect A", "A was similar in both groups", "did nothing for A".

It must not be fooled by: "no differences at baseline", "not only", "no adverse events" (an event, not a difference).
"""

import re

from psychobiotics.extraction.results.frames.apart_predicates import apart_frame
from psychobiotics.extraction.results.frames.compared_changes import equal_efficacy_frame
from psychobiotics.extraction.results.frames.denials import find_denial
from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.frames.noun_frames import find_negation_after
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.subjects import find_neither, read_fronted, read_subject
from psychobiotics.extraction.results.syntax.verbs import read_verb_group
from psychobiotics.vocab.study_phrases import phrase_pattern

_LINKS = frozenset(
    {"in", "on", "for", "of", "to", "regarding", "concerning", "with respect to", "with regard to", "with regards to",
     "in terms of", "in relation to", "in regard to"}
)  # fmt: skip

_UNMOVED = re.compile(phrase_pattern("unmoved"))  # "did nothing for A", "A held steady": denied by the words themselves


def null_verb_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "did not differ", "did not affect A"; None where nothing negates the verb."""
    group = read_verb_group(ground.tokens, cue, ground.floor)
    if group.negation is None:
        group.negation = find_neither(ground, group.first)
    if group.negation is None:
        group.negation = find_denial(ground.tokens, ground.floor)
    if group.negation is None and _UNMOVED.fullmatch(ground.tokens[cue].lower):
        group.negation = cue
    if group.negation is None or group.hedged:
        return None
    after = _first_content(ground, cue + 1)
    if not group.passive and after is not None:
        phrases, last = read_list(ground.tokens, after, ground.stop)
        if phrases and not is_actor(ground.tokens, phrases[0]):
            return Frame(cue, phrases, group.first, last, group.negation, kind="null")
    if not group.passive and (start := _past_change(ground, cue + 1)) is not None:
        phrases, last = read_list(ground.tokens, start, ground.stop)
        return Frame(cue, phrases, group.first, last, group.negation, kind="null")
    return _subject_or_complement(ground, cue, group.first, group.negation)


def _past_change(ground: Ground, index: int) -> int | None:
    """Where A begins in "did not affect the (induced) decrease in A"; None where no noun of change is the object."""
    tokens = ground.tokens
    while index < ground.stop and tokens[index].tag in {"det", "adv", "sig", "w", "cue_a"}:
        index += 1
    told = index + 2 < ground.stop and tokens[index].tag == "cue_n" and tokens[index + 1].lower in {"in", "of"}
    cue = tokens[index].cue if told else None
    return index + 2 if cue is not None and cue.direction in {"increase", "decrease"} else None


def null_adjective_frame(ground: Ground, cue: int) -> Frame | None:
    """As in "A remained unchanged", "A was not different", "similar A between groups"."""
    if special := equal_efficacy_frame(ground, cue) or apart_frame(ground, cue):
        return special
    tokens = ground.tokens
    group = read_verb_group(tokens, cue, ground.floor)
    word = tokens[cue].lower
    if word in {"different", "same"} and cue > ground.floor + 1 and tokens[cue - 1].lower in {"no", "the"}:
        group = read_verb_group(tokens, cue - 1, ground.floor)  # "was no different", "stayed the same"
        if tokens[cue - 1].tag == "no":
            group.negation = cue - 1
    if word == "different" and group.negation is None:
        return None
    if group.passive and (not tokens[cue].roles & {"alike", "same"} or group.negation is None):
        return _subject_or_complement(ground, cue, group.first, group.negation if word == "different" else None)
    if "alike" in tokens[cue].roles and cue + 1 < ground.stop and tokens[cue + 1].tag == "w":
        phrases, last = read_list(tokens, cue + 1, ground.stop)
        if phrases and _speaks_of_groups(ground, phrases[-1].end):
            return Frame(cue, phrases, cue, last, None, kind="null")
    return None


def null_noun_frame(ground: Ground, cue: int, inherited: int | None = None) -> Frame | None:
    """As in "no significant difference in A"; None where nothing negates the noun.

    Args:
        ground: Where to look.
        cue: The noun.
        inherited: A negation that "or" carries over from the verb before ("did not alter A or induce changes in B").
    """
    if cue and "event_kind" in ground.tokens[cue - 1].roles:  # "no adverse effects of A": events
        return None
    negation, first = _negation(ground, cue)
    if negation is None:
        negation = inherited if inherited is not None else find_negation_after(ground, cue)
    if negation is None:
        return None
    phrases, last = _complement(ground, cue + 1)
    if phrases:
        return Frame(cue, phrases, first, last, negation, kind="null")
    if "crossing" in ground.tokens[cue].roles:  # "no time-by-group interactions" of what?
        return None
    modifier = _modifier(ground, negation, cue)
    if modifier:
        return Frame(cue, [modifier], first, cue + 1, negation, kind="null")
    return _subject_or_complement(ground, cue, first, negation)


def _negation(ground: Ground, cue: int) -> tuple[int | None, int]:
    """Index of the negation and of the first token of the group before the noun."""
    tokens, index, found = ground.tokens, cue - 1, None
    while index >= ground.floor and index > cue - 9:
        token = tokens[index]
        if token.tag in {"no", "neg", "without"} or (token.tag == "sig" and token.lower.startswith(("non", "insig"))):
            found = index
        elif (
            token.lower != "by"
            and token.tag
            not in {  # "no group by time interaction"
                "sig",
                "adv",
                "det",
                "cue_a",
                "w",
                "carrier",
                "do",
                "have",
                "be",
                "cue_n",
                "and",
                "comma",
                "report",
                "cause",
                "pron",
            }
        ) or (found is not None and token.tag in {"w", "and", "comma", "cue_n"}):
            break
        index -= 1
    return found, index + 1


def _complement(ground: Ground, index: int) -> tuple[list[Phrase], int]:
    """The outcome phrases after "in", "on", "for", past "was found", "between groups"."""
    tokens = ground.tokens
    while index < ground.stop:
        token = tokens[index]
        if token.lower in _LINKS:
            phrases, last = read_list(tokens, index + 1, ground.stop)
            if phrases and not is_actor(tokens, phrases[0]):
                return [p for p in phrases if not is_actor(tokens, p)], last
        elif (token.tag in {"but", "stop", "rel", "cue_v", "no"} and token.lower != "that") or _goes_off(ground, index):
            break
        index += 1
    return [], index


def _goes_off(ground: Ground, index: int) -> bool:
    """As in ", making both an option in A": what follows from it."""
    after = ground.tokens[index + 1].lower if index + 1 < ground.stop else ""
    return ground.tokens[index].tag == "comma" and after.endswith("ing")


def _modifier(ground: Ground, negation: int, cue: int) -> Phrase | None:
    """As in "no significant treatment effect" has none; "no BDI change" has "BDI"."""
    first = cue
    while first - 1 > negation and ground.tokens[first - 1].tag in {"w", "num"}:
        first -= 1
    words = ground.tokens[first:cue]
    if (
        not words
        or all("empty" in t.roles for t in words)
        or any(
            t.roles & {"group", "agent", "generic", "time"}
            or "event_kind" in t.roles
            or t.lower.endswith(("ful", "ant", "ent", "al", "able", "ic"))
            for t in words
        )
    ):
        return None
    return Phrase(first, cue, cue, cue)


def _first_content(ground: Ground, index: int) -> int | None:
    while index < ground.stop and ground.tokens[index].tag in {"adv", "sig", "det"}:
        index += 1
    return index if index < ground.stop and ground.tokens[index].tag == "w" else None


def _subject_or_complement(ground: Ground, cue: int, first: int, negation: int | None) -> Frame | None:
    subject = [p for p in read_subject(ground, first) if not is_actor(ground.tokens, p)]
    if subject:
        return Frame(cue, subject, ground.floor, cue + 1, negation, kind="null")
    phrases, last = _complement(ground, cue + 1)
    phrases = phrases or read_fronted(ground, first)
    return Frame(cue, phrases, first, last if phrases else cue + 1, negation, kind="null")


def _speaks_of_groups(ground: Ground, index: int) -> bool:
    return any(
        t.lower in {"between", "among", "across", "in both"} or "group" in t.roles
        for t in ground.tokens[index : ground.stop]
    )


def insignificance_frame(ground: Ground, index: int) -> Frame | None:
    """As in "A and B were not (statistically) significant", "A did not reach significance", with no word of change.

    Args:
        ground: The tokens and where the clause begins.
        index: The word of significance.
    """
    tokens, first = ground.tokens, index
    if first - 2 > ground.floor and tokens[index - 1].tag in {"sig", "carrier", "w"}:
        first = _before_reaching(ground, index)
    while first > ground.floor and tokens[first - 1].tag in {"sig", "adv", "neg", "be", "have", "do"}:
        first -= 1
    negation = next((i for i in range(first, index) if tokens[i].tag == "neg"), None)
    if negation is None or first == ground.floor or tokens[first].tag not in {"be", "have", "do", "neg"}:
        return None
    phrases = [phrase for phrase in read_subject(ground, first) if not is_actor(tokens, phrase)]
    phrases = [phrase for phrase in phrases if tokens[phrase.core_end - 1].tag != "cue_n"]  # "the pooled effect"
    if not phrases or "effect_measure" in tokens[phrases[-1].core_end - 1].roles:  # "For A, the effect"
        phrases = read_fronted(ground, first) or phrases
    return Frame(index, phrases, ground.floor, index + 1, negation, kind="null") if phrases else None


def _before_reaching(ground: Ground, index: int) -> int:
    """Where "reach" stands in "did not reach statistical significance", else `index`; not in "the ability to reach"."""
    tokens, at = ground.tokens, index - 1
    while at > ground.floor and tokens[at].tag in {"sig", "adv"}:
        at -= 1
    return at if "reaching" in tokens[at].roles and tokens[at - 1].tag in {"neg", "adv"} else index
