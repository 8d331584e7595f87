"""Which parts of a full text may state a result.

Pattern: its abstract, and the results of its body but for those headed after the people who took part ("Participant
flow", "Baseline characteristics"); where the body has results, prose outside all parts (highlights, an introduction
without a heading, statements at the end) and the headings themselves are left out.

Reads rightly: "Safety", "Changes from baseline", "Depressed patients" (all kept).
It must not be fooled by: a body in one piece, whose results have no heading.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable

from psychobiotics.extraction.results.scope.people_runs import find_head, leave_out_people
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_text import abstract_end
from psychobiotics.records.document import Document, Section, SectionKind
from psychobiotics.vocab.heading_words import heading_words

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LATER = re.compile(r"\b(?:from|after|post|final|follow|chang|versus|end|effect|outcome|improve)", re.IGNORECASE)
_SHORT = 3  # letters: "of", "the", "and" say nothing
_PROSE = frozenset({SectionKind.RESULTS, SectionKind.METHODS, SectionKind.DISCUSSION, SectionKind.CONCLUSION})


def choose_parts(document: Document, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that stand in a part of the report that may state results; all of them but for a full text.

    Args:
        document: The report.
        sentences: Of the report's own study.
    """
    if document.kind_hint != "full_text" or not _has_results(document):
        return tuple(sentences)
    starts = [section.start for section in document.sections]
    silent = _silent_parts(document)
    chosen = []
    for sentence in sentences:
        number = bisect_right(starts, sentence.start) - 1
        inside = number >= 0 and sentence.start < document.sections[number].end
        if inside and number not in silent:
            chosen.append(sentence)
    return tuple(leave_out_people(chosen, find_head(document)))


def _has_results(document: Document) -> bool:
    """Whether results are told again behind the abstract."""
    end = abstract_end(document)
    return any(section.kind is SectionKind.RESULTS and section.start >= end for section in document.sections)


def _silent_parts(document: Document) -> set[int]:
    """Numbers of the sections that state no result."""
    silent: set[int] = set()
    heading, reached = "", 0
    for number, section in enumerate(document.sections):
        if section.kind in _PROSE:
            heading = _heading(document, reached, section) or heading
        if section.kind is SectionKind.BODY or (section.kind is SectionKind.RESULTS and is_about_people(heading)):
            silent.add(number)
        reached = section.end
    return silent


def _heading(document: Document, reached: int, section: Section) -> str:
    """The last line between two sections, which heads the second."""
    lines = document.text[reached : section.start].split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def is_about_people(heading: str) -> bool:
    """Whether a part of the results tells who took part.

    >>> is_about_people("3.1 Baseline characteristics"), is_about_people("Changes from baseline")
    (True, False)
    >>> is_about_people("Study population"), is_about_people("Depressed patients")
    (True, False)
    """
    words = [word for word in _WORD.findall(heading.lower()) if len(word) > _SHORT]
    roles = {heading_words().get(word, "") for word in words}
    if "about_people" in roles:
        return not _LATER.search(heading)
    return roles == {"people"}
