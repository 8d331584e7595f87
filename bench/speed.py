"""Speed of the stages on one core, as ratios within this run.

    python -m bench.speed ../shared/eval

Abstracts come from the eval folder's PubMed records. Beside extraction runs spaCy (blank English, sentencizer,
PhraseMatcher over the same vocabulary) where it is installed; it finds terms only.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.vocab.terms import load_terms

ABSTRACTS = 400


def main() -> int:
    """Print documents a second for each stage."""
    source = Path(sys.argv[1]) / "gutbrainie" / "articles.json"
    if not source.is_file():
        print(f"{source}: expected abstracts to measure on, found none; name the folder: make bench GOLD=DIR")
        return 2
    sys.path.insert(0, sys.argv[1])
    import make_pubmed_xml  # type: ignore[import-not-found]

    articles = list(json.loads(source.read_text("utf-8")).items())[:ABSTRACTS]
    records = "".join(make_pubmed_xml.record(pmid, article) for pmid, article in articles)
    data = f"<PubmedArticleSet>{records}</PubmedArticleSet>".encode()
    item = RawItem("0" * 64, "bench.xml", "bench.xml", "bench.xml", "")
    documents = [d for d in parse_item(item, data) if isinstance(d, Document)]
    _rate("parse PubMed XML", len(documents), lambda: list(parse_item(item, data)))
    extract(documents[0])  # lexicons and automata load once
    extracted = [extract(d) for d in documents]
    rate = _rate("extract", len(documents), lambda: [extract(d) for d in documents])
    _rate("normalise", len(documents), lambda: [normalise(d, e) for d, e in zip(documents, extracted, strict=True)])
    _spacy([d.text for d in documents], rate)
    return 0


def _rate(what: str, count: int, work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    rate = count / (time.perf_counter() - start)
    print(f"{what:<24} {rate:10.0f} documents/s")
    return rate


def _spacy(texts: Sequence[str], ours: float) -> None:
    try:
        import spacy  # type: ignore[import-not-found]
        from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found]
    except ImportError:
        print("spaCy is not installed: no comparison (pip install spacy in a scratch environment)")
        return
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("TERM", [nlp.make_doc(term.text) for term in load_terms()])
    theirs = _rate("spaCy, terms only", len(texts), lambda: [matcher(nlp(text)) for text in texts])
    print(f"extraction at {ours / theirs:.2f} times spaCy's rate")


if __name__ == "__main__":
    sys.exit(main())
