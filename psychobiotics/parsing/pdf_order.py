"""Lines of a PDF page in reading order, and lines as paragraphs.

A page has two columns where many lines end left of its middle and many begin right of it. Lines across both columns
(title, wide tables) cut the page into bands; within a band the left column is read before the right one.
"""

import re
from collections import Counter
from dataclasses import replace

from psychobiotics.parsing.headed_text import heading_kind
from psychobiotics.parsing.pdf_lines import PageLine

_MIN_COLUMN = 8  # lines on each side before a page counts as two columns
_LEADING = 1.9  # of the font's size from baseline to baseline: more starts a paragraph
_BULLETS = "•◦▪‣■□●○"
_DIGITS = re.compile(r"\d+")
_WORD_BREAK = re.compile(r"[A-Za-z]-$")


def order_lines(lines: list[PageLine], width: float) -> list[PageLine]:
    """Lines of one page in reading order; `width` is the page's, in points."""
    middle = width / 2
    left = [line for line in lines if line.right <= middle + 5]
    right = [line for line in lines if line.left >= middle - 5]
    if min(len(left), len(right)) < _MIN_COLUMN or len(left) + len(right) < 0.6 * len(lines):
        return _join_rows(lines)
    ordered: list[PageLine] = []
    band: list[PageLine] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if line in left or line in right:
            band.append(line)
        else:
            ordered += _read_band(band, middle)
            ordered.append(line)
            band = []
    return ordered + _read_band(band, middle)


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


def drop_running_lines(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """Pages without their running heads and page numbers: first and last lines that repeat but for their digits."""
    edges = Counter(
        _DIGITS.sub("#", line.text) for page in pages for line in {*page[:2], *page[-2:]} if len(line.text) < 150
    )
    repeated = {text for text, count in edges.items() if count >= max(3, len(pages) // 2)}
    return [
        [
            line
            for i, line in enumerate(page)
            if not (
                min(i, len(page) - 1 - i) < 2 and (_DIGITS.sub("#", line.text) in repeated or line.text.isdecimal())
            )
        ]
        for page in pages
    ]


def join_paragraphs(lines: list[PageLine]) -> list[str]:
    """Lines as paragraphs, hyphenation mended; headings and rows of tables stay on lines of their own."""
    paragraphs: list[str] = []
    last: PageLine | None = None
    for line in lines:
        if last and paragraphs and _continues(last, line):
            paragraphs[-1] = _mend(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
        last = line
    return paragraphs


def _continues(last: PageLine, line: PageLine) -> bool:
    if "\t" in last.text or "\t" in line.text or heading_kind(last.text) or heading_kind(line.text):
        return False
    if line.text[0] in _BULLETS or abs(last.size - line.size) > 0.12 * last.size:
        return False
    drop = last.bottom - line.bottom
    if 0 < drop <= _LEADING * last.size and last.page == line.page:
        return True
    # Over a column or page: a sentence that has not ended goes on.
    return (drop < 0 or last.page != line.page) and not last.text.endswith((".", ":", "!", "?")) and len(last.text) > 25


def _mend(text: str, following: str) -> str:
    """Two lines as one: a word broken at the line's end is mended, a hyphen of its own before a capital stays.

    >>> _mend("a probi-", "otic was given"), _mend("the gut-", "Brain axis")
    ('a probiotic was given', 'the gut-Brain axis')
    """
    if _WORD_BREAK.search(text):
        return text[:-1] + following if following[:1].islower() else text + following
    return f"{text} {following}"
