"""Tokens of the entity tagger: runs of letters, runs of digits, single other characters."""

import re
from functools import lru_cache

from psychobiotics.records.record import record

# White space is read with the token before it: Python is slow to find out that nothing begins at a character.
# Plain letters are read in runs of their own: Python looks up every other character in the tables of Unicode.
_TOKEN = re.compile(r"([A-Za-z]+[^\W\d_]*|[^\W\d_]+|\d+|\S)\s*")
_RUN = re.compile(r"(.)\1{2,}")


@record(frozen=True, slots=True)
class Tokens:
    """The tokens of one stretch of text.

    Attributes:
        starts, ends: Offsets in the text that was split.
        words: The tokens as written.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def lowered(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower() for word in self.words)

    def __len__(self) -> int:
        return len(self.words)


def split_tokens(text: str, offset: int = 0) -> Tokens:
    """Split `text`; offsets are shifted by `offset`.

    >>> split_tokens("IL-6 (p<0.05)").words
    ('IL', '-', '6', '(', 'p', '<', '0', '.', '05', ')')
    """
    words = _TOKEN.findall(text)
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for word in words:
        at = text.index(word, at)  # white space alone stands before it
        starts.append(at + offset)
        at += len(word)
        ends.append(at + offset)
    return Tokens(tuple(starts), tuple(ends), tuple(words))


@lru_cache(maxsize=50_000)
def word_shape(word: str) -> str:
    """Capitals, small letters and digits as X, x and 0, runs of three or more cut to two.

    >>> [word_shape(w) for w in ("BDNF", "Lactobacillus", "2019", "α")]
    ['XX', 'Xxx', '00', 'x']
    """
    raw = "".join("X" if c.isupper() else "x" if c.islower() else "0" if c.isdigit() else c for c in word[:40])
    return _RUN.sub(r"\1\1", raw)
