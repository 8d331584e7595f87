"""Transplants that are set against each other by whose microbes they are.

Pattern: gut material or a transplant "from A or B" or "from A or from B", where B is a donor: B is the comparator.

Reads rightly: "stool of anxious patients or of healthy donors", "microbiota from young (7 weeks) or aged mice".
It must not be fooled by: "from donors or capsules" (no donor), "stool from patients and blood from controls".
"""

import re

from psychobiotics.extraction.arms.comparators import ComparatorMention
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.vocab.study_phrases import phrase_pattern

_PAIR = re.compile(
    rf"\b(?:{phrase_pattern('gut_material')}|fmt|transplants?|transplantation)\b[^.;,()]{{0,30}}? (?:from|of) "
    r"[^.;()]{2,70}?(?: \([^()]{1,30}\))? or (?:from |of |by )?(?P<second>(?:[a-z-]+ ){1,4}?"
    rf"{phrase_pattern('donor_words')})\b"
)


def find_second_donors(setting: Setting) -> ComparatorMention | None:
    """The second of two kinds of donors whose microbes are transplanted, as what the first is compared with."""
    if setting.review:
        return None
    for sentence in setting.own:
        folded = sentence.text.lower()
        if " or " in folded and (match := _PAIR.search(folded)):
            start, end = match.span("second")
            return ComparatorMention(sentence.start + start, sentence.start + end, "fmt", of_same_kind=True)
    return None
