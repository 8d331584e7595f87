"""Characters of a document: the smallest piece of evidence."""

from typing import NamedTuple


class Quote(NamedTuple):
    """Characters of a document: `document.text[start:end] == text`.

    A tuple and no dataclass: there are a dozen in each record of millions, and a tuple is made three times as fast.
    """

    start: int
    end: int
    text: str
