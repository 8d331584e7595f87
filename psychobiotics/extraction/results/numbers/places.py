"""One outcome with a statistic for each group, time or part of the people.

Pattern: "A fell with X (p = .01) and with Y (p = .03)", "A fell at week 4 (p = .01) and week 8 (p = .03)", "A fell in
the X (p = .01) and Y (p = .03) groups", "in all patients (p = .01) and in those with B (p = .03)": one result each.

It must not be fooled by: "A fell compared with X (p = .01) and Y (p = .03)" (comparators), a verb between the brackets.
"""

from psychobiotics.extraction.results.groups.comparisons import Group
from psychobiotics.extraction.results.numbers.statistics import Found
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.tokens import Aside, Token

Place = tuple[int, int]
_INSIDE = frozenset({"w", "num", "det", "punct", "of", "prep", "adv", "verb", "cue_a"})
_JOINTS = frozenset({"and", "comma", "adv"})
_PEOPLE = frozenset({"agent", "group", "subgroup"})
_TOLD = _PEOPLE | {"time"}
_LONGEST = 10  # tokens of one place


def tell_places(
    tokens: list[Token], result: Result, left: list[Aside], read: dict[int, list[Found]], comparators: list[Group]
) -> list[Result]:
    """One result for each place that has a p-value or an interval of its own; none where they are not told so.

    Args:
        tokens: The sentence.
        result: The only result of a frame.
        left: The brackets that are no outcome's own.
        read: What each bracket says, by its start.
        comparators: What the frame is compared with.
    """
    told = [aside for aside in left if {found[0] for found in read[aside.start]} & {"p_value", "ci_low"}]
    places = _find_places(tokens, [aside.at for aside in told])
    if len(told) < 2 or not places or any(_is_compared(place, comparators) for place in places):
        return []
    comparator = comparators[0] if comparators else None
    return [
        Result(result.frame, result.phrase, read[aside.start], comparator, _group(tokens, place), place)
        for aside, place in zip(told, places, strict=True)
    ]


def _find_places(tokens: list[Token], ends: list[int]) -> list[Place]:
    """The words before each bracket that say when or in whom; empty where some are not told."""
    places: list[Place] = []
    for number, end in enumerate(ends):
        first = _beginning(tokens, end) if number == 0 else _after_joint(tokens, ends[number - 1], end)
        if first is None or first >= end or end - first > _LONGEST:
            return []
        places.append((first, end))
    named = ends and ends[-1] < len(tokens) and "group" in tokens[ends[-1]].roles  # "in the X (p) and Y (p) groups"
    return places if named or all(_is_told(tokens, place) for place in places) else []


def _beginning(tokens: list[Token], end: int) -> int | None:
    """Index after the preposition that leads the first place."""
    for index in range(end - 1, max(-1, end - _LONGEST - 1), -1):
        if tokens[index].tag == "prep":
            return index + 1
        if tokens[index].tag not in _INSIDE:
            return None
    return None


def _after_joint(tokens: list[Token], last: int, end: int) -> int | None:
    """Index of the next place's first word, past "and also in"; None where something else stands between."""
    index = last
    while index < end and tokens[index].tag in _JOINTS:
        index += 1
    if index == last or any(token.tag not in _INSIDE for token in tokens[index:end]):
        return None
    return index + (index < end and tokens[index].tag == "prep")


def _is_told(tokens: list[Token], place: Place) -> bool:
    words = tokens[place[0] : place[1]]
    return any(token.roles & _TOLD for token in words)


def _group(tokens: list[Token], place: Place) -> Group | None:
    words = tokens[place[0] : place[1]]
    if not any(token.roles & _PEOPLE for token in words):
        return None
    return Group(max(place[0] - 1, 0), *place)


def _is_compared(place: Place, comparators: list[Group]) -> bool:
    return any(c.at < place[1] and place[0] <= c.end for c in comparators)
