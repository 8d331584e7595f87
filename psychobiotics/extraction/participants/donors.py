"""Numbers of donors, who are no participants.

Pattern: "two donors" of what others are given, but not "cells of 12 donors" that are studied in the laboratory.

Reads rightly: "stool of 3 donors was given to 40 patients", "pools of five donors", "10 donors gave stool".
It must not be fooled by: "faeces of 6 healthy donors were fermented in vitro" (they are the sample).
"""

import re

from psychobiotics.extraction.participants.counted_numbers import CountedNumber
from psychobiotics.extraction.study_text import StudySentence
from psychobiotics.vocab.study_phrases import phrase_pattern

_OWN_MATERIAL = re.compile(rf"\b{phrase_pattern('own_material')} (?:\w+ )?(?:of|from) $")
_IN_LABORATORY = re.compile(rf"\b{phrase_pattern('laboratory_words')}\b")


def counts_donors(sentence: StudySentence, number: CountedNumber) -> bool:
    """Whether a number counts donors of what others are given, not of what is studied in the laboratory."""
    noun = number.noun
    if noun is None or not sentence.folded.startswith("donor", noun.start):
        return False
    own = _OWN_MATERIAL.search(sentence.folded[max(0, number.start - 40) : number.start])
    return own is None or _IN_LABORATORY.search(sentence.folded) is None
