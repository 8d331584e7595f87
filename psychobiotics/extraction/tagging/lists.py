"""Weights of list features: each combination of lists that name a token is summed once and kept."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_KEPT = 20_000  # combinations; texts know a few hundred


class ListSums:
    """The sum of the weights of each combination of list features."""

    def __init__(self, rows: Mapping[str, int], states: Floats) -> None:
        """Take the rows of the features in `states`, (features, labels)."""
        self._rows = rows
        self._states = states
        self._sums: dict[tuple[str, ...], Floats] = {}

    def sums(self, combinations: Sequence[tuple[str, ...]]) -> Floats:
        """(combinations, labels): the sum of each; a feature that the model does not know weighs nothing."""
        if len(self._sums) > _KEPT:
            self._sums.clear()  # a corpus of millions must not fill the memory
        known = self._sums
        return np.array([known[names] if names in known else self._keep(names) for names in combinations])

    def _keep(self, names: tuple[str, ...]) -> Floats:
        found = [self._rows[name] for name in names if name in self._rows]
        self._sums[names] = self._states[found].sum(axis=0) if found else np.zeros(self._states.shape[1], np.float32)
        return self._sums[names]
