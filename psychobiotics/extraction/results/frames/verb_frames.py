"""Verbs of change and what they tell.

Pattern: "reduced A, B and C" (the object), "A was reduced", "A fell" (the subject), "increased and restored A",
"found to reduce A", "attenuated the stress-induced decrease in A" (the change is the object).

It must not be fooled by: "the reduced diversity" (a description), "to reduce A, we" (a purpose).
"""

from dataclasses import replace

from psychobiotics.extraction.results.frames.degrees import with_degree
from psychobiotics.extraction.results.frames.frames import Frame, Ground, is_actor, takes_pronoun
from psychobiotics.extraction.results.syntax.lists import read_list
from psychobiotics.extraction.results.syntax.phrases import Phrase, speaks_of_people
from psychobiotics.extraction.results.syntax.subjects import find_neither, opens_subject, subject_frame
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.extraction.results.syntax.verbs import VerbGroup, is_reported_clause, read_verb_group

_TOPICS = frozenset({"regarding", "concerning", "with regard to", "with regards to", "in terms of", "with respect to"})
_ADDING = frozenset({"thus", "hence", "while", "thereby", "consequently", "subsequently", "ultimately"})
_NEAR = 8  # tokens between "protected" and "against"


def verb_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a verb (or participle) of change, with the degree after it."""
    frame = _bare_frame(ground, cue)
    return with_degree(ground, frame) if frame else None


def _bare_frame(ground: Ground, cue: int) -> Frame | None:
    tokens, part = ground.tokens, _part(ground.tokens[cue])
    group = read_verb_group(tokens, cue, ground.floor)
    described = group.first == cue and cue and tokens[cue - 1].lower == "the" and part == "past"
    described = described or (part == "past" and group.first == cue and opens_subject(ground, cue))
    if described or (part == "gerund" and cue and not _follows_link(tokens, group.first)):
        return None
    if group.negation is None:
        group.negation = find_neither(ground, group.first)
    if group.passive:
        return subject_frame(ground, cue, group)
    if part == "gerund" and _is_possible(tokens, cue):
        group.hedged = True
    target = _object_start(ground, cue)
    if target is not None:
        return _object_frame(ground, cue, group, target)
    return _objectless_frame(ground, cue, group)


def _objectless_frame(ground: Ground, cue: int, group: VerbGroup) -> Frame | None:
    """As in "A fell", "Y impaired it" (what was named before), "protected against A"."""
    tokens = ground.tokens
    if takes_pronoun(tokens, cue):
        return Frame(cue, [], group.first, cue + 2, group.negation, None, group.significance, group.hedged)
    if protected := _protected_from(ground, cue):
        phrases, last = protected
        return Frame(cue, phrases, group.first, last, group.negation, None, group.significance, group.hedged)
    frame = subject_frame(ground, cue, group) if _part(tokens[cue]) != "gerund" else None
    told = tokens[cue].cue
    counted = cue + 1 < len(tokens) and tokens[cue + 1].tag == "num"
    if told and told.tells == "object" and not counted and not _is_measured(tokens, frame):
        return None
    return frame


def _is_measured(tokens: list[Token], frame: Frame | None) -> bool:
    """The subject is something that is measured, so that "A reduced" means "A was reduced"."""
    if frame is None:
        return False
    return any("measured" in t.roles for p in frame.phrases for t in tokens[p.first : p.end])


def _is_possible(tokens: list[Token], cue: int) -> bool:
    """As in "could have effects in improving A"."""
    for index in range(cue - 1, max(0, cue - 15) - 1, -1):
        if tokens[index].tag == "modal":
            return not (tokens[index].lower in {"could", "can"} and is_reported_clause(tokens, index))
        if tokens[index].tag in {"stop", "rel", "but", "comma"}:
            return False
    return False


def _follows_link(tokens: list[Token], first: int) -> bool:
    """A gerund tells a result after "by", "in", a comma or "and"; at the head of a clause it is an actor."""
    before = tokens[first - 1] if first else None
    if before is not None and before.lower in _TOPICS:  # "with regard to reducing A, "
        return False
    if before is not None and before.lower in _ADDING:  # "A fell, thus ameliorating B"
        return True
    return before is not None and before.tag in {
        "prep",
        "comma",
        "and",
        "of",
        "interpret",
        "be",
        "neg",
        "without",
        "cause",
        "w",
        "num",
        "punct",
    }


def _part(token: Token) -> str:
    return token.cue.part if token.cue else ""


def _object_start(ground: Ground, cue: int) -> int | None:
    """Where the object begins, or None where the verb has none."""
    index = cue + 1
    while index < ground.stop and ground.tokens[index].tag in {"adv", "sig"}:
        index += 1
    index = _shared_object(ground, index)
    if index >= ground.stop:
        return None
    token = ground.tokens[index]
    if token.lower.startswith(("post-", "pre-")):  # "A fell post-treatment"
        return None
    if token.tag in {"det", "w", "cue_n", "such"} or (token.tag in {"cue_a", "cue_v"} and _is_attribute(ground, index)):
        return index
    return None


def _shared_object(ground: Ground, index: int) -> int:
    """Past "and restored" in "increased and restored A"."""
    tokens = ground.tokens
    if index + 1 >= ground.stop or tokens[index].tag != "and":
        return index
    second = index + 1
    while second < ground.stop and tokens[second].tag == "adv":
        second += 1
    if second + 1 < ground.stop and tokens[second].tag == "cue_v" and tokens[second + 1].tag in {"det", "w"}:
        return second + 1
    return index


def _is_attribute(ground: Ground, index: int) -> bool:
    after = index + 1
    return after < ground.stop and ground.tokens[after].tag in {"w", "cue_n"}


def _object_frame(ground: Ground, cue: int, group: VerbGroup, target: int) -> Frame | None:
    change = _change_object(ground, target)
    if change is not None and any(_tells_effect(token) for token in ground.tokens[target:change]):
        return None  # "abolished the beneficial effects of A on B"
    start = _past_of(ground, change) if change is not None else target
    phrases, last = read_list(ground.tokens, start, ground.stop)
    if not phrases or (change is not None and _is_empty_change(ground, cue, change, group)):
        return None
    if change is not None and _undoes_treatment(ground, cue, change, start):
        return None
    if protected := _protected_from(ground, cue):
        phrases, last = protected
    elif is_actor(ground.tokens, phrases[0]) and (complement := _outperformed(ground, cue, phrases[0])):
        phrases, last = complement
    return Frame(cue, phrases, group.first, last, group.negation, change, group.significance, group.hedged)


def _protected_from(ground: Ground, cue: int) -> tuple[list[Phrase], int] | None:
    """As in "protected mice against A and B": A and B; the token's cue becomes one of countering."""
    tokens, told = ground.tokens, ground.tokens[cue].cue
    if told is None or not told.form.startswith("protect"):
        return None
    at = next(
        (i for i in range(cue + 1, min(cue + _NEAR, ground.stop)) if tokens[i].lower in {"against", "from"}), None
    )
    phrases, last = read_list(tokens, at + 1, ground.stop) if at is not None else ([], cue)
    if phrases:
        tokens[cue].cue = replace(told, direction="counter")
    return (phrases, last) if phrases else None


def _outperformed(ground: Ground, cue: int, rival: Phrase) -> tuple[list[Phrase], int] | None:
    """As in "outperformed the controls in A and B": A and B."""
    told = ground.tokens[cue].cue
    if told is None or told.direction != "improve":
        return None
    start = rival.core_end
    while start < ground.stop and ground.tokens[start].lower not in {"in", "on"}:
        start += 1
    phrases, last = read_list(ground.tokens, start + 1, ground.stop)
    return (phrases, last) if phrases else None


def _tells_effect(token: Token) -> bool:
    return token.cue is not None and token.cue.tells == "effect"


def _is_empty_change(ground: Ground, cue: int, change: int, group: VerbGroup) -> bool:
    """As in "induced changes in A" tells no direction."""
    verb, noun = ground.tokens[cue].cue, ground.tokens[change].cue
    if not (verb and noun) or noun.direction != "none":
        return False
    return verb.on_change == "keep" and group.negation is None


def _undoes_treatment(ground: Ground, cue: int, change: int, start: int) -> bool:
    """As in "abolished the effects of X on A", where X was given: how X works, not what became of A."""
    verb, noun = ground.tokens[cue].cue, ground.tokens[change].cue
    if not (verb and noun) or noun.direction != "none" or verb.on_change != "reverse":
        return False
    return any("agent" in token.roles for token in ground.tokens[change + 1 : start])


def _past_of(ground: Ground, change: int) -> int:
    """Where the outcome of "effects of stress on A" or "decrease in A" begins."""
    tokens, noun = ground.tokens, ground.tokens[change].cue
    if noun is not None and noun.direction == "none" and tokens[change + 1].lower == "of":
        for index in range(change + 2, min(change + 8, ground.stop)):
            if tokens[index].lower == "on":
                return index + 1
            if tokens[index].tag not in {"w", "det", "and", "of"}:
                break
    return change + 2


def _change_object(ground: Ground, index: int) -> int | None:
    """Index of a noun of change that is the object itself: "attenuated the stress-induced decrease in A"."""
    tokens = ground.tokens
    while index < ground.stop and tokens[index].tag in {"det", "adv", "sig", "w", "cue_a"}:
        index += 1
    if index + 1 < ground.stop and tokens[index].tag == "cue_n" and tokens[index + 1].lower in {"in", "of", "on", "to"}:
        return None if speaks_of_people(tokens, index + 2, ground.stop) else index
    return None
