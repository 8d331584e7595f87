"""Versions of one report: a preprint and its paper, a paper and its corrected print; the latest leads."""

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from psychobiotics.linking.agreement import are_two_studies
from psychobiotics.linking.identity import Telling
from psychobiotics.linking.name_joins import BLOCK, LONG_ENOUGH, SAME_TITLE
from psychobiotics.linking.unions import Union

_LONGEST_REVIEW = 3  # years between a preprint and its paper


def join_versions(ordered: Sequence[Telling], union: Union) -> None:
    """Reports whose records name each other as versions, and a preprint with the one paper of its title and author."""
    reports = [i for i, telling in enumerate(ordered) if telling.is_own_report and not telling.is_registry_record]
    known: dict[str, int] = {}
    for i in reports:
        for name in (f"doi:{ordered[i].doi}", f"pmid:{ordered[i].pmid}"):
            known.setdefault(name, i)
    for i in reports:
        for name in ordered[i].version_ids:
            j = known.get(name)
            if j is not None and union.root(j) != union.root(i):
                _unite(union, i, j, f"its record names {name} as another version of it")
    _join_preprints(ordered, reports, union)


def _unite(union: Union, i: int, j: int, reason: str) -> None:
    union.unite(min(i, j), max(i, j), reason)


def _join_preprints(ordered: Sequence[Telling], reports: Sequence[int], union: Union) -> None:
    preprints = [i for i in reports if ordered[i].article_type == "preprint" and _has_title(ordered[i])]
    if not preprints:
        return
    blocks: defaultdict[tuple[str | None, str], list[int]] = defaultdict(list)
    for i in reports:
        if ordered[i].article_type != "preprint" and _has_title(ordered[i]):
            blocks[_block(ordered[i])].append(i)
    for i in preprints:
        papers = [j for j in blocks[_block(ordered[i])] if _same_report(ordered[i], ordered[j])]
        if len({union.root(j) for j in papers}) == 1 and union.root(papers[0]) != union.root(i):
            _unite(union, papers[0], i, "a preprint of the same title and first author")


def _has_title(telling: Telling) -> bool:
    return bool(telling.surname and telling.title and len(telling.title) > LONG_ENOUGH)


def _block(telling: Telling) -> tuple[str | None, str]:
    return telling.surname, (telling.title or "")[:BLOCK]


def _same_report(preprint: Telling, paper: Telling) -> bool:
    years = (paper.year or 0) - (preprint.year or 0) if paper.year and preprint.year else 0
    return (
        0 <= years <= _LONGEST_REVIEW
        and fuzz.ratio(preprint.title or "", paper.title or "") >= SAME_TITLE
        and not are_two_studies(preprint.draft, paper.draft)
    )
