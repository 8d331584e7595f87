"""Stable ids: the best identifier of a cluster names the study, every other one stays resolvable as an alias."""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from psychobiotics.linking.clusters import Cluster
from psychobiotics.linking.identity import Telling, fold
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.registry_numbers import registry_id_prefix


def assign_ids(clusters: Sequence[Cluster]) -> tuple[list[str], dict[str, str]]:
    """Give each cluster its id.

    Returns:
        The id of each cluster, in order, and all other ids that its tellings would have had, to that id. An old id
        that would name two studies is left out: it no longer says which.
    """
    candidates = [_candidates(cluster) for cluster in clusters]
    claimed = Counter(ids[0] for ids in candidates)
    chosen: list[str] = []
    for cluster, ids in zip(clusters, candidates, strict=True):
        best = ids[0]
        chosen.append(best if claimed[best] == 1 else f"{best}-{_digest(cluster.tellings[0])}")
    current = set(chosen)
    aliases: dict[str, str] = {}
    contested = Counter(old for ids in candidates for old in set(ids))
    for study_id, ids in zip(chosen, candidates, strict=True):
        for old in ids:
            if old not in current and contested[old] == 1:
                aliases[old] = study_id
    return chosen, aliases


def _candidates(cluster: Cluster) -> list[str]:
    """All ids that any telling gives the study, best first."""
    tellings = cluster.tellings
    found = [f"doi:{t.doi}" for t in tellings if t.doi]
    found += [f"pmid:{t.pmid}" for t in tellings if t.pmid]
    # A protocol or a re-analysis shares the trial's registration: it must not take its id.
    found += [
        f"{registry_id_prefix(t.registry_id)}:{t.registry_id}" for t in tellings if t.registry_id and not t.is_secondary
    ]
    found += [_reference_id(t) for t in tellings if t.draft.naming is not Naming.NOTICE]
    return list(dict.fromkeys(found))


def _reference_id(telling: Telling) -> str:
    """As in "ref:kazemi-2018"; a study with no author gets its kind, year and the page that tells it."""
    if telling.surname:
        return f"ref:{_slug(telling.surname)}-{telling.year or 'undated'}"
    kind = telling.design or "study"
    return f"ref:{_slug(kind)}-{telling.year or 'undated'}-{_digest(telling)}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _digest(telling: Telling) -> str:
    """Six hex of what stays when the page is edited: where it lies, and what the study is called there."""
    said = telling.title or fold(telling.draft.cited_as.text)
    return sha256(f"{telling.document.source}\n{telling.document.record_index}\n{said}".encode()).hexdigest()[:6]
