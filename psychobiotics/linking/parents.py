"""The trial that a post hoc analysis re-analyses: told beside it, or known by its registration."""

from collections.abc import Sequence

from psychobiotics.linking.clusters import Cluster
from psychobiotics.linking.identity import Telling


def find_parents(clusters: Sequence[Cluster]) -> list[int | None]:
    """Index of each cluster's parent cluster, or None.

    A document that tells both says so (`parent_key`); else a re-analysis shares its registration with exactly one
    study that is no re-analysis itself, or, where several papers report the trial, with the registry's own record.
    """
    place = {
        (t.document.document_id, t.draft.key): index for index, cluster in enumerate(clusters) for t in cluster.tellings
    }
    trials: dict[str, set[int]] = {}
    records: dict[str, set[int]] = {}
    for index, cluster in enumerate(clusters):
        for telling in cluster.tellings:
            if telling.registry_id and not any(t.is_secondary for t in cluster.tellings):
                trials.setdefault(telling.registry_id, set()).add(index)
                if telling.is_registry_record:
                    records.setdefault(telling.registry_id, set()).add(index)
    known = {
        number: records[number] if len(found) > 1 and number in records else found for number, found in trials.items()
    }
    return [_parent(index, cluster, place, known) for index, cluster in enumerate(clusters)]


def _parent(index: int, cluster: Cluster, place: dict[tuple[str, str], int], trials: dict[str, set[int]]) -> int | None:
    told = {
        place[t.document.document_id, t.draft.parent_key]
        for t in cluster.tellings
        if t.draft.parent_key and (t.document.document_id, t.draft.parent_key) in place
    } - {index}
    if len(told) == 1:
        return told.pop()
    registered = {i for t in cluster.tellings if _reanalyses(t) for i in trials.get(t.registry_id or "", ())} - {index}
    return registered.pop() if len(registered) == 1 else None


def _reanalyses(telling: Telling) -> bool:
    return telling.design == "post_hoc_analysis"
