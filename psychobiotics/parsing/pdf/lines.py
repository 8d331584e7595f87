"""Characters of a PDF page as lines with their place: superscripts raised by size and height, wide gaps split.

pdfium gives characters in the order in which the page draws them, with a line break where the baseline changes. A line
that runs over a gutter between columns is split at the gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

from psychobiotics.parsing.inline_markup import clean_text, raise_text

_GAP = 1.6  # of the font's size: wider than any word space that we saw in justified text
_WORD_GAP = 0.7  # a word space at most
_NO_GAP = 0.12  # less is no space at all
_SMALL = 0.8  # a superscript's size against its line's; publishers use 0.55 to 0.75
_RAISED = 0.2  # of the font's size above the line's bottom
_BROKEN = "\ufffe"  # what pdfium gives for a hyphen that breaks a word at a line's end


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: box in points (origin at the bottom left) and font size."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line or, beside a gutter, a part of one."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    page: int


def read_lines(textpage: Any, page: int) -> list[PageLine]:
    """Lines of a page in drawing order. `textpage` is pypdfium2's, which has no types."""
    lines: list[PageLine] = []
    for run in _runs(_glyphs(textpage)):
        line = _to_line(run, page)
        if line and lines and (joined := _attach(lines[-1], line)):
            lines[-1] = joined
        elif line:
            lines.append(line)
    return lines


def _attach(last: PageLine, line: PageLine) -> PageLine | None:
    """What pdfium broke off a line because its baseline moves: a superscript, or the words behind one."""
    gap = line.left - last.right
    if not -0.3 * last.size < gap < _WORD_GAP * last.size:
        return None
    rise = line.bottom - last.bottom
    if line.size < _SMALL * last.size and _RAISED * last.size < rise < last.size:
        return replace(last, text=last.text + raise_text(line.text), right=line.right)
    if abs(rise) < 0.1 * last.size and abs(line.size - last.size) < 0.1 * last.size:
        space = " " if gap > _NO_GAP * last.size else ""
        return replace(last, text=last.text + space + line.text, right=line.right)
    return None


def _glyphs(textpage: Any) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()

    text = textpage.get_text_range()
    if len(text) != textpage.count_chars():  # characters outside the basic plane: counted in UTF-16 units
        text = text.encode("utf-16-le", "surrogatepass")
        text = "".join(chr(int.from_bytes(text[i : i + 2], "little")) for i in range(0, len(text), 2))
    for index, character in enumerate(text[: textpage.count_chars()]):
        left, bottom, right, top = textpage.get_charbox(index)
        size = pdfium.FPDFText_GetFontSize(textpage.raw, index)
        if pdfium.FPDFText_GetMatrix(textpage.raw, index, matrix):  # many publishers set size 1 and scale it
            size *= sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
        yield Glyph("-" if character == _BROKEN else character, left, bottom, right, top, size)


def _runs(glyphs: Iterator[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs up to a line break or a wide gap."""
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text in "\r\n":
            yield run
            run, last = [], None
            continue
        is_space = glyph.text.isspace()
        if last and not is_space and _is_apart(last, glyph):
            yield run
            run = []
        run.append(glyph)
        last = last if is_space else glyph
    yield run


def _is_apart(last: Glyph, glyph: Glyph) -> bool:
    """True over a gutter, or where the next character stands far to the left (the next column's line)."""
    return glyph.left - last.right > _GAP * max(last.size, glyph.size, 1) or glyph.right < last.left - 50


def _to_line(run: list[Glyph], page: int) -> PageLine | None:
    inked = [glyph for glyph in run if not glyph.text.isspace()]
    if not inked:
        return None
    sizes = sorted(glyph.size for glyph in inked)
    size = sizes[len(sizes) // 2]
    bottoms = sorted(glyph.bottom for glyph in inked if glyph.size >= _SMALL * size)
    bottom = bottoms[len(bottoms) // 2] if bottoms else inked[0].bottom
    text = clean_text(_raised_text(run, size, bottom))
    left, right = min(g.left for g in inked), max(g.right for g in inked)
    return PageLine(text, left, right, bottom, size, page) if text else None


def _raised_text(run: list[Glyph], size: float, bottom: float) -> str:
    """The run's characters, with stretches of small raised ones behind a "^"."""
    parts: list[str] = []
    raised: list[str] = []
    for glyph in run:
        if glyph.size < _SMALL * size and glyph.bottom > bottom + _RAISED * size and not glyph.text.isspace():
            raised.append(glyph.text)
            continue
        if raised:
            parts.append(raise_text("".join(raised)))
            raised = []
        parts.append(glyph.text)
    return "".join(parts) + (raise_text("".join(raised)) if raised else "")
