"""Lines of a PDF page in reading order.

A page has two columns where many lines end left of its middle and many begin right of it. Lines across the middle
(title, wide tables) cut the page into bands; within a band the left column is read before the right one. Where lines
across the middle stand beside others, as an abstract beside a narrow column of addresses, the gap between them is the
gutter of that stretch.
"""

from collections.abc import Iterator
from dataclasses import replace

from psychobiotics.parsing.pdf.lines import PageLine

_MIN_COLUMN = 8  # lines on each side before a page counts as two columns
_MIN_SIDEBAR = 5  # lines on each side of a gutter that is not the page's
_TITLE_LINES = 6
_MOST_GUTTERS = 8  # tried; more gaps are a table's
_GUTTER = 6.0  # points: wider than a word space


def order_lines(lines: list[PageLine], width: float) -> list[PageLine]:
    """Lines of one page in reading order; `width` is the page's, in points."""
    middle = width / 2
    left = {line for line in lines if line.right <= middle + 5}
    right = {line for line in lines if line.left >= middle - 5}
    if min(len(left), len(right)) < _MIN_COLUMN or len(left) + len(right) < 0.6 * len(lines):
        return _read_across(lines) if _gutter(lines) else _join_rows(lines)
    ordered: list[PageLine] = []
    across: list[PageLine] = []
    for band, is_column in _bands(lines, left | right):
        if is_column:
            ordered += [*_read_across(across), *_read_band(band, middle)]
            across = []
        else:
            across += band
    return ordered + _read_across(across)


def _bands(lines: list[PageLine], sided: set[PageLine]) -> Iterator[tuple[list[PageLine], bool]]:
    """Stretches from top to bottom: (lines, whether they are columns beside the page's middle).

    A line or two between lines across the middle belong to these.
    """
    stretches: list[tuple[list[PageLine], bool]] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if not stretches or stretches[-1][1] != (line in sided):
            stretches.append(([], line in sided))
        stretches[-1][0].append(line)
    last = len(stretches) - 1
    for place, (band, is_column) in enumerate(stretches):
        yield band, is_column and (len(band) > 2 or place in (0, last))


def _read_across(lines: list[PageLine]) -> list[PageLine]:
    """Lines across the middle from top to bottom, or column by column where they have a gutter of their own."""
    rows = sorted(lines, key=_place)
    for above in range(min(_TITLE_LINES, len(rows)) + 1):  # a title stands over both columns
        if gutter := _gutter(rows[above:]):
            left = [line for line in rows[above:] if line.right <= gutter]
            right = [line for line in rows[above:] if line.left >= gutter]
            return [*_join_rows(rows[:above]), *_join_rows(left), *_join_rows(right)]
    return _join_rows(rows)


def _gutter(lines: list[PageLine]) -> float | None:
    """The place of a gap that no line crosses, between columns of several lines each that stand side by side."""
    reached, tried = 0.0, 0
    for count, line in enumerate(sorted(lines, key=lambda line: line.left)):
        if count >= _MIN_SIDEBAR and len(lines) - count >= _MIN_SIDEBAR and line.left - reached >= _GUTTER:
            gutter = (line.left + reached) / 2
            tried += 1
            if tried > _MOST_GUTTERS:
                return None
            if _stand_side_by_side(lines, gutter):
                return gutter
        reached = max(reached, line.right)
    return None


def _stand_side_by_side(lines: list[PageLine], gutter: float) -> bool:
    """Columns of text beside each other, and no table: their lines are long, and few share a baseline."""
    left = [line for line in lines if line.right <= gutter]
    right = [line for line in lines if line.left >= gutter]
    baselines = {round(line.bottom) for line in left}
    shared = sum(round(line.bottom) in baselines for line in right)
    prose = sum(len(line.text) > 30 for line in right)
    overlap = min(max(x.bottom for x in left), max(x.bottom for x in right)) - max(
        min(x.bottom for x in left), min(x.bottom for x in right)
    )
    return overlap > 0 and prose >= 0.6 * len(right) and shared < 0.9 * min(len(left), len(right))


def _read_band(band: list[PageLine], middle: float) -> list[PageLine]:
    left = [line for line in band if line.right <= middle + 5]
    right = [line for line in band if line.right > middle + 5]
    return _join_rows(sorted(left, key=_place)) + _join_rows(sorted(right, key=_place))


def _place(line: PageLine) -> tuple[float, float]:
    return -round(line.bottom), line.left


def _join_rows(lines: list[PageLine]) -> list[PageLine]:
    """Parts on one baseline as one line, set apart by tabs: rows of tables."""
    joined: list[PageLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and abs(last.bottom - line.bottom) < 0.3 * line.size and line.left >= last.right - 1:
            joined[-1] = replace(last, text=f"{last.text}\t{line.text}", right=line.right)
        else:
            joined.append(line)
    return joined
