"""Which statistic, comparator and group belongs to which outcome.

Pattern: a bracket after an outcome is that outcome's; one at the end belongs to all outcomes before it that have none;
"respectively" deals several out in order; two comparators with a p-value each make two results of one outcome.

It must not be fooled by: "increased A (p = .03) and B (p = .4)", an abbreviation in brackets.
"""

from dataclasses import dataclass, field

from psychobiotics.extraction.results.comparisons import Group
from psychobiotics.extraction.results.frames import Frame
from psychobiotics.extraction.results.phrases import Phrase
from psychobiotics.extraction.results.statistics import Found, read_statistics
from psychobiotics.extraction.results.tokens import Aside, Line, Token


@dataclass(slots=True)
class Result:
    """One outcome of one frame, with what was said of it.

    Attributes:
        statistics: (field, start, end) in document offsets, p-value, effect and interval.
        comparator: The group it was compared with.
        group: The group it was seen in.
        swapped: The group that it was seen in is the control: the direction is the comparator's, as printed.
    """

    frame: Frame
    phrase: Phrase
    statistics: list[Found] = field(default_factory=list)
    comparator: Group | None = None
    group: Group | None = None
    swapped: bool = False


def attribute(line: Line, frames: list[Frame], comparators: list[Group]) -> list[Result]:
    """One result per frame and phrase (and comparator that has its own statistic)."""
    read = {aside.start: _read(line, aside) for aside in line.asides}
    asides = [aside for aside in line.asides if read[aside.start]]
    results: list[Result] = []
    for number, frame in enumerate(frames):
        end = _beginning(frames[number + 1]) if number + 1 < len(frames) else len(line.tokens) + 1
        end = max(end, frame.last)
        own = [Result(frame, phrase) for phrase in frame.phrases]
        left = _give_own(own, asides, read, (line.tokens, end))
        mine = [c for c in comparators if frame.first <= c.at < end or _is_opening(c, frames)]
        results.extend(_give_shared(line, own, left, read, mine))
    _share_backwards(line, results)
    _share_comparator(results)
    return results


def _beginning(frame: Frame) -> int:
    """Where a frame begins to tell its own: with its subject, or with its verb; a bracket right before is not its."""
    if not frame.phrases or not frame.first <= frame.phrases[0].first < frame.cue:
        return frame.first
    return frame.phrases[0].first + 1


def give_groups(tokens: list[Token], results: list[Result], groups: list[Group]) -> None:
    """Point each result at the group it was seen in, in place: the one named nearest before its cue, else after it."""
    for result in results:
        if result.group is not None:
            continue
        frame = result.frame
        near = [g for g in groups if frame.first <= g.first < max(frame.last, frame.cue + 1) + _REACH]
        before = [g for g in near if g.end <= frame.cue]
        result.group = before[-1] if before else near[0] if near else None


_REACH = 8  # tokens after what a frame has read in which "in the treated group" still belongs to it


def _read(line: Line, aside: Aside) -> list[Found]:
    offset = line.sentence.start
    found = read_statistics(line.sentence.text, aside.start - offset, aside.end - offset)
    return [(name, a + offset, b + offset) for name, a, b in found]


def _is_opening(comparator: Group, frames: list[Frame]) -> bool:
    """As in "Compared with placebo, A and B fell": it stands before every cue."""
    return bool(frames) and comparator.at < min(frame.cue for frame in frames)


def _give_own(
    own: list[Result], asides: list[Aside], read: dict[int, list[Found]], place: tuple[list[Token], int]
) -> list[Aside]:
    """Give each bracket right after an outcome to it; return those left in the frame's territory."""
    tokens, end = place
    first = _territory_start(own[0]) if own else 0
    last = own[-1].frame.last if own and tokens[min(end, len(tokens) - 1)].tag != "but" else end
    left = [a for a in asides if first <= a.at <= end and (a.at < end or a.at <= last)]
    if len(own) > 1 and _is_one_each(left, read, len(own)):
        return left
    for number, result in enumerate(own):
        limit = own[number + 1].phrase.first if number + 1 < len(own) else result.phrase.reach
        if result.phrase.first < result.frame.first or result.phrase.first >= result.frame.last + 1 > limit:
            continue  # the phrase of an earlier frame, which keeps its brackets
        limit = _before_comparison(tokens, result.phrase.core_end, limit)
        for aside in list(left):
            if result.phrase.first < aside.at <= limit and (
                aside.at >= result.phrase.core_end or number + 1 < len(own)
            ):
                result.statistics.extend(read[aside.start])
                left.remove(aside)
            elif result.phrase.first < aside.at < result.phrase.core_end:  # "A (p = .01) parameters"
                named = tokens[result.phrase.first : aside.at + 1]
                if not any(t.tag == "and" for t in named):  # "physical (p = .01) and mental (p = .2) scores": one name
                    result.phrase.core_end = result.phrase.end = aside.at
                result.statistics.extend(read[aside.start])
                left.remove(aside)
    return left


def _territory_start(result: Result) -> int:
    """Brackets before it belong to the frame before; the phrase of an earlier frame keeps its own."""
    phrase, frame = result.phrase.first, result.frame.first
    if phrase > max(result.frame.last, result.frame.cue):  # named in another sentence
        return frame
    return frame + 1 if phrase < frame else phrase + (phrase < result.frame.cue)


def _before_comparison(tokens: list[Token], start: int, end: int) -> int:
    """A bracket after "compared with B" is the comparison's, not the name's."""
    return next((i for i in range(start, min(end, len(tokens))) if tokens[i].tag == "compare"), end)


def _give_shared(
    line: Line, own: list[Result], left: list[Aside], read: dict[int, list[Found]], comparators: list[Group]
) -> list[Result]:
    statistics = [found for aside in left for found in read[aside.start]]
    comparators = _without_start(line.tokens, left, comparators)
    ps = [f for f in statistics if f[0] == "p_value"]
    bare = [r for r in own if not _has_p(r)]
    if len(ps) == len(bare) > 1 and ("respectively" in line.sentence.text or _is_one_each(left, read, len(ps))):
        for result, p in zip(bare, ps, strict=True):
            result.statistics.append(p)
    elif len(own) == 1 and (told := _told_in_groups(line.tokens, own[0], left, read, comparators)):
        return told
    elif len(comparators) > 1:
        return _per_comparator(own, left, read, comparators)
    else:
        for result in bare:
            result.statistics.extend(_first_of_each(statistics))
    for result in own:
        result.comparator = comparators[0] if comparators else None
    return _per_group(line, own)


def _is_one_each(left: list[Aside], read: dict[int, list[Found]], wanted: int) -> bool:
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


def _told_in_groups(
    tokens: list[Token], result: Result, left: list[Aside], read: dict[int, list[Found]], comparators: list[Group]
) -> list[Result]:
    """As in "A fell with X (p = .01) and with Y (p = .03)": one result a group, each with its statistics."""
    told = [aside for aside in left if {found[0] for found in read[aside.start]} & {"p_value", "ci_low"}]
    groups = [_group_before(tokens, aside.at) for aside in told]
    if len(told) < 2 or None in groups or any(_is_compared(group, comparators) for group in groups if group):
        return []
    return [
        Result(result.frame, result.phrase, read[aside.start], comparators[0] if comparators else None, group)
        for aside, group in zip(told, groups, strict=True)
    ]


def _group_before(tokens: list[Token], end: int) -> Group | None:
    """The group that a bracket at token `end` stands behind: "with X", "by X", "in the X group"."""
    first = end
    while first and end - first < _LONGEST_GROUP and tokens[first - 1].tag in _IN_GROUP:
        first -= 1
    words = tokens[first:end]
    introduced = first and tokens[first - 1].lower in _GROUP_LINKS
    return Group(first - 1, first, end) if introduced and any(t.roles & {"agent", "group"} for t in words) else None


def _is_compared(group: Group, comparators: list[Group]) -> bool:
    return any(c.at <= group.at < c.end or c.first <= group.first < c.end for c in comparators)


_LONGEST_GROUP = 8  # tokens
_IN_GROUP = frozenset({"w", "num", "det", "verb", "punct", "of"})
_GROUP_LINKS = frozenset({"with", "by", "in", "for", "on", "after", "among", "within"})


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


def _has_p(result: Result) -> bool:
    return any(name == "p_value" for name, _, _ in result.statistics)


def _share_backwards(line: Line, results: list[Result]) -> None:
    """As in "increased A and B, and reduced C (P < .05)": the last p-value is everybody's where nobody else has one."""
    last = next((r for r in reversed(results) if _has_p(r)), None)
    if last is None:
        return
    with_p = [r for r in results if _has_p(r)]
    frame_mates = [r for r in results if r.frame is last.frame]
    p = next(f for f in last.statistics if f[0] == "p_value")
    text = line.sentence.text[p[1] - line.sentence.start : p[2] - line.sentence.start]
    if all(r.frame is last.frame for r in with_p) and frame_mates[-1] is last and len(with_p) == 1:
        share = results if "<" in text or "all" in text or "both" in text else frame_mates
        for result in share[: share.index(last)]:
            if result.frame.kind != "null" or last.frame.kind == "null":
                result.statistics.append(p)


def _share_comparator(results: list[Result]) -> None:
    """A comparator at the end of the sentence also stands for the outcomes before it."""
    comparator = None
    for result in reversed(results):
        comparator = result.comparator or comparator
        result.comparator = comparator
