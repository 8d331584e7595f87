"""Numbers of people that a review tells together with the number of studies that they come from.

Pattern: a number of studies, a word that joins ("with", "including", "encompassing", a comma, a bracket), a number of
people: "Eight trials with 465 participants", "eleven trials (782 participants)", "17 RCTs, 1021 adults". The two say
the same thing, so that each vouches for the other.

It must not be fooled by: "three trials compared 60 women" (a verb stands between).
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.participants.counted_numbers import CountedNumber
from psychobiotics.extraction.study_text import StudySentence
from psychobiotics.vocab.study_phrases import phrase_pattern

_STUDIES = 40  # characters between a number and the studies that it counts: "14 randomised placebo-controlled trials"
_BLOCK = re.compile(r"[.;:()]|\d")
_JOIN = re.compile(
    rf"\s?(?:\([^()\d]{{1,12}}\))?\s?(?:[,(;]\s?)?(?:{phrase_pattern('pooling_words')}\s)?(?:a total of\s)?"
    r"(?:n\s?=\s?)?"
)


def find_pooled(sentence: StudySentence) -> Iterator[tuple[tuple[int, int], CountedNumber]]:
    """Each number of studies, as (start, end), with the number of people in them."""
    words = sentence.of("included_study_words")
    if not words:
        return
    bracketed = sum(people.shape == "n_equals" for people in sentence.counted_numbers)
    for people in sentence.counted_numbers:
        if people.shape == "n_equals" and bracketed > 1:
            continue  # "two cohorts (n = 40) and one trial (n = 30)": parts of the whole
        before = [w for w in words if w.end <= people.start]
        if not before or not _JOIN.fullmatch(sentence.folded, before[-1].end, people.start):
            continue
        numbers = [span for span in sentence.number_spans if span[1] <= before[-1].start]
        if numbers and _counts(sentence, numbers[-1], before[-1].start):
            yield numbers[-1], people


def _counts(sentence: StudySentence, number: tuple[int, int], noun: int) -> bool:
    between = sentence.folded[number[1] : noun]
    return len(between) <= _STUDIES and not _BLOCK.search(between)
