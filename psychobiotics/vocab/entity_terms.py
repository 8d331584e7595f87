"""Common names of what texts of this field speak of, by the entity label they usually have.

General knowledge without identifiers: the lists help the tagger to generalise, they assert nothing about a concept.
A term may stand under several labels.
"""

from functools import cache

from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.spelling import spelling_variants
from psychobiotics.vocab.terms import Term

_SHORT = 5  # up to here a term in capitals is an abbreviation and matches in its case alone


@cache
def load_entity_terms() -> tuple[Term, ...]:
    """All terms in all their spellings, sorted; the concept is the label.

    Raises:
        VocabularyError: The list is missing or malformed.
    """
    terms = {
        Term("entity_terms", row["label"], spelling, len(spelling) <= _SHORT and spelling.upper() == spelling)
        for row in read_rows("entity_terms")
        for spelling in spelling_variants(row["term"])
    }
    return tuple(sorted(terms))
