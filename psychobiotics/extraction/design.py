"""Cues of a study's design, blinding and species.

Pattern: words such as "randomised", "cross-sectional", "we review", "double-blind", "mice", with how surely they speak
of this study: in its title, in a sentence about itself ("this trial", "we conducted"), or anywhere else. Facts:
`design` (concept = class of the cue lexicon), `blinding`, `species`; confidence = sureness. Normalisation decides.

It must not be fooled by: "a systematic review of randomised trials" (the trials are plural), "further randomised
trials are needed", "no controlled trial has been performed", "our previous study in mice".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.counted_numbers import find_counted_numbers
from psychobiotics.extraction.study_cues import CueHit
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
_RESULT = re.compile(
    r"\bp\s?[<=>≤]|\bwe (?:\w+ )?(?:found|observed|measured|sequenced|recruited|enrolled|collected|compared|analy[sz]ed|examined|assessed|show(?:ed)?|performed|conducted|used"
    r"|identified|tested|treated|report|demonstrated?|developed|investigated|evaluated)\b|\bour (?:results|findings|data|study|analysis|work)\b|\bresults (?:show|indicat|suggest|reveal)"
    r"|\bwas (?:performed|measured|conducted|used|analy[sz]ed|assessed|evaluated|investigated)\b|\bwere (?:performed|measured|collected|analy[sz]ed|treated|fed|assessed|recruited|evaluated)\b|\bresults:"
)
_CONTROLS = re.compile(
    r"\b(?:healthy|normal|matched|unaffected|non-\w+) (?:[\w-]+ ){0,3}?(?:controls?|volunteers|subjects|individuals|spouses)\b|\bhcs\b"
)
_SHORT, _LONG = 3, 40  # sentences of an abstract
_WILL_BE = re.compile(
    r"\bwill (?:be (?:\w+ ){0,2}?(?:randomi[sz]ed|enrolled|recruited|allocated|assigned|assessed|measured|collected|conducted|performed|included|evaluated|analy[sz]ed|compared|divided)"
    r"|receive|undergo|recruit|enrol|include|complete|participate|consume|take)\b"
)
_WERE = re.compile(
    r"\bwere (?:\w+ ){0,2}?(?:randomi[sz]ed|enrolled|recruited|allocated|assigned|treated|fed|divided|analy[sz]ed)\b|\bp\s?[<=]"
)
_FOR_OTHERS = frozenset({"animal_study"})  # an own report names its animals; "animal models" there are background
_TARGET = re.compile(r"\b(?:for|of|in) (?:the )?(?:future|further)\b")
_QUIET = frozenset({SectionKind.BACKGROUND, SectionKind.DISCUSSION})
_MOST_FACTS = 60  # a full text names its species hundreds of times; the first sentences decide


def extract_design(text: StudyText) -> Iterator[Fact]:
    """Quote the cues of design, blinding and species of one study."""
    for sentence in text.front:
        cues = [cue for cue in sentence.cues if cue.lexicon in _FIELDS and cue.concept != "any"]
        sureness = _sureness(sentence, text.is_own) if cues else 0.0
        for cue in cues:
            field = _FIELDS[cue.lexicon]
            if cue.concept in _FOR_OTHERS and text.is_own:
                continue
            yield Fact(field, sentence.quote(cue.start, cue.end), f"design.{field}_cue", _class_of(cue, text), sureness)
        if text.is_own and (earlier := _OWN_EARLIER.search(sentence.folded)) and _tells_of_people(sentence):
            yield Fact("design", sentence.quote(*earlier.span()), "design.own_earlier_trial", "own_earlier_trial", 0.6)
    yield from _plans(text)
    yield from _compares_with_controls(text)
    yield from _no_own_results(text)


def _class_of(cue: CueHit, text: StudyText) -> str:
    """A review that somebody else names is of no stated kind; one that calls itself so is a narrative one."""
    return "review_named" if cue.concept == "review" and not text.is_own else cue.concept


def _plans(text: StudyText) -> Iterator[Fact]:
    """A report that says what will be done to whom, and nothing of what was: a protocol."""
    planned = [(s, match) for s in text.front if (match := _WILL_BE.search(s.folded))]
    if text.is_own and len(planned) >= _SHORT - 1 and not any(_WERE.search(s.folded) for s in text.front):
        sentence, match = planned[0]
        yield Fact("design", sentence.quote(*match.span()), "design.planned", "planned", 0.9)


def _no_own_results(text: StudyText) -> Iterator[Fact]:
    """The title of a text that reports nothing of its own: no counted people, no test, no "we found"."""
    first = text.front[0] if text.front else None
    if first is None or not text.is_own or not first.is_title or not _SHORT <= len(text.front) < _LONG:
        return
    if any(_RESULT.search(s.folded) for s in text.front) or any(find_counted_numbers(s) for s in text.front):
        return
    yield Fact("design", first.quote(0, len(first.text)), "design.no_own_results", "no_own_results", 0.5)


def _compares_with_controls(text: StudyText) -> Iterator[Fact]:
    for sentence in text.front:
        if match := _CONTROLS.search(sentence.folded):
            if not _TOLD_ELSEWHERE.search(sentence.folded):
                yield Fact("design", sentence.quote(*match.span()), "design.healthy_controls", "healthy_controls", 0.6)
                return


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
