"""Columns of evidence tables: the fields that there are, and the headings by which each is known."""

import re
from functools import cache

from psychobiotics.vocab.files import read_rows

_FOLD = re.compile(r"[\s_.,:#*†‡§¶-]+|\^[a-z0-9*]{1,2}\b|[ªº\u02b0-\u02b8\u1d2c-\u1d6a]+")


def fold_heading(heading: str) -> str:
    """A heading as headings are compared: lower case, without punctuation and footnote marks.

    >>> fold_heading("Sample_Size*"), fold_heading("Dose^a"), fold_heading("p-value"), fold_heading("Author, year")
    ('sample size', 'dose', 'p value', 'author year')
    """
    return _FOLD.sub(" ", heading.lower()).strip()


@cache
def column_fields() -> dict[str, str]:
    """Field of an evidence table to what its column holds, in words."""
    return {row["field"]: row["holds"] for row in read_rows("column_fields")}


@cache
def column_synonyms() -> dict[str, str]:
    """Folded heading to field."""
    return {fold_heading(row["name"]): row["field"] for row in read_rows("column_synonyms")}
