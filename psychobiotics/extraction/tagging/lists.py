"""Weights of list features: each combination of lists that name a token is summed once and kept."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from psychobiotics.extraction.tagging.numbering import Numbering

Floats = npt.NDArray[np.float32]
_KEPT = 20_000  # combinations; texts know a few thousand


class ListSums:
    """The sum of the weights of each combination of list features."""

    def __init__(self, rows: Mapping[str, int], states: Floats) -> None:
        """Take the rows of the features in `states`, (features, labels)."""
        self._rows = rows
        self._states = states
        self._numbers = Numbering(self._keep)
        self._sums = np.zeros((256, states.shape[1]), np.float32)

    def sums(self, combinations: Sequence[tuple[str, ...]]) -> Floats:
        """(combinations, labels): the sum of each; a feature that the model does not know weighs nothing."""
        if len(self._numbers) > _KEPT:
            self._numbers.clear()  # a corpus of millions must not fill the memory
        numbers = [*map(self._numbers.__getitem__, combinations)]
        return self._sums.take(numbers, axis=0)

    def _keep(self, names: tuple[str, ...], number: int) -> None:
        if number >= len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
        found = [self._rows[name] for name in names if name in self._rows]
        self._sums[number] = self._states[found].sum(axis=0) if found else 0
