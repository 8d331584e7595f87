"""Lines of a PDF as paragraphs: sentences go on over columns, pages, footnotes and floats; broken words are mended."""

import re
from dataclasses import dataclass

from psychobiotics.parsing.pdf.lines import PageLine
from psychobiotics.parsing.plain.headed_text import heading_kind

_LEADING = 1.9  # of the font's size from baseline to baseline: more starts a paragraph
_SAME_SIZE = 0.08  # of the font's size: the print of captions and footnotes differs by more
_LONG_LINE = 25  # characters of a line that may break off a sentence; shorter ones are headings and labels
_REACH = 150  # lines of floats and footnotes over which a sentence may go on
_LONGEST_WORD = 80  # characters at the end of a text that grows line by line
_WHOLE_PART = 4  # letters: shorter parts of a word are syllables as often as words
_BULLETS = "•◦▪‣■□●○"
_ENDS = (".", ":", "!", "?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD_BREAK = re.compile(r"([^\W\d_]+)-$")


@dataclass(frozen=True, slots=True)
class _Open:
    """A paragraph whose last sentence has not ended: its place, its last line, and the number of the next line."""

    index: int
    last: PageLine
    number: int


def join_paragraphs(lines: list[PageLine]) -> list[str]:
    """Lines as paragraphs, hyphenation mended; headings and rows of tables stay on lines of their own.

    A sentence that a footnote or a float interrupts goes on behind it; what interrupts it follows as a paragraph.
    """
    words = _whole_words(lines)
    paragraphs: list[str] = []
    interrupted: dict[int, _Open] = {}  # by size of print: a footnote may be interrupted as well
    last: PageLine | None = None
    place = 0  # of the paragraph that `last` belongs to
    for number, line in enumerate(lines):
        if not (last and _continues(last, line)):
            if last and _is_unfinished(last):
                interrupted[round(last.size)] = _Open(place, last, number)
            resumed = next((o for o in interrupted.values() if _resumes(o, line, number)), None)
            place = resumed.index if resumed else len(paragraphs)
            if resumed:
                interrupted.pop(round(resumed.last.size))
            else:
                paragraphs.append("")
        paragraphs[place] = _mend(paragraphs[place], line.text, words) if paragraphs[place] else line.text
        last = line
    return paragraphs


def _whole_words(lines: list[PageLine]) -> frozenset[str]:
    """The document's words in small letters, without the parts of those that a line's end breaks."""
    words: set[str] = set()
    broken = False
    for line in lines:
        found = _WORD.findall(line.text)
        breaks = line.text.endswith("-")
        words.update(word.lower() for word in found[int(broken) : len(found) - int(breaks)])
        broken = breaks
    return frozenset(words)


def _is_plain(line: PageLine) -> bool:
    return "\t" not in line.text and not heading_kind(line.text)


def _is_like(one: PageLine, other: PageLine) -> bool:
    """Of one size of print."""
    return abs(one.size - other.size) <= _SAME_SIZE * one.size


def _is_unfinished(line: PageLine) -> bool:
    return _is_plain(line) and len(line.text) > _LONG_LINE and not line.text.endswith(_ENDS)


def _resumes(open_: _Open, line: PageLine, number: int) -> bool:
    """The line goes on with a sentence that was interrupted: print of its size, in small letters."""
    if number - open_.number > _REACH or not (
        _is_plain(line) and _is_like(open_.last, line) and line.text[:1].islower()
    ):
        return False
    last = open_.last
    if abs(line.left - last.left) < 0.5 * last.size:
        return True
    next_column = line.left > last.right
    return next_column or (line.page != last.page and line.right < last.left)  # the first column of the next page


def _continues(last: PageLine, line: PageLine) -> bool:
    if not _is_plain(last) or not _is_plain(line) or line.text[0] in _BULLETS or not _is_like(last, line):
        return False
    drop = last.bottom - line.bottom
    if 0 < drop <= _LEADING * last.size and last.page == line.page:
        return True
    if _WORD_BREAK.search(last.text) and not line.text[:1].islower():
        return False
    # Over a column or page: a sentence that has not ended goes on.
    return (drop < 0 or last.page != line.page) and _is_unfinished(last)


def _mend(text: str, following: str, words: frozenset[str] = frozenset()) -> str:
    """Two lines as one: a word broken at the line's end is mended.

    A hyphen of its own stays: before a capital, and where the document has the word with it, or its parts as words of
    their own, and nowhere the word without it.

    >>> _mend("a probi-", "otic was given"), _mend("the gut-", "Brain axis")
    ('a probiotic was given', 'the gut-Brain axis')
    >>> _mend("of sleep-", "deprived rats", frozenset({"sleep-deprived"}))
    'of sleep-deprived rats'
    """
    broken = _WORD_BREAK.search(text, max(0, len(text) - _LONGEST_WORD))
    if broken is None:
        return text + following if text.endswith("—") else f"{text} {following}"
    rest = _WORD.match(following)
    if rest is None or not following[0].islower():
        return text + following
    first, second = broken[1].lower(), rest.group().lower()
    whole = min(len(first), len(second)) >= _WHOLE_PART and {first, second} <= words
    keeps = first + second not in words and (f"{first}-{second}" in words or whole)
    return text + following if keeps else text[:-1] + following
