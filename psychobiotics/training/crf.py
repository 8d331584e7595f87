"""Training of the entity tagger: features of annotated sentences, numbered, fitted, and written to a model file.

Sentences that experts annotated have each feature twice: once as everybody, once as their own. What annotators have in
common is learned from all; where the experts differ, their own weights correct it (Daumé 2007). The tagger marks as
experts do, so the shipped weight of a feature is the sum of both. Deterministic: the same data and options give the
same weights on one machine.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from psychobiotics.extraction.tagging.features import (
    EDGE,
    OFFSETS,
    Clusters,
    list_features,
    pair_keys,
    pair_name,
    word_features,
)
from psychobiotics.extraction.tagging.model import OUTSIDE, Weights
from psychobiotics.extraction.tagging.tokens import Tokens
from psychobiotics.extraction.terms import TermHit
from psychobiotics.training.annotated import Passage
from psychobiotics.training.descent import Floats, Sentences, Steps, descend
from psychobiotics.training.reading import read_article


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to train on: features and label of each token, and whether experts annotated it."""

    features: list[list[str]]
    labels: list[str]
    trusted: bool


@dataclass(frozen=True, slots=True)
class Options:
    """Options of training, tuned by cross-validation (see docs/models/entities.md).

    Attributes:
        steps: Of the descent.
        seeds: One descent for each; their weights are averaged, which evens out what the order of the sentences did.
        trusted_weight: How often a sentence of experts counts.
        boldness: Taken from the score of "no mention", which the annotations favour: many leave mentions bare.
        bolder: Label to what is added to the score of its beginning, for labels that are missed much more than guessed.
        smallest: Features all of whose weights are below this are not kept.
    """

    steps: Steps = field(default_factory=Steps)
    seeds: tuple[int, ...] = (0, 1)
    trusted_weight: float = 2.0
    boldness: float = 0.2
    bolder: tuple[tuple[str, float], ...] = (("bacteria", 1.0),)
    smallest: float = 0.02


def examples(article: Sequence[Passage], clusters: Clusters, trusted: bool) -> Iterator[Example]:
    """Features and labels of each sentence of an article."""
    for passage, hits, _ in read_article(article):
        for tokens in passage.sentences():
            if len(tokens):
                inside = [h for h in hits if tokens.starts[0] <= h.start < tokens.ends[-1]]
                features = sentence_features(tokens, inside, passage.is_title, clusters)
                yield Example(features, passage.labels(tokens), trusted)


def sentence_features(tokens: Tokens, hits: list[TermHit], is_title: bool, clusters: Clusters) -> list[list[str]]:
    """All feature names of each token."""
    lists = list_features(tokens, hits, is_title)
    pairs = pair_keys(tokens.words)
    return [
        [*_window(tokens, i, clusters), *(pair_name(f, keys[i]) for f, keys in pairs.items()), *lists[i]]
        for i in range(len(tokens))
    ]


def _window(tokens: Tokens, index: int, clusters: Clusters) -> Iterator[str]:
    for offset in OFFSETS:
        inside = 0 <= index + offset < len(tokens)
        yield from word_features(tokens.words[index + offset] if inside else EDGE, offset, clusters)


def train(given: Iterable[Example], clusters: Clusters, options: Options) -> Weights:
    """Fit the weights."""
    kept = list(given)
    names = sorted({name for example in kept for token in example.features for name in token})
    labels = tuple(sorted({OUTSIDE, *(label for example in kept for label in example.labels)}))
    sentences = _numbered(kept, {name: i for i, name in enumerate(names)}, labels, options.trusted_weight)
    runs = [
        descend(sentences, 2 * len(names), len(labels), replace(options.steps, seed=seed)) for seed in options.seeds
    ]
    summed: Floats = np.mean([states[: len(names)] + states[len(names) :] for states, _ in runs], axis=0)
    transitions: Floats = np.mean([moves for _, moves in runs], axis=0)
    transitions[:, labels.index(OUTSIDE)] -= options.boldness
    for label, more in options.bolder:
        if (begin := f"B-{label}") in labels:
            transitions[:, labels.index(begin)] += more
    found = np.flatnonzero(np.abs(summed).max(axis=1) >= options.smallest)
    rows = {names[i]: row for row, i in enumerate(found.tolist())}
    nothing = np.zeros((1, len(labels)), np.float32)
    return Weights(labels, rows, np.concatenate([summed[found], nothing]), transitions, clusters)


def _numbered(
    given: Iterable[Example], rows: dict[str, int], labels: tuple[str, ...], trusted_weight: float
) -> Sentences:
    """The sentences in numbers; a trusted one has each feature again behind all the others."""
    columns = {label: i for i, label in enumerate(labels)}
    features: list[int] = []
    pointers, gold, bounds, weights = [0], [], [0], []
    for example in given:
        for token in example.features:
            numbers = [rows[name] for name in token]
            features += numbers
            if example.trusted:
                features += [number + len(rows) for number in numbers]
            pointers.append(len(features))
        gold += [columns[label] for label in example.labels]
        bounds.append(len(gold))
        weights.append(trusted_weight if example.trusted else 1.0)
    return Sentences(
        np.array(features), np.array(pointers), np.array(gold), np.array(bounds), np.array(weights, np.float32)
    )


def write_weights(weights: Weights, path: Path) -> None:
    """Write `<path>.json.gz` (names) and `<path>.npz` (half-precision arrays), byte for byte the same each time."""
    names = {
        "features": sorted(weights.rows, key=lambda n: weights.rows[n]),
        "labels": list(weights.labels),
        "clusters": {word: list(ids) for word, ids in sorted(weights.clusters.items())},
    }
    text = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
    path.with_name(f"{path.name}.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))
    rows, columns = np.nonzero(weights.states)
    pointers = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(weights.rows)))])
    np.savez_compressed(
        path.with_name(f"{path.name}.npz"),
        pointers=pointers.astype(np.int32),
        columns=columns.astype(np.uint8),
        values=weights.states[rows, columns].astype(np.float16),
        transitions=weights.transitions,
    )
