"""Which tellings are the same study, and why: identifiers first, then bibliography, then author and year."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from psychobiotics.linking.agreement import described_match, sizes
from psychobiotics.linking.identifier_joins import join_identifiers, join_named_results, join_registrations
from psychobiotics.linking.identity import Telling
from psychobiotics.linking.name_joins import is_identified, join_author_years, join_titles
from psychobiotics.linking.unions import Union
from psychobiotics.linking.version_joins import join_versions
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.mentions import Naming


@dataclass(slots=True)
class Cluster:
    """All tellings of one study; `reasons[i]` says why `tellings[i]` belongs (None for the first of its kind)."""

    tellings: list[Telling] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def cluster_tellings(tellings: Sequence[Telling]) -> list[Cluster]:
    """Group tellings of one study, each link with its reason.

    Sorted input gives sorted output: own reports first in each cluster. Evidence is weighed in this order: a shared
    DOI, PMID or PMCID; versions of one report; the one paper that a registry record names as its report; a shared
    registration (unless one of the two is a protocol, a re-analysis or a review); the same title; the same first author
    and year where just one study answers to them; a description that agrees in at least three facts with just one
    study.
    """
    ordered = sorted(tellings, key=lambda t: t.order)
    union = Union(ordered)
    join_identifiers(ordered, union)
    join_versions(ordered, union)
    join_named_results(ordered, union)
    join_registrations(ordered, union)
    join_titles(ordered, union)
    join_author_years(ordered, union)
    _join_described(ordered, union)
    return _collect(ordered, union)


def _join_described(ordered: Sequence[Telling], union: Union) -> None:
    by_size: dict[tuple[str, Scalar], list[int]] = defaultdict(list)
    for i, telling in enumerate(ordered):
        for size in sizes(telling.draft):
            by_size[size].append(i)
    for i, telling in enumerate(ordered):
        if telling.draft.naming is not Naming.DESCRIBED or telling.surname or is_identified(telling):
            continue
        near = {
            j for size in sizes(telling.draft) for j in by_size[size] if ordered[j].document is not telling.document
        }
        others = sorted(j for j in near if union.root(j) != union.root(i))
        matches = {union.root(j): why for j in others if (why := described_match(ordered[j].draft, telling.draft))}
        if len(matches) == 1:
            root, why = next(iter(matches.items()))
            union.join(root, i, why)


def _collect(ordered: Sequence[Telling], union: Union) -> list[Cluster]:
    clusters: dict[int, Cluster] = {}
    for i, telling in enumerate(ordered):
        cluster = clusters.setdefault(union.root(i), Cluster())
        cluster.tellings.append(telling)
        told_elsewhere = len(union.members(i)) > 1
        reason = "; ".join(_unique(union.reasons.get(i, ()))) or _own_reason(telling, told_elsewhere)
        cluster.reasons.append(reason)
    # What is about a paper that no document here reports or cites makes no study; the document's row says what it is.
    found = (clusters[root] for root in sorted(clusters))
    return [cluster for cluster in found if any(t.draft.naming is not Naming.NOTICE for t in cluster.tellings)]


def _unique(reasons: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(reasons))


def _own_reason(telling: Telling, told_elsewhere: bool) -> str:
    if telling.is_own_report:
        return "the document is the study's own report"
    return "named here first; other documents were joined to it" if told_elsewhere else _ALONE


_ALONE = "named here; no other document tells it"
