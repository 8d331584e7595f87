"""Who is analysed, told without a number.

Pattern: "all were included in the analysis" (facts `all_analysed`), "those with missing data were excluded" (facts
`exclusion_cue`): who is enrolled is who is analysed.

It must not be fooled by: "all samples were analysed".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.study_text import StudyText
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

_INCOMPLETE = re.compile(rf"\b{phrase_pattern('incomplete_data')}\b")
_ALL_ANALYSED = re.compile(
    r"\ball (?:of them |of whom |(?:enrolled |randomi[sz]ed )?(?:participants |patients |subjects |volunteers )"
    rf"(?:enrolled |randomi[sz]ed )?)?were {phrase_pattern('all_analysed')}\b"
)


def find_analysis_sets(text: StudyText) -> Iterator[Fact]:
    """Quote the sentences that tell who is analysed by who is enrolled: all of them, or those with complete data."""
    for sentence in text.sentences:
        folded = sentence.folded
        if "all " in folded and "were " in folded and (match := _ALL_ANALYSED.search(folded)):
            yield Fact("all_analysed", sentence.quote(*match.span()), "sample_size.all_analysed")
        if "excluded" in sentence.folded and _INCOMPLETE.search(sentence.folded):
            yield Fact("exclusion_cue", sentence.quote(0, len(sentence.text)), "sample_size.incomplete_excluded")
