"""Which arm of its study a result is compared with.

Pattern: the arm that the words of the comparison name, else the only comparator arm, or the placebo among several; a
page tells of a trial with a placebo first and then only of what changed.

It must not be fooled by: results of a full text that say no comparison, treated arms compared with each other, a page
that names no control (there may have been one all the same).
"""

from dataclasses import dataclass

from psychobiotics.extraction.results.frames.frames import Frame
from psychobiotics.extraction.results.groups.groups import default_comparator, find_arm, names_arm
from psychobiotics.extraction.results.groups.unsaid_comparisons import names_others, says_no_comparison
from psychobiotics.extraction.results.groups.within_groups import compares_treated
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.records.mentions import ArmMention


@dataclass(frozen=True, slots=True)
class Compared:
    """What the results of a sentence may be compared with.

    Attributes:
        arms: The arms that they may point to.
        is_trial: The arms were shared out at random.
        is_prose: The sentence stands in the results of a full text, behind its abstract.
        is_told: A page tells of somebody else's study, whose control it need not mention.
    """

    arms: tuple[ArmMention, ...]
    is_trial: bool = False
    is_prose: bool = False
    is_told: bool = False

    def find(self, cue: str | None, tokens: list[Token], frame: Frame) -> str | None:
        """Key of the arm that a result is compared with; None where that is a treated arm or nobody says what."""
        if self.is_prose and (names_others(cue) if cue else says_no_comparison(tokens, frame)):
            return None
        if cue and (named := find_arm(cue, self.arms, "comparator")):
            told = names_arm(cue, self.arms, "comparator")
            return None if not told and names_arm(cue, self.arms, "intervention") else named
        if not cue and compares_treated(tokens, frame) and self._has_two_treated():
            return None
        return default_comparator(self.arms)

    def is_uncontrolled(self) -> bool:
        """The study's own report names what was given, and no control."""
        if not self.arms or self.is_trial or self.is_told:
            return False
        return not any(arm.role == "comparator" for arm in self.arms)

    def _has_two_treated(self) -> bool:
        return sum(arm.role == "intervention" for arm in self.arms) > 1
