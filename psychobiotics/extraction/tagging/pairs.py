"""Weights of pair features for all tokens of a document at once: numbers and bisection instead of names."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from psychobiotics.extraction.tagging.features import PAIR_COLUMNS, PAIR_FAMILIES, pair_parts


class _PairIndex:
    """Rows of one family of pairs, found for all tokens at once: a pair of numbered words is one number, bisected."""

    def __init__(self, family: str, keys: Mapping[tuple[int, ...], int], base: int) -> None:
        self._places = PAIR_FAMILIES[family][1]
        self._base = base
        coded = sorted((self._code(key), row) for key, row in keys.items())
        self._codes = np.array([code for code, _ in coded] or [-1], np.int64)
        self._rows = np.array([row for _, row in coded] or [0], np.int64)

    def _code(self, numbers: Sequence[int]) -> int:
        code = 0
        for number in numbers:
            code = code * self._base + number
        return code

    def rows(self, numbers: npt.NDArray[np.int64], size: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Tokens (of `size`) whose pair is known, and its row; from their numbers with two more at either end."""
        code = np.zeros(size, np.int64)
        for place in self._places:
            code = code * self._base + numbers[2 + place : 2 + place + size]
        found = np.minimum(np.searchsorted(self._codes, code), len(self._codes) - 1)
        known = np.flatnonzero(self._codes[found] == code)
        return known, self._rows[found[known]]


class PairRows:
    """The pair features of a model. Words, endings and shapes are numbered; 0 stands for one that it does not know."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self._numbers: dict[str, dict[str, int]] = {column: {} for column, _ in PAIR_FAMILIES.values()}
        keys: dict[str, dict[tuple[int, ...], int]] = {family: {} for family in PAIR_FAMILIES}
        for name, row in rows.items():
            family, _, key = name.partition("=")
            if family in keys:
                numbers = self._numbers[PAIR_FAMILIES[family][0]]
                keys[family][tuple(numbers.setdefault(word, len(numbers) + 1) for word in key.split("\t"))] = row
        self._indexes = {
            family: _PairIndex(family, found, len(self._numbers[PAIR_FAMILIES[family][0]]) + 1)
            for family, found in keys.items()
        }

    def numbers(self, word: str) -> tuple[int, ...]:
        """Numbers of a word, of its ending and of its shape."""
        parts = zip(PAIR_COLUMNS, pair_parts(word), strict=True)
        return tuple(self._numbers[column].get(part, 0) for column, part in parts)

    def rows(self, numbers: npt.NDArray[np.int64]) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
        """For each family, the words whose pair the model knows, and the rows of these pairs.

        Args:
            numbers: (words + 4, columns): `numbers` of each word, two edges before the first and behind the last.
        """
        for family, index in self._indexes.items():
            column = PAIR_COLUMNS.index(PAIR_FAMILIES[family][0])
            yield index.rows(np.ascontiguousarray(numbers[:, column]), len(numbers) - 4)
