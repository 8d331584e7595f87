"""Viterbi over many sequences in step: the label sequences of the highest score.

The longest sequences come first, so that those which still go on at a step are a slice. Each step is a handful of
numpy calls on arrays of a few thousand numbers: what they cost is their number, so nothing is allocated in the loop.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


def best_paths(scores: Floats, lengths: Ints, allowed: Floats, starts: Floats) -> Ints:
    """The best label of each step of each sequence, (steps, sequences); what lies behind a sequence's end is 0.

    Args:
        scores: (steps, sequences, labels), score of each label at each step; overwritten.
        lengths: Steps of each sequence, the longest first, at least 1.
        allowed: (labels, labels), score of the transition from the row's label to the column's.
        starts: (labels,), score of each label at the first step.
    """
    steps, sequences, _ = scores.shape
    alive = np.searchsorted(-lengths, -np.arange(steps), side="left").tolist()
    _go_forwards(scores, alive, allowed, starts)
    paths = np.zeros((steps, sequences), np.int64)
    lanes = np.arange(sequences)
    paths[lengths - 1, lanes] = scores[lengths - 1, lanes].argmax(axis=1)
    incoming = np.ascontiguousarray(allowed.T)
    for step in range(steps - 1, 0, -1):
        # Arguments along each path alone: no table of pointers is needed.
        n = alive[step]
        reached = incoming.take(paths[step, :n], axis=0)
        reached += scores[step - 1, :n]
        reached.argmax(axis=1, out=paths[step - 1, :n])
    return paths


def _go_forwards(scores: Floats, alive: list[int], allowed: Floats, starts: Floats) -> None:
    """Add to each score the best that leads to it, in place."""
    steps, sequences, labels = scores.shape
    scores[0] += starts
    # From-labels first: the maximum then runs over long rows.
    transitions = np.ascontiguousarray(allowed[:, None, :])
    space = np.empty(labels * sequences * labels, np.float32)
    n = 0
    for step in range(1, steps):
        if alive[step] != n:  # without gaps between the rows, numpy runs over them as one
            n = alive[step]
            reached = space[: labels * n * labels].reshape(labels, n, labels)
            highest = np.empty((n, labels), np.float32)
        np.add(scores[step - 1, :n].T[:, :, None], transitions, out=reached)
        np.maximum.reduce(reached, axis=0, out=highest)
        scores[step, :n] += highest
