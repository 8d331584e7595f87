"""Outcomes listed in a bracket.

Pattern: "anti-inflammatory cytokines (IL-10 and IL-4) rose": each is an outcome, where the vocabulary knows at least
two of them, or where the heading counts kinds of measures ("three tests (word recall, trail making, and naming, p <
.05)"); the heading before the bracket then only sums them up.

It must not be fooled by: one abbreviation ("interleukin 6 (IL-6)"), a bracket of statistics.
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.numbers.statistics import find_statistics
from psychobiotics.extraction.results.result import Result
from psychobiotics.extraction.results.syntax.phrases import Phrase
from psychobiotics.extraction.results.syntax.tokens import Aside, Line, append_token

_MEASURED = frozenset({"instruments", "biomarkers"})


def list_brackets(reading: Reading, line: Line, results: list[Result]) -> list[Result]:
    """Results with those whose outcome heads a bracketed list dealt out to the list's members."""
    listed: list[Result] = []
    for result in results:
        aside = next((a for a in line.asides if a.at == result.phrase.core_end), None)
        members = _members(reading, line, result, aside) if aside and result.frame.kind in {"change", "null"} else []
        listed.extend(_as_results(line, result, members) if members else [result])
    return listed


def _members(reading: Reading, line: Line, result: Result, aside: Aside) -> list[tuple[int, int]]:
    """(start, end) of each outcome that the bracket lists; none where it lists no two."""
    known = _known(reading, aside)
    if len(known) < 2 and _counts_measures(line, result):
        return _parts(line, aside)
    return known if len(known) > 1 else []


def _known(reading: Reading, aside: Aside) -> list[tuple[int, int]]:
    hits = [h for h in reading.hits_in(aside.start, aside.end) if h.vocabulary in _MEASURED and h.end <= aside.end]
    if len({hit.concept for hit in hits}) < len(hits):
        return []  # "cortisol (cortisol 0, cortisol 60)": one outcome
    spans: list[tuple[int, int]] = []
    for hit in hits:
        if not spans or hit.start >= spans[-1][1]:
            spans.append((hit.start, hit.end))
    return spans


def _counts_measures(line: Line, result: Result) -> bool:
    """The heading is of several measures: "four cognition tests", "mood subscales"."""
    head = line.tokens[result.phrase.core_end - 1]
    return head.lower.endswith("s") and bool(head.roles & {"test", "category", "scale"})


def _parts(line: Line, aside: Aside) -> list[tuple[int, int]]:
    """The names in a bracket, up to its statistics; none where some part is no name."""
    text, offset = line.sentence.text, line.sentence.start
    told = next(find_statistics(text, aside.start - offset, aside.end - offset), None)
    inner = text[aside.start - offset : told[0] if told else aside.end - offset].rstrip(" ,;")
    joints = [match.span() for match in _JOINT.finditer(inner)]
    spans = list(zip([0, *(b for _, b in joints)], [*(a for a, _ in joints), len(inner)], strict=True))
    names = [inner[a:b] for a, b in spans]
    if len(spans) < 2 or any(len(name.split()) > _LONGEST or not _NAME.fullmatch(name) for name in names):
        return []
    return [(aside.start + a, aside.start + b) for a, b in spans]


_JOINT = re.compile(r"[,;]\s(?:(?:and|or)\s)?|\s(?:and|or)\s")
_NAME = re.compile(r"[^\W\d_][^\d=<>%±()]*")
_LONGEST = 6  # words of one name


def _as_results(line: Line, result: Result, members: list[tuple[int, int]]) -> Iterator[Result]:
    """The members as tokens at the end of the line, so that everything after can point at them."""
    for start, end in members:
        index = append_token(line, start, end, "w")
        phrase = Phrase(index, index + 1, index + 1, index + 1, result.phrase.embedded)
        yield Result(result.frame, phrase, result.statistics, result.comparator, result.group)
