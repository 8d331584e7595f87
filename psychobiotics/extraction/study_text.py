"""A study's scope prepared once for its extractors: sentences with their cues and whole numbers.

Pattern: a report speaks of itself in its title and abstract, then in methods and results; whole numbers are digits
("1,204", "1 204") or words ("twenty-four").

It must not be fooled by: decimals ("1.5"), ranges ("18-65"), codes ("B12"), bounds ("<40").
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_cues import CueHit, find_cues, with_abbreviations
from psychobiotics.records.document import Document, Quote, SectionKind
from psychobiotics.records.lazily import lazily
from psychobiotics.records.mentions import Fact, Naming
from psychobiotics.records.record import record
from psychobiotics.vocab.number_words import number_words_pattern

if TYPE_CHECKING:
    from psychobiotics.extraction.participants.counted_numbers import CountedNumber

# The parts of a full text that state how a study was done; the rest (discussion, captions) mostly speaks of others.
_STATED_IN = frozenset(
    {
        SectionKind.TITLE,
        SectionKind.ABSTRACT,
        SectionKind.BACKGROUND,
        SectionKind.OBJECTIVE,
        SectionKind.METHODS,
        SectionKind.RESULTS,
        SectionKind.CONCLUSION,
        SectionKind.BODY,
    }
)

# The first digit stands in front of what may not stand before it: Python skips quickly to the next digit.
_DIGITS = re.compile(r"\d(?<![\w.,·/+±^:-]\d)(?:\d{0,2}(?:[, ]\d{3})+(?![\d.\w])|(?<![<>≥≤]\d)\d*(?![\w·]|[.,/]\d))")
_LONGEST = 1500  # characters
_DONE_IN = frozenset({SectionKind.METHODS, SectionKind.RESULTS, SectionKind.BODY})
_ABSTRACT_PARTS = frozenset({SectionKind.BACKGROUND, SectionKind.OBJECTIVE, SectionKind.METHODS, SectionKind.RESULTS})
_ABSTRACT_ENDS = frozenset({SectionKind.ABSTRACT, SectionKind.RESULTS, SectionKind.CONCLUSION, SectionKind.DISCUSSION})
_BODY_BEGINS = frozenset({SectionKind.BACKGROUND, SectionKind.METHODS, SectionKind.BODY})
_FRONT, _BODY = 60, 150  # sentences: more than any abstract, and the first pages of methods and results


@record(frozen=True)
class StudySentence:
    """A sentence with its cues.

    Attributes:
        folded: Its text in lower case, same length.
        cues: Cue hits, offsets within the sentence.
        phrase_lists: Lists of phrases that it may hold.
        order: Position within the scope, from 0.
        is_title: True for the title of the document's own study.
    """

    sentence: Sentence
    folded: str
    cues: tuple[CueHit, ...]
    phrase_lists: frozenset[str]
    order: int
    is_title: bool

    @property
    def text(self) -> str:
        """The characters of the sentence."""
        return self.sentence.text

    @property
    def section(self) -> SectionKind:
        """Kind of the section that it stands in."""
        return self.sentence.section

    def of(self, lexicon: str) -> tuple[CueHit, ...]:
        """Its cues of one lexicon."""
        return self._by_lexicon.get(lexicon, ())

    @lazily
    def _by_lexicon(self) -> dict[str, tuple[CueHit, ...]]:
        lexicons: dict[str, tuple[CueHit, ...]] = {}
        for cue in self.cues:
            lexicons[cue.lexicon] = (*lexicons.get(cue.lexicon, ()), cue)
        return lexicons

    def may_hold(self, phrase_list: str) -> bool:
        """Whether a search for phrases of this list (one of `PHRASE_LISTS`) can find one; most sentences hold none."""
        return phrase_list in self.phrase_lists

    @lazily
    def number_spans(self) -> tuple[tuple[int, int], ...]:
        """Where whole numbers stand, in digits or words, in text order; decimals, ranges and codes are left out."""
        spans = [match.span() for match in _DIGITS.finditer(self.folded)]
        reached = 0
        for cue in self.of("number_words"):
            if cue.start >= reached and (match := _words_pattern().match(self.folded, cue.start)):
                reached = match.end()
                spans.append(match.span())
        return tuple(sorted(spans))

    @lazily
    def counted_numbers(self) -> "tuple[CountedNumber, ...]":
        """Whole numbers that count people or animals, in text order."""
        from psychobiotics.extraction.participants.counted_numbers import (
            find_counted_numbers,  # it reads a sentence: a cycle
        )

        return find_counted_numbers(self)

    def quote(self, start: int, end: int) -> Quote:
        """Characters [start, end) of the sentence, with document offsets."""
        return Quote(self.sentence.start + start, self.sentence.start + end, self.sentence.text[start:end])


@dataclass(frozen=True)
class StudyText:
    """What the extractors of study facts read: a stretch of a study's scope.

    Attributes:
        chosen: The sentences of the stretch, as the document has them.
        titled: Whether the first of them is the title of the document's own study.
    """

    reading: Reading
    scope: Scope
    chosen: tuple[Sentence, ...]
    titled: bool = False

    @property
    def is_own(self) -> bool:
        """True where the document is the study's own report."""
        return self.scope.naming == Naming.OWN_REPORT

    @lazily
    def sentences(self) -> tuple[StudySentence, ...]:
        """The sentences with their cues, in text order; overlong ones in pieces."""
        pieces = [piece for sentence in self.chosen for piece in _cut(sentence)]
        texts = [piece.text for piece in pieces]
        folded = find_cues(texts)
        cues = with_abbreviations(texts, [found.cues for found in folded])
        return tuple(
            StudySentence(
                piece,
                folded[i].text,
                cues[i],
                folded[i].phrase_lists,
                i,
                piece.section == SectionKind.TITLE or (self.titled and not i),
            )
            for i, piece in enumerate(pieces)
        )


@lru_cache(maxsize=2)  # several extractors of one study ask for it
def choose_abstract(reading: Reading, scope: Scope) -> StudyText:
    """What a report says of itself first (title and abstract), or all that a page says of somebody else's study."""
    if scope.naming != Naming.OWN_REPORT:
        titles = [fact.quote for fact in scope.facts if fact.field == "title"]  # as a reference gives them
        told = [Sentence(q.start, q.end, q.text, SectionKind.TITLE, -1, -1) for q in titles]
        return StudyText(reading, scope, (*told, *scope.sentences[:_FRONT]))
    end = abstract_end(reading.document)
    front = tuple(s for s in scope.sentences if s.section in _STATED_IN and s.start < end)[:_FRONT]
    return StudyText(reading, scope, front, not any(s.section == SectionKind.TITLE for s in front))


def choose_body(reading: Reading, scope: Scope) -> StudyText | None:
    """Methods and results of a full text, where a document has them behind its abstract."""
    end = abstract_end(reading.document)
    if scope.naming != Naming.OWN_REPORT or end >= len(reading.document.text):
        return None
    return StudyText(
        reading, scope, tuple(s for s in scope.sentences if s.section in _DONE_IN and s.start >= end)[:_BODY]
    )


def abstract_end(document: Document) -> int:
    """Where the abstract of a full text ends: at what follows one in one piece, else where its parts begin again."""
    if document.kind_hint != "full_text":
        return len(document.text)
    seen: set[SectionKind] = set()
    for section in document.sections:
        again = section.kind in seen or section.kind not in _ABSTRACT_PARTS or SectionKind.ABSTRACT in seen
        if again and seen & _ABSTRACT_ENDS and section.kind in _BODY_BEGINS:
            return section.start
        seen.add(section.kind)
    return len(document.text)


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence as it is, or in pieces where it is longer than any prose: the extractors look around in a piece."""
    if len(sentence.text) <= _LONGEST:
        yield sentence
        return
    for start in range(0, len(sentence.text), _LONGEST):
        text = sentence.text[start : start + _LONGEST]
        at = sentence.start + start
        yield Sentence(at, at + len(text), text, sentence.section, sentence.index, sentence.paragraph)


@cache
def _words_pattern() -> re.Pattern[str]:
    return re.compile(number_words_pattern())


Extractor = Callable[[StudyText], Iterator[Fact]]
