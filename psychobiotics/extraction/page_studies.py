"""The studies of a web page: the places that name them and the entries of its reference list, joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from psychobiotics.extraction.reading import SILENT, Reading
from psychobiotics.extraction.references import Reference, find_references
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_names import StudyName, find_study_names
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Fact, Naming

_REANALYSIS = re.compile(r"\b(?:post[- ]?hoc|secondary|sub-?group|ancillary|re-?)[- ]?analys[ie]s\b", re.IGNORECASE)
_NOT_PEOPLE = re.compile(
    r"\b(?:animals?|mice|mouse|rats?|rodents?|preclinical|pre-clinical|in vitro|cell (?:lines?|cultures?)|zebrafish)\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"\b(?:review|meta-?analysis)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:previous(?:ly)?|earlier|prior|before|past|older)\b", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Tt]hese) (?:study|trial|researchers?|investigators?|scientists|participants|volunteers|authors)\b"
)
_PLACEHOLDER = re.compile(r"\[(?:insert|add|study|name|link|tbd|todo|xx)[^\]]{0,60}\]", re.IGNORECASE)


@dataclass(slots=True)
class PageStudy:
    """One study of a page.

    Attributes:
        names: Places in the text that name it; none for an entry that only the reference list has.
        facts: Bibliographic facts, those of its entry first.
        is_main: The page's own subject.
    """

    names: list[StudyName] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    entry: Reference | None = None
    is_main: bool = False

    @property
    def naming(self) -> Naming:
        """How the page names it, the surest way counted."""
        if any(name.naming is Naming.AUTHOR_YEAR for name in self.names):
            return Naming.AUTHOR_YEAR
        return Naming.DESCRIBED if self.names else Naming.REFERENCE

    @property
    def name(self) -> Quote:
        """The words that name it first."""
        if self.names:
            first = self.names[0]
            sentence = first.sentence
            return Quote(
                first.start, first.end, sentence.text[first.start - sentence.start : first.end - sentence.start]
            )
        assert self.entry is not None
        return self.entry.quote

    @property
    def is_reanalysis(self) -> bool:
        """Whether the words that name it, or its title, call it a re-analysis."""
        return bool(_REANALYSIS.search(f"{self.name.text} {self._title}"))

    @property
    def is_secondary(self) -> bool:
        """Whether it cannot be anybody's parent trial: a review, or work in animals or cells."""
        told = " ".join([self._title, *(name.sentence.text for name in self.names[:1])])
        kinds = {name.kind for name in self.names}
        return "review" in kinds or bool(_NOT_PEOPLE.search(told))

    @property
    def _title(self) -> str:
        return next((fact.quote.text for fact in self.facts if fact.field == "title"), "")


def find_page_studies(reading: Reading) -> list[PageStudy]:
    """All studies that a page tells, those of its text first, in text order."""
    sentences = [s for s in reading.sentences if s.section not in SILENT]
    studies: list[PageStudy] = []
    for sentence in sentences:
        for name in find_study_names(reading, sentence):
            _place(studies, name)
    if not studies and not _PLACEHOLDER.search(reading.document.text):
        studies += _anonymous(sentences)
    _join_main(studies)
    _join_references(studies, find_references(reading))
    for study in studies:
        study.facts += _named_facts(reading, study)
    return studies


def _place(studies: list[PageStudy], name: StudyName) -> None:
    """Give a name to the study that has it already, else to a new one."""
    for study in studies:
        if name.is_main and study.is_main:
            study.names.append(name)
            return
        if any(_same(name, other) for other in study.names):
            study.names.append(name)
            return
    studies.append(PageStudy([name], is_main=name.is_main))


def _same(a: StudyName, b: StudyName) -> bool:
    if a.year is None or b.year is None or _words(a, a.year) != _words(b, b.year):
        return False
    if a.author and b.author:
        return _words(a, a.author).casefold() == _words(b, b.author).casefold()
    return a.author is None and b.author is None and a.kind == b.kind


def _words(name: StudyName, span: tuple[int, int]) -> str:
    return name.sentence.text[span[0] - name.sentence.start : span[1] - name.sentence.start]


def _anonymous(sentences: Sequence[Sentence]) -> list[PageStudy]:
    """A page that speaks of "the study", "the participants" again and again without naming it tells one study."""
    told = [(s, match) for s in sentences if (match := _DEFINITE.search(s.text))]
    if len(told) < 2:
        return []
    sentence, match = told[0]
    start = sentence.start + match.start()
    name = StudyName(sentence, start, sentence.start + match.end(), Naming.DESCRIBED, "study", is_main=True)
    return [PageStudy([name], is_main=True)]


def _join_main(studies: list[PageStudy]) -> None:
    """The page's "new study" and the one study that it names are the same, unless that one is told as earlier."""
    main = next((study for study in studies if study.is_main), None)
    named = [study for study in studies if not study.is_main]
    if main is None or len(named) != 1 or _EARLIER.search(named[0].names[0].sentence.text):
        return
    if named[0].is_secondary != main.is_secondary or main.is_reanalysis != named[0].is_reanalysis:
        return
    named[0].names = sorted([*named[0].names, *main.names], key=lambda name: name.start)
    named[0].is_main = True
    studies.remove(main)


def _join_references(studies: list[PageStudy], references: Sequence[Reference]) -> None:
    left = [reference for reference in references if not _join_named(studies, reference)]
    for study in studies:
        if study.entry is None and study.naming is Naming.DESCRIBED:
            fitting = [reference for reference in left if _fits(study, reference)]
            if len(fitting) == 1:
                _attach(study, fitting[0])
                left.remove(fitting[0])
    studies += [PageStudy(facts=list(reference.facts), entry=reference) for reference in left]


def _join_named(studies: Sequence[PageStudy], reference: Reference) -> bool:
    author, year = reference.text_of("first_author"), reference.text_of("year")
    for study in studies:
        for name in study.names:
            if not (name.author and name.year and author) or study.entry is not None:
                continue
            if _words(name, name.author).casefold() == author.casefold() and _words(name, name.year) == year:
                _attach(study, reference)
                return True
    return False


def _fits(study: PageStudy, reference: Reference) -> bool:
    """An entry fits a described study of its year and kind; the page's own subject fits whatever is left."""
    title = reference.text_of("title") or ""
    name = study.names[0]
    if name.year is not None:
        return _words(name, name.year) == reference.text_of("year") and bool(_REVIEW.search(title)) == (
            name.kind == "review"
        )
    return study.is_main and bool(_REANALYSIS.search(title)) == study.is_reanalysis


def _attach(study: PageStudy, reference: Reference) -> None:
    study.entry = reference
    study.facts = [*reference.facts, *study.facts]


def _named_facts(reading: Reading, study: PageStudy) -> Iterator[Fact]:
    """Author and year as each name in the text states them."""
    for name in study.names:
        if name.author:
            yield Fact("first_author", reading.quote(*name.author), "study_naming.author_year", confidence=0.9)
        if name.year:
            yield Fact("year", reading.quote(*name.year), "study_naming.author_year", confidence=0.9)
