"""One outcome with everything that a sentence says of it."""

from dataclasses import dataclass, field

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.groups.comparisons import Group
from psychobiotics.extraction.results.numbers.statistics import Found
from psychobiotics.extraction.results.syntax.phrases import Phrase


@dataclass(slots=True)
class Result:
    """One outcome of one frame, with what was said of it.

    Attributes:
        statistics: (field, start, end) in document offsets, p-value, effect and interval.
        comparator: The group it was compared with.
        group: The group it was seen in.
        place: Tokens [first, end) that say when or in whom, where the result is one of several such: "at week 4 (p =
            .01) and week 8 (p = .03)".
        head: Tokens [first, end) of the word that the outcome's name shares with another: "physical (p = .1) and mental
            (p = .02) scores".
        swapped: The group that it was seen in is the control: the direction is the comparator's, as printed.
    """

    frame: Frame
    phrase: Phrase
    statistics: list[Found] = field(default_factory=list)
    comparator: Group | None = None
    group: Group | None = None
    place: tuple[int, int] | None = None
    head: tuple[int, int] | None = None
    swapped: bool = False
