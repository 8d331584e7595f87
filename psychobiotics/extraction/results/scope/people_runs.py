"""Which sentences of a full text's results tell who took part rather than what came of it.

Pattern: the results begin with those who took part, until a sentence speaks of a later time, of a change or of an
effect, or until a heading; what groups were alike in there is how they began. Anywhere, a sentence about age, sex,
recruitment or baseline opens such a run, which ends with its paragraph.

It must not be fooled by: "A differed at week 8" (a later time), "A was lower with tea than with milk", "A was alike (p
= .4)" (told as a result), abstracts, whose results are told at once.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_text import abstract_end
from psychobiotics.records.document import Document, SectionKind
from psychobiotics.vocab.study_phrases import phrase_pattern


def leave_out_people(sentences: Iterable[Sentence], head: range) -> Iterator[Sentence]:
    """The sentences but for those that tell who took part.

    Args:
        sentences: Of the report, in order.
        head: Offsets of the results that stand under no heading but their own; nothing before it is looked at.
    """
    at_head, run = True, -1
    for sentence in sentences:
        if sentence.section is not SectionKind.RESULTS or sentence.start < head.start:
            yield sentence
            continue
        later = _later().search(sentence.text) is not None
        people = _people().search(sentence.text) is not None
        at_head = at_head and sentence.start < head.stop and (people or not later)
        in_run = sentence.paragraph == run or (at_head and _ALIKE.search(sentence.text))
        if later or not in_run or _COMPARED.search(sentence.text):
            yield sentence
        if people and not later:
            run = sentence.paragraph


def find_head(document: Document) -> range:
    """Offsets of the results of the body up to the first heading within them; empty where they begin with one."""
    begun = abstract_end(document)
    results = [s for s in document.sections if s.kind is SectionKind.RESULTS and s.start >= begun]
    start = results[0].start if results else len(document.text)
    first = results[0].heading if results else None
    end = next((s.start for s in results if s.heading != first), len(document.text))
    return range(start, end if first and _OWN.search(first) else start)


_ALIKE = re.compile(r"\b(?:similar|comparable|alike|no(?:t|r)?\b.{0,40}\bdiffer)", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:compared|than|versus|vs)\b|\bp\s?[=<>]", re.IGNORECASE)
_OWN = re.compile(r"\b(?:results|findings)\b", re.IGNORECASE)


@cache
def _later() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrase_pattern('later_words')}\b|T[1-9]\b)", re.IGNORECASE)


@cache
def _people() -> re.Pattern[str]:
    return re.compile(rf"\b{phrase_pattern('people_words')}\b", re.IGNORECASE)
