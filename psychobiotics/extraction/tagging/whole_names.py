"""Names of bacteria in whole: one that the tagger cut short goes on to where the name ends.

A name ends where the reader of binomials and strains says ("Prevotella" of an unheard-of "Prevotella copri",
"L. helveticus" of "L. helveticus NS8"), and never before an underscore. Annotators hardly ever cut a name there
(docs/models/entities.md), and the tagger does so for epithets and codes that it never saw.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from psychobiotics.extraction.strains import Sighting
from psychobiotics.extraction.tagging.repeats import Marked

Span = tuple[int, int]
_JOINED = re.compile(r"_\w{1,60}(?!\w)")  # bounded: nothing is read twice over and over


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
    """The mentions, those of bacteria grown to the end of their names, by start; what a name swallows is left out.

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
        grown = _reached(text, end, names[bisect_left(starts, start) : bisect_left(starts, end)])
        goes_on = label == "bacteria" and _swallows_whole(ordered, i + 1, grown)
        whole.append((start, grown if goes_on else end, label))
    return whole


def _reached(text: str, end: int, names: Sequence[Span]) -> int:
    """Where a name that is marked up to `end` ends, by its underscores and by the names that begin in it."""
    joined = _JOINED.match(text, end)
    return max([joined.end() if joined else end, *(name_end for _, name_end in names)])


def _swallows_whole(ordered: Sequence[Marked], following: int, end: int) -> bool:
    """Whether the mentions that begin before `end` also end before it."""
    while following < len(ordered) and ordered[following][0] < end:
        if ordered[following][1] > end:
            return False
        following += 1
    return True
