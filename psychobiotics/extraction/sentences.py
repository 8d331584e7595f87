"""Sentences with offsets: a splitter that knows the abbreviations and numbers of biomedical prose.

Pattern: a sentence ends at `.`, `!` or `?` (with closing quotes or brackets) followed by white space and something
that can start a sentence (a capital, a number, "mRNA"); or at a line break. It does not end after an abbreviation ("et
al.", "vs.", "i.e."), an initial ("L. helveticus", "N. Heidarzadeh-Rad") or a number's point ("p = 0. 05").

It must not be fooled by: "Lactobacillus spp. were found", "(Fig. 2)", "P = .04".
"""

import re
from collections.abc import Iterator

from psychobiotics.records.document import Document, SectionKind
from psychobiotics.records.record import record
from psychobiotics.vocab.cues import token_set, word_pattern

# A reference may stand behind the full stop: "anxiety.^12 The next", "anxiety.[3,4] The next", "anxiety.5 The next".
# The class of first characters stands in front of the alternatives: Python then skips quickly to the next of them.
_BOUNDARY = re.compile(
    r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[\"”’)\]]*"
    r"(?:\^\d[\d,–-]*|\[\d[\d,; –-]{0,24}\]|(?<=[a-z)\]]\.)\d{1,2}(?:[,–-]\d{1,2}){0,5})?"
    r"(?=\s+(?:[\"“‘(\[]?[A-Z0-9•*μα-ωΑ-Ω]|[a-z][A-Z])))"  # "mRNA rose" begins a sentence too
)
_ABBREVIATIONS = tuple(sorted(token_set("abbreviations")))
_ABBREVIATION = re.compile(rf"(?:\b{word_pattern('abbreviations')}|(?:^|[\s(\[“\"])(?:[A-Z]\.)*[A-Z])\Z", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"(?:\A|\n)\s*[#*]{0,4}\s?\d{1,2}\Z")  # "1. Title" at the start of a line
_TORN = re.compile(r"[=<>≤≥] ?0\Z")  # "p = 0. 05": a number that a space tears
_LONGEST = 6  # letters of an abbreviation
_INITIAL = re.compile(r"(?:^|[\s(\[“\"./-])[A-Z]\Z")


@record(frozen=True, slots=True)
class Sentence:
    """One sentence: `document.text[start:end] == text`, trimmed of white space.

    Attributes:
        section: Kind of the section it stands in (BODY where no section covers it).
        index: Position among the document's sentences.
        paragraph: Number of line breaks before it: equal for sentences of one paragraph.
    """

    start: int
    end: int
    text: str
    section: SectionKind
    index: int
    paragraph: int


def split_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of `text`, trimmed.

    >>> text = "Kazemi et al. followed 110 adults. BDI fell (p = .02). L. helveticus did it."
    >>> [text[a:b] for a, b in split_spans(text)]
    ['Kazemi et al. followed 110 adults.', 'BDI fell (p = .02).', 'L. helveticus did it.']
    """
    start = 0
    for match in _BOUNDARY.finditer(text):
        dot, end = match.span()
        if text[dot] == "." and _is_abbreviation(text, dot, start):
            continue
        if trimmed := _trimmed(text, start, end):
            yield trimmed
        start = end
    if trimmed := _trimmed(text, start, len(text)):
        yield trimmed


def _is_abbreviation(text: str, dot: int, floor: int) -> bool:
    before = text[max(floor, dot - 12) : dot]
    if before[-1:].isdigit():
        return bool(_LIST_NUMBER.search(before) or (_TORN.search(before) and text[dot + 1 : dot + 3].strip().isdigit()))
    word = before[-1 - _LONGEST :]
    if not word[-1:].isalpha() or (len(word) > _LONGEST and word.isalpha()):
        return False  # most sentences end in a longer word, a number or a bracket
    if len(word) > 1 and word[-2].isalnum() and not before.lower().endswith(_ABBREVIATIONS):
        return False  # neither a lone letter nor the end of an abbreviation
    if _INITIAL.search(before):
        return True
    return bool(_ABBREVIATION.search(before)) and not before.lower().endswith(("etc",))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    stretch = text[start:end]
    start = end - len(stretch.lstrip())
    return (start, start + len(stretch.strip())) if start < end else None


def split_sentences(document: Document) -> tuple[Sentence, ...]:
    """Split a document section by section; text outside all sections counts as BODY."""
    sentences: list[Sentence] = []
    paragraph = 0
    for kind, start, end in _stretches(document):
        stretch = document.text[start:end]
        last = 0
        for a, b in split_spans(stretch):
            paragraph += bool(stretch.count("\n", last, a)) or not last
            last = b
            sentences.append(Sentence(start + a, start + b, stretch[a:b], kind, len(sentences), paragraph))
    return tuple(sentences)


def _stretches(document: Document) -> Iterator[tuple[SectionKind, int, int]]:
    position = 0
    for section in document.sections:
        if section.start > position:
            yield SectionKind.BODY, position, section.start
        yield section.kind, section.start, section.end
        position = section.end
    if position < len(document.text):
        yield SectionKind.BODY, position, len(document.text)
