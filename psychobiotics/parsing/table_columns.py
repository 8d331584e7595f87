"""Columns of evidence tables by name: what an analyst's heading means in this project's terms."""

import re
from collections.abc import Sequence
from functools import cache

from psychobiotics.vocab.files import read_rows

_HEADER_ROWS = 12
_FOLD = re.compile(r"[\s_.:#*†‡]+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")


def column_field(heading: str) -> str | None:
    """The field that a heading names, or None.

    >>> column_field("Study ID"), column_field("Sample size (n)"), column_field("Probiotic_strains"), column_field("x")
    ('study', 'n_enrolled', 'strains', None)
    """
    folded = _FOLD.sub(" ", heading).strip().lower()
    fields = _fields()
    return fields.get(folded) or fields.get(_BRACKETS.sub("", folded))


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Index of the row that names the columns: the first with a study column and another one, or None."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        fields = {column_field(cell) for cell in row} - {None}
        if len(fields) >= 2 and fields & {"study", "title", "doi", "pmid"}:
            return index
    return None


@cache
def _fields() -> dict[str, str]:
    return {_FOLD.sub(" ", row["name"]).strip().lower(): row["field"] for row in read_rows("column_synonyms")}
