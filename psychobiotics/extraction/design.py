"""Cues of a study's design, blinding and species.

Pattern: words such as "randomised", "cross-sectional", "we review", "double-blind", "mice", with how surely they speak
of this study: in its title, in a sentence about itself ("this trial", "we conducted"), or anywhere else. Facts:
`design` (concept = class of the cue lexicon), `blinding`, `species`; confidence = sureness. Normalisation decides.

It must not be fooled by: "a systematic review of randomised trials" (the trials are plural), "further randomised
trials are needed", "no controlled trial has been performed", "our previous study in mice".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact

_IN_TITLE, _OF_ITSELF, _STATED, _ASIDE = 1.0, 0.9, 0.6, 0.2
_SELF = re.compile(
    r"\b(?:th(?:is|e present|e current|ese) (?:\w+[ -]){0,6}?(?:stud(?:y|ies)|trial|review|paper|article|work|analysis|meta-analysis"
    r"|protocol|chapter|investigation|experiment|manuscript|research|overview|survey|cohort|report)|present (?:\w+ ){0,3}?(?:study|review"
    r"|paper|article|trial|work)|our (?:study|trial|review|work|analysis|aim|results|findings|cohort)|herein?|we|us|in total|a total of"
    r"|was (?:conducted|performed|carried out|designed)|were (?:randomly|randomi[sz]ed|assigned|recruited|enrolled|divided))\b"
)
_TOLD_ELSEWHERE = re.compile(
    r"\b(?:previous(?:ly)?|earlier (?:stud|work)|recently (?:shown|reported|found)|future|further|warranted|needed|required|lack of|scarce"
    r"|no (?:\w+ ){0,4}(?:trial|stud|review)|several (?:\w+ ){0,2}(?:stud|trial|review|meta)|many (?:stud|trial)|some (?:stud|trial)"
    r"|recent (?:\w+ ){0,2}(?:stud|evidence|review|meta|data)|to date|studies (?:have|indicate|suggest|show|on|in|of)|evidence from"
    r"|(?:studies|trials) (?:are|were|have)|increasing|emerging|growing|should)\b|\b(?:is|are) (?:\w+ )?(?:known|warranted|needed|required)\b"
)
_OWN_EARLIER = re.compile(
    r"\b(?:our (?:previous|earlier|recent|prior) (?:\w+ )?(?:study|trial|work|report|findings)|we (?:have )?(?:previously|recently|earlier) "
    r"(?:\w+ )?(?:show|report|demonstrat|found|publish|conduct)\w*)"
)
_TARGET = re.compile(r"\b(?:for|of|in) (?:the )?(?:future|further)\b")
_QUIET = frozenset({SectionKind.BACKGROUND, SectionKind.DISCUSSION})
_MOST_FACTS = 60  # a full text names its species hundreds of times; the first sentences decide


def extract_design(text: StudyText) -> Iterator[Fact]:
    """Quote the cues of design, blinding and species of one study."""
    for sentence in text.front:
        sureness = _sureness(sentence, text.is_own)
        for cue in sentence.cues:
            field = _FIELDS.get(cue.lexicon)
            if field is None or cue.concept == "any":
                continue
            yield Fact(field, sentence.quote(cue.start, cue.end), f"design.{field}_cue", cue.concept, sureness)
        if text.is_own and (earlier := _OWN_EARLIER.search(sentence.folded)) and _tells_of_people(sentence):
            yield Fact("design", sentence.quote(*earlier.span()), "design.own_earlier_trial", "own_earlier_trial", 0.6)


def _tells_of_people(sentence: StudySentence) -> bool:
    return any(cue.concept == "human" for cue in sentence.of("species_words"))


_FIELDS = {"design_cues": "design", "blinding_cues": "blinding", "species_words": "species"}


def _sureness(sentence: StudySentence, is_own: bool) -> float:
    if sentence.is_title:
        return _IN_TITLE
    itself = _SELF.search(sentence.folded)
    if not is_own:
        return _OF_ITSELF
    if _TOLD_ELSEWHERE.search(sentence.folded):
        return _STATED - 0.1 if itself and not _TARGET.search(sentence.folded) else _ASIDE
    if sentence.section in _QUIET and not itself:
        return _ASIDE
    return _OF_ITSELF if itself else _STATED
