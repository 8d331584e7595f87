"""Comma, semicolon or tab separated text as cells; the separator is the one that gives rows of one width."""

import csv
import io
from collections import Counter
from itertools import islice

from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_SEPARATORS = "\t,;"
_SAMPLE = 40  # rows; a sheet shows its shape in fewer


def read_separated(text: str) -> list[list[str]]:
    """Cells of a comma, semicolon or tab separated text.

    Raises:
        ParseError: MALFORMED.
    """
    separator = max(_SEPARATORS, key=lambda found: _regularity(text, found))
    try:
        return [list(map(clean_text, row)) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error as error:
        raise ParseError(Reason.MALFORMED, f"expected a separated table, found: {error}; save it again") from error


def _regularity(text: str, separator: str) -> int:
    r"""How well a separator splits: rows of the commonest width beyond one cell, times the cuts in each.

    Semicolons before decimal commas give rows of one width, the commas rows of many.

    >>> text = "study;dose;p\nLee 2018;1,5;0,02\nChen 2019;2;0,4\n"
    >>> [_regularity(text, separator) for separator in ",;"]
    [2, 6]
    """
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _SAMPLE))
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((width - 1) * count for width, count in widths.items()), default=0)
