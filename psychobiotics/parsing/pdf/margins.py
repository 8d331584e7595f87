"""What a PDF page prints around its text: running heads, page numbers, numbers of lines."""

import re
from collections import Counter
from itertools import pairwise

from psychobiotics.parsing.pdf.lines import PageLine

_EDGE_ROWS = 2  # a running head or foot has at most two rows
_FEWEST = 2  # pages that repeat a head; papers of a few pages have left and right heads once or twice
_MOST_PAGES_WITHOUT = 20  # of a book, heads change by chapter
_LONGEST_HEAD = 150
_LEAST_NUMBERED = 5  # numbers of lines on a page
_MOST_COLUMNS = 4  # that may number the lines of one page: bounds the cost of a page of numbers alone
_LARGEST_STEP = 5  # every fifth line may be numbered, and every line
_OUTSIDE = 0.95  # of the other lines lie on one side of the numbers
_DIGITS = re.compile(r"\d+")


def drop_running_lines(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """Pages without their running heads and page numbers.

    Those are, among the two highest and the two lowest rows of a page, numbers alone and what other pages repeat but
    for its digits; left and right pages may have heads of their own.
    """
    edges = [_edge_lines(page) for page in pages]
    counts = Counter(head for lines in edges for head in {_head(line) for line in lines})
    least = min(_MOST_PAGES_WITHOUT, max(_FEWEST, len(pages) // 5))
    repeated = {head for head, count in counts.items() if count >= least and len(head[0]) < _LONGEST_HEAD}
    return [
        [line for line in page if not (line in lines and (line.text.isdecimal() or _head(line) in repeated))]
        for page, lines in zip(pages, edges, strict=True)
    ]


def _edge_lines(page: list[PageLine]) -> set[PageLine]:
    """Lines on the two highest and the two lowest rows."""
    rows = sorted({round(line.bottom / 2) for line in page})
    ends = {*rows[:_EDGE_ROWS], *rows[-_EDGE_ROWS:]}
    return {line for line in page if round(line.bottom / 2) in ends}


def _head(line: PageLine) -> tuple[str, int]:
    """What a running head repeats: its text but for digits, and its size; the title is larger than its own head."""
    return _DIGITS.sub("#", line.text), round(line.size)


def drop_line_numbers(page: list[PageLine]) -> list[PageLine]:
    """A page without the numbers that a manuscript prints beside its lines.

    Those are numbers alone that grow downwards by small steps, flush with each other, with the text on one side.
    """
    numbers = [line for line in page if line.text.isdecimal() and len(line.text) < 5]
    others = [line for line in page if line not in set(numbers)]
    dropped: set[PageLine] = set()
    for side in ("right", "left"):
        flush = Counter(round(getattr(line, side) / 2) for line in numbers)
        for place, count in flush.most_common(_MOST_COLUMNS):
            column = [line for line in numbers if abs(round(getattr(line, side) / 2) - place) <= 1]
            if count >= _LEAST_NUMBERED and _count_lines(column) and _stand_outside(column, others):
                dropped.update(column)
    return [line for line in page if line not in dropped]


def _count_lines(column: list[PageLine]) -> bool:
    values = [int(line.text) for line in sorted(column, key=lambda line: -line.bottom)]
    return all(0 < b - a <= _LARGEST_STEP for a, b in pairwise(values))


def _stand_outside(column: list[PageLine], others: list[PageLine]) -> bool:
    first, last = max(line.right for line in column), min(line.left for line in column)
    before = sum(line.left >= first for line in others)
    behind = sum(line.right <= last for line in others)
    return max(before, behind) >= _OUTSIDE * len(others)
