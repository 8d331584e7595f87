"""Lays out a document's text while recording its sections and the quotes of its metadata.

The layout of every format: title, then abstract or body section by section, then a METADATA section with one line a
fact ("Authors: …", "DOI: …"), so that each bibliographic fact has characters to point at.
"""

from collections.abc import Iterable

from psychobiotics.records.document import Quote, Section, SectionKind


class TextBuilder:
    """Text, sections and quotes in one pass. Callers hand in text that :mod:`inline_markup` has cleaned."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._sections: list[Section] = []  # closed ones; the last is open until another kind or heading begins
        self._kind: SectionKind | None = None
        self._start = self._end = 0
        self._heading: str | None = None
        self._facts_start = 0

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def write(self, text: str) -> Quote:
        """Append characters as they are and return their quote."""
        start = self._length
        self._parts.append(text)
        self._length = end = start + len(text)
        return Quote(start, end, text)

    def heading(self, text: str) -> None:
        """Append a heading on a line of its own; it belongs to no section."""
        line = f"\n{text}\n" if self._length else f"{text}\n"
        self._parts.append(line)
        self._length += len(line)

    def gap(self) -> None:
        """Leave a blank line before what follows, unless nothing stands before it."""
        if self._length:
            self.write("\n")

    def block(self, kind: SectionKind, text: str, heading: str | None = None) -> Quote:
        """Append a paragraph as a section of its own. Consecutive blocks of one kind and heading are joined."""
        start = self._length
        self.paragraph(kind, text, heading)
        return Quote(start, start + len(text), text)

    def paragraph(self, kind: SectionKind, text: str, heading: str | None = None) -> None:
        """Like :meth:`block`, for a paragraph that nothing will point at."""
        start = self._length
        end = start + len(text)
        self._parts.append(text)
        self._parts.append("\n")
        self._length = end + 1
        self.mark(kind, start, end, heading)

    def labelled(self, kind: SectionKind, label: str, text: str) -> Quote:
        """Append "LABEL: text"; the section holds the text alone, the label is its heading."""
        self.write(f"{label}: ")
        return self.block(kind, text, label)

    def mark(self, kind: SectionKind, start: int, end: int, heading: str | None = None) -> None:
        """Record a section, joined to the one before it where kind and heading are the same."""
        if self._kind is kind and start - self._end <= 2 and self._heading == heading:
            self._end = end
            return
        self._close()
        self._kind, self._start, self._end, self._heading = kind, start, end, heading

    def _close(self) -> None:
        if self._kind is not None:
            self._sections.append(Section(self._kind, self._start, self._end, self._heading))
        self._kind = None

    def start_facts(self) -> None:
        """Begin the METADATA section; only facts may follow."""
        self.gap()
        self._facts_start = self._length

    def fact(self, label: str, text: str | None) -> Quote | None:
        """Append the line "label: text" to the METADATA section; nothing for an absent fact."""
        if not text:
            return None
        start = self._length + len(label) + 2
        end = start + len(text)
        self._parts.append(f"{label}: {text}\n")
        self._length = end + 1
        return Quote(start, end, text)

    def facts(self, label: str, texts: Iterable[str]) -> tuple[Quote, ...]:
        """Append one line of several facts, each with its own quote, set apart by "; "."""
        quotes: list[Quote] = []
        parts, end = self._parts, self._length
        for text in texts:
            if text:
                separator = "; " if quotes else f"{label}: "
                start = end + len(separator)
                end = start + len(text)
                parts.append(separator)
                parts.append(text)
                quotes.append(Quote(start, end, text))
        if quotes:
            parts.append("\n")
            self._length = end + 1
        return tuple(quotes)

    def end_facts(self) -> None:
        """Close the METADATA section."""
        self._close()
        if self._length > self._facts_start:
            self._sections.append(Section(SectionKind.METADATA, self._facts_start, self._length))

    def build(self) -> tuple[str, tuple[Section, ...]]:
        """The whole text and its sections."""
        self._close()
        return "".join(self._parts), tuple(self._sections)
