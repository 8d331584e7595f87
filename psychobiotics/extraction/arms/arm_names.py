"""The words by which a text may name an arm where it tells its groups.

Pattern: the words of the arm's label, of its kind and of its microbes, its abbreviation, and, where it is the only arm
of its role, words of any tested or control group ("treatment", "verum"; "control", "usual").

Reads rightly: "the GG group" (an arm with strain GG), "controls", "active", "the CBT arm" (of "cognitive ... therapy").
It must not be fooled by: "both groups", "the healthy volunteers" (they name no arm).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psychobiotics.extraction.reading import Reading
from psychobiotics.records.mentions import ArmMention
from psychobiotics.vocab.cues import token_set
from psychobiotics.vocab.study_phrases import phrase_pattern

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CONTROL = re.compile(rf"\b{phrase_pattern('control_groups')}\b")
_TESTED = re.compile(rf"\b{phrase_pattern('tested_groups')}\b")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class ArmNames:
    """What names one arm.

    Attributes:
        words: Words in lower case, without a plural's s.
        alone: It is the only arm of its role.
    """

    role: str
    words: frozenset[str]
    alone: bool

    def are_in(self, phrase: str) -> bool:
        """Whether a phrase names the arm."""
        folded = phrase.lower()
        if self.words & set(words_of(folded)):
            return True
        if not self.alone:
            return False
        return bool((_CONTROL if self.role == "comparator" else _TESTED).search(folded))


def names_of_arms(reading: Reading, arms: Sequence[ArmMention]) -> tuple[ArmNames, ...]:
    """The names of each arm; words that several arms have name none of them."""
    words = [frozenset(_own_words(reading, arm)) for arm in arms]
    roles = [arm.role for arm in arms]
    return tuple(
        ArmNames(
            arm.role, own - frozenset().union(*(w for j, w in enumerate(words) if j != i)), roles.count(arm.role) == 1
        )
        for i, (arm, own) in enumerate(zip(arms, words, strict=True))
    )


def words_of(folded: str) -> Iterator[str]:
    """Words of a phrase in lower case, each without a plural's s; of a word with hyphens its parts too."""
    for match in _WORD.finditer(folded):
        for word in {match.group(), *match.group().split("-")}:
            yield word.removesuffix("s") if len(word) > 3 else word


def _own_words(reading: Reading, arm: ArmMention) -> Iterator[str]:
    facts = [fact for fact in arm.facts if fact.field in {"label_reported", "product"}]
    facts += [fact for strain in arm.strains for fact in strain.facts]
    phrases = [fact.quote.text for fact in facts]
    spelled = [short for short, long in reading.short_forms.items() if _is_part(phrases, long.text)]
    kinds = [fact.concept or "" for fact in arm.facts if fact.field == "type"]
    for word in words_of(" ".join([*phrases, *spelled, *kinds]).replace("_", " ").lower()):
        if len(word) >= _SHORTEST and word not in token_set("vague_group_words"):
            yield word


def _is_part(phrases: Sequence[str], spelled: str) -> bool:
    """Whether an abbreviation's long form is what a label or a microbe is called."""
    folded = spelled.lower()
    return any(phrase.lower() in folded or folded in phrase.lower() for phrase in phrases if len(phrase) > 3)
