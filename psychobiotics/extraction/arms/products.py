"""Products by name, and the sentence of a page that says of what a product consists.

Pattern: a product of the vocabulary; else a capitalised name that a trade mark sign follows at least twice, one of
them in the title or the first lines. A definition is a sentence that names the product, a word of composition and
at least one microbe.

It must not be fooled by: "Rosell®-52" (a strain), "the Rosell® Institute" (a place).
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from psychobiotics.extraction.arms.interventions import BIOTIC
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.strains import Sighting
from psychobiotics.vocab.products import products_by_id
from psychobiotics.vocab.study_phrases import phrase_pattern

_COMPOSITION = re.compile(rf"\b{phrase_pattern('composition_words')}\b", re.IGNORECASE)
_MARKED = re.compile(
    r"(?<![\w-])([A-Z][\w'’#+-]{2,24}(?: [A-Z0-9][\w'’#+-]{0,24}){0,2})\s?[®™](?![\w-]*\d)"
    r"(?! (?:Institute|Health|Solutions|Inc|Ltd))"
)
_OPENING = 600
_LEAST_NAMED = 2


@dataclass(frozen=True, slots=True)
class ProductMention:
    """A product by name; `concept` is its id in the vocabulary, or None for a name that only the page tells."""

    start: int
    end: int
    concept: str | None

    @property
    def type(self) -> str | None:
        """Type of an arm that gets it, where the vocabulary knows."""
        product = products_by_id().get(self.concept) if self.concept else None
        return product.type if product else None


def find_products(reading: Reading, start: int, end: int) -> tuple[ProductMention, ...]:
    """Products named in [start, end), in text order."""
    known = [
        ProductMention(h.start, h.end, h.concept)
        for h in reading.hits_in(start, end)
        if h.vocabulary == "products" and not h.needs_context
    ]
    if known:
        return tuple(known)
    names = _marked_names(reading.document.text)
    if not names:
        return ()
    return tuple(
        ProductMention(m.start(1), m.end(1), None)
        for m in _MARKED.finditer(reading.document.text, start, end)
        if m[1] in names
    )


def main_product(reading: Reading) -> ProductMention | None:
    """The product that the page is about: the one it names most often, at least once in its opening."""
    found = find_products(reading, 0, len(reading.document.text))
    if not found:
        return None
    counts = Counter(p.concept or reading.document.text[p.start : p.end] for p in found)
    top = counts.most_common(1)[0][0]
    first = next(p for p in found if (p.concept or reading.document.text[p.start : p.end]) == top)
    if counts[top] < _LEAST_NAMED and not _is_in_title(reading, first):
        return None
    return first if first.start < _OPENING else None


def _is_in_title(reading: Reading, product: ProductMention) -> bool:
    title = reading.document.metadata.title
    return title is not None and title.start <= product.start < title.end


def find_composition(reading: Reading, product: ProductMention) -> tuple[Sighting, ...]:
    """Microbes of the sentence that defines the product, or () where the page does not define it."""
    for sentence in reading.sentences:
        if _defines(reading, sentence, product):
            here = [s for s in reading.sightings_in(sentence.start, sentence.end) if s.taxon is not None]
            if here:
                return tuple(here)
    return ()


def called_type(reading: Reading, product: ProductMention) -> str | None:
    """The kind of intervention that the page calls the product, in the first sentence that names both."""
    name = reading.document.text[product.start : product.end]
    for sentence in reading.sentences:
        if name in sentence.text:
            for cue in reading.cues_of("intervention_terms", sentence.start, sentence.end):
                if cue.concept in BIOTIC:
                    return cue.concept
    return None


def _defines(reading: Reading, sentence: Sentence, product: ProductMention) -> bool:
    if not _COMPOSITION.search(sentence.text):
        return False
    name = reading.document.text[product.start : product.end]
    if product.concept is None:
        return name in sentence.text
    return any(
        h.vocabulary == "products" and h.concept == product.concept
        for h in reading.hits_in(sentence.start, sentence.end)
    )


@lru_cache(maxsize=1)  # of the document that is being read
def _marked_names(text: str) -> frozenset[str]:
    if "®" not in text and "™" not in text:
        return frozenset()
    counts = Counter(m[1] for m in _MARKED.finditer(text))
    return frozenset(name for name, n in counts.items() if n >= 2 or text.find(name) < _OPENING)
