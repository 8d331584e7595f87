"""Marks that point from a sentence to one numbered entry of the reference list.

Patterns: "than placebo.[2]", "than placebo [2].", "than placebo.^2", "than placebo.2" behind a word's full stop.

It must not be fooled by: "[1-4]" or "[1, 2]" (a statement that leans on several), "p = 0.05", a list without numbers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.studies.references import Reference

_MARK = re.compile(
    r"\[(?P<boxed>\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\]|\^(?P<raised>\d{1,3}(?:[,–-]\d{1,3})*)"
    r"|(?<=[a-z)\]][.,])(?P<bare>\d{1,2}(?:[,–-]\d{1,2})*)(?=\s|$)"
)


def find_marks(
    sentences: Sequence[Sentence], references: Sequence[Reference]
) -> Iterator[tuple[Sentence, tuple[int, int], Reference]]:
    """Sentences that lean on one entry alone: the sentence, the mark's span in the document, the entry."""
    numbered = {reference.number: reference for reference in references if reference.number is not None}
    if not numbered:
        return
    for sentence in sentences:
        if mark := _only_mark(sentence, numbered):
            yield mark


def _only_mark(
    sentence: Sentence, numbered: Mapping[int, Reference]
) -> tuple[Sentence, tuple[int, int], Reference] | None:
    marks = list(_MARK.finditer(sentence.text))
    said = {match["boxed"] or match["raised"] or match["bare"] for match in marks}
    if len(said) != 1 or not (number := said.pop()).isdigit() or int(number) not in numbered:
        return None
    span = sentence.start + marks[0].start(), sentence.start + marks[0].end()
    return sentence, span, numbered[int(number)]
