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
        hits: Names found in that sentence, by start; offsets of the same text.
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
            for index in range(first, last + 1):
                mark = whole if first == last else begin if index == first else final if index == last else inner
                found[index].append(mark)
            for step in _NEAR:
                if first >= step:
                    found[first - step].append(near[step - 1])
                if last + step < size:
                    found[last + step].append(near[step + 1])


def _longest(hits: Iterable[Named]) -> Iterator[tuple[int, int, list[str]]]:
    """Leftmost-longest spans, each with the lists that name it."""
    spans: dict[tuple[int, int], list[str]] = {}
    for start, end, name in hits:
        names = spans.setdefault((start, end), [])
        if name not in names:
            names.append(name)
    reached = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            reached = end
            yield start, end, spans[start, end]


@lru_cache(maxsize=4096)
def _marks(family: str, name: str) -> tuple[str, ...]:
    """Features of a name's only, first, inner and last token, of the tokens before it and of those behind it."""
    inside = (f"{family}:{place}_{name}" for place in "SBIE")
    return (*inside, *(f"{family}>{sign}{step}{name}" for sign in "+-" for step in _NEAR))
