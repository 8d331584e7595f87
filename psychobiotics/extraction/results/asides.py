"""What the brackets and inline statistics of a sentence say."""

from psychobiotics.extraction.results.statistics import Found, read_statistics
from psychobiotics.extraction.results.tokens import Aside, Line

_PRECISION = frozenset({"p_value", "ci_low"})


def read_aside(line: Line, aside: Aside) -> list[Found]:
    """(field, start, end) of each part of its statistics, with offsets in the document."""
    offset = line.sentence.start
    found = read_statistics(line.sentence.text, aside.start - offset, aside.end - offset)
    return [(field, start + offset, end + offset) for field, start, end in found]


def count_precision(line: Line, aside: Aside) -> int:
    """How many p-values and intervals it holds."""
    return sum(field in _PRECISION for field, _, _ in read_aside(line, aside))
