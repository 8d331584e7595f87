"""Statistics that several outcomes, groups or comparators share.

Pattern: "A and B fell (p = .01 and p = .02, respectively)" (one each, in order), "A fell compared to X (p = .01) and Y
(p = .02)" (one a comparator); else the first of each kind is everybody's.

It must not be fooled by: "fell from baseline to week 12 compared with X" (baseline is where it began).
"""

from psychobiotics.extraction.results.groups.comparisons import Group
from psychobiotics.extraction.results.numbers.places import tell_places
from psychobiotics.extraction.results.numbers.statistics import Found
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.tokens import Aside, Line, Token


def give_shared(
    line: Line, own: list[Result], left: list[Aside], read: dict[int, list[Found]], comparators: list[Group]
) -> list[Result]:
    """Deal out the statistics that no outcome has right behind it, and the comparators.

    Args:
        line: The sentence.
        own: The results of one frame; their own statistics are on them.
        left: The brackets left in the frame's territory.
        read: What each bracket says, by its start.
        comparators: What the frame is compared with.
    """
    statistics = [found for aside in left for found in read[aside.start]]
    comparators = _without_start(line.tokens, left, comparators)
    ps = [f for f in statistics if f[0] == "p_value"]
    bare = [r for r in own if not has_p(r)]
    if len(ps) == len(bare) > 1 and ("respectively" in line.sentence.text or is_one_each(left, read, len(ps))):
        for result, p in zip(bare, ps, strict=True):
            result.statistics.append(p)
    elif len(own) == 1 and (told := tell_places(line.tokens, own[0], left, read, comparators)):
        return told
    elif len(comparators) > 1:
        return _per_comparator(own, left, read, comparators)
    else:
        for result in bare:
            result.statistics.extend(_first_of_each(statistics))
    for result in own:
        result.comparator = comparators[0] if comparators else None
    return _per_group(line, own)


def is_one_each(left: list[Aside], read: dict[int, list[Found]], wanted: int) -> bool:
    """As in "A and B (p = .01 and p = .02)": one bracket holds a p-value for each."""
    return any(sum(found[0] == "p_value" for found in read[aside.start]) == wanted for aside in left)


def _without_start(tokens: list[Token], left: list[Aside], comparators: list[Group]) -> list[Group]:
    """As in "fell from baseline to week 12 compared with A": baseline is where it began, unless it has a statistic."""
    kept = [
        group
        for number, group in enumerate(comparators)
        if number + 1 == len(comparators)
        or tokens[group.at].lower != "from"
        or any(group.first < aside.at <= comparators[number + 1].at for aside in left)
    ]
    return kept or comparators


def _per_group(line: Line, own: list[Result]) -> list[Result]:
    """As in "both groups showed lower A (p < .001 and p < .05, respectively)": one result a group."""
    if "respectively" not in line.sentence.text or len(own) != 1:
        return own
    ps = [found for found in own[0].statistics if found[0] == "p_value"]
    if len(ps) < 2:
        return own
    rest = [found for found in own[0].statistics if found[0] != "p_value"]
    return [Result(own[0].frame, own[0].phrase, [p, *rest], own[0].comparator) for p in ps]


def _per_comparator(
    own: list[Result], left: list[Aside], read: dict[int, list[Found]], comparators: list[Group]
) -> list[Result]:
    results = []
    dealt = _dealt_out(left, read, comparators)
    for result in own:
        for number, comparator in enumerate(comparators):
            until = comparators[number + 1].first if number + 1 < len(comparators) else 10**9
            near = [f for a in left if comparator.first < a.at <= until for f in read[a.start]]
            near = dealt[number : number + 1] or near
            statistics = near or [f for a in left if a.at > comparator.first for f in read[a.start]]
            results.append(
                Result(result.frame, result.phrase, result.statistics + _first_of_each(statistics), comparator)
            )
    return results


def _dealt_out(left: list[Aside], read: dict[int, list[Found]], comparators: list[Group]) -> list[Found]:
    """As in "compared to A and B (p = .01, p = .02, respectively)": one p-value a comparator, in their order."""
    ps = [found for a in left if a.at > comparators[-1].first for found in read[a.start] if found[0] == "p_value"]
    return ps if len(ps) == len(comparators) else []


def _first_of_each(statistics: list[Found]) -> list[Found]:
    taken: dict[str, Found] = {}
    for found in statistics:
        taken.setdefault(found[0], found)
    return list(taken.values())


def has_p(result: Result) -> bool:
    """Whether a p-value is on it."""
    return any(name == "p_value" for name, _, _ in result.statistics)
