"""The studies of a web page: the places that name them and the entries of its reference list, joined.

Pattern: each place that names a study (`study_names`) tells one or goes on about one; an entry of the list belongs to
the study whose author and year it has, or to whose sentence its number leads; entries that nothing leads to are studies
of their own. A page that names none but speaks of "the study", "the participants" at least twice tells one.

It must not be fooled by: "[insert study details]", "an earlier version of this article named another trial", one
passing mention of "the researchers".
"""

import re
from collections.abc import Iterator, Sequence

from psychobiotics.extraction.reading import SILENT, Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.studies.authored_names import find_authored
from psychobiotics.extraction.studies.citation_block import find_citation_block
from psychobiotics.extraction.studies.described_names import find_described
from psychobiotics.extraction.studies.page_study import REANALYSIS, REVIEW, PageStudy
from psychobiotics.extraction.studies.printed_identifiers import attach_identifiers
from psychobiotics.extraction.studies.reference_marks import find_marks
from psychobiotics.extraction.studies.references import Reference, find_references
from psychobiotics.extraction.studies.study_names import Pointing, StudyName
from psychobiotics.extraction.studies.study_placement import join_main, place_name
from psychobiotics.records.mentions import Fact, Naming
from psychobiotics.vocab.naming_words import kind_of
from psychobiotics.vocab.study_phrases import phrase_pattern

_DEFINITE = re.compile(rf"\b(?:[Tt]he|[Tt]hese) {phrase_pattern('spoken_of_as_known')}\b")
_CORRECTED = re.compile(rf"\b{phrase_pattern('corrected_from')}\b|^\W*correction\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19[5-9]\d|20\d{2})\b")
_PLACEHOLDER = re.compile(rf"\[{phrase_pattern('placeholders')}[^\]]{{0,60}}\]", re.IGNORECASE)


def find_page_studies(reading: Reading) -> list[PageStudy]:
    """All studies that a page tells, those of its text first, in text order."""
    sentences = [s for s in reading.sentences if s.section not in SILENT]
    references = find_references(reading)
    studies: list[PageStudy] = []
    for sentence in sentences:
        for name in _names(sentence):
            place_name(studies, name)
    if not studies and not _PLACEHOLDER.search(reading.document.text):
        studies += _anonymous(sentences)
    join_main(studies, _page_year(reading))
    left = _join_marked(studies, sentences, references)
    _join_references(studies, left)
    _join_block(studies, find_citation_block(reading))
    attach_identifiers(reading, studies)
    for study in studies:
        study.facts += _named_facts(reading, study)
    return studies


def _names(sentence: Sentence) -> list[StudyName]:
    """All studies that one sentence names, in text order; a description beside an author names no other study."""
    if _PLACEHOLDER.search(sentence.text) or _CORRECTED.search(sentence.text):
        return []
    authored = list(find_authored(sentence))
    named = authored if any(name.told for name in authored) else [*authored, *find_described(sentence)]
    return sorted(named, key=lambda name: name.start)


def _page_year(reading: Reading) -> int | None:
    quote = reading.document.metadata.published_on
    match = _YEAR.search(quote.text) if quote else None
    return int(match.group()) if match else None


def _anonymous(sentences: Sequence[Sentence]) -> list[PageStudy]:
    """A page that speaks of "the study", "the participants" again and again without naming it tells one study."""
    told = [(s, match) for s in sentences if (match := _DEFINITE.search(s.text))]
    if len(told) < 2:
        return []
    sentence, match = told[0]
    start = sentence.start + match.start()
    end = sentence.start + match.end()
    return [PageStudy([StudyName(sentence, start, end, Naming.DESCRIBED, "study", pointing=Pointing.NEW)])]


def _join_marked(
    studies: list[PageStudy], sentences: Sequence[Sentence], references: Sequence[Reference]
) -> list[Reference]:
    """Give the entries that sentences point to by number to the studies of these sentences; returns the others."""
    marked: dict[int, PageStudy] = {}
    for sentence, span, reference in find_marks(sentences, references):
        here = [s for s in studies for name in s.names if name.sentence.index == sentence.index]
        study = marked.get(id(reference)) or next((s for s in here if _takes(s, reference)), None)
        if study is None:
            study = PageStudy()
            studies.append(study)
        if study not in here:
            study.names.append(StudyName(sentence, *span, Naming.REFERENCE, kind_of(sentence.text)))
        if study.entry is None:
            _attach(study, reference)
        marked[id(reference)] = study
    return [reference for reference in references if id(reference) not in marked]


def _takes(study: PageStudy, reference: Reference) -> bool:
    """Whether a study of the marked sentence may be the entry: not one of another author or year."""
    if study.entry is not None:
        return False
    said = [(name.words(name.author), reference.text_of("first_author")) for name in study.names if name.author]
    said += [(name.words(name.year), reference.text_of("year")) for name in study.names if name.year]
    return all(a.casefold() == (b or a).casefold() for a, b in said)


def _join_block(studies: list[PageStudy], facts: Sequence[Fact]) -> None:
    """The paper that a press release names in labelled lines is the page's own subject, else its only study."""
    mains = [study for study in studies if study.is_main] or studies[:1]
    if facts and mains and mains[0].entry is None:
        stated = {fact.field for fact in mains[0].facts}
        mains[0].facts = [*(fact for fact in facts if fact.field not in stated), *mains[0].facts]


def _join_references(studies: list[PageStudy], references: Sequence[Reference]) -> None:
    left = [reference for reference in references if not _join_named(studies, reference)]
    for study in studies:
        if study.entry is None and study.naming is Naming.DESCRIBED:
            fitting = [reference for reference in left if _fits(study, reference)]
            if len(fitting) == 1:
                _attach(study, fitting[0])
                left.remove(fitting[0])
    undated = [s for s in studies if s.entry is None and not s.author and not s.year]
    of_kind = [s for s in undated if left and s.is_review == bool(REVIEW.search(left[0].text_of("title") or ""))]
    if len(left) == len(of_kind) == 1:
        _attach(of_kind[0], left.pop())
    studies += [PageStudy(facts=list(reference.facts), entry=reference) for reference in left]


def _join_named(studies: Sequence[PageStudy], reference: Reference) -> bool:
    author, year = reference.text_of("first_author"), reference.text_of("year")
    for study in studies:
        for name in study.names:
            if not (name.author and author) or study.entry is not None:
                continue
            if name.words(name.author).casefold() == author.casefold() and name.words(name.year) in ("", year):
                _attach(study, reference)
                return True
    return False


def _fits(study: PageStudy, reference: Reference) -> bool:
    """An entry fits a described study of its year and kind; the page's own subject fits whatever is left."""
    title = reference.text_of("title") or ""
    name = study.names[0]
    if name.year is not None:
        return name.words(name.year) == reference.text_of("year") and bool(REVIEW.search(title)) == study.is_review
    return study.is_main and bool(REANALYSIS.search(title)) == study.is_reanalysis


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
