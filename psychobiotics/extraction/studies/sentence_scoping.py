"""Which sentences of a page speak of which of its studies.

Pattern: a sentence that names studies speaks of them; what follows in its paragraph goes on about the last one; a new
paragraph goes on only where it says so ("They", "These results", a bullet of a list) or speaks of what only a study
has ("the participants", "the placebo group", a p-value). Under a line that is nothing but a paper's citation, all is
told of that paper, labelled lines too ("Design: randomised trial"). A heading ends what was told; after it, and after
another study, such a paragraph goes back to the page's own subject. Advice to the reader, hedged statements ("may",
"could") and what people are quoted as saying speak of no study. On a page about one study every sentence after its
first mention speaks of it.

It must not be fooled by: a general statement that opens the paragraph in which a study is named later.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from psychobiotics.extraction.reading import SILENT, Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.studies.page_study import NOT_PEOPLE, PageStudy
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.study_phrases import phrase_pattern

_BULLET = re.compile(r"^(?:[•◦▪‣·*–—-]|\d{1,2}[.)])\s")
_NUMBERED = re.compile(r"^[#*]{0,4}\s?\d{1,2}[.)]\s")
_SPEECH = re.compile(rf"^[“\"'‘]|[”\"’'],? {phrase_pattern('saying_verbs')}\b")
_P_VALUE = re.compile(r"\b[Pp]\s?[-=<>≤]\s?0?\.\d")
_SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]]*(?:\[\d+\]|\^?\d+)?$")
_HEADING_WORDS = 14
_LABELLED = re.compile(r"[A-Z][a-z]+(?: [a-z]+)?: \S")


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells of one study: its sentences and the headings above the first of them, in text order."""

    sentences: tuple[Sentence, ...]
    headings: tuple[Sentence, ...]


def scope_sentences(reading: Reading, studies: Sequence[PageStudy]) -> dict[int, Told]:
    """What is told of each study, by `id` of the study."""
    sentences = [s for s in reading.sentences if s.section not in SILENT]
    told = [study for study in studies if study.names]
    found: dict[int, dict[int, Sentence]] = {id(study): {} for study in studies}
    owners = _owners(told)
    main = next((study for study in told if study.is_main), told[0] if told else None)
    teller = _Teller(main, alone=len(studies) == 1)
    for sentence in sentences:
        for study in teller.of(sentence, owners.get(sentence.index, [])):
            found[id(study)][sentence.index] = sentence
    _add_marked(sentences, told, owners, found)
    _add_title(sentences, told, main, found)
    return {
        key: Told(tuple(kept[index] for index in sorted(kept)), teller.headings.get(key, ()))
        for key, kept in found.items()
    }


class _Teller:
    """Walks over a page and knows which study is being told."""

    def __init__(self, main: PageStudy | None, alone: bool) -> None:
        self._alone = alone
        self._main = main
        self._current: PageStudy | None = None
        self._begun = False  # the main study was named
        self._last: Sentence | None = None
        self._heading: tuple[Sentence, ...] = ()  # the lines above what is told
        self._in_heading = False
        self._under_citation = False  # what follows stands below the citation of the current study
        self.headings: dict[int, tuple[Sentence, ...]] = {}

    def of(self, sentence: Sentence, named: Sequence[PageStudy]) -> Sequence[PageStudy]:
        """Studies that the sentence speaks of; `named` are those that it names."""
        if named:
            only_marked = all(_is_mark(study, sentence) for study in named)
            self._current = None if only_marked else named[-1]
            self._begun = self._begun or self._main in named
            self._last = sentence
            self._in_heading = False
            self._under_citation = any(_is_citation(study, sentence) for study in named)
            for study in named:
                self.headings.setdefault(id(study), self._heading)
            return named
        if self._under_citation and self._current and _LABELLED.match(sentence.text):
            return (self._current,)
        if _aside().search(sentence.text) or _SPEECH.search(sentence.text) or self._is_of_animals(sentence):
            return ()
        if is_heading(sentence, self._last):
            self._current = self._current if self._alone else None
            self._heading = (*self._heading, sentence) if self._in_heading else (sentence,)
            self._in_heading = True
            self._under_citation = False
            return ()
        self._in_heading = False
        self._current = self._goes_on(sentence)
        self._last = sentence
        return (self._current,) if self._current else ()

    def _is_of_animals(self, sentence: Sentence) -> bool:
        """Whether a new paragraph tells of animals on a page whose study is of people."""
        owner = self._current or self._main
        if owner is None or (self._last is not None and self._last.paragraph == sentence.paragraph and not self._alone):
            return False
        return owner.is_of_people and bool(NOT_PEOPLE.search(sentence.text))

    def _goes_on(self, sentence: Sentence) -> PageStudy | None:
        last = self._last
        if sentence.section is SectionKind.TABLE and (last is None or sentence.paragraph != last.paragraph):
            return None  # each row tells its own study
        if self._current is not None:
            if self._alone or self._under_citation or _BULLET.match(sentence.text):
                return self._current
            if last is not None and (sentence.paragraph == last.paragraph or last.text.endswith(":")):
                return self._current
            if _continuing().match(sentence.text) or _is_of_a_study(sentence):
                return self._current
            return None
        return self._main if self._begun and _is_of_a_study(sentence) else None


def is_heading(sentence: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence is a line of its own without a full stop, too short to tell anything."""
    text = sentence.text
    if before is not None and before.paragraph == sentence.paragraph:
        return False
    return (
        not _SENTENCE_END.search(text)
        and not (before is not None and before.text.endswith(":"))
        and (not _BULLET.match(text) or bool(_NUMBERED.match(text) and not _listed(before)))
        and len(text.split()) <= _HEADING_WORDS
    )


def _listed(before: Sentence | None) -> bool:
    return before is not None and bool(_BULLET.match(before.text))


def _is_mark(study: PageStudy, sentence: Sentence) -> bool:
    return all(name.naming is Naming.REFERENCE for name in study.names if name.sentence.index == sentence.index)


def _is_citation(study: PageStudy, sentence: Sentence) -> bool:
    """Whether a name of the study takes up the whole line."""
    return any(name.start <= sentence.start and sentence.end <= name.end for name in study.names)


def _is_of_a_study(sentence: Sentence) -> bool:
    return bool(_P_VALUE.search(sentence.text) or _of_a_study().search(sentence.text))


def _owners(studies: Sequence[PageStudy]) -> dict[int, list[PageStudy]]:
    """Studies named in each sentence, in text order."""
    names = sorted(((name, study) for study in studies for name in study.names), key=lambda pair: pair[0].start)
    owners: dict[int, list[PageStudy]] = {}
    for name, study in names:
        members = owners.setdefault(name.sentence.index, [])
        if study not in members:
            members.append(study)
    return owners


def _add_marked(
    sentences: Sequence[Sentence],
    told: Sequence[PageStudy],
    owners: dict[int, list[PageStudy]],
    found: dict[int, dict[int, Sentence]],
) -> None:
    """A mark at the end of a paragraph's tale stands for the sentences before it too."""
    waiting: list[Sentence] = []
    for sentence in sentences:
        if waiting and waiting[-1].paragraph != sentence.paragraph:
            waiting = []
        named = owners.get(sentence.index, [])
        if not named and not _aside().search(sentence.text) and not sentence.text.endswith(("?", ":")):
            waiting.append(sentence)
            continue
        if len(named) == 1 and _is_mark(named[0], sentence):
            found[id(named[0])].update({s.index: s for s in waiting})
        waiting = []


def _add_title(
    sentences: Sequence[Sentence],
    studies: Sequence[PageStudy],
    main: PageStudy | None,
    found: dict[int, dict[int, Sentence]],
) -> None:
    """The headline of a page about one study is told of it too."""
    subject = studies[0] if len(studies) == 1 else main if main is not None and main.is_main else None
    if subject is None:
        return
    for sentence in sentences:
        if sentence.section is SectionKind.TITLE and not sentence.text.endswith("?"):
            found[id(subject)][sentence.index] = sentence
            return


@cache
def _aside() -> re.Pattern[str]:
    """Words of advice, hedging, correction: their sentence speaks of no study."""
    words = "|".join(re.escape(row["words"]) for row in read_rows("aside_words"))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


@cache
def _continuing() -> re.Pattern[str]:
    """Words that open a sentence which goes on about what the one before told."""
    words = "|".join(re.escape(row["words"]) for row in read_rows("continuation_words"))
    return re.compile(rf"[“\"]?(?:{words})\b", re.IGNORECASE)


@cache
def _of_a_study() -> re.Pattern[str]:
    """Words for what only a study has: its people, its groups, its makers."""
    words = "|".join(re.escape(row["words"]) for row in read_rows("study_anaphora"))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
