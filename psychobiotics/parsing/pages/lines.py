"""The lines of a page's text, and what each is by its own words: heading, prose, list item, boilerplate."""

import re
from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows

_BULLET = re.compile(r"^(?:[•◦▪‣·*–—-]|\d{1,2}[.)])\s+")
_PROSE_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: `text == document[start:end]`.

    Lines of one block stand on consecutive lines; `gap` blank lines stand before a line.
    """

    start: int
    end: int
    text: str
    block: int
    gap: int

    @property
    def is_prose(self) -> bool:
        """True for a sentence or more of running text."""
        return len(self.text) >= _PROSE_LENGTH and not self.is_bullet

    @property
    def is_bullet(self) -> bool:
        """True for an item of a list."""
        return bool(_BULLET.match(self.text))

    @property
    def folded(self) -> str:
        """Lower case, white space and closing punctuation folded: repeats of a line are equal."""
        return " ".join(self.text.lower().strip("#* :.").split())


def split_lines(text: str) -> list[Line]:
    """The lines of a cleaned text, blank ones left out."""
    lines: list[Line] = []
    start, block, blanks = 0, 0, 1
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            block += blanks > 0
            offset = start + raw.index(stripped)
            lines.append(Line(offset, offset + len(stripped), stripped, block, blanks))
        blanks = 0 if stripped else blanks + 1
        start += len(raw) + 1
    return lines


def has_cue(text: str, scope: str) -> bool:
    """True where a text holds one of the boilerplate cues of a scope.

    Scopes: "line" (the line itself is boilerplate), "block" (its whole block sells something), "tail" (the line is the
    heading of what follows an article: it must be the whole line), "keep" (says who publishes or who pays).
    """
    lowered = text.lower().strip("#* :")
    if scope == "tail":
        return lowered in _cues(scope)
    return bool(_cue_pattern(scope).search(lowered))


@cache
def _cues(scope: str) -> frozenset[str]:
    return frozenset(row["cue"] for row in read_rows("boilerplate_cues") if row["scope"] == scope)


@cache
def _cue_pattern(scope: str) -> re.Pattern[str]:
    cues = sorted(_cues(scope), key=len, reverse=True)
    return re.compile("|".join((r"\b" if c[0].isalnum() else "") + re.escape(c) + r"(?!\w)" for c in cues))
