"""Distributional clusters of words, from unlabelled text: words of like neighbours share a number.

Positive pointwise mutual information of a word with its four nearest neighbours, a randomised truncated
decomposition (Halko et al. 2011), k-means on the unit sphere, at three sizes. Seeded, so the same text gives the same
clusters.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from psychobiotics.extraction.tagging.tokens import split_tokens

Floats = npt.NDArray[np.float32]
SIZES = (60, 250, 700)
_RAREST = 3
_CONTEXTS = 1500
_DIMENSIONS = 100
_NEIGHBOURS = (-2, -1, 1, 2)
_ROUNDS = 25


def cluster_words(texts: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Clusters of each word that occurs often enough, coarse to fine; empty for too little text."""
    passages = [split_tokens(text).lowered for text in texts]
    counts = Counter(word for passage in passages for word in passage)
    words = [word for word, count in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if count >= _RAREST]
    if len(words) < 2 * SIZES[-1]:
        return {}
    vectors = _embed(_associations(passages, words))
    found = [_nearest_centres(vectors, size) for size in SIZES]
    return {word: tuple(int(column[i]) for column in found) for i, word in enumerate(words)}


def _associations(passages: Sequence[Sequence[str]], words: Sequence[str]) -> Floats:
    rows = {word: i for i, word in enumerate(words)}
    contexts = {word: i for i, word in enumerate(words[:_CONTEXTS])}
    counts = np.zeros((len(words), len(_NEIGHBOURS) * len(contexts)), np.float32)
    for passage in passages:
        for i, word in enumerate(passage):
            if (row := rows.get(word)) is None:
                continue
            for place, step in enumerate(_NEIGHBOURS):
                near = contexts.get(passage[i + step]) if 0 <= i + step < len(passage) else None
                if near is not None:
                    counts[row, place * len(contexts) + near] += 1
    return _positive_information(counts)


def _positive_information(counts: Floats) -> Floats:
    by_word = counts.sum(axis=1, keepdims=True)
    by_context = counts.sum(axis=0, keepdims=True) ** 0.75  # smoothed, Levy et al. 2015
    expected = by_word * (by_context / by_context.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.log(counts / expected)
    information[~np.isfinite(information)] = 0
    positive: Floats = np.maximum(information, 0).astype(np.float32)
    return positive


def _embed(matrix: Floats) -> Floats:
    random = np.random.default_rng(0)
    sample = matrix @ random.standard_normal((matrix.shape[1], _DIMENSIONS + 20)).astype(np.float32)
    basis, _ = np.linalg.qr(matrix @ (matrix.T @ sample))
    left, sizes, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    vectors = (basis @ left[:, :_DIMENSIONS]) * np.sqrt(sizes[:_DIMENSIONS])
    norms: Floats = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = (vectors / (norms + 1e-9)).astype(np.float32)
    return unit


def _nearest_centres(vectors: Floats, size: int) -> npt.NDArray[np.int_]:
    centres = vectors[np.random.default_rng(size).choice(len(vectors), size, replace=False)]
    labels: npt.NDArray[np.int_] = (vectors @ centres.T).argmax(axis=1)
    for _ in range(_ROUNDS):
        for k in range(size):
            members = vectors[labels == k]
            if len(members):
                total = members.sum(axis=0)
                centres[k] = total / (np.linalg.norm(total) + 1e-9)
        labels = (vectors @ centres.T).argmax(axis=1)
    return labels
