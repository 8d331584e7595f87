"""The entity tagger at run time: a linear-chain conditional random field in numpy.

The score of a label sequence is the sum of its features' weights and its transitions; the best one is found by
Viterbi, over all sentences of a document at once (`viterbi`). Weights come from a file that `psychobiotics.training`
writes.
"""

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from psychobiotics.extraction.tagging.features import (
    EDGE,
    OFFSETS,
    PAIR_COLUMNS,
    Clusters,
    word_features,
)
from psychobiotics.extraction.tagging.lists import ListSums
from psychobiotics.extraction.tagging.numbering import Numbering
from psychobiotics.extraction.tagging.pairs import PairRows
from psychobiotics.extraction.tagging.tokens import Tokens
from psychobiotics.extraction.tagging.viterbi import Viterbi

Floats = npt.NDArray[np.float32]
OUTSIDE = "O"
_KEPT_WORDS = 60_000  # distinct words whose sums are kept


@dataclass(frozen=True, slots=True)
class Weights:
    """What a model file holds.

    Attributes:
        labels: "O", "B-bacteria", "I-bacteria", ...
        rows: Feature name to row of `states`.
        states: (features + 1, labels); the last row is zero, for a feature that was never seen.
        transitions: (labels, labels), from the row's label to the column's.
        clusters: Lower-case word to its distributional clusters, coarse to fine.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    states: Floats
    transitions: Floats
    clusters: Clusters


class Tagger:
    """Weights, indexed by family, with the sums that are kept for each distinct word."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._pairs = PairRows(weights.rows)
        self._viterbi = Viterbi(weights.labels, weights.transitions)
        self._numbers = Numbering(self._keep)
        self._lists = ListSums(weights.rows, weights.states)
        self._sums = np.zeros((len(OFFSETS), 1024, weights.states.shape[1]), np.float32)
        self._parts = np.zeros((1024, len(PAIR_COLUMNS)), np.int64)

    def tag(self, sentences: Sequence[tuple[Tokens, list[list[str]]]]) -> list[list[str]]:
        """Label the tokens of each sentence; each comes with its list features (see `list_features`).

        The labels of a sentence do not depend on the others; many at once cost less.
        """
        scored = [i for i, (tokens, _) in enumerate(sentences) if len(tokens)]
        labels: list[list[str]] = [[] for _ in sentences]
        if scored:
            scores, starts = self._emissions([sentences[i] for i in scored])
            lengths = [len(sentences[i][0]) for i in scored]
            paths = self._viterbi.best_paths(scores, starts, lengths).tolist()
            names = self.weights.labels
            for index, start, length in zip(scored, starts, lengths, strict=True):
                labels[index] = [names[k] for k in paths[start : start + length]]
        return labels

    def _emissions(self, sentences: Sequence[tuple[Tokens, list[list[str]]]]) -> tuple[Floats, list[int]]:
        """(tokens, labels) scores before transitions, all sentences with margins between, and where each starts."""
        margin = [EDGE] * OFFSETS[-1]
        words, starts = [EDGE, EDGE, *margin], []
        for tokens, _ in sentences:
            starts.append(len(words) - 2)
            words += [*tokens.words, *margin]
        numbers = self._number([*words, EDGE, EDGE])
        size = len(numbers) - 4
        scores = np.zeros((size, self._sums.shape[2]), np.float32)
        for sums, offset in zip(self._sums, OFFSETS, strict=True):
            low, high = max(0, -offset), size - max(0, offset)
            scores[low:high] += sums.take(numbers[2 + low + offset : 2 + high + offset], axis=0)
        for known, rows in self._pairs.rows(self._parts.take(numbers, axis=0)):
            scores[known] += self.weights.states.take(rows, axis=0)
        self._add_lists(scores, sentences, starts)
        return scores, starts

    def _add_lists(
        self, scores: Floats, sentences: Sequence[tuple[Tokens, list[list[str]]]], starts: Sequence[int]
    ) -> None:
        listed = [*zip(starts, (lists for _, lists in sentences), strict=True)]
        places = [place for start, lists in listed for place, names in enumerate(lists, start) if names]
        if places:
            scores[places] += self._lists.sums([tuple(names) for _, lists in listed for names in lists if names])

    def _number(self, words: Sequence[str]) -> npt.NDArray[np.int64]:
        """Number of each word: its row in what is kept of distinct words (its sums, and the numbers of its parts)."""
        if len(self._numbers) + len(words) > _KEPT_WORDS:
            self._numbers.clear()  # a corpus of millions must not fill the memory
        return np.fromiter(map(self._numbers.__getitem__, words), np.int64, len(words))

    def _keep(self, word: str, number: int) -> None:
        if number >= len(self._parts):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)], axis=1)
            self._parts = np.concatenate([self._parts, np.zeros_like(self._parts)])
        self._parts[number] = self._pairs.numbers(word)
        rows, states = self.weights.rows, self.weights.states
        for place, offset in enumerate(OFFSETS):
            found = [rows[n] for n in word_features(word, offset, self.weights.clusters) if n in rows]
            self._sums[place, number] = states[found].sum(axis=0) if found else 0


def label_spans(labels: Iterable[str]) -> list[tuple[int, int, str]]:
    """(first token, token after the last, kind) of each labelled run.

    >>> label_spans(["O", "B-food", "I-food", "B-food", "O"])
    [(1, 3, 'food'), (3, 4, 'food')]
    """
    spans: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label == OUTSIDE:
            continue
        if label.startswith("B-"):
            spans.append((i, i + 1, label[2:]))
        elif label.startswith("I-") and spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1, spans[-1][2])
    return spans


@cache
def load_tagger(name: str = "entities") -> Tagger:
    """The tagger of a shipped model, `extraction/models/<name>.npz` beside `<name>.json.gz`."""
    folder = files("psychobiotics.extraction") / "models"
    return Tagger(read_weights(Path(str(folder / f"{name}.json.gz"))))


def read_weights(path: Path) -> Weights:
    """Read a model file: gzipped JSON of names, and base arrays in the `.npz` of the same stem."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        names = json.load(stream)
    with np.load(path.with_name(path.name.removesuffix(".json.gz") + ".npz"), allow_pickle=False) as arrays:
        features, labels = names["features"], tuple(names["labels"])
        states = np.zeros((len(features) + 1, len(labels)), np.float32)
        rows = np.repeat(np.arange(len(features)), np.diff(arrays["pointers"]))
        states[rows, arrays["columns"]] = arrays["values"].astype(np.float32)
        transitions = arrays["transitions"].astype(np.float32)
    clusters = {word: tuple(ids) for word, ids in names["clusters"].items()}
    return Weights(labels, {name: i for i, name in enumerate(features)}, states, transitions, clusters)
