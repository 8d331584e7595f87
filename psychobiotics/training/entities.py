"""The entity model from annotated abstracts: training on all of them, and cross-validation that says how good it is.

Trusted articles are both trained on (with more weight) and tested on, by fold; other articles, such as annotations
by students, are only trained on. Measured as the published scorer does: label and folded text of each mention, as often
as it stands in the article, micro-averaged.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from psychobiotics.extraction.tagging.features import Clusters, list_features
from psychobiotics.extraction.tagging.model import Tagger, Weights, label_spans
from psychobiotics.extraction.tagging.repeats import Marked, repeated_names
from psychobiotics.extraction.tagging.whole_names import whole_names
from psychobiotics.extraction.terms import TermHit
from psychobiotics.training.annotated import Passage, read_annotated, read_plain
from psychobiotics.training.clusters import cluster_words
from psychobiotics.training.crf import Example, Options, examples, train
from psychobiotics.training.reading import read_article

Articles = Mapping[str, tuple[Passage, ...]]
Mentions = Counter[tuple[str, str]]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a model is trained on.

    Attributes:
        trusted: Annotated by experts.
        other: Annotated less surely; articles that are also trusted are left out.
        plain: Texts without annotations, for word clusters.
    """

    trusted: Articles
    other: Articles = field(default_factory=dict)
    plain: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts by label."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Mentions, found: Mentions) -> None:
        """Count one article."""
        for counts, mentions in ((self.gold, gold), (self.found, found), (self.right, gold & found)):
            for (label, _), number in mentions.items():
                counts[label] += number

    def scores(self, label: str | None = None) -> tuple[float, float, float]:
        """(precision, recall, F1) of a label, or of all together."""
        gold, found, right = (c[label] if label else sum(c.values()) for c in (self.gold, self.found, self.right))
        precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
        return precision, recall, 2 * right / (gold + found) if gold + found else 0.0


def read_corpus(trusted: Path, other: Sequence[Path], plain: Sequence[Path]) -> Corpus:
    """Read the files that the user points at (layouts in `training.annotated`)."""
    experts = read_annotated(trusted)
    rest = {k: v for path in other for k, v in read_annotated(path).items() if k not in experts}
    texts = tuple(text for path in plain for texts in read_plain(path).values() for text in texts)
    return Corpus(experts, rest, texts)


def train_model(corpus: Corpus, options: Options) -> Weights:
    """Train on everything."""
    clusters = cluster_words(corpus.plain)
    log.info("%d words in clusters", len(clusters))
    return train(_examples(corpus, corpus.trusted, clusters), clusters, options)


def cross_validate(corpus: Corpus, options: Options, folds: int = 5) -> Tally:
    """Train and test by fold over the trusted articles; folds go by the articles' order of ids."""
    clusters = cluster_words(corpus.plain)
    ids = sorted(corpus.trusted)
    tally = Tally()
    for fold in range(folds):
        tested = set(ids[fold::folds])
        known = {k: v for k, v in corpus.trusted.items() if k not in tested}
        tagger = Tagger(train(_examples(corpus, known, clusters), clusters, options))
        for article in sorted(tested):
            tally.add(_gold(corpus.trusted[article]), _found(tagger, corpus.trusted[article]))
        log.info("fold %d of %d: F1 so far %.3f", fold + 1, folds, tally.scores()[2])
    return tally


def _examples(corpus: Corpus, trusted: Articles, clusters: Clusters) -> Iterator[Example]:
    for articles in (trusted, corpus.other):
        for passages in articles.values():
            yield from examples(passages, clusters, articles is trusted)


def _gold(passages: Sequence[Passage]) -> Mentions:
    return Counter((s.label, fold_text(p.text[s.start : s.end])) for p in passages for s in p.spans)


def _found(tagger: Tagger, passages: Sequence[Passage]) -> Mentions:
    marked = [
        whole_names(passage.text, _marked(tagger, passage, hits), names)
        for passage, hits, names in read_article(passages)
    ]
    repeated = repeated_names([p.text for p in passages], marked)
    return Counter(
        (label, fold_text(passage.text[start:end]))
        for passage, found, more in zip(passages, marked, repeated, strict=True)
        for start, end, label in (*found, *more)
    )


def _marked(tagger: Tagger, passage: Passage, hits: Sequence[TermHit]) -> list[Marked]:
    sentences = [tokens for tokens in passage.sentences() if len(tokens)]
    given = [
        (t, list_features(t, [h for h in hits if t.starts[0] <= h.start < t.ends[-1]], passage.is_title))
        for t in sentences
    ]
    return [
        (tokens.starts[first], tokens.ends[last - 1], label)
        for tokens, labels in zip(sentences, tagger.tag(given), strict=True)
        for first, last, label in label_spans(labels)
    ]


def fold_text(text: str) -> str:
    """Case, white space and superscript signs folded.

    >>> fold_text("10^9  CFU")
    '109 cfu'
    """
    return " ".join(text.replace("^", "").split()).lower()
