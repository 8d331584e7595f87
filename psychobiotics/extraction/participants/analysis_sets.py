"""Who is analysed: told without a number, and the words around a number that say so.

Pattern: "all were included in the analysis" (facts `all_analysed`), "those with missing data were excluded" (facts
`exclusion_cue`): who is enrolled is who is analysed. "Analyses were conducted on 52", "the intention-to-treat
population comprised 52", "leaving 52"; "data of 52 women were analysed", "the final sample of 52".

It must not be fooled by: "all samples were analysed".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.participants.counted_numbers import CountedNumber
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

_INCOMPLETE = re.compile(rf"\b{phrase_pattern('incomplete_data')}\b")
_ALL_ANALYSED = re.compile(
    r"\ball (?:of them |of whom |(?:enrolled |randomi[sz]ed )?(?:participants |patients |subjects |volunteers )"
    rf"(?:enrolled |randomi[sz]ed )?)?were {phrase_pattern('all_analysed')}\b"
)
_OF_TOTAL = r"(?:a total of |data (?:of|from) )?(?:the |all |all the )?$"
_MADE_UP_OF = rf"(?: \([^()]{{1,12}}\))? {phrase_pattern('made_up_of')} {_OF_TOTAL}"
_ANALYSIS_OF = re.compile(
    r"\banalys[ie]s (?:was |were )?(?:(?:performed|conducted|done|carried out|based|run) )?"
    rf"(?:of|in|on|among|for|from|with|included) {_OF_TOTAL}"
    rf"|\b{phrase_pattern('analysed_populations')}{_MADE_UP_OF}|\bleaving {_OF_TOTAL}"
)
_FINAL_SAMPLE = re.compile(rf"\b{phrase_pattern('final_samples')}{_MADE_UP_OF}")
_DATA_OF = re.compile(rf"\b{phrase_pattern('data_of')} (?:the |all |all the )?$")
_USED = re.compile(rf"[^.;]{{0,70}}?\b{phrase_pattern('used_in_analysis')}\b")
_BEFORE = 60


def is_of_analysis(sentence: StudySentence, number: CountedNumber) -> bool:
    """Whether the words before a number say that it counts who is analysed: "analyses were conducted on 52"."""
    return _ANALYSIS_OF.search(sentence.folded[max(0, number.start - _BEFORE) : number.start]) is not None


def is_of_final_sample(sentence: StudySentence, number: CountedNumber) -> bool:
    """Whether a number counts who is left in the end as well as who is studied: "data of 52 women were analysed"."""
    before = sentence.folded[max(0, number.start - _BEFORE) : number.start]
    if _FINAL_SAMPLE.search(before):
        return True
    return bool(_DATA_OF.search(before) and _USED.match(sentence.folded, number.end))


def find_analysis_sets(text: StudyText) -> Iterator[Fact]:
    """Quote the sentences that tell who is analysed by who is enrolled: all of them, or those with complete data."""
    for sentence in text.sentences:
        folded = sentence.folded
        if "all " in folded and "were " in folded and (match := _ALL_ANALYSED.search(folded)):
            yield Fact("all_analysed", sentence.quote(*match.span()), "sample_size.all_analysed")
        if "excluded" in sentence.folded and _INCOMPLETE.search(sentence.folded):
            yield Fact("exclusion_cue", sentence.quote(0, len(sentence.text)), "sample_size.incomplete_excluded")
