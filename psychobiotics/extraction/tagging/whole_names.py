"""Names of bacteria and of products in whole: one that the tagger cut short goes on to where the name ends.

A bacterium's name ends where the reader of binomials and strains says ("Blautia" of "Blautia obeum", "L. plantarum"
of "L. plantarum PS128"), and never before an underscore. Annotators hardly ever cut a name there; the tagger does so at
epithets and codes that it never saw (docs/models/entities.md). A supplement goes on over a product's code ("the blend
QX7716"), but not over a substance ("probiotics IL-6").
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from psychobiotics.extraction.strains import Sighting
from psychobiotics.extraction.tagging.repeats import Marked
from psychobiotics.vocab.cues import word_pattern

Span = tuple[int, int]
_JOINED = re.compile(r"_\w{1,60}(?!\w)")  # bounded: nothing is read twice over and over
_CODE = re.compile(rf" (?!{word_pattern('numbered_substances')})[A-Z]{{1,8}}-?\d{{1,6}}[A-Z]?(?![\w-])")


def microbe_names(sightings: Iterable[Sighting], offset: int) -> list[Span]:
    """Where the names of microbes stand, from `offset` on, each to the end of its first strain.

    Args:
        sightings: In text order, of one start the shortest first.
        offset: Where the text of the spans begins.
    """
    ends: dict[int, int] = {}
    for sighting in sightings:
        if sighting.taxon is not None:
            ends.setdefault(sighting.start - offset, sighting.end - offset)
    return list(ends.items())


def whole_names(text: str, marked: Sequence[Marked], names: Sequence[Span]) -> list[Marked]:
    """The mentions, grown to the end of their names, by start; what a name swallows is left out.

    A name that would swallow but a part of the next mention stays as it was marked. The cost grows linearly with the
    mentions and names.

    Args:
        text: The text of the mentions.
        marked: Mentions in it, none inside another.
        names: Names of microbes in it (start, end), by start, no two of one start.
    """
    ordered = sorted(marked)
    starts = [start for start, _ in names]
    whole: list[Marked] = []
    for i, (start, end, label) in enumerate(ordered):
        if whole and start < whole[-1][1]:
            continue
        grown = end
        if label == "bacteria":
            grown = _reached(text, end, names[bisect_left(starts, start) : bisect_left(starts, end)])
        elif label == "dietary_supplement" and (code := _CODE.match(text, end)):
            grown = code.end()
        whole.append((start, grown if _swallows_whole(ordered, i + 1, grown) else end, label))
    return whole


def _reached(text: str, end: int, names: Iterable[Span]) -> int:
    """Where a bacterium's name that is marked up to `end` ends, by its underscores and the names that begin in it."""
    joined = _JOINED.match(text, end)
    return max([joined.end() if joined else end, *(name_end for _, name_end in names)])


def _swallows_whole(ordered: Sequence[Marked], following: int, end: int) -> bool:
    """Whether the mentions that begin before `end` also end before it."""
    while following < len(ordered) and ordered[following][0] < end:
        if ordered[following][1] > end:
            return False
        following += 1
    return True
