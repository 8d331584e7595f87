"""Why two studies are not one: the rules of linking, one by one, over what is published of the two."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from psychobiotics.linking.agreement import ENOUGH_FACTS, are_two_studies, compare_facts, contradictions
from psychobiotics.linking.identity import REVIEWS, SECONDARY_DESIGNS, fold, surname
from psychobiotics.linking.name_joins import LONG_ENOUGH, SAME_TITLE
from psychobiotics.linking.unions import IDENTIFIERS
from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import ArmDraft, StudyDraft, Value
from psychobiotics.records.mentions import Naming

Published = Mapping[str, Any]

JOINS, FORBIDS, RELATES, NOTHING = "joins", "forbids", "relates", "-"
_NOWHERE = Quote(0, 0, "")


class Verdict(NamedTuple):
    """One rule: what both state, what follows from it, and why."""

    rule: str
    one: str
    other: str
    verdict: str
    because: str


def published_draft(study: Published, arms: list[Published], strains: list[Published]) -> StudyDraft:
    """A published study as the rules of linking read it: what all its documents state together."""
    fields = {name: Value(value, (), "published") for name, value in study.items() if value not in (None, [])}
    drafts = tuple(
        ArmDraft(
            arm["arm_id"],
            {name: Value(value, (), "published") for name, value in arm.items() if value not in (None, [])},
            tuple(
                {name: Value(value, (), "published") for name, value in strain.items() if value is not None}
                for strain in strains
                if strain["arm_id"] == arm["arm_id"]
            ),
        )
        for arm in arms
    )
    return StudyDraft(study["study_id"], Naming.DESCRIBED, _NOWHERE, fields, drafts)


def compare_studies(a: StudyDraft, b: StudyDraft) -> Iterator[Verdict]:
    """Every rule of linking over two studies, the strongest first."""
    x = {name: value.value for name, value in a.fields.items()}
    y = {name: value.value for name, value in b.fields.items()}
    yield from _identifiers(x, y)
    yield from _named_report(x, y)
    yield _registration(x, y)
    yield _title(x, y)
    against = [f"{name} (weight {weight})" for name, weight in contradictions(a, b)]
    yield _author_year(x, y, against, are_two_studies(a, b))
    agreed, differ = compare_facts(a, b)
    because = f"joins a page that names no author: {ENOUGH_FACTS} facts alike, a size among them, and none different"
    yield Verdict("description", ", ".join(agreed) or "nothing alike", ", ".join(differ), NOTHING, because)


def _identifiers(x: Published, y: Published) -> Iterator[Verdict]:
    for name in IDENTIFIERS:
        p, q = x.get(name), y.get(name)
        if p and q and p != q:
            yield Verdict(name, p, q, FORBIDS, "two papers; only their records' links between versions join them")
        elif p and q:
            yield Verdict(name, p, q, JOINS, "the same identifier")
        else:
            yield Verdict(name, p or "", q or "", NOTHING, "not stated by both")


def _named_report(x: Published, y: Published) -> Iterator[Verdict]:
    for record, paper in ((x, y), (y, x)):
        named = record.get("result_pmids") or ()
        if paper.get("pmid") in named:
            one = len(named) == 1
            because = "the one report that the registry names" if one else f"one of {len(named)} reports that it names"
            yield Verdict("registry's reports", ", ".join(named), paper["pmid"], JOINS if one else RELATES, because)


def _registration(x: Published, y: Published) -> Verdict:
    p, q = x.get("registry_id"), y.get("registry_id")
    if not p or not q or p != q:
        because = "not stated by both" if not (p and q) else "two registrations"
        return Verdict("registration", p or "", q or "", NOTHING, because)
    kinds = [row.get("design") for row in (x, y) if row.get("design") in SECONDARY_DESIGNS | REVIEWS]
    because = f"a {kinds[0]} is not the trial's own report" if kinds else "several reports of one trial stay apart"
    return Verdict("registration", p, q, RELATES, because)


def _title(x: Published, y: Published) -> Verdict:
    p, q = x.get("title"), y.get("title")
    if not p or not q:
        return Verdict("title", p or "", q or "", NOTHING, "not stated by both")
    one, other = fold(p), fold(q)
    likeness = fuzz.ratio(one, other)
    if min(len(one), len(other)) <= LONG_ENOUGH:
        return Verdict("title", p, q, NOTHING, f"alike by {likeness:.0f} of 100, but too short to be one paper's alone")
    years = [int(row["year"]) for row in (x, y) if row.get("year")]
    joins = likeness >= SAME_TITLE and max(years, default=0) - min(years, default=0) <= 1
    because = f"alike by {likeness:.0f} of 100; {SAME_TITLE:.0f} and years at most one apart join"
    return Verdict("title", p, q, JOINS if joins else NOTHING, because)


def _author_year(x: Published, y: Published, against: list[str], are_two: bool) -> Verdict:
    p, q = (f"{surname(row.get('first_author') or '')} {row.get('year') or ''}".strip() for row in (x, y))
    stated = all(row.get("first_author") and row.get("year") for row in (x, y))
    if not stated or p != q:
        because = "two names or years" if stated else "not stated by both"
        return Verdict("first author and year", p, q, NOTHING, because)
    because = f"differ in {', '.join(against)}; a weight of 2 keeps apart" if against else "no fact speaks against it"
    verdict = FORBIDS if are_two else JOINS
    return Verdict("first author and year", p, q, verdict, f"{because}; joins where no other study has that name")
