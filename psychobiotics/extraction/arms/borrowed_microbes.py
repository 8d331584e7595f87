"""Microbes that a page's study was given but that stand outside the sentences that tell the study.

Patterns: the heading above it names them ("3. Lactobacillus plantarum 299v"); its sentences point back to them ("the
same strain", "these two strains", "the combination").

It must not be fooled by: a heading that names a condition alone, a study that names its own microbes.
"""

import re
from functools import cache

from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.strains import Sighting
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.files import read_rows


def borrow_microbes(reading: Reading, scope: Scope) -> tuple[Sighting, ...]:
    """Microbes of the headings above a study, else those that its sentences point back to; () in its own report."""
    if scope.naming is Naming.OWN_REPORT:
        return ()
    headed = [s for line in scope.headings for s in reading.sightings_in(line.start, line.end) if s.taxon]
    return tuple(headed) or _pointed_at(reading, scope)


def _pointed_at(reading: Reading, scope: Scope) -> tuple[Sighting, ...]:
    place = next((s.start for s in scope.sentences if _pointing().search(s.text)), None)
    if place is None:
        return ()
    for sentence in reversed([s for s in reading.sentences if s.start < place]):
        here = [s for s in reading.sightings_in(sentence.start, sentence.end) if s.taxon]
        if here:
            return tuple(here)
    return ()


@cache
def _pointing() -> re.Pattern[str]:
    nouns = "|".join(re.escape(row["noun"]) for row in read_rows("microbe_anaphora"))
    return re.compile(
        rf"\b(?:(?:the same|these|this|the two|both|the three) (?:\w+ )?(?:{nouns})|the strains?)\b", re.IGNORECASE
    )
