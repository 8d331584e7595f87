"""What the term lists see in a passage: the hits that become list features of the tagger."""

from psychobiotics.extraction.terms import TermHit, find_cues, find_entity_terms, find_terms

_CUE_LISTS = frozenset({"intervention_terms"})


def passage_hits(text: str) -> list[TermHit]:
    """Hits of all lists that the tagger looks at, in text order."""
    return merge_hits(find_terms(text), find_cues(text), find_entity_terms(text))


def merge_hits(terms: tuple[TermHit, ...], cues: tuple[TermHit, ...], names: tuple[TermHit, ...]) -> list[TermHit]:
    """Hits of vocabularies, of the cue lists that name things, and of common names, in text order."""
    chosen = [*terms, *(c for c in cues if c.vocabulary in _CUE_LISTS), *names]
    return sorted(chosen, key=lambda h: (h.start, h.end, h.vocabulary, h.concept))
