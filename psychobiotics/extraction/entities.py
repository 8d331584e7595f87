"""What a document speaks of: bacteria, supplements, conditions, biomarkers, people, animals, techniques ...

A statistical tagger (see `extraction.tagging` and docs/models/entities.md) marks the mentions; the vocabularies name
their concepts, split biomarkers from other chemicals and products from other supplements, and add the instruments,
for which there was nothing to train on. Facts: `field` is the label, `concept` the vocabulary id, and the rule ends in
the kind of section ("entities.tagger/title"; "entities.repeats/title" for a name that the tagger marked elsewhere).

Pattern: a mention is what the tagger marks (a bacterium or product that it cut short in whole), a name that it marked
elsewhere in the document, or an instrument, product or taxon that a vocabulary knows beyond doubt where nothing is
marked; its concept is that of a vocabulary hit over exactly its characters.

Reads rightly: "gut microbiota" (microbiome), "L. helveticus NS8" (bacteria), "PD patients" (human).
It must not be fooled by: a name inside a longer one, a word that a list knows in another sense ("SAS" the software).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from psychobiotics.extraction.reading import SILENT, Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.tagging.features import list_features
from psychobiotics.extraction.tagging.hits import document_hits
from psychobiotics.extraction.tagging.model import label_spans, load_tagger
from psychobiotics.extraction.tagging.repeats import NAMES, Marked, repeated_names
from psychobiotics.extraction.tagging.tokens import Tokens, split_tokens
from psychobiotics.extraction.tagging.whole_names import microbe_names, whole_names
from psychobiotics.extraction.terms import TermHit
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact

# Label of the tagger -> vocabularies that name its concepts, the first that knows the mention first.
_VOCABULARIES = {
    "bacteria": ("strains", "taxa"),
    "chemical": ("biomarkers", "supplements"),
    "condition": ("conditions",),
    "dietary_supplement": ("products", "supplements", "strains", "taxa"),
    "drug": ("supplements", "biomarkers"),
    "food": ("supplements",),
}
# A mention that this vocabulary names gets a finer label.
_FINER = {("chemical", "biomarkers"): "biomarker", ("dietary_supplement", "products"): "product"}
Features = list[list[str]]  # the list features of each token
_ADDED = {"instruments": "instrument", "products": "product", "taxa": "bacteria"}


def extract_entities(readings: Sequence[Reading]) -> list[tuple[Fact, ...]]:
    """Quote every recognised mention of each document, in text order, none inside another.

    What is found in a document does not depend on the others: together they cost the tagger less.

    Args:
        readings: The documents; their silent sections (bibliographic lines, navigation, references) are left out.

    Returns:
        For each document, facts whose field is the entity's label.
    """
    told = [[s for s in reading.sentences if s.section not in SILENT] for reading in readings]
    tokens = [[split_tokens(s.text, s.start) for s in sentences] for sentences in told]
    given = [_given(r, s, t) for r, s, t in zip(readings, told, tokens, strict=True)]
    labels = iter(load_tagger().tag([sentence for document in given for sentence in document]))
    return [
        _facts(
            reading, sentences, [_marked(reading, s, t, next(labels)) for s, t in zip(sentences, split, strict=True)]
        )
        for reading, sentences, split in zip(readings, told, tokens, strict=True)
    ]


def _given(reading: Reading, sentences: Sequence[Sentence], tokens: Sequence[Tokens]) -> list[tuple[Tokens, Features]]:
    """What the tagger asks of each sentence: its tokens and their list features."""
    hits = document_hits(reading)
    starts = [hit.start for hit in hits]
    return [
        (
            t,
            list_features(
                t, hits[bisect_left(starts, s.start) : bisect_left(starts, s.end)], s.section is SectionKind.TITLE
            ),
        )
        for s, t in zip(sentences, tokens, strict=True)
    ]


def _facts(reading: Reading, sentences: Sequence[Sentence], marked: Sequence[list[Marked]]) -> tuple[Fact, ...]:
    """The facts of one document from what the tagger marked in its sentences."""
    repeated = repeated_names([s.text for s in sentences], marked)
    named = _by_span(reading)
    facts: list[Fact] = []
    for sentence, found, more in zip(sentences, marked, repeated, strict=True):
        tagged = [_fact(reading, sentence, mention, named, "tagger") for mention in found]
        tagged += [_fact(reading, sentence, mention, named, "repeats") for mention in more]
        facts.extend(tagged)
        facts.extend(_added(reading, sentence, tagged))
    return tuple(sorted(facts, key=lambda f: (f.quote.start, f.quote.end, f.field)))


_Named = dict[tuple[int, int], list[TermHit]]


def _by_span(reading: Reading) -> _Named:
    """Vocabulary hits by their start and end."""
    named: _Named = {}
    for hit in reading.hits:
        named.setdefault((hit.start, hit.end), []).append(hit)
    return named


def _marked(reading: Reading, sentence: Sentence, tokens: Tokens, labels: Sequence[str]) -> list[Marked]:
    """Mentions that the tagger marks, names in whole; offsets in the sentence."""
    start = sentence.start
    found = [
        (tokens.starts[first] - start, tokens.ends[last - 1] - start, label)
        for first, last, label in label_spans(labels)
    ]
    if not any(label in NAMES for _, _, label in found):
        return found
    return whole_names(sentence.text, found, microbe_names(reading.sightings_in(start, sentence.end), start))


def _fact(reading: Reading, sentence: Sentence, mention: Marked, named: _Named, rule: str) -> Fact:
    start, end, label = mention[0] + sentence.start, mention[1] + sentence.start, mention[2]
    vocabulary, concept = _concept(named.get((start, end), ()), label)
    finer = _FINER.get((label, vocabulary or ""), label)
    return Fact(finer, reading.quote(start, end), f"entities.{rule}/{sentence.section}", concept, 0.8)


def _concept(whole: Sequence[TermHit], label: str) -> tuple[str | None, str | None]:
    """(vocabulary, concept) of the hits that cover exactly the mention."""
    if not whole:
        return None, None
    for vocabulary in _VOCABULARIES.get(label, ()):
        concepts = {h.concept for h in whole if h.vocabulary == vocabulary}
        if len(concepts) == 1:
            return vocabulary, concepts.pop()
    return None, None


def _added(reading: Reading, sentence: Sentence, tagged: Sequence[Fact]) -> Iterator[Fact]:
    """Instruments, products and taxa that the vocabularies know beyond doubt and the tagger did not mark."""
    seen: set[tuple[int, int]] = set()  # a name of two concepts is one mention, of the first
    spans = sorted((f.quote.start, f.quote.end) for f in tagged)
    starts = [start for start, _ in spans]
    reached = [-1, *accumulate((end for _, end in spans), max)]  # how far the first 0, 1, 2, ... mentions go
    for hit in reading.hits_in(sentence.start, sentence.end):
        label = _ADDED.get(hit.vocabulary)
        if label is None or hit.needs_context or hit.end > sentence.end or (hit.start, hit.end) in seen:
            continue
        seen.add((hit.start, hit.end))
        if reached[bisect_left(starts, hit.end)] <= hit.start:  # no mention overlaps it
            rule = f"entities.{hit.vocabulary}/{sentence.section}"
            yield Fact(label, reading.quote(hit.start, hit.end), rule, hit.concept, 0.9)
