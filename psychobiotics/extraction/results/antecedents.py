"""Nulls whose outcome the sentence before names.

Pattern: "Mean A was 3 in one group and 4 in the other. The groups did not differ (p = .3)": no difference in A, within
one paragraph.

It must not be fooled by: a new paragraph, a sentence that names its own outcome.
"""

from psychobiotics.extraction.results.frames import Frame
from psychobiotics.extraction.results.phrases import Phrase
from psychobiotics.extraction.results.tokens import Line


class Antecedents:
    """The last outcome named in a paragraph."""

    def __init__(self) -> None:
        """Start with nothing named."""
        self._line: Line | None = None
        self._phrase: Phrase | None = None

    def give(self, line: Line, frames: list[Frame]) -> None:
        """Give nulls without an outcome the last one named in their paragraph, in place."""
        if self._line is None or self._phrase is None or self._line.sentence.paragraph != line.sentence.paragraph:
            return
        bare = [frame for frame in frames if frame.kind == "null" and not frame.phrases]
        if not bare or len(bare) < len(frames):
            return
        first = len(line.tokens)
        line.tokens.extend(self._line.tokens[self._phrase.first : self._phrase.end])
        end = first + self._phrase.end - self._phrase.first
        for frame in bare:
            frame.phrases = [Phrase(first, end, end, end)]

    def note(self, line: Line, frames: list[Frame]) -> None:
        """Remember the last outcome that a sentence names."""
        named = [phrase for frame in frames for phrase in frame.phrases]
        if named:
            self._line, self._phrase = line, named[-1]
