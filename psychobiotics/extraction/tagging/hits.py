"""What the term lists see in a document: the hits that become list features of the tagger."""

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.terms import TermHit, find_entity_terms

_CUE_LISTS = frozenset({"intervention_terms"})


def document_hits(reading: Reading) -> list[TermHit]:
    """Hits of vocabularies, of the cue lists that name things, and of common names, in text order."""
    names = find_entity_terms(reading.document.text)
    chosen = [*reading.hits, *(c for c in reading.cues if c.vocabulary in _CUE_LISTS), *names]
    return sorted(chosen, key=lambda h: (h.start, h.end, h.vocabulary, h.concept))
