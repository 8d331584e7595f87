"""List features of the longest names: which token of a listed name is its first, inner or last, and what stands near.

Inner hits ("gut" in "gut microbiota") say little about where a mention begins and ends; the longest one says much.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from psychobiotics.extraction.tagging.tokens import Tokens

Named = tuple[int, int, str]  # start, end, name of the list
_NEAR = (1, 2)


def add_longest(found: Sequence[list[str]], tokens: Tokens, hits: Sequence[Named], family: str) -> None:
    """Add to each token of `found` the places that it has in, before or behind the longest names.

    Args:
        found: Features of each token, added to.
        tokens: Tokens of one sentence.
        hits: Names found in that sentence, by start, then by end; offsets of the same text.
        family: What the features' names begin with; one for each group of lists that are told apart.
    """
    size = len(tokens)
    for start, end, names in _longest(hits):
        first = bisect_left(tokens.ends, start + 1)
        last = max(first, bisect_left(tokens.starts, end) - 1)
        if first >= size:
            continue
        for name in names:
            whole, begin, inner, final, *near = _marks(family, name)
            found[first].append(whole if first == last else begin)
            for index in range(first + 1, last):
                found[index].append(inner)
            if first < last:
                found[last].append(final)
            for place, mark in zip((first - 1, first - 2, last + 1, last + 2), near, strict=True):
                if 0 <= place < size:
                    found[place].append(mark)


def _longest(hits: Iterable[Named]) -> Iterator[tuple[int, int, list[str]]]:
    """Leftmost-longest spans, each with the lists that name it."""
    start = end = -1
    names: list[str] = []
    for low, high, name in hits:
        if low == start:
            if high > end:
                end, names = high, [name]
            elif name not in names:
                names.append(name)
        elif low >= end:
            if names:
                yield start, end, names
            start, end, names = low, high, [name]
    if names:
        yield start, end, names


@lru_cache(maxsize=4096)
def _marks(family: str, name: str) -> tuple[str, ...]:
    """Features of a name's only, first, inner and last token, of the tokens before it and of those behind it."""
    inside = (f"{family}:{place}_{name}" for place in "SBIE")
    return (*inside, *(f"{family}>{sign}{step}{name}" for sign in "+-" for step in _NEAR))
