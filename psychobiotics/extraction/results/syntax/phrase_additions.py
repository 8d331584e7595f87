"""What belongs to a name behind it: places ("in the hippocampus"), tests, what a share of people had.

Pattern: "A in the swim test", "proportion of patients with A", "reactivity to sad mood".

It must not be fooled by: "A in the treated group" (in whom, not what), "A at week 8" (a time).
"""

from psychobiotics.extraction.results.syntax.tokens import Token

INSIDE = frozenset({"w", "num", "of"})
LEADING = frozenset({"det", "adv", "sig", "particular"})
NOT_PLACES = frozenset({"group", "time", "baseline"})
_PLACES = frozenset({"matrix", "test", "cell", "product"})


def without_people(tokens: list[Token], first: int, end: int) -> int:
    """Where the name ends before "of the treated mice", which says in whom, not what."""
    if not tokens[end - 1].roles & {"group", "animal"}:
        return end
    of = next((i for i in range(end - 2, first, -1) if tokens[i].tag == "of"), None)
    return end if of is None or "share" in tokens[of - 1].roles else of


def with_additions(tokens: list[Token], end: int, stop: int) -> int:
    """Take in "in the swim test", "to sad mood", "in the hippocampus"."""
    if "group" in tokens[end - 1].roles and end + 1 < stop:
        if tokens[end].lower.endswith("ing"):
            return _with_participle(tokens, end, stop)
        if tokens[end].lower == "with" and end > 2 and "share" in tokens[end - 3].roles:
            return _past_words(tokens, end + 1, stop)
    while end < stop and tokens[end].tag == "prep":
        word, inner = tokens[end].lower, end + 1
        if word == "to" and "taking" in tokens[end - 1].roles:  # "time needed to finish the maze"
            return _past_words(tokens, inner, stop)
        while inner < stop and tokens[inner].tag in LEADING:
            inner += 1
        close = inner
        while close < stop and tokens[close].tag in INSIDE:
            close += 1
        close = without_people(tokens, inner, close) if close > inner else close
        while close > inner and tokens[close - 1].tag == "of":
            close -= 1
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
    """Past "anxiety" of "proportion of patients with anxiety"; before "with" where no word follows it."""
    last = end
    while last < stop and tokens[last].tag in INSIDE | {"det", "adv", "sig"}:
        last += 1
    while last > end and (tokens[last - 1].tag in {"det", "of"} or tokens[last - 1].lower == "a"):
        last -= 1
    return last if last > end else end - 1


def _with_participle(tokens: list[Token], end: int, stop: int) -> int:
    """Take in "scoring above the cut-off for A" of "proportion of participants scoring above the cut-off for A"."""
    while (
        end < stop and tokens[end].tag in {"w", "num", "prep", "det", "adv", "of"} and "group" not in tokens[end].roles
    ):
        end += 1
    while tokens[end - 1].tag in {"prep", "det", "of"}:
        end -= 1
    return end


_TAKEN = {  # whose complement belongs to their name: "distance from the target", "days with A", "need for A"
    "from": frozenset({"takes_from"}),
    "with": frozenset({"counted_time"}),
    "in": frozenset({"lack"}),
    "for": frozenset({"cell", "product", "wanted"}),
}


def _belongs(preposition: str, before: Token, phrase: list[Token]) -> bool:
    if preposition == "to":
        return "takes_to" in before.roles
    if any(token.roles & NOT_PLACES for token in phrase):
        return False
    if preposition in _TAKEN and before.roles & _TAKEN[preposition]:
        return True
    if preposition in {"in", "within", "during", "on", "at", "for"}:
        return any(token.roles & _PLACES for token in phrase)
    return False
