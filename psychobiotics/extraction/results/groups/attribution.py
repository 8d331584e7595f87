"""Which statistic, comparator and group belongs to which outcome.

Pattern: a bracket after an outcome is that outcome's; one at the end belongs to all outcomes before it that have none;
"respectively" deals several out in order; two comparators with a p-value each make two results of one outcome.

It must not be fooled by: "increased A (p = .03) and B (p = .4)", an abbreviation in brackets.
"""

from itertools import groupby

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.groups.comparisons import Group
from psychobiotics.extraction.results.numbers.sharing import give_shared, has_p, is_one_each
from psychobiotics.extraction.results.numbers.statistics import Found
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.asides import read_aside
from psychobiotics.extraction.results.syntax.gapped_heads import split_heads
from psychobiotics.extraction.results.syntax.tokens import Aside, Line, Token


def attribute(line: Line, frames: list[Frame], comparators: list[Group]) -> list[Result]:
    """One result per frame and phrase (and comparator that has its own statistic)."""
    read = {aside.start: read_aside(line, aside) for aside in line.asides}
    asides = [aside for aside in line.asides if read[aside.start]]
    results: list[Result] = []
    for number, frame in enumerate(frames):
        end = _beginning(frames[number + 1]) if number + 1 < len(frames) else len(line.tokens) + 1
        end = max(end, frame.last)
        own = [part for phrase in frame.phrases for part in split_heads(line.tokens, Result(frame, phrase), asides)]
        between = _without_each_own(frame, asides, read)
        left = _give_own(own, _without_foreign(between, frame, frames), read, (line.tokens, end))
        mine = [c for c in comparators if frame.first <= c.at < end or _is_opening(c, frames)]
        results.extend(give_shared(line, own, left, read, mine))
    _share_backwards(line, results)
    _share_comparator(results)
    return results


def _without_each_own(frame: Frame, asides: list[Aside], read: dict[int, list[Found]]) -> list[Aside]:
    """Leave out the interval that each of two groups' values has: what is told between them stands behind both.

    As in "3 (95% CI 2 to 4) with X and 5 (95% CI 4 to 6) with Y (difference -2, 95% CI -3 to -1)".
    """
    if frame.kind != "numeric" or frame.change is not None or len(frame.values) < _TWO:
        return asides
    within = [aside for aside in asides if frame.first <= aside.at <= frame.last + 1]
    fields = [{found[0] for found in read[aside.start]} for aside in within]
    alone = [aside for aside, told in zip(within, fields, strict=True) if "ci_low" in told and not told & _BETWEEN]
    told_between = next((a.at for a, told in zip(within, fields, strict=True) if told & _BETWEEN), None)
    if told_between is None:
        return [aside for aside in asides if aside not in alone] if len(alone) >= _TWO else asides
    return [aside for aside in asides if aside not in alone or aside.at >= told_between]


_TWO = 2
_BETWEEN = frozenset({"p_value", "effect_measure"})


def _without_foreign(asides: list[Aside], frame: Frame, frames: list[Frame]) -> list[Aside]:
    """Leave out the brackets right behind a name that only other frames have."""
    own = {phrase.first for phrase in frame.phrases}
    foreign = {
        end
        for other in frames
        if other is not frame
        for phrase in other.phrases
        if phrase.first not in own
        for end in (phrase.core_end, phrase.end)
    } - {end for phrase in frame.phrases for end in (phrase.core_end, phrase.end)}
    return [aside for aside in asides if aside.at not in foreign]


def _beginning(frame: Frame) -> int:
    """Where a frame begins to tell its own: with its subject, or with its verb; a bracket right before is not its."""
    if not frame.phrases or not frame.first <= frame.phrases[0].first < frame.cue:
        return frame.first
    return frame.phrases[0].first + 1


def give_groups(results: list[Result], groups: list[Group]) -> None:
    """Point each result at the group it was seen in, in place: the one named nearest before its cue, else after it."""
    for result in results:
        if result.group is not None:
            continue
        frame = result.frame
        near = [g for g in groups if frame.first <= g.first < max(frame.last, frame.cue + 1) + _REACH]
        before = [g for g in near if g.end <= frame.cue]
        result.group = before[-1] if before else near[0] if near else None


_REACH = 8  # tokens after what a frame has read in which "in the treated group" still belongs to it


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
    if len(own) > 1 and is_one_each(left, read, len(own)):
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
    if result.frame.kind == "numeric" and result.frame.cue < phrase:
        return frame + 1  # the value and its interval stand before the name
    return frame + 1 if phrase < frame else phrase + (phrase < result.frame.cue)


def _before_comparison(tokens: list[Token], start: int, end: int) -> int:
    """A bracket after "compared with B" is the comparison's, not the name's."""
    return next((i for i in range(start, min(end, len(tokens))) if tokens[i].tag == "compare"), end)


def _share_backwards(line: Line, results: list[Result]) -> None:
    """As in "increased A and B (P = .03)", "increased A and B, and reduced C (P < .05)".

    The p-value behind the last outcome of a frame is that of the frame's others too, where none of them has one; the
    last of a sentence that states a bound is everybody's where no other frame has one.
    """
    frames = [list(mates) for _, mates in groupby(results, key=lambda result: id(result.frame))]
    told = [mates for mates in frames if any(has_p(result) for result in mates)]
    closed = [mates for mates in told if [has_p(result) for result in mates].index(True) == len(mates) - 1]
    for mates in closed:
        _give_p(mates[:-1], mates[-1])
    if len(told) != 1 or not closed:
        return
    last = told[0][-1]
    _, start, end = next(found for found in last.statistics if found[0] == "p_value")
    text = line.sentence.text[start - line.sentence.start : end - line.sentence.start]
    if "<" in text or "all" in text or "both" in text:
        before = results[: results.index(told[0][0])]
        _give_p([r for r in before if r.frame.kind != "null" or last.frame.kind == "null"], last)


def _give_p(results: list[Result], source: Result) -> None:
    p = next(found for found in source.statistics if found[0] == "p_value")
    for result in results:
        result.statistics.append(p)


def _share_comparator(results: list[Result]) -> None:
    """A comparator at the end of the sentence also stands for the outcomes before it."""
    comparator = None
    for result in reversed(results):
        comparator = result.comparator or comparator
        result.comparator = comparator
