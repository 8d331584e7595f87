"""All terms of all vocabularies, flat, for the term automaton."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list

# Vocabulary file -> (column of the concept id, columns of names, columns of lists of names).
_TERM_FILES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "biomarkers": ("id", ("canonical_name", "abbreviation"), ("synonyms",)),
    "conditions": ("id", ("canonical_name",), ("synonyms",)),
    "instruments": ("id", ("canonical_name", "abbreviation"), ("synonyms",)),
    "products": ("id", ("product_name",), ("former_names",)),
    "strains": ("strain", ("strain",), ("synonyms", "culture_collection_ids")),
    "supplements": ("id", ("canonical_name", "abbreviation_or_class"), ("synonyms",)),
    "taxa": ("current_name", ("current_name",), ("former_names", "abbreviations")),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One way to write one concept.

    Attributes:
        vocabulary: Name of the file it stands in.
        concept: Id of the concept.
        text: The term as written.
        exact_case: True where only this case is the term (short abbreviations).
    """

    vocabulary: str
    concept: str
    text: str
    exact_case: bool


@cache
def load_terms() -> tuple[Term, ...]:
    """Every term of every vocabulary, sorted; ambiguous ones are left out by the files themselves."""
    terms = {
        Term(vocabulary, row[concept], name, _needs_case(name))
        for vocabulary, (concept, names, lists) in _TERM_FILES.items()
        for row in read_rows(vocabulary)
        for name in [*(row[n] for n in names), *(part for column in lists for part in split_list(row[column]))]
        if name
    }
    return tuple(sorted(terms, key=lambda t: (t.vocabulary, t.concept, t.text)))


def _needs_case(name: str) -> bool:
    return len(name) <= 4 and name.upper() == name
