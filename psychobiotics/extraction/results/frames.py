"""Frames: one cue of change with the noun phrases whose direction it tells.

Pattern: a transitive cue tells its object ("reduced A, B and C"), a passive or intransitive one its subject ("A was
reduced", "A fell"), a noun its complement ("a reduction in A") or what stands before it ("a BDI reduction"), a
comparative its noun ("higher A") or its subject ("A was higher").

It must not be fooled by: "the reduced diversity" (a description), "to reduce A" (a purpose), "improvement rate" (a name),
"attenuated the decrease in A" (an increase).
"""

from dataclasses import dataclass, field

from psychobiotics.extraction.results.phrases import Phrase, read_list, speaks_of_people
from psychobiotics.extraction.results.tokens import Token
from psychobiotics.extraction.results.verbs import VerbGroup, read_verb_group


@dataclass(slots=True)
class Frame:
    """A cue and what it speaks of.

    Attributes:
        cue: Index of the cue token.
        phrases: The outcome phrases.
        first: Where its territory begins; it ends where the next frame's begins.
        last: Index after the last token that it has read.
        negation: Index of the token that negates it, or None.
        change: Index of a noun of change that is the cue's object or subject ("attenuated the decrease in A").
        significance: Indices of words of significance in its verb group.
        hedged: "may", "to" without licence.
        kind: "change", "null", "correlation".
        partners: For a correlation, the other side.
    """

    cue: int
    phrases: list[Phrase]
    first: int
    last: int
    negation: int | None = None
    change: int | None = None
    significance: list[int] = field(default_factory=list)
    hedged: bool = False
    kind: str = "change"
    partners: list[Phrase] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ground:
    """The tokens of a sentence and the stretch in which one frame may look.

    Attributes:
        floor: Nothing before it belongs to the frame.
        stop: The clause ends here.
    """

    tokens: list[Token]
    floor: int
    stop: int


def verb_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a verb (or participle) of change."""
    tokens, part = ground.tokens, _part(ground.tokens[cue])
    group = read_verb_group(tokens, cue, ground.floor)
    if group.first == cue and cue and tokens[cue - 1].lower == "the" and part == "past":
        return None
    if group.passive:
        return _subject_frame(ground, cue, group)
    target = _object_start(ground, cue)
    if target is not None:
        return _object_frame(ground, cue, group, target)
    if part == "gerund" and not group.passive:
        return None
    return _subject_frame(ground, cue, group)


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
    start = _past_of(ground, change) if change is not None else target
    phrases, last = read_list(ground.tokens, start, ground.stop)
    if not phrases:
        return None
    frame = Frame(cue, phrases, group.first, last, group.negation, change, group.significance, group.hedged)
    return frame


def _past_of(ground: Ground, change: int) -> int:
    """Where the outcome of "effects of stress on A" or "decrease in A" begins."""
    tokens = ground.tokens
    if tokens[change].cue and tokens[change].cue.direction == "none" and tokens[change + 1].lower == "of":
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
    if index + 1 < ground.stop and tokens[index].tag == "cue_n" and tokens[index + 1].lower in {"in", "of", "on"}:
        return None if speaks_of_people(tokens, index + 2, ground.stop) else index
    return None


def _subject_frame(ground: Ground, cue: int, group: VerbGroup) -> Frame | None:
    phrases = read_subject(ground, group.first)
    frame = Frame(cue, phrases, ground.floor, cue + 1, group.negation, None, group.significance, group.hedged)
    if _is_about_people(ground.tokens, phrases):
        after = _after_link(ground, cue + 1)
        complement, last = read_list(ground.tokens, after, ground.stop) if after is not None else ([], cue + 1)
        frame.phrases, frame.last = complement, last
    return frame


def read_subject(ground: Ground, end: int) -> list[Phrase]:
    """The noun phrases of the subject that ends before token `end`."""
    start = _subject_start(ground, end)
    phrases, _ = read_list(ground.tokens, start, end)
    return phrases


def _subject_start(ground: Ground, end: int) -> int:
    tokens, start = ground.tokens, ground.floor
    for index in range(end - 1, ground.floor - 1, -1):  # "results showed that A", "we found A"
        if tokens[index].lower == "that" or tokens[index].tag in {"report", "stop", "but"}:
            start = index + 1
            break
    start = _skip(tokens, start, end, {"and", "comma", "adv", "but", "punct", "such"})
    while start < end and tokens[start].tag in {"prep", "compare", "verb"} and tokens[start].lower != "per":
        comma = next((i for i in range(start, end) if tokens[i].tag == "comma"), None)
        start = comma + 1 if comma is not None else _after_addition(tokens, start, end)
        start = _skip(tokens, start, end, {"and", "comma", "adv"})
    return start


def _after_addition(tokens: list[Token], start: int, end: int) -> int:
    """Past "in the treated group and" where no comma ends it; the subject follows "and"."""
    joint = next((i for i in range(start, end) if tokens[i].tag == "and"), None)
    return joint + 1 if joint is not None else end


def _skip(tokens: list[Token], index: int, end: int, tags: set[str]) -> int:
    while index < end and tokens[index].tag in tags:
        index += 1
    return index


def _is_about_people(tokens: list[Token], phrases: list[Phrase]) -> bool:
    """The subject names a group or a treatment: what changed stands elsewhere."""
    if not phrases:
        return True
    return any(is_actor(tokens, phrase) for phrase in phrases)


def is_actor(tokens: list[Token], phrase: Phrase) -> bool:
    """The phrase's head is a group, a treatment or a report."""
    heads = [t for t in _head_part(tokens, phrase) if t.tag not in {"num", "of", "det"}]
    return not heads or bool(heads[-1].roles & _ACTORS) or all(t.tag == "cue_n" for t in heads)


_ACTORS = frozenset({"group", "agent", "generic", "time"})
_MEASURES = frozenset({"level", "level_head"})


def _head_part(tokens: list[Token], phrase: Phrase) -> list[Token]:
    """The words up to the first "of" or "per"; past it where they only name a measure ("number of patients")."""
    words = tokens[phrase.first : phrase.core_end]
    cut = next((i for i, t in enumerate(words) if t.lower in {"of", "per"}), len(words))
    if cut and words[cut - 1].roles & _MEASURES and cut + 1 < len(words) and words[cut].lower == "of":
        end = next((i for i in range(cut + 1, len(words)) if words[i].lower in {"of", "per"}), len(words))
        return words[cut + 1 : end]
    return words[:cut]


def _after_link(ground: Ground, index: int) -> int | None:
    """Past "in" of "improved in A", "superior in A", "performed better on A"."""
    tokens = ground.tokens
    index = _skip(tokens, index, ground.stop, {"adv", "sig"})
    if index < ground.stop and tokens[index].lower in {"in", "on", "for", "regarding", "in terms of", "with respect to"}:
        return index + 1
    return None


def noun_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a noun of change."""
    tokens = ground.tokens
    if cue + 1 < ground.stop and tokens[cue + 1].tag == "w":
        return None
    group = _noun_group(ground, cue)
    start = _complement(ground, cue)
    if start is not None:
        phrases, last = read_list(tokens, start, ground.stop)
        if phrases and not all(is_actor(tokens, p) for p in phrases):
            return Frame(cue, phrases, group.first, last, group.negation, None, group.significance, group.hedged)
    modifier = _modifier(ground, cue)
    if modifier:
        return Frame(cue, [modifier], group.first, cue + 1, group.negation, None, group.significance, group.hedged)
    patients = _patients_complement(ground, cue)
    if patients is not None:
        return Frame(cue, patients, group.first, cue + 1, group.negation, None, group.significance, group.hedged)
    phrases = read_subject(ground, group.first)
    if group.first < cue and tokens[cue].lower not in {"benefit", "benefits"} and not _is_about_people(tokens, phrases):
        return Frame(cue, phrases, ground.floor, cue + 1, group.negation, None, group.significance, group.hedged)
    return None


def _patients_complement(ground: Ground, cue: int) -> list[Phrase] | None:
    """ "no benefits were found for patients with A": the condition stands for its symptoms."""
    tokens = ground.tokens
    if not (tokens[cue].cue and tokens[cue].cue.direction in {"improve", "relieve"}):
        return None
    for index in range(cue + 1, ground.stop - 1):
        if tokens[index].lower == "with" and "group" in tokens[index - 1].roles:
            phrases, _ = read_list(tokens, index + 1, ground.stop)
            return phrases or None
    return None


def _noun_group(ground: Ground, cue: int) -> VerbGroup:
    """What stands before a noun of change: "did not show any significant", "resulted in a marked"."""
    group = VerbGroup(cue)
    index = cue - 1
    inside = {"det", "sig", "adv", "cue_a", "carrier", "cause", "report", "neg", "no", "do", "have", "modal", "be", "w", "pron"}
    verb_seen = False
    while index >= ground.floor:
        token = ground.tokens[index]
        verb_seen = verb_seen or token.tag in {"carrier", "cause", "report"}
        if token.tag not in inside and token.lower not in {"in", "to", "without", "with"}:
            break
        if token.tag == "w" and verb_seen:
            break
        if token.tag in {"neg", "no"} or token.lower == "without":
            group.negation = index
        group.hedged = group.hedged or token.tag == "modal"
        if token.tag == "sig":
            group.significance.append(index)
        group.first = index
        index -= 1
    while group.first < cue and ground.tokens[group.first].tag == "w":
        group.first += 1
    return group


def _complement(ground: Ground, cue: int) -> int | None:
    """Where the complement of a noun of change begins: "in A", "of A", "by 20% in A", "were observed in A"."""
    tokens, index = ground.tokens, cue + 1
    links = {"in", "of", "on", "for", "to", "regarding", "with respect to", "with regard to", "in terms of", "concerning"}
    while index < ground.stop and tokens[index].tag in {"be", "report", "adv", "have", "neg"}:
        index += 1
    for _ in range(3):
        if index + 1 >= ground.stop:
            return None
        word = tokens[index].lower
        if word in links and tokens[index + 1].tag != "num" and not _is_place(ground, index + 1):
            return index + 1
        if tokens[index].tag not in {"prep", "of"}:
            return None
        index = _next_preposition(ground, index + 1)
    return None


def _is_place(ground: Ground, index: int) -> bool:
    """ "in the probiotic group": says who, not what."""
    phrases, _ = read_list(ground.tokens, index, ground.stop)
    return bool(phrases) and is_actor(ground.tokens, phrases[0])


def _next_preposition(ground: Ground, index: int) -> int:
    tokens = ground.tokens
    while index < ground.stop and tokens[index].tag in {"w", "num", "det", "adv", "and", "sig", "punct"}:
        index += 1
    while index < ground.stop and tokens[index].tag in {"be", "report", "adv"}:
        index += 1
    return index


def _modifier(ground: Ground, cue: int) -> Phrase | None:
    """The words before a noun of change that name the outcome: "a significant BDI reduction"."""
    tokens, first = ground.tokens, cue
    while first > ground.floor and tokens[first - 1].tag in {"w", "num"} and not tokens[first - 1].roles & {"agent", "group"}:
        first -= 1
    while first < cue and tokens[first].lower.endswith(("ic", "ive", "ous", "ed", "able", "ful", "ent", "ant", "-fold", "like")):
        first += 1
    if first == cue or tokens[first - 1].tag not in {"det", "sig", "cue_a", "carrier", "cause", "no", "adv", "cue_v"}:
        return None
    return Phrase(first, cue, cue, cue)


def adjective_frame(ground: Ground, cue: int) -> Frame | None:
    """The frame of a comparative: "higher A", "A was higher", "performed better in A", "beneficial effect on A"."""
    tokens = ground.tokens
    group = read_verb_group(tokens, cue, ground.floor)
    index = _skip(tokens, cue + 1, ground.stop, {"adv", "sig"})
    after = tokens[index] if index < ground.stop else None
    if after and after.tag == "cue_n":
        return _effect_frame(ground, cue, index, group)
    if group.passive and not (after and after.tag == "w" and index == cue + 1):
        return _subject_frame(ground, cue, group)
    if after and after.tag in {"w", "det", "cue_v"} and index == cue + 1 and not _is_the(tokens, cue):
        phrases, last = read_list(tokens, index, ground.stop)
        return Frame(cue, phrases, group.first, last, _negation_before(tokens, cue, ground.floor), None, group.significance)
    return _performance_frame(ground, cue, group)


def mixed_frame(ground: Ground, cue: int) -> Frame | None:
    """ "in A, results were conflicting", "findings on A were inconsistent"."""
    tokens = ground.tokens
    group = read_verb_group(tokens, cue, ground.floor)
    if not group.passive:
        return None
    for index in range(ground.floor, group.first):
        if tokens[index].lower in {"in", "on", "for", "regarding", "concerning", "of"}:
            phrases, _ = read_list(tokens, index + 1, group.first)
            if phrases and not is_actor(tokens, phrases[0]):
                return Frame(cue, phrases[:1], ground.floor, cue + 1)
    return None


def _is_the(tokens: list[Token], cue: int) -> bool:
    return cue > 0 and tokens[cue - 1].lower in {"the", "this", "these"}


def _negation_before(tokens: list[Token], cue: int, floor: int) -> int | None:
    for index in range(cue - 1, max(floor, cue - 4) - 1, -1):
        if tokens[index].tag in {"no", "neg"}:
            return index
        if tokens[index].tag not in {"adv", "sig", "det", "carrier", "do"}:
            return None
    return None


def _effect_frame(ground: Ground, cue: int, noun: int, group: VerbGroup) -> Frame | None:
    """ "beneficial effects on A"; other adjectives before a noun of change leave the frame to the noun."""
    told, named = ground.tokens[cue].cue, ground.tokens[noun].cue
    if not (told and named and named.direction == "none" and told.direction in {"improve", "worsen"}):
        return None
    start = _complement(ground, noun)
    if start is None:
        return None
    phrases, last = read_list(ground.tokens, start, ground.stop)
    return Frame(cue, phrases, group.first, last, _noun_group(ground, cue).negation, None, group.significance)


def _performance_frame(ground: Ground, cue: int, group: VerbGroup) -> Frame | None:
    start = _after_link(ground, cue + 1)
    if start is not None and ground.tokens[cue].cue and ground.tokens[cue].cue.direction in {"improve", "worsen"}:
        phrases, last = read_list(ground.tokens, start, ground.stop)
        if phrases and not is_actor(ground.tokens, phrases[0]):
            return Frame(cue, phrases, group.first, last, group.negation, None, group.significance)
    return _subject_frame(ground, cue, group) if group.first < cue or start is not None else None
