"""Nouns of change and what they tell.

Pattern: "a significant reduction in A and B", "increases were observed in A", "a BDI reduction", "A showed a decrease",
"benefits for patients with A".

It must not be fooled by: "improvement rate" (a name), "an increase in the treated group" (who, not what).
"""

from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor
from psychobiotics.extraction.results.syntax.complements import find_complement
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.subjects import is_about_people, read_subject
from psychobiotics.extraction.results.syntax.verbs import VerbGroup

# Tags between the verb and its noun of change.
_BEFORE_NOUN = frozenset(
    {
        "det",
        "sig",
        "adv",
        "cue_a",
        "carrier",
        "cause",
        "report",
        "neg",
        "no",
        "do",
        "have",
        "modal",
        "be",
        "w",
        "pron",
        "verb",
        "without",
    }
)


def noun_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a noun of change."""
    tokens = ground.tokens
    group = read_noun_group(ground, cue)
    if (cue + 1 < ground.stop and tokens[cue + 1].tag == "w") or _is_purpose(ground, group.first):
        return None
    if group.negation is None:
        group.negation = find_negation_after(ground, cue)
    start = find_complement(ground, cue)
    if start is not None:
        phrases, last = read_list(tokens, start, _end_of_subject(ground, start))
        group.hedged = group.hedged or (last < ground.stop and tokens[last].tag == "modal")
        if phrases and not all(is_actor(tokens, p) for p in phrases):
            return Frame(cue, phrases, group.first, last, group.negation, None, group.significance, group.hedged)
    modifier = _modifier(ground, cue)
    if modifier:
        return Frame(cue, [modifier], group.first, cue + 1, group.negation, None, group.significance, group.hedged)
    patients = _patients_complement(ground, cue)
    if patients is not None:
        return Frame(cue, patients, group.first, cue + 1, group.negation, None, group.significance, group.hedged)
    phrases = read_subject(ground, group.first)
    if group.first < cue and "benefit" not in tokens[cue].roles and not is_about_people(tokens, phrases):
        return Frame(cue, phrases, ground.floor, cue + 1, group.negation, None, group.significance, group.hedged)
    return None


def _end_of_subject(ground: Ground, start: int) -> int:
    """Where the list of "the fall in A and B was greater" ends: before the verb that is the noun's own."""
    tokens = ground.tokens
    if any(token.tag in _FINITE for token in tokens[ground.floor : start]):
        return ground.stop
    verb = next((i for i in range(start, ground.stop) if tokens[i].tag in _FINITE), None)
    if verb is None or tokens[verb].tag != "be" or any(t.tag == "comma" for t in tokens[start:verb]):
        return ground.stop
    return verb


_FINITE = frozenset({"be", "have", "do", "modal", "carrier", "cause", "report", "cue_v", "verb"})


def _is_purpose(ground: Ground, first: int) -> bool:
    """As in "in a trial of tea for the prevention of A": what it was given for, with no verb before it."""
    tokens = ground.tokens
    lead = first - 1
    while lead > ground.floor and tokens[lead].tag in {"det", "adv"}:
        lead -= 1
    if lead <= ground.floor or "for" not in {tokens[lead].lower, tokens[first].lower}:
        return False
    return not any(token.tag in _TOLD for token in tokens[ground.floor : lead])


_TOLD = frozenset({"be", "carrier", "cause", "cue_v", "cue_a", "have", "do", "report", "sig"})


def _patients_complement(ground: Ground, cue: int) -> list[Phrase] | None:
    """As in "no benefits were found for patients with A": the condition stands for its symptoms."""
    tokens = ground.tokens
    told = tokens[cue].cue
    if told is None or told.direction not in {"improve", "relieve"}:
        return None
    for index in range(cue + 1, ground.stop - 1):
        if tokens[index].lower == "with" and "group" in tokens[index - 1].roles:
            phrases, _ = read_list(tokens, index + 1, ground.stop)
            return phrases or None
    return None


def read_noun_group(ground: Ground, cue: int) -> VerbGroup:
    """What stands before a noun of change: "did not show any significant", "resulted in a marked"."""
    group = VerbGroup(cue)
    index = cue - 1
    verb_seen = False
    while index >= ground.floor:
        token = ground.tokens[index]
        verb_seen = verb_seen or token.tag in {"carrier", "cause", "report"}
        if token.tag not in _BEFORE_NOUN and token.lower not in {"in", "to", "with"}:
            break
        if token.tag == "w" and verb_seen:
            break
        if token.tag in {"neg", "no", "without"}:
            group.negation = index
        group.hedged = group.hedged or token.tag == "modal"
        if token.tag == "sig":
            group.significance.append(index)
        group.first = index
        index -= 1
    while group.first < cue and ground.tokens[group.first].tag == "w":
        group.first += 1
    return group


def find_negation_after(ground: Ground, cue: int) -> int | None:
    """Index of "not" in "effects on A were not observed"."""
    tokens = ground.tokens
    for index in range(cue + 1, ground.stop - 1):
        if tokens[index].tag == "be" and tokens[index + 1].tag == "neg":
            seen = index + 2 < ground.stop and tokens[index + 2].tag in {"report", "sig"}
            return index + 1 if seen else None
        if tokens[index].tag in {"cue_v", "carrier"} or "crossing" in tokens[index].roles:
            return None
    return None


def _modifier(ground: Ground, cue: int) -> Phrase | None:
    """The words before a noun of change that name the outcome: "a significant BDI reduction"."""
    tokens, first = ground.tokens, cue
    while (
        first > ground.floor
        and tokens[first - 1].tag in {"w", "num"}
        and not tokens[first - 1].roles & {"agent", "group"}
    ):
        first -= 1
    while first < cue and tokens[first].lower.endswith(
        ("ic", "ive", "ous", "ed", "able", "ful", "ent", "ant", "-fold", "like")
    ):
        first += 1
    if first == cue or tokens[first - 1].tag not in {"det", "sig", "cue_a", "carrier", "cause", "no", "adv", "cue_v"}:
        return None
    return Phrase(first, cue, cue, cue)
