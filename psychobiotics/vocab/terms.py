"""All terms of all vocabularies, flat, for the term automaton."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from psychobiotics.vocab.biomarkers import load_biomarkers
from psychobiotics.vocab.conditions import load_conditions
from psychobiotics.vocab.instruments import load_instruments
from psychobiotics.vocab.products import load_products
from psychobiotics.vocab.spelling import spelling_variants
from psychobiotics.vocab.strains import designation_variants, load_strains
from psychobiotics.vocab.supplements import load_supplements
from psychobiotics.vocab.taxa import ambiguous_abbreviations, load_taxa

_SHORT = 5  # letters; up to here a term with a capital is an abbreviation and matches in its case alone


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """One way to write one concept.

    Attributes:
        vocabulary: Name of the file it stands in.
        concept: Id of the concept.
        text: The term as written.
        exact_case: True where only this case is the term (short abbreviations).
        needs_context: True where the term means the concept only in its company: a strain's code near a taxon or a
            brand, an abbreviation that other things share where the text also spells the concept out. Two concepts
            may share such a term.
    """

    vocabulary: str
    concept: str
    text: str
    exact_case: bool
    needs_context: bool = False


class _Named(Protocol):
    """What the vocabularies of ordinary prose have in common."""

    @property
    def id(self) -> str: ...

    @property
    def names(self) -> tuple[str, ...]: ...

    @property
    def context_names(self) -> frozenset[str]: ...


@cache
def load_terms() -> tuple[Term, ...]:
    """Every term of every vocabulary with its spellings, sorted; spellings that differ in case alone count once."""
    found: dict[tuple[str, str, str], Term] = {}
    for term in (*_taxon_terms(), *_strain_terms(), *_product_terms(), *_named_terms()):
        matched = term.text if term.exact_case else term.text.lower()
        found.setdefault((term.vocabulary, term.concept, matched), term)
    return tuple(sorted(found.values()))


def _taxon_terms() -> Iterator[Term]:
    shared = ambiguous_abbreviations()
    for taxon in load_taxa():
        for name in (*taxon.names, *taxon.abbreviations, *taxon.vernacular_names):
            for spelling in _taxon_spellings(name):
                yield Term("taxa", taxon.current_name, spelling, False, name in shared)


def _taxon_spellings(name: str) -> Iterator[str]:
    """A subspecies is written with "subsp.", "ssp.", "subspecies" or nothing before its last word."""
    yield name
    if " subsp. " in name:
        yield from (name.replace(" subsp. ", mark) for mark in (" ssp. ", " subspecies ", " subsp ", " ssp ", " "))
    if name[1:3] == ". ":
        yield name.replace(". ", ".", 1)


def _strain_terms() -> Iterator[Term]:
    for strain in load_strains():
        for name in strain.names:
            for spelling in designation_variants(name):
                needs_context = name in strain.context_names
                yield Term("strains", strain.designation, spelling, _needs_case(spelling), needs_context)


def _product_terms() -> Iterator[Term]:
    for product in load_products():
        for name in product.names:
            ordinary = name in product.context_names
            yield Term("products", product.id, name, ordinary or _needs_case(name), ordinary)


def _named_terms() -> Iterator[Term]:
    """Terms of the vocabularies whose names are ordinary prose, in all their spellings."""
    families: dict[str, tuple[_Named, ...]] = {
        "biomarkers": load_biomarkers(),
        "conditions": load_conditions(),
        "instruments": load_instruments(),
        "supplements": load_supplements(),
    }
    for vocabulary, concepts in families.items():
        for concept in concepts:
            for name in concept.names:
                for spelling in spelling_variants(name):
                    shared = name in concept.context_names
                    yield Term(vocabulary, concept.id, spelling, shared or _needs_case(spelling), shared)


def _needs_case(name: str) -> bool:
    return len(name) <= _SHORT and any(c.isupper() for c in name)
