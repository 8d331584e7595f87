"""Recognised mentions for the `entities` table: every vocabulary term in the text, under its category.

A term that needs company (an abbreviation that other things share) is left out unless its concept is also written out.
Metadata, reference lists and boilerplate are not mined.
"""

from collections.abc import Iterator

from psychobiotics.extraction.reading import SILENT, Reading
from psychobiotics.extraction.terms import TermHit
from psychobiotics.records.mentions import Fact

_LABELS = {
    "biomarkers": "biomarker",
    "conditions": "condition",
    "instruments": "instrument",
    "products": "product",
    "supplements": "dietary_supplement",
    "taxa": "bacteria",
}


def extract_entities(reading: Reading) -> tuple[Fact, ...]:
    """Quote every mention, longest first at one place, none inside another."""
    hits = sorted(_mentions(reading), key=lambda hit: (hit.start, -hit.end, hit.vocabulary, hit.concept))
    facts: list[Fact] = []
    reached = -1
    for hit in hits:
        if hit.start >= reached:
            reached = hit.end
            quote = reading.quote(hit.start, hit.end)
            facts.append(Fact(_LABELS[hit.vocabulary], quote, "entities.vocabulary", hit.concept, 0.8))
    return tuple(facts)


def _mentions(reading: Reading) -> Iterator[TermHit]:
    spelled_out = {(hit.vocabulary, hit.concept) for hit in reading.hits if not hit.needs_context}
    for sentence in reading.sentences:
        if sentence.section in SILENT:
            continue
        for hit in reading.hits_in(sentence.start, sentence.end):
            if hit.vocabulary in _LABELS and (not hit.needs_context or (hit.vocabulary, hit.concept) in spelled_out):
                yield hit
