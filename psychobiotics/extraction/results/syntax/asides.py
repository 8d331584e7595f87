"""What the brackets and inline statistics of a sentence say."""

from psychobiotics.extraction.results.numbers.statistics import Found, read_statistics
from psychobiotics.extraction.results.syntax.tokens import Aside, Line

_PRECISION = frozenset({"p_value", "ci_low"})


def read_aside(line: Line, aside: Aside) -> list[Found]:
    """(field, start, end) of each part of its statistics, with offsets in the document.

    Several intervals beside a p-value, of no estimate, are those of the groups' own values: "(54% [95% CI 49 to 58] vs
    42% [95% CI 37 to 45]; p < .001)".
    """
    offset = line.sentence.start
    found = read_statistics(line.sentence.text, aside.start - offset, aside.end - offset)
    fields = [field for field, _, _ in found]
    if fields.count("ci_low") > 1 and "p_value" in fields and "effect_measure" not in fields:
        found = [part for part in found if not part[0].startswith("ci_")]
    return [(field, start + offset, end + offset) for field, start, end in found]


def count_precision(line: Line, aside: Aside) -> int:
    """How many p-values and intervals it holds."""
    return sum(field in _PRECISION for field, _, _ in read_aside(line, aside))
