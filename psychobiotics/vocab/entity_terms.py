"""Common names of what texts of this field speak of, by the entity label they usually have.

General knowledge without identifiers: the lists help the tagger to generalise, they assert nothing about a concept.
A term may stand under several labels. Genera are bacteria: they stand in their own list alone.
"""

import re
from functools import cache

from psychobiotics.vocab.cues import token_set
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.spelling import spelling_variants
from psychobiotics.vocab.terms import Term

_BINOMIAL = re.compile(r"([A-Z])[a-z]{3,} ([a-z]{4,})\Z")
_SHORT = 5  # up to here a term in capitals is an abbreviation and matches in its case alone


@cache
def load_entity_terms() -> tuple[Term, ...]:
    """All terms in all their spellings, sorted; the concept is the label.

    Raises:
        VocabularyError: The list is missing or malformed.
    """
    named = [(row["term"], row["label"]) for row in read_rows("entity_terms")]
    named += [(genus, "bacteria") for genus in token_set("genera")]
    terms = {
        Term("entity_terms", label, spelling, len(spelling) <= _SHORT and spelling.upper() == spelling)
        for term, label in named
        for spelling in _spellings(term, label)
    }
    return tuple(sorted(terms))


def _spellings(term: str, label: str) -> frozenset[str]:
    binomial = _BINOMIAL.match(term) if label == "bacteria" else None
    return frozenset((term, f"{binomial[1]}. {binomial[2]}")) if binomial else spelling_variants(term)
