"""Identifiers that a page prints beside a study or below its text: DOI, PMID, PMCID, as numbers or as addresses.

Patterns: "(doi:10.1000/abc)", "https://doi.org/10.1000/abc", "PMID: 12345678", "pubmed.ncbi.nlm.nih.gov/12345678",
"PMC1234567". A sentence that names one study gives it its identifier; one that names none gives it to the page's only
study, or, being little more than the number, to its own subject. Facts: `doi`, `pmid`, `pmcid`.

It must not be fooled by: two papers in one sentence, a list of further reading below a page on one study, a number that
a study has from its entry in the reference list already.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from psychobiotics.extraction.page_study import PageStudy
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact

_PATTERNS = {
    "doi": re.compile(r"(?<![\w/.])10\.\d{4,9}/[^\s\"<>]{1,200}|(?<=doi\.org/)10\.\d{4,9}/[^\s\"<>]{1,200}"),
    "pmid": re.compile(r"(?:\bPMID:?\s{0,3}|pubmed\.ncbi\.nlm\.nih\.gov/|/pubmed/)(?P<id>[1-9]\d{4,8})\b"),
    "pmcid": re.compile(r"\b(?P<id>PMC[1-9]\d{4,8})\b"),
}
_CUES = ("10.", "PMID", "pubmed", "PMC")
_SHORT = 12  # words of a line that does nothing but name a paper
_CLOSING = ".,;:)]}"
_NOT_SAID = frozenset({SectionKind.REFERENCE_LIST, SectionKind.METADATA, SectionKind.BOILERPLATE})


class Printed(NamedTuple):
    """One identifier: what it is, as one writes it for comparing, its span in the document, its sentence."""

    field: str
    value: str
    start: int
    end: int
    sentence: Sentence


def attach_identifiers(reading: Reading, studies: Sequence[PageStudy]) -> None:
    """Give the studies of a page the identifiers that it prints, one of each kind, none that is in doubt."""
    if not studies or not any(cue in reading.document.text for cue in _CUES):
        return
    left: list[Printed] = []
    for printed in _by_sentence(reading):
        here = [s for s in studies if any(n.sentence.index == printed[0].sentence.index for n in s.names)]
        if len(here) == 1:
            _attach(reading, here[0], printed)
        elif not here and (len(studies) == 1 or printed[0].sentence.text.count(" ") < _SHORT):
            left += printed
    mains = [study for study in studies if study.is_main] or [study for study in studies if study.names]
    if len(mains) == 1:
        _attach(reading, mains[0], left)


def _by_sentence(reading: Reading) -> Iterator[list[Printed]]:
    for sentence in reading.sentences:
        said = sentence.section not in _NOT_SAID and any(cue in sentence.text for cue in _CUES)
        if said and (found := list(_find(sentence))):
            yield found


def _find(sentence: Sentence) -> Iterator[Printed]:
    for field, pattern in _PATTERNS.items():
        for match in pattern.finditer(sentence.text):
            start, end = match.span("id") if "id" in pattern.groupindex else match.span()
            text = sentence.text[start:end]
            end = start + len(text.rstrip(_CLOSING))
            yield Printed(
                field, sentence.text[start:end].lower(), sentence.start + start, sentence.start + end, sentence
            )


def _attach(reading: Reading, study: PageStudy, found: Sequence[Printed]) -> None:
    """Each kind of which one value is printed and the study has none."""
    stated = {fact.field for fact in study.facts}
    by_field: defaultdict[str, list[Printed]] = defaultdict(list)
    for printed in found:
        by_field[printed.field].append(printed)
    for field, printed_here in by_field.items():
        if field not in stated and len({printed.value for printed in printed_here}) == 1:
            first = printed_here[0]
            quote = reading.quote(first.start, first.end)
            study.facts.append(Fact(field, quote, "printed_identifiers.sentence", confidence=0.9))
