"""Diets as what is tested and as what it is tested against.

Pattern: in a title, "diet" with a word that says which ("low-protein", "fibre-rich", "vegan"), or a contrast of two
("vegan versus meat-rich diets"): the first is tested, the second is the comparator. In people, where a diet is
tested, a "control diet" or "standard diet" is another diet.

It must not be fooled by: "high-fat diet-induced", "Western diet-fed mice" (models), "diet and mood" (no diet named).
"""

import re
from collections.abc import Iterator, Sequence

from psychobiotics.extraction.arms.comparators import ComparatorMention
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.vocab.study_phrases import phrase_pattern

_WHICH = rf"(?:[a-z]+-)?{phrase_pattern('diet_kinds')}"
_TESTED = re.compile(
    rf"\b{_WHICH}(?:, {_WHICH})?(?: diets?)?"
    r"(?:\s(?:\([^()]{1,12}\)\s)?(?:vs\.?|versus|compared (?:to|with)|or|to)"
    rf"\s(?:an? )?(?P<second>(?:[a-z]+ )?{_WHICH}))?(?: [a-z-]+)? diets?\b(?![- ](?:induced|fed|consumption|model))",
    re.IGNORECASE,
)
_CONTROL = re.compile(rf"\b{phrase_pattern('control_diets')}(?: [a-z-]+)? diets?\b", re.IGNORECASE)


def find_tested_diets(title: Sentence) -> Iterator[tuple[int, int]]:
    """Where a title names the diet that is tested, as (start, end) in the document."""
    for match in _TESTED.finditer(title.text) if "diet" in title.text.lower() else ():
        yield title.start + match.start(), title.start + match.end()


def against_diets(setting: Setting, found: Sequence[ComparatorMention]) -> list[ComparatorMention]:
    """The comparators of a study that tests a diet: another diet stands for "no treatment"."""
    if setting.species != "human" or (other := _other_diet(setting)) is None:
        return list(found)
    return [*(mention for mention in found if mention.type != "no_treatment"), other]


def _other_diet(setting: Setting) -> ComparatorMention | None:
    for sentence in (setting.title, *setting.own):
        if sentence is None:
            continue
        match = _TESTED.search(sentence.text) if "diet" in sentence.text.lower() else None
        if match and match["second"]:
            start, end = match.span("second")
        elif control := _CONTROL.search(sentence.text):
            start, end = control.span()
        else:
            continue
        return ComparatorMention(sentence.start + start, sentence.start + end, "diet", of_same_kind=True)
    return None
