"""Stretches of a sentence that may each tell one result by numbers.

Pattern: "A was 3 and 4 (p = .1)" | ", and B was 5 and 9 (p = .01)": a stretch ends right behind a bracket with a
p-value or an interval, before "and", a comma or a new clause.

It must not be fooled by: numbers that stand in a bracket (they are appended to the tokens, and belong where they are
printed).
"""

from dataclasses import dataclass

from psychobiotics.extraction.results.numbers.group_values import find_values, order_values
from psychobiotics.extraction.results.syntax.asides import count_precision, read_aside
from psychobiotics.extraction.results.syntax.tokens import Line, Token

_JOINTS = frozenset({"and", "comma", "stop", "but"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens [first, stop) of a sentence whose own tokens end before `last`; behind it stand appended ones."""

    line: Line
    first: int
    stop: int
    last: int

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the sentence, with those appended."""
        return self.line.tokens

    def holds_control(self) -> bool:
        """The stretch names the control itself."""
        return any("control" in token.roles for token in self.tokens[self.first : self.stop])

    def count_precision(self, index: int) -> int:
        """How many p-values and intervals stand in brackets behind token `index`."""
        asides = (a for a in self.line.asides if index < a.at <= self.stop)
        return sum(count_precision(self.line, aside) for aside in asides)

    def is_told_once(self, index: int) -> bool:
        """One bracket behind token `index` holds a p-value or an interval."""
        asides = (a for a in self.line.asides if index < a.at <= self.stop)
        return sum(count_precision(self.line, aside) > 0 for aside in asides) == 1

    def tells_between(self, index: int, values: int) -> bool:
        """What stands behind token `index` is more than an interval around each of that many values."""
        asides = [a for a in self.line.asides if index < a.at <= self.stop]
        told = [{field for field, _, _ in read_aside(self.line, aside)} for aside in asides]
        compared = any(fields & {"p_value", "effect_measure"} for fields in told)
        return compared or sum("ci_low" in fields for fields in told) < max(values, 2)

    def values(self, index: int, after_of: int | None = None) -> list[int]:
        """The groups' values from token `index` to the end of the stretch."""
        end = self.line.sentence.end if self.stop >= self.last else self.tokens[self.stop].start
        return [v for v in find_values(self.line, index, after_of) if self.tokens[v].start < end]

    def ordered(self, values: list[int]) -> list[int]:
        """The treated group's value first; the groups may be named elsewhere in the sentence."""
        if self.holds_control():
            return order_values(self.tokens, values, self.stop, self.first)
        return order_values(self.tokens, values, self.last)


def find_stretches(line: Line) -> list[int]:
    """Where each stretch may end: indices of tokens, the last that of the sentence's end."""
    last = len(line.tokens)
    ends = [a.at for a in line.asides if a.at < last and line.tokens[a.at].tag in _JOINTS and count_precision(line, a)]
    return [*ends, last]
