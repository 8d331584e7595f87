"""Viterbi over many sentences in step: the label sequences of the highest score.

The longest sentences come first, so that those which still go on at a step are a slice. Each step is a handful of
numpy calls whose price is their number, so nothing is allocated in the loop and all sentences of some documents take
their steps together. Arrays hold labels by sentences: numpy then runs over as many numbers at once as there are
sentences. An inside label follows two labels alone, its own and its beginning, which halves the work.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_FORBIDDEN = -1e4
_LANES = 128  # sentences that take their steps together: more gain nothing and leave the processor's cache


class Viterbi:
    """The transitions between labels, laid out for the steps."""

    def __init__(self, labels: Sequence[str], transitions: Floats) -> None:
        """Take "O", "B-food", "I-food", ... and (labels, labels) scores from the row's label to the column's."""
        inside = [i for i, label in enumerate(labels) if label.startswith("I-")]
        free = [i for i, label in enumerate(labels) if not label.startswith("I-")]
        self._order = np.array(free + inside)
        self._free = len(free)
        place = {labels[i]: k for k, i in enumerate(self._order)}
        # The two labels before each inside one: its beginning and itself.
        self._before = np.array([[place[f"{mark}-{labels[i][2:]}"] for i in inside] for mark in "BI"], np.int64)
        ordered = transitions[np.ix_(self._order, self._order)]
        self._into_inside = np.ascontiguousarray(
            ordered[self._before, np.arange(len(free), len(labels))[None]][:, :, None]
        )
        self._into_free = np.repeat(ordered[:, : len(free), None], _LANES, axis=2)
        allowed = np.full_like(ordered, _FORBIDDEN)
        allowed[:, : len(free)] = ordered[:, : len(free)]
        for column, rows in enumerate(self._before.T, len(free)):
            allowed[rows, column] = ordered[rows, column]
        self._incoming = np.ascontiguousarray(allowed.T)

    def best_paths(self, scores: Floats, starts: Sequence[int], lengths: Sequence[int]) -> Ints:
        """The label of each token, (tokens,), 0 for tokens of no sentence.

        Args:
            scores: (tokens, labels), score of each label at each token.
            starts: First token of each sentence.
            lengths: Tokens of each sentence, at least 1.
        """
        found = np.zeros(len(scores), np.int64)
        order = np.argsort(-np.array(lengths, np.int64), kind="stable")
        first, size = np.array(starts, np.int64)[order], np.array(lengths, np.int64)[order]
        for lane in range(0, len(order), _LANES):
            self._label(scores, first[lane : lane + _LANES], size[lane : lane + _LANES], found)
        return found

    def _label(self, scores: Floats, starts: Ints, lengths: Ints, found: Ints) -> None:
        """Fill in the labels of some sentences, the longest first."""
        steps = np.arange(lengths[0])
        alive = np.searchsorted(-lengths, -steps, side="left")
        bounds = np.concatenate([[0], np.cumsum(alive)])
        step = np.repeat(steps, alive)
        places = starts[np.arange(len(step)) - bounds[step]] + step  # tokens by step, then by sentence
        lattice = np.ascontiguousarray(scores.take(places, axis=0).T.take(self._order, axis=0))
        self._go_forwards(lattice, bounds.tolist())
        path = self._go_back(np.ascontiguousarray(lattice.T), lengths, bounds)
        found[places] = self._order[path]

    def _go_forwards(self, lattice: Floats, bounds: list[int]) -> None:
        """Add to each score the best that leads to it, in place; (labels, tokens by step)."""
        labels, free = len(lattice), self._free
        lattice[free:, : bounds[1]] += _FORBIDDEN
        n = 0
        before = lattice[:, : bounds[1]]
        for start, end in pairwise(bounds[1:]):
            if end - start != n:
                n = end - start
                outside = np.empty((labels, free, n), np.float32)
                within = np.empty((2, labels - free, n), np.float32)
                into_free = self._into_free[:, :, :n]
                highest = np.empty((labels, n), np.float32)
                best_free, best_within = highest[:free], highest[free:]
            before = before[:, :n]
            np.add(before[:, None], into_free, out=outside)
            np.maximum.reduce(outside, axis=0, out=best_free)
            np.add(before.take(self._before, axis=0), self._into_inside, out=within)
            np.maximum.reduce(within, axis=0, out=best_within)
            before = lattice[:, start:end]
            before += highest

    def _go_back(self, reached: Floats, lengths: Ints, bounds: Ints) -> Ints:
        """The best path through (tokens by step, labels), from each sentence's end: no table of pointers is needed."""
        path = np.zeros(len(reached), np.int64)
        last = bounds[lengths - 1] + np.arange(len(lengths))
        path[last] = reached[last].argmax(axis=1)
        limits = bounds.tolist()
        for step in range(len(limits) - 2, 0, -1):
            start, end = limits[step], limits[step + 1]
            before = limits[step - 1]
            led = self._incoming.take(path[start:end], axis=0)
            led += reached[before : before + end - start]
            led.argmax(axis=1, out=path[before : before + end - start])
        return path
