"""When and in which part of the study's people a result was seen, and whether it pools studies.

Pattern: "after 8 weeks", "at week 12", "at 6 months" (only where a sentence names one time), "in females", "in the
elderly subgroup", "pooled".

It must not be fooled by: "8-week-old mice", two times in one sentence.
"""

import re

from psychobiotics.extraction.results.groups.comparisons import Group
from psychobiotics.extraction.results.syntax.tokens import Line, Token
from psychobiotics.vocab.number_words import words_of_kinds

_NUMBER = rf"(?:\d+(?:\.\d+)?|{words_of_kinds('unit')})"
_ENDS = frozenset({"but", "stop"})
_LENGTH = re.compile(
    rf"{_NUMBER}(?:\s|-)(?:days?|weeks?|months?|years?)|(?:day|week|month|year)s?\s{_NUMBER}", re.IGNORECASE
)
_TIME = re.compile(
    rf"\b(?:(?:after|at|for|within|over|until)\s(?:the\s)?(?:end\sof\s)?(?P<length>{_NUMBER}(?:\s|-)(?:days?|weeks?|months?|years?))"
    rf"|(?:at|on|until|by)\s(?P<named>(?:day|week|month|year)s?\s{_NUMBER}))(?![\w-])",
    re.IGNORECASE,
)


def find_time(line: Line, cue: int) -> tuple[int, int] | None:
    """(start, end) in the document of the only time that is named for the cue at token `cue`, or None.

    A time behind "but" or a semicolon is that of another result.
    """
    text = line.sentence.text
    if not any(unit in text for unit in ("day", "week", "month", "year", "Day", "Week", "Month")):
        return None
    end = next((t.start for t in line.tokens[cue:] if t.tag in _ENDS), line.sentence.end) - line.sentence.start
    found = [m.span("length") if m["length"] else m.span("named") for m in _TIME.finditer(text, 0, max(end, 0))]
    if len({text[a:b].lower() for a, b in found}) != 1:
        return None
    return found[0][0] + line.sentence.start, found[0][1] + line.sentence.start


def find_time_within(line: Line, first: int, end: int) -> tuple[int, int] | None:
    """(start, end) in the document of the time that tokens [first, end) name, or None."""
    offset = line.sentence.start
    match = _LENGTH.search(line.sentence.text, line.tokens[first].start - offset, line.tokens[end - 1].end - offset)
    return (match.start() + offset, match.end() + offset) if match else None


def find_subgroup(tokens: list[Token], group: Group | None) -> tuple[int, int] | None:
    """(start, end) in the document of a group that is a part of the study's people, or None."""
    if group is None or tokens[group.at].tag != "prep":
        return None
    words = tokens[group.first : group.end]
    if not any("subgroup" in token.roles for token in words):
        return None
    return words[0].start, words[-1].end


def find_pooling(tokens: list[Token]) -> Token | None:
    """The word that says that studies were pooled, or None."""
    return next((token for token in tokens if "pooling" in token.roles), None)
