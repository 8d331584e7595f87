"""A study's scope prepared once for its extractors: sentences with their cues."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_cues import CueHit, find_cues, fold_case, with_abbreviations
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import Fact, Naming
from psychobiotics.vocab.number_words import number_words_pattern

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

_DIGITS = re.compile(r"(?<![\w.,·/+±^:-])\d{1,3}(?:[, ]\d{3})+(?![\d.\w])|(?<![\w.,·/+±<>≥≤^:-])\d+(?![\w·]|[.,/]\d)")
_LONGEST = 1500  # characters
_FRONT = 60  # sentences; longer than any abstract


@dataclass(frozen=True)
class StudySentence:
    """A sentence with its cues.

    Attributes:
        folded: Its text in lower case, same length.
        cues: Cue hits, offsets within the sentence.
        order: Position within the scope, from 0.
        is_title: True for the title of the document's own study.
    """

    sentence: Sentence
    folded: str
    cues: tuple[CueHit, ...]
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
        return tuple(cue for cue in self.cues if cue.lexicon == lexicon)

    @cached_property
    def number_spans(self) -> tuple[tuple[int, int], ...]:
        """Where whole numbers stand, in digits or words, in text order; decimals, ranges and codes are left out."""
        spans = [match.span() for match in _DIGITS.finditer(self.folded)]
        reached = 0
        for cue in self.of("number_words"):
            if cue.start >= reached and (match := _words_pattern().match(self.folded, cue.start)):
                reached = match.end()
                spans.append(match.span())
        return tuple(sorted(spans))

    def quote(self, start: int, end: int) -> Quote:
        """Characters [start, end) of the sentence, with document offsets."""
        return Quote(self.sentence.start + start, self.sentence.start + end, self.sentence.text[start:end])


@dataclass(frozen=True)
class StudyText:
    """What the extractors of study facts read."""

    reading: Reading
    scope: Scope

    @property
    def is_own(self) -> bool:
        """True where the document is the study's own report."""
        return self.scope.naming == Naming.OWN_REPORT

    @cached_property
    def sentences(self) -> tuple[StudySentence, ...]:
        """Sentences that may state facts of the study, in text order."""
        kept = [s for s in self.scope.sentences if not self.is_own or s.section in _STATED_IN]
        first = kept[0] if kept else None
        kept = [piece for s in (*self._told_titles(), *kept) for piece in _cut(s)]
        folded = [fold_case(s.text) for s in kept]
        cues = with_abbreviations([s.text for s in kept], [find_cues(text) for text in folded])
        return tuple(StudySentence(s, folded[i], cues[i], i, self._is_title(s, first)) for i, s in enumerate(kept))

    @cached_property
    def front(self) -> tuple[StudySentence, ...]:
        """Title, abstract and the first of the methods: what a long report says of itself first."""
        return self.sentences[:_FRONT]

    def _told_titles(self) -> list[Sentence]:
        """The title that a reference gives of somebody else's study, as a sentence of its own (index -1)."""
        if self.is_own:
            return []
        quotes = [fact.quote for fact in self.scope.facts if fact.field == "title"]
        return [Sentence(q.start, q.end, q.text, SectionKind.TITLE, -1, -1) for q in quotes]

    def _is_title(self, sentence: Sentence, first: Sentence | None) -> bool:
        if not self.is_own:
            return sentence.index < 0
        return sentence.section == SectionKind.TITLE or (
            sentence is first and not any(s.section == SectionKind.TITLE for s in self.scope.sentences[:3])
        )


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
