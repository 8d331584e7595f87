"""Tellings that identifiers join: DOI, PMID and PMCID; the paper that a registry record names; a registration."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from psychobiotics.linking.agreement import are_two_studies
from psychobiotics.linking.identity import Telling
from psychobiotics.linking.unions import IDENTIFIERS, Union


def join_identifiers(ordered: Sequence[Telling], union: Union) -> None:
    """The same DOI, PMID or PMCID; own reports come first, so that a citation meets the paper and not a misprint."""
    first: dict[str, int] = {}
    for i, telling in enumerate(ordered):
        for name in IDENTIFIERS:
            value = getattr(telling, name)
            if value:
                j = first.setdefault(f"{name}:{value}", i)
                if j != i:
                    union.join_identified(j, i, f"same {name} {value}")


def join_named_results(ordered: Sequence[Telling], union: Union) -> None:
    """A registry record meets the paper that it names as the one report of its results.

    Of several such papers none is said to be the trial's own report; what the registry finds by itself (papers that
    mention the number) may be a review. A record that names a paper on another trial is mistaken.
    """
    papers = {t.pmid: i for i, t in reversed(list(enumerate(ordered))) if t.pmid and t.is_trial_report}
    for i, record in enumerate(ordered):
        if not record.is_registry_record or len(record.result_pmids) != 1:
            continue
        pmid = record.result_pmids[0]
        j = papers.get(pmid)
        if j is None or not _may_report(ordered[j], record):
            continue
        union.join(j, i, f"{record.registry_id} names PMID {pmid} as the report of its results")


def _may_report(paper: Telling, record: Telling) -> bool:
    other_trial = paper.registry_id and record.registry_id and paper.registry_id != record.registry_id
    return not other_trial and not are_two_studies(paper.draft, record.draft)


def join_registrations(ordered: Sequence[Telling], union: Union) -> None:
    """A registry record and pages that name the registration meet the one report of the trial.

    A trial may have several reports: each is a study of its own, and a registration alone does not say which is meant.
    Then the record and the pages are one study beside them, unless the record itself has said which it is.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        if telling.registry_id and not telling.is_secondary:
            groups[telling.registry_id].append(i)
    for registry_id, members in sorted(groups.items()):
        reported = sorted({union.root(i) for i in members if ordered[i].is_trial_report})
        if len(reported) == 1:
            joined: Iterable[int] = (i for i in members if union.root(i) != reported[0])
            base = reported[0]
        else:
            joined = [i for i in members if union.root(i) not in reported]
            records = [i for i in members if ordered[i].is_registry_record]
            base = (records or members)[0]
        for i in joined:
            if i != base:
                union.join(base, i, f"same registration {registry_id}")
