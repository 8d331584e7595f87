"""Lists of noun phrases.

Pattern: "A, B and C", "A in the hippocampus, B and C", "A (p = .01) and B (p = .2)", "cognitive and motor changes" (one
phrase: the first part lacks a noun), "A involved in X and Y, as well as B".

It must not be fooled by: a new clause after "and" ("decreased A, and B was unchanged"), appositions ("A, one of the
cytokines,").
"""

from itertools import pairwise

from psychobiotics.extraction.results.syntax.phrases import Phrase, read_phrase
from psychobiotics.extraction.results.syntax.tokens import Token

_APPOSED = frozenset({"a", "an", "one", "two", "three", "key"})
_JOIN = frozenset({"and", "comma"})
_FINITE = frozenset({"be", "have", "do", "modal", "carrier", "cause", "neg"})
_VERBS = _FINITE | {"cue_v", "cue_a", "report", "verb", "interpret", "corr"}
_ENDS = frozenset({"stop", "but", "rel"})
_ADJECTIVE_ENDS = ("al", "ive", "ic", "ous", "ary", "like", "ed", "-", "oid", "ar", "related", "tory", "ful")
_OUTCOMES = frozenset({"construct", "measured"})
_NAME = 4  # tokens of "of the treated"
_REPEATED = frozenset({"on", "in", "of", "for"})
_OWN_NAMES = frozenset({"measured", "construct", "test", "time", "group", "level", "bare", "takes_to"})
_TWO = 2
_ADJUSTED = 3  # tokens of "after full adjustment"
_LIMIT = 40  # tokens of one list; longer runs are not noun phrases


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
        following = _next_item(tokens, phrase.reach, stop, any(p.embedded for p in phrases))
        if following is None:
            index = phrase.reach
            break
        if any(t.lower.startswith("includ") for t in tokens[phrase.reach : following]):
            heading = phrase  # "cytokines including A and B"
        index = following
    if heading is not None and phrases[-1] is not heading:
        phrases.remove(heading)
    return _without_people(tokens, _merge_adjectives(tokens, phrases)), index


def _without_people(tokens: list[Token], phrases: list[Phrase]) -> list[Phrase]:
    """As in "A of the tea and juice groups": a list of groups after "of" says in whom, not what."""
    for phrase, following in pairwise(phrases):
        of = next((i for i in range(phrase.first + 1, phrase.core_end) if tokens[i].tag == "of"), None)
        if of is None or "group" not in tokens[following.core_end - 1].roles or phrase.core_end - of > _NAME:
            continue
        named = tokens[of + 1 : phrase.core_end]
        if not tokens[of - 1].roles & {"level", "share"} and not any(t.roles & _OUTCOMES for t in named):
            phrase.core_end = phrase.end = of
    return phrases


def _skip_additions(tokens: list[Token], index: int, stop: int) -> int:
    """Skip a prepositional phrase or comparison that does not belong to the name."""
    while index < stop and tokens[index].tag in {"prep", "compare"} and not _leads_to_verb(tokens, index, stop):
        if any("adjusting" in token.roles for token in tokens[index : index + _ADJUSTED]):
            return stop  # "after adjustment for B, C and D": none of them is told of
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
    """As in "in the colon, cortex and hippocampus", "in patients and controls": still the same addition."""
    while index + 1 < stop and tokens[index].tag in _JOIN:
        end = index + 1 + (tokens[index].tag == "comma" and tokens[index + 1].tag == "and")
        while end < stop and tokens[end].tag in {"det", "w", "num"}:
            end += 1
        words = [t for t in tokens[index + 1 : end] if t.tag == "w"]
        people = bool(words) and "group" in words[-1].roles and tokens[index].tag == "and"
        if not words or not (people or all("matrix" in t.roles for t in words)):
            break
        index = end
    return index


def _next_item(tokens: list[Token], index: int, stop: int, changed: bool = False) -> int | None:
    """Index of the next item's first token where the list goes on.

    Args:
        tokens: The sentence.
        index: Where the item before ends.
        stop: The list goes no further.
        changed: An item before has an adjective of change: "the reduced A or weakened B".
    """
    if index >= stop or tokens[index].tag not in _JOIN | {"such"}:
        return None
    joined = repeated = False
    while index < stop and tokens[index].tag in _JOIN | {"adv", "det", "such", "corr"}:
        joined = joined or tokens[index].tag == "and"
        if not joined and tokens[index].lower in _APPOSED:
            return None
        index += 1
        if joined and index < stop and tokens[index].lower in _REPEATED:  # "effects on A and on B"
            index += 1
            repeated = True
    if index >= stop or _is_participle(tokens, index, stop):
        return None
    changed = changed or tokens[index - 1].lower == "the"
    if not _starts_item(tokens[index]) and not (changed and _is_changed(tokens, index, stop)):
        return None
    return None if not repeated and _begins_clause(tokens, index, stop, joined) else index


def _is_participle(tokens: list[Token], index: int, stop: int) -> bool:
    """As in ", reinforcing the": a verb, not an item."""
    return tokens[index].lower.endswith("ing") and index + 1 < stop and tokens[index + 1].tag == "det"


def _starts_item(token: Token) -> bool:
    return token.tag in {"w", "num"} or (token.tag == "cue_n" and token.cue is not None)


def _is_changed(tokens: list[Token], index: int, stop: int) -> bool:
    """As in "weakened B": an adjective of change before a name that no verb of its own follows."""
    cue = tokens[index].cue
    if cue is None or cue.part not in {"past", "adjective"} or index + 1 >= stop or tokens[index + 1].tag != "w":
        return False
    return not _begins_clause(tokens, index + 1, stop, True)


def _begins_clause(tokens: list[Token], index: int, stop: int, joined: bool) -> bool:
    """Whether the item is the subject of a verb of its own: "decreased A, and B was unchanged"."""
    again = False
    if not _has_verb_before(tokens, index):
        return False
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


def _has_verb_before(tokens: list[Token], index: int) -> bool:
    """Whether the clause has a verb already; else the item still belongs to its subject: "the fall in A and B was"."""
    for before in range(index - 1, max(-1, index - _LIMIT - 1), -1):
        if tokens[before].tag in _ENDS:
            return False
        if tokens[before].tag in _VERBS:
            return True
    return index > _LIMIT


def _is_reported(tokens: list[Token], index: int, stop: int) -> bool:
    """As in "increased A and B were observed", "were associated with C": the list is the subject."""
    while index < min(stop, len(tokens)) and tokens[index].tag in {"be", "adv", "have"}:
        index += 1
    return index < len(tokens) and tokens[index].tag in {"report", "corr"}


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
                and (
                    ((_is_adjective(lone) or _shares_head(tokens, last, phrase)) and phrase.core_end > phrase.first + 1)
                    or (len(phrases) == _TWO and _shares_process(tokens, last, phrase))
                )
            ):
                merged[-1] = Phrase(last.first, phrase.core_end, phrase.end, phrase.reach, last.embedded)
                continue
        merged.append(phrase)
    return merged


def _shares_head(tokens: list[Token], last: Phrase, phrase: Phrase) -> bool:
    """As in "microglia and astrocyte activation": the first part lacks the noun that both share."""
    lone = tokens[last.end - 1]
    if last.end - last.first > 1 or lone.roles & {"measured", "construct", "test"}:
        return False
    return "shared_head" in tokens[phrase.core_end - 1].roles and not tokens[phrase.first].roles & {"measured"}


def _shares_process(tokens: list[Token], last: Phrase, phrase: Phrase) -> bool:
    """As in "activation of microglia and astrocytes": what happens, or is counted, in both."""
    of = next((i for i in range(last.first + 1, last.core_end) if tokens[i].tag == "of"), None)
    if of is None or not tokens[of - 1].roles & {"shared_head", "share"} or phrase.core_end - phrase.first > _TWO:
        return False
    named = tokens[of + 1 : last.core_end] + tokens[phrase.first : phrase.core_end]
    return not any(t.roles & _OWN_NAMES or t.tag in {"of", "num"} for t in named)


def _is_adjective(token: Token) -> bool:
    return token.lower.endswith(_ADJECTIVE_ENDS) and not token.roles & {"level", "scale", "test"}
