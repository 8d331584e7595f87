"""Outcomes listed in a bracket.

Pattern: "anti-inflammatory cytokines (IL-10 and IL-4) rose": each is an outcome, where the vocabulary knows at least
two of them; the heading before the bracket then only sums them up.

It must not be fooled by: one abbreviation ("interleukin 6 (IL-6)"), a bracket of statistics.
"""

from collections.abc import Iterator

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.attribution import Result
from psychobiotics.extraction.results.phrases import Phrase
from psychobiotics.extraction.results.tokens import Aside, Line, Token

_MEASURED = frozenset({"instruments", "biomarkers"})


def list_brackets(reading: Reading, line: Line, results: list[Result]) -> list[Result]:
    """Results with those whose outcome heads a bracketed list dealt out to the list's members."""
    listed: list[Result] = []
    for result in results:
        aside = next((a for a in line.asides if a.at == result.phrase.core_end), None)
        members = _members(reading, aside) if aside and result.frame.kind in {"change", "null"} else []
        if len(members) > 1:
            listed.extend(_as_results(line, result, members))
        else:
            listed.append(result)
    return listed


def _members(reading: Reading, aside: Aside) -> list[tuple[int, int]]:
    hits = [h for h in reading.hits_in(aside.start, aside.end) if h.vocabulary in _MEASURED and h.end <= aside.end]
    if len({hit.concept for hit in hits}) < len(hits):
        return []  # "cortisol (cortisol 0, cortisol 60)": one outcome
    spans: list[tuple[int, int]] = []
    for hit in hits:
        if not spans or hit.start >= spans[-1][1]:
            spans.append((hit.start, hit.end))
    return spans


def _as_results(line: Line, result: Result, members: list[tuple[int, int]]) -> Iterator[Result]:
    """The members as tokens at the end of the line, so that everything after can point at them."""
    for start, end in members:
        index = len(line.tokens)
        text = line.sentence.text[start - line.sentence.start : end - line.sentence.start]
        line.tokens.append(Token(start, end, text.lower(), "w"))
        phrase = Phrase(index, index + 1, index + 1, index + 1, result.phrase.embedded)
        yield Result(result.frame, phrase, result.statistics, result.comparator, result.group)
