"""Which of the comparators that a study's words tell are its own: of a diet, a drug, a transplant, of listed groups.

Pattern: what the tested kinds are told to be compared with comes first; then terms of the comparators' lexicon and
vehicles; where a diet is tested another diet, where a drug is tested and nothing else is told another drug, where a
transplant is tested the second donors; then, in animals or where nothing else is told, treatments of listed groups.

Reads rightly: "a low-fat diet or a control diet", "sertraline or fluoxetine", "kefir, inulin or placebo" (the last).
It must not be fooled by: a kind that is tested itself ("a probiotic or placebo; the other probiotic").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from psychobiotics.extraction.arms.comparators import ComparatorMention, find_comparators
from psychobiotics.extraction.arms.diets import against_diets
from psychobiotics.extraction.arms.donor_groups import find_second_donors
from psychobiotics.extraction.arms.drugs import find_opposed
from psychobiotics.extraction.arms.interventions import TypedMention
from psychobiotics.extraction.arms.opposed_vehicles import find_opposed_vehicle
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.reading import Reading


@dataclass(frozen=True, slots=True)
class Tested:
    """What a study tests: arm types, the first one first, and the words that name them."""

    types: Sequence[str]
    mentions: Sequence[TypedMention]


def choose_comparators(
    reading: Reading,
    setting: Setting,
    tested: Tested,
    told: tuple[Sequence[ComparatorMention], Sequence[ComparatorMention]],
) -> list[ComparatorMention]:
    """The comparators of a study in order.

    Args:
        reading: The document.
        setting: The study's setting and sentences.
        tested: What it tests.
        told: Kinds that the text compares with, and those of listed groups.
    """
    compared, listed = told
    known = {mention.type for mention in compared}
    found = _find(reading, setting, tested, [mention for mention in listed if mention.type not in known])
    return [c for c in (*compared, *found) if c.of_same_kind or c.type not in tested.types]


def _find(
    reading: Reading, setting: Setting, tested: Tested, listed: Sequence[ComparatorMention]
) -> list[ComparatorMention]:
    first = tested.types[0] if tested.types else None
    vehicle = find_opposed_vehicle(setting, tested.mentions) if first else None
    found = list(find_comparators(reading, setting, first is not None, vehicle))
    if first == "diet":
        found = against_diets(setting, found)
    if first == "drug" and not found and setting.is_trial_in_people and (opposed := find_opposed(setting)):
        found = [opposed]
    if first == "fmt" and all(mention.inferred for mention in found) and (donors := find_second_donors(setting)):
        return [donors]
    if found and setting.species != "animal":
        return found
    return [*found, *(mention for mention in listed if mention.type not in {other.type for other in found})]
