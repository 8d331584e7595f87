"""Why two documents or studies are one study or are not, as lines."""

import json
from collections.abc import Iterator
from typing import Any

from psychobiotics.cli.study_text import find_study
from psychobiotics.cli.tellings_text import read_tellings, telling_lines
from psychobiotics.dataset import Dataset
from psychobiotics.linking.comparison import Verdict, compare_studies, published_draft
from psychobiotics.records.drafts import StudyDraft
from psychobiotics.records.errors import PsychobioticsError

_WIDEST = 60  # characters of a value on a line for people


def comparison_lines(dataset: Dataset, one: str, other: str, as_json: bool) -> Iterator[str]:
    """The lines of `psychobiotics why`.

    Raises:
        PsychobioticsError: A name is that of no study or document, or of a document that tells several.
    """
    (a, told_a), (b, told_b) = (_find(dataset, name) for name in (one, other))
    if a["study_id"] == b["study_id"]:
        wanted = {document for document in (told_a, told_b) if document}
        rows = [row for row in read_tellings(dataset, a) if not wanted or row["document_id"] in wanted]
        if as_json:
            yield from (json.dumps(row, ensure_ascii=False) for row in rows)
            return
        yield f"one study: {a['label']}  {a['study_id']}"
        yield from telling_lines(rows)
        return
    verdicts = compare_studies(_draft(dataset, a), _draft(dataset, b))
    if as_json:
        yield from (json.dumps(verdict._asdict(), ensure_ascii=False) for verdict in verdicts)
        return
    related = ", related" if b["study_id"] in a["related_study_ids"] else ""
    yield f"two studies{related}: {a['label']}  {a['study_id']}  and  {b['label']}  {b['study_id']}"
    yield from (_line(verdict) for verdict in verdicts)


def _find(dataset: Dataset, wanted: str) -> tuple[dict[str, Any], str | None]:
    """The study of that name, or the one that a document of that id or file name tells, with the document's id."""
    documents = [row for row in dataset.arrow("documents").to_pylist() if wanted in _names(row)]
    if not documents:
        return find_study(dataset, wanted, "study or document"), None
    ids = {row["document_id"] for row in documents}
    links = [row for row in dataset.arrow("document_studies").to_pylist() if row["document_id"] in ids]
    if len(links) == 1:
        return find_study(dataset, links[0]["study_id"]), links[0]["document_id"]
    told = ", ".join(sorted({row["study_id"] for row in links})[:6]) or "none"
    raise PsychobioticsError(f"document {wanted!r}: expected one that tells one study, found {told}; name the study")


def _names(document: dict[str, Any]) -> tuple[str, ...]:
    return document["document_id"], document["file_name"], document["source"]


def _draft(dataset: Dataset, study: dict[str, Any]) -> StudyDraft:
    arms, strains = (
        [row for row in dataset.arrow(table).to_pylist() if row["study_id"] == study["study_id"]]
        for table in ("arms", "arm_strains")
    )
    return published_draft(study, arms, strains)


def _line(verdict: Verdict) -> str:
    values = " | ".join(_shortened(value) or "nothing" for value in (verdict.one, verdict.other))
    return f"{verdict.verdict:<8} {verdict.rule}: {values}  ({verdict.because})"


def _shortened(value: str) -> str:
    return value if len(value) <= _WIDEST else f"{value[: _WIDEST - 1]}…"
