"""Studies of one trial that are not one study: its reports, its plan, later analyses of its data, and its registration.

They share a registration, or the registry's record names the one's paper (as on its results, or because the paper
mentions the number), or the one re-analyses the other. What a record lists as background is another study's paper.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from psychobiotics.records.tables import Row, Tables

_NAMED = ("result_pmids", "derived_pmids")
_MOST = 100  # studies under one registration that are listed for each other; of more, `registry_id` tells


def relate_studies(tables: Tables) -> None:
    """Fill `related_study_ids` of every study, from the rows as they stand."""
    studies = tables.rows["studies"]
    related: defaultdict[str, set[str]] = defaultdict(set)
    for group in _groups(studies):
        for study_id in group:
            related[study_id].update(group)
    for study in studies:
        study_id = str(study["study_id"])
        study["related_study_ids"] = tuple(sorted(related[study_id] - {study_id}))


def _groups(studies: Sequence[Row]) -> Iterator[list[str]]:
    by_registration: defaultdict[str, list[str]] = defaultdict(list)
    by_pmid = {str(study["pmid"]): str(study["study_id"]) for study in studies if study.get("pmid")}
    for study in studies:
        study_id = str(study["study_id"])
        if study.get("registry_id"):
            by_registration[str(study["registry_id"])].append(study_id)
        if study.get("parent_study_id"):
            yield [study_id, str(study["parent_study_id"])]
        for name in _NAMED:
            listed = study.get(name)
            for pmid in listed if isinstance(listed, tuple | list) else ():
                if pmid in by_pmid:
                    yield [study_id, by_pmid[pmid]]
    yield from (group for group in by_registration.values() if len(group) <= _MOST)
