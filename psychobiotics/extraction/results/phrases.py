"""Noun phrases in lists: what a result sentence says to have changed.

Pattern: "the levels of A, B and C", "A in the hippocampus, B and C", "A (p = .01) and B (p = .2)", "cognitive and motor
changes" (one phrase: the first part lacks a noun). A prepositional phrase about people or time ends a phrase, one about
a test or a tissue belongs to it.

It must not be fooled by: a new clause after "and" ("decreased A, and B was unchanged"), appositions ("A, one of the
cytokines,"), an adjective of change after an article ("the elevated level of A").
"""

from dataclasses import dataclass, field

from psychobiotics.extraction.results.tokens import Token
from psychobiotics.vocab.result_words import Cue

_INSIDE = frozenset({"w", "num", "of"})
_LEADING = frozenset({"det", "adv", "sig", "particular"})
_APPOSED = frozenset({"a", "an", "one"})
_JOIN = frozenset({"and", "comma"})
_FINITE = frozenset({"be", "have", "do", "modal", "carrier", "cause", "neg"})
_BOUND_TO = (
    "damage",
    "injury",
    "visits",
    "adherence",
    "compliance",
    "access",
    "reactivity",
    "response",
    "responses",
    "sensitivity",
    "resistance",
    "tolerance",
    "exposure",
    "time",
)
_ADJECTIVE_ENDS = ("al", "ive", "ic", "ous", "ary", "like", "ed", "-", "oid", "ar", "related", "tory")
_PLACES = frozenset({"matrix", "test", "cell", "product"})
_LIMIT = 40  # tokens of one list; longer runs are not noun phrases


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


def read_list(tokens: list[Token], index: int, stop: int) -> tuple[list[Phrase], int]:
    """Noun phrases from `index` on, and the index at which the list ends."""
    phrases: list[Phrase] = []
    stop = min(stop, index + _LIMIT, len(tokens))
    heading = None
    while index < stop:
        phrase = read_phrase(tokens, index, stop)
        if phrase is None:
            break
        phrase.reach = _skip_participle(tokens, _skip_additions(tokens, phrase.end, stop), stop)
        phrases.append(phrase)
        following = _next_item(tokens, phrase.reach, stop)
        if following is None:
            index = phrase.reach
            break
        if any(t.lower.startswith("includ") for t in tokens[phrase.reach : following]):
            heading = phrase  # "cytokines including A and B": A and B
        index = following
    if heading is not None and phrases[-1] is not heading:
        phrases.remove(heading)
    return _merge_adjectives(tokens, phrases), index


def read_phrase(tokens: list[Token], index: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at `index`, or None."""
    index, embedded = _skip_leading(tokens, index, stop)
    end = index
    while end < stop and _continues(tokens, index, end, stop):
        end += 1
    while end > index and tokens[end - 1].tag in {"of", "det", "adv"}:
        end -= 1
    if end == index:
        return None
    return Phrase(index, end, _with_additions(tokens, end, stop), end, embedded)


def _skip_leading(tokens: list[Token], index: int, stop: int) -> tuple[int, Cue | None]:
    """Skip articles, adverbs, "levels of" and an adjective of change; return where the name begins."""
    embedded = None
    while index < stop:
        token, after = tokens[index], tokens[index + 1] if index + 1 < stop else None
        if token.tag in _LEADING:
            index += 1
        elif token.tag in {"cue_a", "cue_v"} and token.cue and token.cue.part in {"past", "adjective"} and after:
            embedded = embedded or token.cue
            index += 1
        elif after and "group" in token.roles and after.roles & {"level_head", "level"}:  # "participants' levels of A"
            index += 1
        elif (past := _past_change(tokens, index, stop)) is not None:
            index = past
        elif token.tag == "corr" and after and after.tag == "w":  # "the associated anxiety"
            index += 1
        elif after and after.tag == "of" and "level_head" in token.roles:
            index += 2
        else:
            break
    return index, embedded


def _past_change(tokens: list[Token], index: int, stop: int) -> int | None:
    """Past "mean change in" of "the mean change in A was higher": the outcome is A."""
    while index < stop and (tokens[index].roles & {"level", "bare"} or tokens[index].lower in {"net", "absolute"}):
        index += 1
    if index + 2 >= stop or tokens[index].tag != "cue_n" or tokens[index + 1].lower not in {"in", "of"}:
        return None
    cue = tokens[index].cue
    return index + 2 if cue and cue.direction == "none" and cue.form.startswith("change") else None


def _continues(tokens: list[Token], first: int, index: int, stop: int) -> bool:
    token = tokens[index]
    if index > first and token.lower.endswith("ing") and "group" in tokens[index - 1].roles:
        return False
    if token.tag in _INSIDE:
        return not (token.lower.endswith("ed") and index > first and _begins_relative(tokens, index, stop))
    if token.tag in {"det", "adv"}:  # "severity of the disease", "A and clinically relevant B"
        return (
            index > first
            and (tokens[index - 1].tag == "of" or token.tag == "adv")
            and _inside_next(tokens, index, stop)
        )
    if token.tag == "cue_n":
        return _is_compound(tokens, first, index, stop)
    if token.tag in {"corr", "sig", "report"}:
        return False
    if token.cue and token.cue.tells == "effect":  # "levels of beneficial substances"
        return index > first
    return token.lower == "per" and index > first


def _inside_next(tokens: list[Token], index: int, stop: int) -> bool:
    return index + 1 < stop and tokens[index + 1].tag in _INSIDE


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
    while index < stop and tokens[index].tag in _INSIDE | _LEADING:
        if "group" in tokens[index].roles:
            return True
        if tokens[index].tag == "w":
            places = places + 1 if "matrix" in tokens[index].roles and places >= 0 else -1
        index += 1
    return places > 0


def _with_additions(tokens: list[Token], end: int, stop: int) -> int:
    """Take in "in the swim test", "to sad mood", "in the hippocampus"."""
    if "group" in tokens[end - 1].roles and end + 1 < stop:
        if tokens[end].lower.endswith("ing"):
            return _with_participle(tokens, end, stop)
        if tokens[end].lower == "with" and end > 2 and "share" in tokens[end - 3].roles:
            return _past_words(tokens, end + 1, stop)
    while end < stop and tokens[end].tag == "prep":
        word, inner = tokens[end].lower, end + 1
        while inner < stop and tokens[inner].tag in _LEADING:
            inner += 1
        close = inner
        while close < stop and tokens[close].tag in _INSIDE:
            close += 1
        if close == inner or not _belongs(word, tokens[end - 1], tokens[inner:close]):
            break
        end = _second_place(tokens, close, stop)
    return end


def _second_place(tokens: list[Token], index: int, stop: int) -> int:
    """Past "and traction tests" of "in the pole and traction tests"."""
    if index >= stop or tokens[index].tag != "and":
        return index
    end = index + 1
    while end < stop and tokens[end].tag in {"w", "det"}:
        end += 1
    return end if end > index + 1 and tokens[end - 1].roles & {"test", "matrix"} and end - index <= 4 else index


def _past_words(tokens: list[Token], end: int, stop: int) -> int:
    """Past "anxiety" of "proportion of patients with anxiety"."""
    while end < stop and tokens[end].tag in _INSIDE | {"det"}:
        end += 1
    return end


def _with_participle(tokens: list[Token], end: int, stop: int) -> int:
    """Take in "scoring above the cut-off for A" of "proportion of participants scoring above the cut-off for A"."""
    while (
        end < stop and tokens[end].tag in {"w", "num", "prep", "det", "adv", "of"} and "group" not in tokens[end].roles
    ):
        end += 1
    return end


def _belongs(preposition: str, before: Token, phrase: list[Token]) -> bool:
    if preposition == "to":
        return before.lower.endswith(_BOUND_TO)
    if any("group" in token.roles or "time" in token.roles for token in phrase):
        return False
    if preposition == "with" and before.lower in {"days", "nights", "hours", "weeks", "episodes", "time"}:
        return True
    if preposition == "for" and before.roles & {"cell", "product"}:
        return True
    if preposition in {"in", "within", "during", "on", "at", "for"}:
        return any(token.roles & _PLACES for token in phrase)
    return False


def _skip_additions(tokens: list[Token], index: int, stop: int) -> int:
    """Skip a prepositional phrase or comparison that does not belong to the name."""
    while index < stop and tokens[index].tag in {"prep", "compare"} and not _leads_to_verb(tokens, index, stop):
        index += 1
        while index < stop and tokens[index].tag in {"w", "num", "of", "det", "adv", "sig", "corr"}:
            index += 1
        index = _skip_coordinated_place(tokens, index, stop)
    return index


def _leads_to_verb(tokens: list[Token], index: int, stop: int) -> bool:
    """As in "to alleviate B", "by reducing B": a cue of its own."""
    return index + 1 < stop and tokens[index + 1].tag in {"cue_v", "cause"}


def _skip_participle(tokens: list[Token], index: int, stop: int) -> int:
    """Past "involved in A, B and C" to "as well as", where the list goes on."""
    if index >= stop or not tokens[index].lower.endswith("ed") or tokens[index].tag not in {"w", "verb", "corr"}:
        return index
    for end in range(index, stop):
        if tokens[end].lower in {"as well as", "along with", "together with"}:
            return end
        if tokens[end].tag in {"stop", "but", "rel", "be", "cue_v"}:
            break
    return index


def _skip_coordinated_place(tokens: list[Token], index: int, stop: int) -> int:
    """As in "in the colon and hippocampus", "in patients and controls": still the same addition."""
    while index + 1 < stop and tokens[index].tag == "and":
        end = index + 1
        while end < stop and tokens[end].tag in {"det", "w", "num"}:
            end += 1
        words = [t for t in tokens[index + 1 : end] if t.tag == "w"]
        if not words or not ("group" in words[-1].roles or all("matrix" in t.roles for t in words)):
            break
        index = end
    return index


def _next_item(tokens: list[Token], index: int, stop: int) -> int | None:
    """Index of the next item's first token where the list goes on."""
    if index >= stop or tokens[index].tag not in _JOIN | {"such"}:
        return None
    joined = False
    while index < stop and tokens[index].tag in _JOIN | {"adv", "det", "such", "corr"}:
        joined = joined or tokens[index].tag == "and"
        if not joined and tokens[index].lower in _APPOSED:
            return None
        index += 1
    if index >= stop or not _starts_item(tokens[index]):
        return None
    return None if _begins_clause(tokens, index, stop, joined) else index


def _starts_item(token: Token) -> bool:
    return token.tag in {"w", "num"} or (token.tag == "cue_n" and token.cue is not None)


def _begins_clause(tokens: list[Token], index: int, stop: int, joined: bool) -> bool:
    """Whether the item is the subject of a verb of its own: "decreased A, and B was unchanged"."""
    again = False
    while index < stop:
        token = tokens[index]
        if token.tag in _FINITE and not token.lower.endswith("ing"):
            return (joined or not again) and not _is_reported(tokens, index, stop)
        if token.tag == "cue_v":
            return (joined or not again) and _is_intransitive(tokens, index, stop)
        if token.tag in {"and"}:
            again = True
        elif token.tag not in {"w", "num", "of", "det", "adv", "comma", "sig"} and token.tag != "prep":
            return False
        index += 1
    return False


def _is_reported(tokens: list[Token], index: int, stop: int) -> bool:
    """As in "increased A and B were observed": the list is the subject."""
    while index < min(stop, len(tokens)) and tokens[index].tag in {"be", "adv", "have"}:
        index += 1
    return index < len(tokens) and tokens[index].tag == "report"


def _is_intransitive(tokens: list[Token], index: int, stop: int) -> bool:
    index += 1
    while index < stop and tokens[index].tag == "adv":
        index += 1
    return index >= stop or tokens[index].tag in {"prep", "compare", "comma", "and", "punct", "stop", "but"}


def _merge_adjectives(tokens: list[Token], phrases: list[Phrase]) -> list[Phrase]:
    """Join "cognitive" with "motor changes" across "and"."""
    merged: list[Phrase] = []
    for phrase in phrases:
        last = merged[-1] if merged else None
        if last and last.end == last.core_end and last.reach == last.end:
            between = tokens[last.end : phrase.first]
            lone = tokens[last.end - 1]
            if (
                len(between) == 1
                and between[0].tag == "and"
                and _is_adjective(lone)
                and phrase.core_end > phrase.first + 1
            ):
                merged[-1] = Phrase(last.first, phrase.core_end, phrase.end, phrase.reach, last.embedded)
                continue
        merged.append(phrase)
    return merged


def _is_adjective(token: Token) -> bool:
    return token.lower.endswith(_ADJECTIVE_ENDS) and "level" not in token.roles
