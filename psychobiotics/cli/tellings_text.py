"""The documents that tell one study, each with the reason of its link and what it says against the others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from psychobiotics.dataset import Dataset

_RELATIONS = ("primary_report", "cites", "reference_list")


def read_tellings(dataset: Dataset, study: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a document: what it is, why it is joined to the study, and in what it disagrees (a list of texts)."""
    documents = {row["document_id"]: row for row in dataset.arrow("documents").to_pylist()}
    links = [row for row in dataset.arrow("document_studies").to_pylist() if row["study_id"] == study["study_id"]]
    said = _disagreements(dataset, str(study["study_id"]))

    def place(link: Mapping[str, Any]) -> tuple[bool, int, str]:
        leads = link["document_id"] == study["primary_document_id"]
        return not leads, _RELATIONS.index(link["relation"]), link["document_id"]

    return [
        {
            "study_id": study["study_id"],
            "document_id": link["document_id"],
            "file_name": documents[link["document_id"]]["file_name"],
            "record_index": documents[link["document_id"]]["record_index"],
            "kind": documents[link["document_id"]]["kind"],
            "article_type": documents[link["document_id"]]["article_type"],
            "title": documents[link["document_id"]]["title"],
            "relation": link["relation"],
            "cited_as": link["cited_as"],
            "resolution": link["resolution"],
            "link_reason": link["link_reason"],
            "disagrees": said[link["document_id"]],
        }
        for link in sorted(links, key=place)
    ]


def _disagreements(dataset: Dataset, study_id: str) -> defaultdict[str, list[str]]:
    """What each document states in a conflict, and how that was settled; a star marks the value that stands."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for row in dataset.arrow("conflicts").to_pylist():
        if row["study_id"] != study_id:
            continue
        place = row["field"] if row["record_id"] in (None, study_id) else f"{row['record_id']} {row['field']}"
        for value, document_id in zip(row["values"], row["document_ids"], strict=False):
            star = "*" if value == row["chosen"] else ""
            said[document_id].append(f"{place}: {value}{star} ({row['resolution']})")
    return said


def telling_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The tellings as lines: the document, its reason, its disagreements."""
    for row in rows:
        place = row["file_name"] if row["record_index"] is None else f"{row['file_name']} record {row['record_index']}"
        kind = row["article_type"] or row["kind"]
        yield f"told by {place} ({kind}, {row['relation']}, {row['document_id']})"
        yield f'  named "{" ".join(row["cited_as"].split())}"'
        yield f"  joined by {row['resolution']}: {row['link_reason']}"
        yield from (f"  disagrees on {text}" for text in row["disagrees"])
