"""Training of the entity tagger: features of annotated sentences, CRFsuite's L-BFGS, weights to a model file.

CRFsuite (Okazaki 2007) only trains; the shipped tagger reads plain arrays. Training is deterministic: the same data
and options give the same weights on one machine.
"""

import gzip
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
from psychobiotics.extraction.tagging.hits import passage_hits
from psychobiotics.extraction.tagging.model import Weights
from psychobiotics.extraction.tagging.tokens import Tokens
from psychobiotics.extraction.terms import TermHit
from psychobiotics.records.errors import PsychobioticsError
from psychobiotics.training.annotated import Passage

Sequence = tuple[list[list[str]], list[str]]  # features of each token, labels


@dataclass(frozen=True, slots=True)
class Options:
    """Options of training, tuned by cross-validation (see docs/models/entities.md).

    Attributes:
        l1: Weight of the L1 penalty (c1 of CRFsuite).
        l2: Weight of the L2 penalty (c2 of CRFsuite).
        iterations: At most so many steps of L-BFGS.
        smallest: Weights below this are not kept.
    """

    l1: float = 0.3
    l2: float = 2.0
    iterations: int = 100
    smallest: float = 1e-3


def sequences(passages: Iterable[Passage], clusters: Clusters) -> Iterator[Sequence]:
    """Features and labels of each sentence."""
    for passage in passages:
        hits = passage_hits(passage.text)
        for tokens in passage.sentences():
            if len(tokens):
                inside = [h for h in hits if tokens.starts[0] <= h.start < tokens.ends[-1]]
                yield sentence_features(tokens, inside, passage.is_title, clusters), passage.labels(tokens)


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


def train(examples: Iterable[Sequence], clusters: Clusters, options: Options) -> Weights:
    """Fit the weights.

    Raises:
        PsychobioticsError: python-crfsuite is not installed.
    """
    try:
        import pycrfsuite
    except ImportError as error:
        message = "training: expected python-crfsuite, found none; run: .venv/bin/pip install '.[train]'"
        raise PsychobioticsError(message) from error
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    for features, labels in examples:
        trainer.append(pycrfsuite.ItemSequence(features), labels)
    trainer.set_params(
        {
            "c1": options.l1,
            "c2": options.l2,
            "max_iterations": options.iterations,
            "feature.possible_transitions": True,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return _to_weights(tagger.info(), clusters, options.smallest)


def _to_weights(info: Any, clusters: Clusters, smallest: float) -> Weights:
    labels = tuple(sorted(info.labels))
    column = {label: i for i, label in enumerate(labels)}
    kept = {key: weight for key, weight in info.state_features.items() if abs(weight) >= smallest}
    rows = {name: i for i, name in enumerate(sorted({name for name, _ in kept}))}
    states = np.zeros((len(rows) + 1, len(labels)), np.float32)
    for (name, label), weight in kept.items():
        states[rows[name], column[label]] = weight
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    for (first, second), weight in info.transitions.items():
        transitions[column[first], column[second]] = weight
    return Weights(labels, rows, states, transitions, clusters)


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
