"""A table as rows of cells: what heads each column, and the rows below.

Pattern: the rows before the first row of values are the header, the last of which fills two columns or more; an empty
cell of the header goes on with the one to its left, unless the cell above it spans both rows.

Reads rightly: "Tea | | Milk" over "Before | After | Before | After" (each column has two names).
It must not be fooled by: a row that is only a name (it heads the rows below it), "16 weeks" in a header (no value).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from psychobiotics.records.document import Section

Span = tuple[int, int]

_MOST_ROWS = 120
_HEADER_ROWS = 4
_MOST_COLUMNS = 40
_VALUE = re.compile(r"\s*[<]?[-−–+]?\s?[\d.]*\d")
_NAMED_NUMBER = re.compile(
    r"\s*\d[\d.–-]{0,6}\s?-?(?:(?:weeks?|months?|days?|years?|wks?|h|hours?|min)\b|%\s?C)|\s*\d\.\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, as document offsets; empty ones where a cell spans others."""

    text: str
    header: tuple[tuple[Span, ...], ...]
    body: tuple[tuple[Span, ...], ...]

    @property
    def width(self) -> int:
        """Number of columns."""
        return min(max((len(row) for row in (*self.header, *self.body)), default=0), _MOST_COLUMNS)

    def told(self, cell: Span) -> str:
        """The characters of a cell."""
        return self.text[slice(*cell)]

    def path(self, column: int) -> tuple[Span, ...]:
        """The cells of the header above a column, from the top."""
        found = (self._above(row, column) for row in range(len(self.header)))
        return tuple(dict.fromkeys(cell for cell in found if cell is not None))

    def _above(self, row: int, column: int) -> Span | None:
        if (own := self._own(row, column)) is not None:
            return own
        if row and self._own(row - 1, column) is not None:  # it spans both rows
            return None
        cells = self.header[row]
        left = next((c for c in range(min(column, len(cells)) - 1, 0, -1) if self._own(row, c)), None)
        if left is None or (column >= len(cells) and column - left >= self._widest(row)):
            return None
        if row and self._above(row - 1, left) != self._above(row - 1, column):
            return None
        return cells[left]

    def _widest(self, row: int) -> int:
        """Columns of the widest cell of a row but for the last, whose empty ones a text does not keep."""
        filled = [column for column in range(1, len(self.header[row])) if self._own(row, column) is not None]
        return max((b - a for a, b in pairwise(filled)), default=1)

    def _own(self, row: int, column: int) -> Span | None:
        cells = self.header[row]
        return cells[column] if column < len(cells) and cells[column][1] > cells[column][0] else None


def read_grid(text: str, section: Section) -> Grid:
    """The rows of a table's section, which are lines of cells between tabs."""
    rows = [_cells(text, start, end) for start, end in _lines(text, section)]
    first = next((number for number, cells in enumerate(rows) if _is_of_values(text, cells)), len(rows))
    head = [number for number, cells in enumerate(rows[: min(first, _HEADER_ROWS)]) if _fills(cells) > 1]
    end = head[-1] + 1 if head else 1
    return Grid(text, tuple(rows[:end]), tuple(rows[end:]))


def is_value(text: str, cell: Span) -> bool:
    """The cell begins with a number that no word names ("3.1 (0.4)"; not "16 weeks", "95% CI")."""
    return _VALUE.match(text, *cell) is not None and not _NAMED_NUMBER.match(text, *cell)


def _is_of_values(text: str, cells: tuple[Span, ...]) -> bool:
    return sum(is_value(text, cell) for cell in cells[1:]) > 1


def _fills(cells: tuple[Span, ...]) -> int:
    return sum(b > a for a, b in cells[1:])


def _lines(text: str, section: Section) -> Iterator[Span]:
    start = section.start
    for _ in range(_MOST_ROWS):
        end = text.find("\n", start, section.end)
        yield start, section.end if end < 0 else end
        if end < 0:
            return
        start = end + 1


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The cells of a line, without the white space around them."""
    found, at = [], start
    for part in text[start:end].split("\t", _MOST_COLUMNS):
        lead = len(part) - len(part.lstrip())
        found.append((at + lead, at + max(lead, len(part.rstrip()))))
        at += len(part) + 1
    return tuple(found)
