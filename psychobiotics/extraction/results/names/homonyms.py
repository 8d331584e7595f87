"""Words of the vocabulary that a text uses for something else.

Pattern: "negative affect (NA)" makes NA in that text no noradrenaline: what it spells out and what the vocabulary
calls it share no word; "indole-3-propionic acid" is not propionic acid.

It must not be fooled by: "TNF (tumor necrosis factor)", spelled out in part; an abbreviation that is never spelled out.
"""

import re

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.terms import TermHit
from psychobiotics.vocab.biomarkers import biomarkers_by_id
from psychobiotics.vocab.instruments import instruments_by_id

_DERIVED = re.compile(r"\d-\Z")
_WORD = re.compile(r"[^\W\d_]{4,}")


def is_homonym(reading: Reading, hit: TermHit) -> bool:
    """Whether a hit is an abbreviation that its text spells out as something else, or the end of another's name."""
    if _DERIVED.search(reading.document.text, max(0, hit.start - 2), hit.start):
        return True
    spelled = reading.short_forms.get(reading.document.text[hit.start : hit.end])
    if spelled is None:
        return False
    if any(found.concept == hit.concept for found in reading.hits_in(spelled.start, spelled.end)):
        return False
    return not _words(spelled.text) & _words(_name(hit))


def _name(hit: TermHit) -> str:
    if hit.vocabulary == "instruments":
        instrument = instruments_by_id().get(hit.concept)
        return " ".join([instrument.name, *instrument.synonyms]) if instrument else ""
    biomarker = biomarkers_by_id().get(hit.concept)
    return " ".join([biomarker.name, *biomarker.synonyms]) if biomarker else ""


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in _WORD.findall(text.lower())}
