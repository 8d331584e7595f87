"""Statements beyond one study's own result: what a document says that something does, and how surely.

Pattern: a sentence that names a subject of the field (a product, a microbe, a supplement, or "probiotics" and its kin)
and makes a claim (`claim_cues.csv`): efficacy, mechanism, safety, product quality, advice, volume of evidence. On a web
page every sentence that tells no study's result may claim; in a study's own report the conclusion does. Facts:
`claim_type` and `polarity` (concept = cue), `subject`, `object`, `hedge`, `negation`, `population`.

It must not be fooled by: navigation and cookie notices, questions, a study's result ("the study found that …").
"""

import re
from collections.abc import Iterator, Sequence

from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import ClaimMention, Fact, Naming
from psychobiotics.vocab.claim_cues import claim_pattern, hedge_pattern
from psychobiotics.vocab.study_phrases import phrase_pattern

_SUBJECT = re.compile(rf"\b{phrase_pattern('claimed_subjects')}\b", re.IGNORECASE)
_SUBJECTS = ("products", "strains", "taxa", "supplements")
_OBJECTS = ("conditions", "biomarkers", "instruments")
_NEGATION = re.compile(rf"\b{phrase_pattern('claim_denials')}\b", re.IGNORECASE)
_HUMAN = re.compile(rf"\b{phrase_pattern('claimed_of_people')}\b", re.IGNORECASE)
_ANIMAL = re.compile(rf"\b{phrase_pattern('claimed_of_animals')}\b", re.IGNORECASE)
_CONCLUDES = frozenset({SectionKind.CONCLUSION})
_SILENT = frozenset({SectionKind.METADATA, SectionKind.REFERENCE_LIST, SectionKind.TABLE, SectionKind.CAPTION})
_MIN_WORDS = 5


def extract_claims(reading: Reading, scopes: Sequence[Scope]) -> tuple[ClaimMention, ...]:
    """Quote the claims of one document, in text order."""
    own = next((scope for scope in scopes if scope.naming is Naming.OWN_REPORT), None)
    told = {sentence.index for scope in scopes for sentence in scope.sentences} if own is None else set()
    claims = []
    for sentence in reading.sentences:
        if sentence.section in _SILENT or sentence.index in told or not _may_claim(sentence, own):
            continue
        facts = tuple(_facts(reading, sentence))
        if facts:
            quote = reading.quote(sentence.start, sentence.end)
            claims.append(ClaimMention(quote, facts, own.key if own else None))
    return tuple(claims)


def _may_claim(sentence: Sentence, own: Scope | None) -> bool:
    if own is not None and sentence.section not in _CONCLUDES:
        return False
    return not sentence.text.endswith("?") and len(sentence.text.split()) >= _MIN_WORDS


def _facts(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    cue = claim_pattern().search(sentence.text)
    if cue is None:
        return
    subject = _subject(reading, sentence)
    if subject is None:
        return
    yield subject
    yield _fact(reading, sentence, cue, "claim_type", cue.group().lower())
    if target := _object(reading, sentence, subject.quote):
        yield target
    if hedge := hedge_pattern().search(sentence.text):
        yield _fact(reading, sentence, hedge, "hedge")
    if negation := _NEGATION.search(sentence.text):
        yield _fact(reading, sentence, negation, "negation")
    for pattern, concept in ((_HUMAN, "human"), (_ANIMAL, "animal")):
        if match := pattern.search(sentence.text):
            yield _fact(reading, sentence, match, "population", concept)


def _fact(reading: Reading, sentence: Sentence, match: re.Match[str], field: str, concept: str | None = None) -> Fact:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    return Fact(field, reading.quote(start, end), f"claims.{field}", concept, 0.7)


def _subject(reading: Reading, sentence: Sentence) -> Fact | None:
    for hit in reading.hits_in(sentence.start, sentence.end):
        if hit.vocabulary in _SUBJECTS and not hit.needs_context:
            return Fact("subject", reading.quote(hit.start, hit.end), "claims.subject", hit.concept, 0.8)
    match = _SUBJECT.search(sentence.text)
    return _fact(reading, sentence, match, "subject") if match else None


def _object(reading: Reading, sentence: Sentence, subject: Quote) -> Fact | None:
    for hit in reading.hits_in(sentence.start, sentence.end):
        if hit.vocabulary in _OBJECTS and not hit.needs_context and hit.start >= subject.end:
            concept = f"{hit.vocabulary}:{hit.concept}"
            return Fact("object", reading.quote(hit.start, hit.end), "claims.object", concept, 0.7)
    return None
