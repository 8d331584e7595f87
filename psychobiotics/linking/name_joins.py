"""Tellings that bibliography joins: the same title, or the same first author and year."""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from psychobiotics.linking.agreement import agreements, are_two_studies, contradictions
from psychobiotics.linking.identity import Telling, given_initial
from psychobiotics.linking.unions import Union

# Two titles are the same above this token ratio; tuned on nothing but the case of a dropped subtitle or a misspelt
# word: titles of two different trials of one group stay below 90.
SAME_TITLE = 95.0
LONG_ENOUGH = 20  # characters of a title that is a paper's alone
_MOST_OF_A_NAME = 20  # studies of one author and year among which a telling's facts may choose
BLOCK = 8  # characters by which titles are looked up


def join_titles(ordered: Sequence[Telling], union: Union) -> None:
    """The same title in the same year, or in years that one paper may be given."""
    blocks: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        if telling.title and len(telling.title) > LONG_ENOUGH:
            for year in _near(telling.year):
                for j in blocks[(year, telling.title[:BLOCK])]:
                    same = fuzz.ratio(ordered[j].title or "", telling.title, score_cutoff=SAME_TITLE)
                    if same and union.join(j, i, "same title and year"):
                        break
            blocks[(telling.year, telling.title[:BLOCK])].append(i)


def _near(year: int | None) -> tuple[int | None, ...]:
    """Years a citation may give for one paper: online first, then in print."""
    return (None,) if year is None else (year, year - 1, year + 1, None)


def join_author_years(ordered: Sequence[Telling], union: Union) -> None:
    """The same first author and year, where just one study answers to them."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        if telling.surname and telling.year:
            groups[(telling.surname, telling.year)].append(i)
    for (author, year), members in sorted(groups.items()):
        named = [i for i in members if not is_identified(ordered[i])]
        anchors = sorted({union.root(i) for i in members if is_identified(ordered[i])})
        if not anchors and (last := author.rpartition(" ")[2]) != author:
            anchors = _by_initial(ordered, union, groups.get((last, year), ()), author[0])
        reason = f"same first author and year ({author} {year})"
        for i in named:
            base = _meant(ordered, union, anchors, i) if anchors else named[0]
            if base is not None and union.root(i) != union.root(base) and _may_be(ordered, union, base, i):
                union.join(base, i, reason if len(anchors) < 2 else f"{reason}, and no other of that name fits")


def _by_initial(ordered: Sequence[Telling], union: Union, members: Sequence[int], initial: str) -> list[int]:
    """Papers whose first author has the last of several names and the initial: "Ann Lee" is "Lee A" and "Lee, Ann"."""
    fitting = [i for i in members if is_identified(ordered[i]) and given_initial(ordered[i]) == initial]
    return sorted({union.root(i) for i in fitting})


def _meant(ordered: Sequence[Telling], union: Union, anchors: Sequence[int], i: int) -> int | None:
    """Which study of that author and year is meant: the only one, or the only one that its facts do not contradict."""
    if len(anchors) == 1:
        return anchors[0]
    if len(anchors) > _MOST_OF_A_NAME:
        return None
    fits = [j for j in anchors if not any(contradictions(ordered[k].draft, ordered[i].draft) for k in union.members(j))]
    agreed = len(fits) == 1 and any(agreements(ordered[k].draft, ordered[i].draft) for k in union.members(fits[0]))
    return fits[0] if agreed else None  # which one is meant is not ours to guess


def _may_be(ordered: Sequence[Telling], union: Union, base: int, i: int) -> bool:
    """No report of the study says several things that the telling contradicts."""
    members = union.members(base)
    reports = [j for j in members if ordered[j].is_own_report] or members
    return not any(are_two_studies(ordered[j].draft, ordered[i].draft) for j in reports)


def is_identified(telling: Telling) -> bool:
    """Whether a telling says more of the paper than who wrote it and when."""
    return bool(telling.doi or telling.pmid or telling.pmcid or telling.title)
