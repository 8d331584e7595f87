"""Speed of extraction beside a spaCy pipeline that only finds the terms of the same vocabularies.

Extraction is text in, mentions and records out (`extract` and `normalise`), without and with the statistical tagger of
entities. spaCy: blank English, sentencizer, PhraseMatcher on lower-case terms. All on one core, in this process.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from psychobiotics.extraction import extract as composition
from psychobiotics.extraction.reading import Reading
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.pipeline.drafting import DOCUMENTS_TOGETHER
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.terms import load_terms

ROUNDS = 3


def measure_extraction(eval_folder: Path, abstracts: int) -> list[str]:
    """Rows of the report: without and with the tagger, each beside spaCy."""
    documents = _documents(eval_folder, abstracts)
    tagger = composition.extract_entities

    def run() -> None:
        for first in range(0, len(documents), DOCUMENTS_TOGETHER):  # as the pipeline does
            group = documents[first : first + DOCUMENTS_TOGETHER]
            for document, extraction in zip(group, composition.extract_together(group), strict=True):
                normalise(document, extraction)

    with_tagger = _rate(len(documents), run)
    composition.extract_entities = _no_entities
    try:
        plain = _rate(len(documents), run)
    finally:
        composition.extract_entities = tagger
    theirs = _spacy_rate([d.text for d in documents])
    rows = []
    for what, rate in (("extraction without the tagger", plain), ("extraction with the tagger", with_tagger)):
        beside = f"spaCy, terms only {theirs:,.0f}/s | {rate / theirs:.2f}" if theirs else "spaCy is not installed |"
        rows.append(f"| {len(documents):,} abstracts, {what} | {rate:,.0f}/s | {beside} |")
    return rows


def _no_entities(readings: Sequence[Reading]) -> list[tuple[Fact, ...]]:
    return [() for _ in readings]


def _documents(eval_folder: Path, abstracts: int) -> list[Document]:
    sys.path.insert(0, str(eval_folder))
    import make_pubmed_xml  # type: ignore[import-not-found]

    articles = list(json.loads((eval_folder / "gutbrainie" / "articles.json").read_text("utf-8")).items())[:abstracts]
    records = "".join(make_pubmed_xml.record(pmid, article) for pmid, article in articles)
    data = f"<PubmedArticleSet>{records}</PubmedArticleSet>".encode()
    item = RawItem("0" * 64, "bench.xml", "bench.xml", "bench.xml", "")
    return [d for d in parse_item(item, data) if isinstance(d, Document)]


def _rate(count: int, work: Callable[[], object]) -> float:
    """Documents a second of the processor's time, the best of some rounds; the first loads lexicons and automata."""
    work()
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return count / min(seconds)


def _spacy_rate(texts: Sequence[str]) -> float | None:
    try:
        import spacy  # type: ignore[import-not-found]
        from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found]
    except ImportError:
        return None
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("TERM", [nlp.make_doc(term.text) for term in load_terms()])
    return _rate(len(texts), lambda: [matcher(nlp(text)) for text in texts])
