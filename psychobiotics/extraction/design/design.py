"""Cues of a study's design, blinding and species.

Pattern: words such as "randomised", "cross-sectional", "we review", "double-blind", "mice", with how surely they speak
of this study: in its title, in a sentence about itself ("this trial", "we conducted"), or anywhere else. Facts:
`design` (concept = class of the cue lexicon), `blinding`, `species`; confidence = sureness. Normalisation decides.

It must not be fooled by: "a systematic review of randomised trials" (the trials are plural), "further randomised
trials are needed", "no controlled trial has been performed", "our previous study in mice".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.study_cues import CueHit
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

_IN_TITLE, _OF_ITSELF, _STATED, _HALF_TOLD, _ASIDE = 1.0, 0.9, 0.6, 0.5, 0.2
_SELF = re.compile(rf"\b{phrase_pattern('self_reference')}\b")
_TOLD_ELSEWHERE = re.compile(rf"\b{phrase_pattern('told_elsewhere')}\b")
_QUIET = frozenset({SectionKind.BACKGROUND, SectionKind.DISCUSSION})
_FOR_OTHERS = frozenset({"animal_study"})  # an own report names its animals; "animal models" there are background
_FIELDS = {"design_cues": "design", "blinding_cues": "blinding", "species_words": "species"}


def extract_design(text: StudyText) -> Iterator[Fact]:
    """Quote the cues of design, blinding and species of one study."""
    for sentence in text.sentences:
        cues = [cue for cue in sentence.cues if cue.lexicon in _FIELDS and cue.concept != "any"]
        sureness = _sureness(sentence, text.is_own) if cues else 0.0
        for cue in cues:
            if cue.concept in _FOR_OTHERS and text.is_own:
                continue
            field = _FIELDS[cue.lexicon]
            yield Fact(field, sentence.quote(cue.start, cue.end), f"design.{field}_cue", _class_of(cue, text), sureness)


def is_told_elsewhere(sentence: StudySentence) -> bool:
    """Whether a sentence speaks of other studies, known or wanted, rather than of this one."""
    return sentence.may_hold("told_elsewhere") and _TOLD_ELSEWHERE.search(sentence.folded) is not None


def _class_of(cue: CueHit, text: StudyText) -> str:
    """A review that somebody else names is of no stated kind; one that calls itself so is a narrative one."""
    return "review_named" if cue.concept == "review" and not text.is_own else cue.concept


def _sureness(sentence: StudySentence, is_own: bool) -> float:
    if sentence.is_title:
        return _IN_TITLE
    if not is_own:
        return _OF_ITSELF
    itself = _SELF.search(sentence.folded) is not None
    if is_told_elsewhere(sentence):
        return _HALF_TOLD if itself else _ASIDE
    if sentence.section in _QUIET and not itself:
        return _ASIDE
    return _OF_ITSELF if itself else _STATED
