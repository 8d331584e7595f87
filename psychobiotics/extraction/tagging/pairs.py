"""Weights of pair features for all tokens of a document at once: numbers and bisection instead of names."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from psychobiotics.extraction.tagging.features import PAIR_FAMILIES, pair_columns


class _PairIndex:
    """Rows of one family of pairs, found for all tokens at once: a pair of numbered words is one number, bisected."""

    def __init__(self, family: str, keys: Mapping[tuple[int, ...], int], base: int, missing: int) -> None:
        self._places = PAIR_FAMILIES[family][1]
        self._base, self._missing = base, missing
        coded = sorted((self._code(key), row) for key, row in keys.items())
        self._codes = np.array([code for code, _ in coded] or [-1], np.int64)
        self._rows = np.array([row for _, row in coded] or [missing], np.int64)

    def _code(self, numbers: Sequence[int]) -> int:
        code = 0
        for number in numbers:
            code = code * self._base + number
        return code

    def rows(self, numbers: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.int64]:
        """Row of each of `size` tokens, from their numbers with two more at either end."""
        code = np.zeros(size, np.int64)
        for place in self._places:
            code = code * self._base + numbers[2 + place : 2 + place + size]
        found = np.minimum(np.searchsorted(self._codes, code), len(self._codes) - 1)
        rows: npt.NDArray[np.int64] = np.where(self._codes[found] == code, self._rows[found], self._missing)
        return rows


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
            family: _PairIndex(family, found, len(self._numbers[PAIR_FAMILIES[family][0]]) + 1, len(rows))
            for family, found in keys.items()
        }

    def rows(self, words: Sequence[str]) -> Iterator[npt.NDArray[np.int64]]:
        """For each family, the row of each word's pair."""
        numbers = {
            column: np.array([known.get(word, 0) for word in values], np.int64)
            for column, values in pair_columns(words).items()
            for known in (self._numbers[column],)
        }
        for family, index in self._indexes.items():
            yield index.rows(numbers[PAIR_FAMILIES[family][0]], len(words))
