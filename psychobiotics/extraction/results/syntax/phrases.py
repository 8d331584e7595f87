"""Noun phrases: what one outcome is called.

Pattern: "the levels of A" (A), "A in the hippocampus", "A in the swim test", "proportion of patients with A",
"cognitive decline". A prepositional phrase about people or time ends a phrase, one about a test or a tissue belongs to
it.

It must not be fooled by: "genes involved in" (a participle ends the name), an adjective of change after an article
("the elevated level of A").
"""

from dataclasses import dataclass, field

from psychobiotics.extraction.results.syntax.phrase_additions import (
    INSIDE,
    LEADING,
    NOT_PLACES,
    with_additions,
    without_people,
)
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.vocab.result_words import Cue

_NONE: frozenset[str] = frozenset()
_CAUSED = ("-induced", "-evoked", "-elicited")
_NAMED = 5  # words of a group's name


@dataclass(slots=True)
class Phrase:
    """One outcome phrase: tokens [first, core_end) name it, [first, end) with test or tissue, [.., reach) to its end.

    Attributes:
        first: Index of its first token.
        core_end: End of the phrase without prepositional additions.
        end: End with the additions that belong to it.
        reach: End of everything that belongs to its place in the list (skipped prepositional phrases).
        embedded: An adjective of change inside it ("the decreased levels of A").
    """

    first: int
    core_end: int
    end: int
    reach: int
    embedded: Cue | None = field(default=None)


def read_phrase(tokens: list[Token], index: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at `index`, or None."""
    index, embedded = _skip_leading(tokens, index, stop)
    if embedded is not None and embedded.form == "adverse" and tokens[index - 1].lower == "adverse":
        index, embedded = index - 1, None  # "adverse events" are a name
    end = index + (tokens[index].lower == "adverse" if index < stop else 0)
    while end < stop and _continues(tokens, index, end, stop):
        end += 1
    while end > index and tokens[end - 1].tag in {"of", "det", "adv"}:
        end -= 1
    if end > index + 2 and tokens[end - 1].tag == "num" and tokens[end - 2].tag == "of":  # "an error of 4.5"
        end -= 2
    if end == index:
        return None
    index = _past_kind(tokens, index, end)
    whole, end = end, without_people(tokens, index, end)
    reach = with_additions(tokens, whole, stop)
    if end < whole:
        return Phrase(index, end, end, reach, embedded)
    # "number of patients with A", "days with A", "deficits in A": A matters
    share = bool(tokens[index].roles & {"share", "counted_time", "lapse"} or tokens[end - 1].roles & {"lack", "wanted"})
    share = share or (reach > end and tokens[end].lower == "from")  # "distance from the target"
    return Phrase(index, reach if share else end, reach, end, embedded)


def _past_kind(tokens: list[Token], first: int, end: int) -> int:
    """Where A begins in "the inflammatory cytokine A": what kind of thing it is does not belong to the name."""
    for index in range(first, end - 1):
        if "kind" in tokens[index].roles and "measured" in tokens[index + 1].roles:
            return first if "measured" in tokens[index].roles else index + 1
    return first


def _skip_leading(tokens: list[Token], index: int, stop: int) -> tuple[int, Cue | None]:
    """Skip articles, adverbs, "levels of" and an adjective of change; return where the name begins."""
    embedded = None
    while index < stop:
        token, after = tokens[index], tokens[index + 1] if index + 1 < stop else None
        if token.tag in LEADING:
            index += 1
        elif token.roles & (after.roles if after else _NONE) & {"event_kind"}:  # "adverse side effects"
            break
        elif token.tag in {"cue_a", "cue_v"} and token.cue and token.cue.part in {"past", "adjective"} and after:
            embedded = embedded or token.cue
            index += 1
        elif (past := _past_lead(tokens, index, stop)) is not None:
            index = past
        elif token.lower.endswith(_CAUSED) and after and after.cue and after.cue.part in {"past", "adjective"}:
            index += 1  # "stress-induced increased levels"
        elif token.tag == "corr" and after and after.tag == "w":  # "the associated anxiety"
            index += 1
        elif after and after.tag == "of" and "level_head" in token.roles:
            index += 2
        elif (past := _past_scores(tokens, index, stop)) is not None:
            index = past
        else:
            break
    return index, embedded


def _past_lead(tokens: list[Token], index: int, stop: int) -> int | None:
    """Past an end point's rank, the group or the change that a name begins with, whichever stands there."""
    readers = (_past_aim, _past_group, _past_change)
    return next((past for read in readers if (past := read(tokens, index, stop)) is not None), None)


def _past_aim(tokens: list[Token], index: int, stop: int) -> int | None:
    """Past "primary end point" of "the primary end point mean A", "primary outcome of A"."""
    if "ordering" not in tokens[index].roles or index + 2 >= stop or "aim_head" not in tokens[index + 1].roles:
        return None
    start = index + 2 + (tokens[index + 2].tag == "of")
    return start if start < stop and tokens[start].tag == "w" else None


def _past_group(tokens: list[Token], index: int, stop: int) -> int | None:
    """Past the group of "participants' levels of A", "tea + milk group mean A"."""
    for at in range(index, min(index + _NAMED, stop - 1)):
        if "group" in tokens[at].roles and tokens[at + 1].roles & {"level_head", "level"}:
            return at + 1
        if tokens[at].tag != "w":
            return None
    return None


def _past_scores(tokens: list[Token], index: int, stop: int) -> int | None:
    """Past "scores for" of "scores for A", "score on the A", "scores than the controls for A": A is what matters.

    So it is in "(patient-reported) outcomes for A". None for "scores for the treated group".
    """
    index += index + 2 < stop and tokens[index].tag == "w" and "aim_head" in tokens[index + 1].roles
    if index + 2 >= stop or not tokens[index].roles & {"level_head", "aim_head"}:
        return None
    link = _past_comparison(tokens, index + 1, stop)
    if link + 1 >= stop or tokens[link].lower not in {"for", "on"} or tokens[link + 1].tag not in {"w", "det"}:
        return None
    near = tokens[link + 1 : min(link + 6, stop)]
    return None if any(t.roles & NOT_PLACES or "agent" in t.roles for t in near) else link + 1


def _past_comparison(tokens: list[Token], index: int, stop: int) -> int:
    """Past "than the controls"; `index` where no comparison stands there."""
    if tokens[index].tag != "compare":
        return index
    end = index + 1
    while end < stop and tokens[end].tag in INSIDE | LEADING:
        end += 1
    return end


def _past_change(tokens: list[Token], index: int, stop: int) -> int | None:
    """Past "mean change in" of "the mean change in A was higher": the outcome is A."""
    while index < stop and tokens[index].roles & {"level", "bare", "change_kind"}:
        index += 1
    if index + 2 >= stop or tokens[index].tag != "cue_n" or tokens[index + 1].lower not in {"in", "of"}:
        return None
    cue = tokens[index].cue
    return index + 2 if cue and cue.direction == "none" and cue.form.startswith(("change", "differ")) else None


def _continues(tokens: list[Token], first: int, index: int, stop: int) -> bool:
    token = tokens[index]
    if index > first and token.lower.endswith("ing") and "group" in tokens[index - 1].roles:
        return False
    if token.tag in INSIDE or _takes_time(tokens, first, index):
        return _takes_time(tokens, first, index) or not (
            token.lower.endswith("ed") and index > first and _begins_relative(tokens, index, stop)
        )
    if token.tag == "cue_n" or (token.lower == "changes" and index > first):  # "neuropathological changes"
        return token.tag != "cue_n" or _is_compound(tokens, first, index, stop)
    if index == first:
        return "event_kind" in token.roles
    if token.tag in {"det", "adv", "sig"}:  # "severity of the disease", "rates of clinically relevant A"
        begins = tokens[index - 1].tag in {"of", "sig"} or token.tag == "adv" or token.lower.endswith("ly")
        return begins and _inside_next(tokens, index, stop)
    beneficial = token.cue is not None and token.cue.tells == "effect"  # "levels of beneficial substances"
    return beneficial or token.lower == "per" or _joins_numbers(tokens, index, stop)


def _takes_time(tokens: list[Token], first: int, index: int) -> bool:
    """As in "time needed to fall asleep"."""
    return index > first and "taking" in tokens[index].roles and "lapse" in tokens[index - 1].roles


def _joins_numbers(tokens: list[Token], index: int, stop: int) -> bool:
    """As in "grade 3 or 4 A"."""
    around = [token.tag for token in tokens[index - 1 : min(index + 3, stop)]]
    return around == ["num", "and", "num", "w"]


def _inside_next(tokens: list[Token], index: int, stop: int) -> bool:
    """The name goes on, perhaps behind a word of significance: "clinically significant A"."""
    after = index + 1 + (index + 2 < stop and tokens[index + 1].tag == "sig")
    return after < stop and tokens[after].tag in INSIDE


def _begins_relative(tokens: list[Token], index: int, stop: int) -> bool:
    """As in "genes involved in", "scores measured by": a participle that a preposition follows."""
    return index + 1 < stop and tokens[index + 1].tag in {"prep", "comma", "be"}


def _is_compound(tokens: list[Token], first: int, index: int, stop: int) -> bool:
    """A noun of change inside a name: "cognitive decline", "improvement rate", "sensory gain"."""
    after = tokens[index + 1] if index + 1 < stop else None
    if after and after.tag in {"w"}:
        return True
    if index == first:
        return False
    return not (after and after.lower in {"in", "of"}) or speaks_of_people(tokens, index + 2, stop)


def speaks_of_people(tokens: list[Token], index: int, stop: int) -> bool:
    """The noun phrase that begins at `index` is about a group, or names nothing but a tissue."""
    places = 0
    while index < stop and tokens[index].tag in INSIDE | LEADING:
        if "group" in tokens[index].roles:
            return True
        if tokens[index].tag == "w":
            places = places + 1 if "matrix" in tokens[index].roles and places >= 0 else -1
        index += 1
    return places > 0
