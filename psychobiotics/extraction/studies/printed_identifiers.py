"""Identifiers that a page prints beside a study or below its text, or links it to: DOI, PMID, PMCID, registration.

Patterns: "(doi:10.1000/abc)", "https://doi.org/10.1000/abc", "PMID: 12345678", "pubmed.ncbi.nlm.nih.gov/12345678",
"PMC1234567". A sentence that names one study gives it its identifier; one that names none gives it to the page's only
study, or, being little more than the number, to its own subject. A link counts where its words stand; in the reference
list it is the entry's. Facts: `doi`, `pmid`, `pmcid`, `registry_id` (of links alone).

It must not be fooled by: two papers in one sentence, a list of further reading below a page on one study, a number that
a study has from its entry in the reference list already.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.studies.page_study import PageStudy
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact

_PATTERNS = {
    "doi": re.compile(r"(?<![\w/.])10\.\d{4,9}/[^\s\"<>]{1,200}|(?<=doi\.org/)10\.\d{4,9}/[^\s\"<>]{1,200}"),
    "pmid": re.compile(r"(?:\bPMID:?\s{0,3}|pubmed\.ncbi\.nlm\.nih\.gov/|/pubmed/)(?P<id>[1-9]\d{4,8})\b"),
    "pmcid": re.compile(r"\b(?P<id>PMC[1-9]\d{4,8})\b"),
}
_LINKED = {**_PATTERNS, "registry_id": re.compile(r"clinicaltrials\.gov/(?:study|ct2/show)/(?P<id>NCT\d{8})$", re.I)}
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
    if not studies or not any(cue in reading.document.text for cue in (*_CUES, "NCT")):
        return
    named = _named_in(studies)
    left: list[Printed] = []
    for printed in (*_by_sentence(reading), *_by_link(reading, studies)):
        here = named[printed[0].sentence.index]
        if len(here) == 1:
            _attach(reading, here[0], printed)
        elif not here and (len(studies) == 1 or printed[0].sentence.text.count(" ") < _SHORT):
            left += printed
    if reading.sentences:
        last = reading.sentences[-1]  # where a link without words stands is not told
        loose = [address for words, address in reading.document.metadata.links if words == address]
        left += [found for address in loose for found in _find_in(address.text, address.start, last, _LINKED)]
    mains = [study for study in studies if study.is_main] or [study for study in studies if study.names]
    if len(mains) == 1:
        _attach(reading, mains[0], left)


def _named_in(studies: Sequence[PageStudy]) -> defaultdict[int, list[PageStudy]]:
    """The studies that each sentence names, by its index."""
    named: defaultdict[int, list[PageStudy]] = defaultdict(list)
    for study in studies:
        for index in dict.fromkeys(name.sentence.index for name in study.names):
            named[index].append(study)
    return named


def _by_sentence(reading: Reading) -> Iterator[list[Printed]]:
    for sentence in reading.sentences:
        said = sentence.section not in _NOT_SAID and any(cue in sentence.text for cue in _CUES)
        if said and (found := list(_find_in(sentence.text, sentence.start, sentence))):
            yield found


def _by_link(reading: Reading, studies: Sequence[PageStudy]) -> Iterator[list[Printed]]:
    """Identifiers of links by the sentence that has the linked words; those of an entry go to its study at once."""
    links = reading.document.metadata.links
    starts = [sentence.start for sentence in reading.sentences] if links else []
    listed = [(study.entry.quote, study) for study in studies if study.entry] if links else []
    entries = sorted(listed, key=lambda pair: pair[0].start)
    by_sentence: defaultdict[int, list[Printed]] = defaultdict(list)
    for words, address in links:
        if words == address:
            continue
        place = max(bisect_right(starts, words.start) - 1, 0)
        sentence = reading.sentences[place]
        found = list(_find_in(address.text, address.start, sentence, _LINKED))
        entry = max(bisect_right(entries, words.start, key=lambda pair: pair[0].start) - 1, 0)
        if entries and entries[entry][0].start <= words.start < entries[entry][0].end:
            _attach(reading, entries[entry][1], found)
        elif sentence.section not in _NOT_SAID:
            by_sentence[place] += found
    yield from (found for found in by_sentence.values() if found)


def _find_in(
    text: str, offset: int, sentence: Sentence, patterns: Mapping[str, re.Pattern[str]] = _PATTERNS
) -> Iterator[Printed]:
    for field, pattern in patterns.items():
        for match in pattern.finditer(text):
            start, end = match.span("id") if "id" in pattern.groupindex else match.span()
            end = start + len(text[start:end].rstrip(_CLOSING))
            yield Printed(field, text[start:end].lower(), offset + start, offset + end, sentence)


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
