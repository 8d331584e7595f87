"""What a result is compared with, and in whom it was seen.

Pattern: "compared with placebo", "than in the control group", "versus baseline", "from baseline", "compared to both the
prebiotic (p < .001) and placebo groups (p = .02)" (two comparators, each with its own p-value); "with fibre
plus placebo" (one); "with before treatment"; "in the probiotic group".

It must not be fooled by: "in the hippocampus" (no group), "compared the effects of" (no comparison of results).
"""

from dataclasses import dataclass

from psychobiotics.extraction.results.syntax.tokens import Token

_TAKING = frozenset({"on", "who", "took", "taking", "received", "receiving", "given", "got", "had", "were", "assigned"})
_INSIDE = frozenset({"w", "num", "of", "cue_v", "cue_a"})


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens [first, end) name a group; `at` is the index of the token that introduces it."""

    at: int
    first: int
    end: int


def find_comparators(tokens: list[Token]) -> list[Group]:
    """Every group that something is compared with."""
    found: list[Group] = []
    for index, token in enumerate(tokens):
        if token.tag == "compare":
            found.extend(_told(_coordinated(tokens, index), tokens))
        elif token.lower == "between":
            found.extend(_between(tokens, index))
        elif token.lower == "from" and index + 1 < len(tokens):
            group = _group_at(tokens, index, index + 1)
            if group and any("baseline" in t.roles for t in tokens[group.first : group.end]):
                found.append(group)
        elif token.lower.startswith("outperform"):
            group = _group_at(tokens, index, index + 1)
            found.extend([group] if group else [])
        elif token.tag == "prep" and token.lower.startswith("pre") and " to post" in token.lower.replace("-", " "):
            found.append(Group(index, index, index + 1))  # "improved pre- to post-treatment"
        elif token.lower == "time" and index and tokens[index - 1].lower == "over":
            found.append(Group(index - 1, index - 1, index + 1))
    return found


def _between(tokens: list[Token], index: int) -> list[Group]:
    """As in "between the treated and placebo groups": placebo."""
    end = index + 1
    while end < len(tokens) and tokens[end].tag in {"w", "det", "and", "num"}:
        end += 1
    for at in range(index + 1, end):
        if "control" in tokens[at].roles:
            last = at + 1
            while last < end and tokens[last].tag == "w":
                last += 1
            return [Group(index, at, last)]
    return []


def _told(groups: list[Group], tokens: list[Token]) -> list[Group]:
    """Leave out "than four times", and all but groups where a group is told."""
    if any(_is_number(tokens[group.first]) for group in groups):
        return []
    named = [g for g in groups if any(t.roles & {"group", "agent"} for t in tokens[g.first : g.end])]
    return named or groups[:1]


def _is_number(token: Token) -> bool:
    return token.tag == "num" or "count_word" in token.roles


def _coordinated(tokens: list[Token], index: int) -> list[Group]:
    groups: list[Group] = []
    start = index + 1
    while group := _group_at(tokens, index, start):
        if groups and tokens[groups[-1].end].lower == "plus":  # "A plus B" is one group
            groups[-1] = Group(groups[-1].at, groups[-1].first, group.end)
        else:
            groups.append(group)
        start = group.end
        while start < len(tokens) and tokens[start].tag in {"and", "comma"}:
            start += 1
        joined = any(t.tag == "and" for t in tokens[group.end : start])
        if not joined or not _names_group(tokens, start):
            break
    return groups


def _names_group(tokens: list[Token], index: int) -> bool:
    group = _group_at(tokens, index, index)
    return bool(group) and any(t.roles & {"group", "agent"} for t in tokens[index : group.end if group else index])


def _group_at(tokens: list[Token], at: int, index: int) -> Group | None:
    while index < len(tokens) and (
        tokens[index].tag in {"det", "adv", "compare"}
        or tokens[index].lower in {"in", "to", "with", "that", "of", "those", "at", "for"}
        or (index > at + 1 and tokens[at + 1].lower == "those" and tokens[index].lower in _TAKING)
    ):
        index += 1
    end = index
    if index < len(tokens) and "before_time" in tokens[index].roles:  # "compared with before treatment"
        end += 1 + (index + 1 < len(tokens) and tokens[index + 1].tag == "det")
    while end < len(tokens) and tokens[end].tag in _INSIDE:
        end += 1
    while end > index and tokens[end - 1].tag != "w" and tokens[end - 1].tag != "num":
        end -= 1
    return Group(at, index, end) if end > index else None


def find_groups(tokens: list[Token], comparators: list[Group]) -> list[Group]:
    """Every group in which something was seen, comparators left out."""
    taken = {index for group in comparators for index in range(group.at, group.end)}
    found: list[Group] = []
    for index, token in enumerate(tokens):
        if "group" not in token.roles or index in taken or token.tag != "w":
            continue
        first = index
        while first > 0 and tokens[first - 1].tag in {"w", "num"} and first - 1 not in taken:
            first -= 1
        found.append(Group(max(first - 1, 0), first, index + 1))
    return found
