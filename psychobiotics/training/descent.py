"""Fits a linear-chain conditional random field by online descent: sentence by sentence, a step per weight.

FTRL-proximal (McMahan et al. 2013) with both penalties: most weights of rare features stay exactly zero. Numba, of the
`train` extra, compiles it; without it the same code runs as plain Python, hundreds of times slower.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Kernel = TypeVar("Kernel", bound=Callable[..., Any])
_SMALLEST_GRADIENT = 3e-4  # smaller ones are not followed: most labels of most tokens are beyond doubt


def _compiled(function: Kernel) -> Kernel:
    try:
        import numba
    except ImportError:
        return function
    compiled: Kernel = numba.njit(fastmath=True)(function)
    return compiled


@dataclass(frozen=True, slots=True)
class Sentences:
    """Numbered training sentences.

    Attributes:
        features: Numbers of the features of all tokens, one token after the other.
        pointers: (tokens + 1): where each token's features begin.
        labels: (tokens): number of each token's label.
        bounds: (sentences + 1): where each sentence's tokens begin.
        weights: (sentences): how much each counts.
    """

    features: Ints
    pointers: Ints
    labels: Ints
    bounds: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Steps:
    """Options of the descent.

    Attributes:
        rate: Step size (alpha of FTRL-proximal).
        l1, l2: Penalties.
        epochs: Passes over the sentences, each in its own order.
        seed: Of these orders.
    """

    rate: float = 0.05
    l1: float = 1.0
    l2: float = 10.0
    epochs: int = 12
    seed: int = 0


def descend(sentences: Sentences, features: int, labels: int, steps: Steps) -> tuple[Floats, Floats]:
    """State weights (features, labels) and transition weights (labels, labels)."""
    states = tuple(np.zeros((features, labels), np.float32) for _ in range(3))
    transitions = tuple(np.zeros((labels, labels), np.float32) for _ in range(3))
    penalties = np.array([1 / steps.rate, steps.l1, steps.l2], np.float32)
    random = np.random.default_rng(steps.seed)
    for _ in range(steps.epochs):
        order = random.permutation(len(sentences.weights))
        _pass(
            order,
            (sentences.features, sentences.pointers, sentences.labels, sentences.bounds, sentences.weights),
            states,
            transitions,
            penalties,
        )
    return states[0], transitions[0]


@_compiled
def _follow(row: int, gradients: Floats, parameters: Any, penalties: Floats) -> None:
    """One step of the weights of one row; `parameters` are the weights, FTRL's z and its sums of squares.

    Where the gradient is zero the weight stays as it is: all of a row in step cost less than some of it by themselves.
    """
    weights, sums, squares = parameters[0][row], parameters[1][row], parameters[2][row]
    rate, l1, l2 = penalties[0], penalties[1], penalties[2]
    one, nothing = np.float32(1), np.float32(0)
    for k in range(len(gradients)):
        gradient = gradients[k]
        before = np.sqrt(squares[k])
        squares[k] += gradient * gradient
        after = np.sqrt(squares[k])
        total = sums[k] + gradient - (after - before) * rate * weights[k]
        sums[k] = total
        step = max(abs(total) - l1, nothing) / ((one + after) * rate + l2)
        weights[k] = -step if total > nothing else step


@_compiled
def _marginals(scores: Floats, moves: Floats, pairs: Floats) -> Floats:
    """Probability of each label of each token by forward and backward sums; adds those of neighbours to `pairs`.

    Args:
        scores: (tokens, labels) before transitions.
        moves: (labels, labels): the exponential of the transition weights.
        pairs: (labels, labels), added to.
    """
    size, labels = scores.shape
    forward = np.empty((size, labels), np.float32)
    local = np.empty((size, labels), np.float32)
    totals = np.empty(size, np.float32)
    for t in range(size):
        highest = scores[t].max()
        for k in range(labels):
            local[t, k] = np.exp(scores[t, k] - highest)
            forward[t, k] = 1.0 if t == 0 else 0.0
        if t > 0:
            for j in range(labels):
                came = forward[t - 1, j]
                for k in range(labels):
                    forward[t, k] += came * moves[j, k]
        total = 0.0
        for k in range(labels):
            forward[t, k] *= local[t, k]
            total += forward[t, k]
        totals[t] = total
        for k in range(labels):
            forward[t, k] /= total
    onward = np.empty(labels, np.float32)
    for t in range(size - 2, -1, -1):
        # forward[t + 1] holds probabilities already; local becomes the backward sums.
        for k in range(labels):
            onward[k] = local[t + 1, k] / totals[t + 1]
        for j in range(labels):
            total = 0.0
            here = forward[t, j]
            for k in range(labels):
                flow = moves[j, k] * onward[k]
                total += flow
                pairs[j, k] += here * flow
            local[t, j] *= total
            forward[t, j] = here * total
    return forward


@_compiled
def _scores(first: int, last: int, sentences: Any, weights: Floats) -> Floats:
    """(tokens, labels): the sum of the weights of each token's features."""
    features, pointers = sentences[:2]
    scores = np.zeros((last - first, weights.shape[1]), np.float32)
    for t in range(first, last):
        for i in range(pointers[t], pointers[t + 1]):
            for k in range(weights.shape[1]):
                scores[t - first, k] += weights[features[i], k]
    return scores


@_compiled
def _correct(first: int, last: int, gradients: Floats, sentences: Any, fitted: Any) -> None:
    """One step of every weight that the tokens from `first` to `last` speak of."""
    features, pointers = sentences[:2]
    states, penalties = fitted
    for t in range(first, last):
        row = gradients[t - first]
        if _without_smallest(row):
            for i in range(pointers[t], pointers[t + 1]):
                _follow(features[i], row, states, penalties)


@_compiled
def _without_smallest(gradients: Floats) -> bool:
    """Set the smallest gradients to zero; whether one is left."""
    left = False
    for k in range(len(gradients)):
        if abs(gradients[k]) > _SMALLEST_GRADIENT:
            left = True
        else:
            gradients[k] = 0.0
    return left


@_compiled
def _pass(order: Ints, sentences: Any, states: Any, transitions: Any, penalties: Floats) -> None:
    """One pass over the sentences."""
    gold, bounds, counts = sentences[2:]
    labels = states[0].shape[1]
    for number in order:
        first, last, count = bounds[number], bounds[number + 1], counts[number]
        pairs = np.zeros((labels, labels), np.float32)
        wrong = _marginals(_scores(first, last, sentences, states[0]), np.exp(transitions[0]), pairs)
        for t in range(first, last):
            wrong[t - first, gold[t]] -= 1.0
            if t > first:
                pairs[gold[t - 1], gold[t]] -= 1.0
        _correct(first, last, count * wrong, sentences, (states, penalties))
        for j in range(labels if last - first > 1 else 0):
            row = count * pairs[j]
            if _without_smallest(row):
                _follow(j, row, transitions, penalties)
