"""Which extracted study a gold row means.

"*" is the document's own report. On a page, which tells many, a study is named as its label would be ("Berger 2018",
"trial 2018"), and "*only*" is the one that the page has most to say about.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from psychobiotics.records.tables import Tables

Row = Mapping[str, Any]
_YEAR = re.compile(r"\b(?:1|2)\d{3}\b")


def choose_study(tables: Tables, document_id: str | None, wanted: str) -> Row:
    """The study of a document that `wanted` names; an empty row where there is none."""
    if wanted == "*":
        return next((s for s in tables.rows["studies"] if s.get("primary_document_id") == document_id), {})
    told = {row["study_id"] for row in tables.rows["document_studies"] if row["document_id"] == document_id}
    here = sorted((s for s in tables.rows["studies"] if s["study_id"] in told), key=lambda s: str(s["study_id"]))
    if wanted == "*only*":
        counts = Counter(finding["study_id"] for finding in tables.rows["findings"])
        return max(here, key=lambda s: counts[s["study_id"]], default={})
    year = _YEAR.search(wanted)
    named = [s for s in here if _words(_YEAR.sub("", wanted)) <= _words(_names(s))]
    dated = [s for s in named if not year or str(s.get("year")) == year.group()]
    return next(iter(dated or [s for s in named if s.get("year") is None]), {})


def _names(study: Row) -> str:
    return " ".join(str(study.get(field) or "") for field in ("label", "first_author", "design"))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))
