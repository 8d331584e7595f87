"""Results that a sentence tells of the control, against the treated group.

Pattern: "the placebo group had higher A than the tea group", "A was higher in controls than in the tea group", "A was
higher in the placebo group": A is lower in the treated group.

It must not be fooled by: "A rose in the placebo group compared with baseline" (no treated group), "controls had higher
A than patients" of a disease (nobody is treated), "compared with placebo", "than transplants from controls" (the
control names the comparator).
"""

from psychobiotics.extraction.results.groups.comparisons import Group
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.tokens import Token

_ENDS = frozenset({"stop", "rel", "but"})
_NAMING = frozenset({"w", "prep", "of", "det", "cue_a", "num"})
_KINDS = frozenset({"change"})


def swap_sides(tokens: list[Token], results: list[Result], groups: list[Group]) -> None:
    """Exchange group and comparator, in place, where the group is the control and the comparator a treated group."""
    for result in results:
        against = result.comparator
        if against is None and _is_lower_in_placebo(tokens, result):
            result.group, result.comparator, result.swapped = None, result.group, True
        if result.frame.kind not in _KINDS or against is None or not _is_treated(tokens, against):
            continue
        group = result.group or _subject(tokens, result, groups)
        if group is not None and _is_control(tokens, group) and not _is_part_of(tokens, group, against):
            result.group, result.comparator, result.swapped = against, group, True


def _is_lower_in_placebo(tokens: list[Token], result: Result) -> bool:
    """As in "A was lower in the placebo group", which leaves out what everybody knows it is compared with."""
    cue, group = result.frame.cue, result.group
    if result.frame.kind not in _KINDS or group is None or group.first <= cue:
        return False
    if not tokens[cue].lower.endswith("er") and tokens[cue].lower != "less":
        return False
    before = next((i for i in range(group.first - 1, cue, -1) if tokens[i].tag != "det"), cue)
    if tokens[before].lower != "in" or any(token.tag == "compare" for token in tokens):
        return False
    return any({"control", "agent"} <= token.roles for token in tokens[group.first : group.end])


def _is_part_of(tokens: list[Token], group: Group, against: Group) -> bool:
    """As in "than those given transplants from controls": the control names the comparator."""
    between = tokens[against.end : group.first]
    return against.first <= group.first and all(token.tag in _NAMING for token in between)


def _is_control(tokens: list[Token], group: Group) -> bool:
    return any("control" in token.roles for token in tokens[group.first : group.end])


def _is_treated(tokens: list[Token], group: Group) -> bool:
    named = tokens[group.first : group.end]
    if any(token.roles & {"control", "baseline", "before_time", "time"} or token.tag == "num" for token in named):
        return False
    return any(token.roles & {"agent", "treated_group"} for token in named) or named[-1].lower in {"group", "groups"}


def _subject(tokens: list[Token], result: Result, groups: list[Group]) -> Group | None:
    """The group before the cue, in its clause."""
    cue = result.frame.cue
    before = [group for group in groups if group.end <= cue]
    if not before or any(token.tag in _ENDS for token in tokens[before[-1].end : cue]):
        return None
    return before[-1]
