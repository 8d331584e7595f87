"""Characters of a document: the smallest piece of evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Characters of a document: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str
