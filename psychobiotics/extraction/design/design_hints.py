"""What betrays the design of a report that does not name it.

Pattern: only plans ("will be randomised") and nothing done: a protocol. People counted beside healthy controls. Results
of the same trial told as published before. People of whom something is associated with something: a cross-sectional
study, or a cohort where they are followed. Nothing of its own at all: a narrative review. Facts: `design` with the
concepts "planned", "healthy_controls", "own_earlier_trial", "followed", "associated", "no_own_results"; normalisation
marks what it concludes from them as inferred.

It must not be fooled by: "a larger trial will be conducted" at the end of a report, "healthy adults were enrolled".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.design.design import is_told_elsewhere
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.number_words import number_words_pattern
from psychobiotics.vocab.study_phrases import phrase_pattern

_OWN_EARLIER = re.compile(rf"\b{phrase_pattern('own_earlier_trial')}\b")
_TEST = re.compile(r"[<=>≤](?<=\bp.)|[<=>≤](?<=\bp\s.)")  # "p = ..."; its rare sign first, to find it quickly
_RESULT = re.compile(rf"\b{phrase_pattern('own_result')}")
_CONTROLS = re.compile(rf"\b{phrase_pattern('control_people')}\b")
_FOLLOWED = re.compile(rf"\b{phrase_pattern('followed_words')}\b")
_ASSOCIATED = re.compile(rf"\b{phrase_pattern('association_words')}\b")
_SELF = re.compile(rf"\b(?:we|our|{phrase_pattern('self_reference')})\b")
_PLANNED = re.compile(rf"\b{phrase_pattern('planned')}\b")
_DONE = re.compile(rf"\b{phrase_pattern('done')}\b|\bp\s?[<=]")
_POOLED = re.compile(
    rf"\b(?:(?P<pooled>pooled|combined|meta-analy[sz]ed)|included|{phrase_pattern('worked_on')})"
    rf" (?:data from |the results of )?(?:\d{{1,4}}|{number_words_pattern()}) (?:[a-z-]+ ){{0,3}}"
    r"(?:trials|studies|rcts|papers)\b"
)
_FOR_YEARS = re.compile(
    rf"\b(?:followed|tracked) (?:\w+ )?\d[\d,]{{2,8}} (?:[\w-]+ ){{1,6}}(?:for|over) (?:[\w-]+ ){{0,3}}"
    rf"(?:\d{{1,2}}|{number_words_pattern()}) years\b"
)
_SHORT, _LONG = 3, 40  # sentences of an abstract
_LEAST_PLANS = 2


def extract_design_hints(text: StudyText) -> Iterator[Fact]:
    """Quote what the design may be concluded from."""
    if not text.is_own:
        yield from _pooling(text)
        yield from _watched(text)
        return
    yield from _plans(text)
    for sentence in text.sentences:
        yield from _hints_of(sentence)
        yield from _observed(sentence)
    if text.sentences and not _has_own_results(text):
        title = text.sentences[0]
        yield Fact("design", title.quote(0, len(title.text)), "design_hints.no_own_results", "no_own_results", 0.5)


def _pooling(text: StudyText) -> Iterator[Fact]:
    """A page's study that works on other studies and is called by its authors alone."""
    for sentence in text.sentences:
        if match := _POOLED.search(sentence.folded):
            concept = "meta_analysis" if match["pooled"] else "review"
            yield Fact(
                "design",
                sentence.quote(*match.span()),
                "design_hints.pooling",
                concept,
                0.9 if match["pooled"] else 0.6,
            )
            return


def _watched(text: StudyText) -> Iterator[Fact]:
    """A page's study that followed people for years: a cohort."""
    for sentence in text.sentences:
        if match := _FOR_YEARS.search(sentence.folded):
            yield Fact("design", sentence.quote(*match.span()), "design_hints.watched", "cohort", 0.6)
            return


def _plans(text: StudyText) -> Iterator[Fact]:
    planned = [
        (s, m)
        for s in text.sentences
        if "will" in s.folded and s.may_hold("planned") and (m := _PLANNED.search(s.folded))
    ]
    if len(planned) >= _LEAST_PLANS and not any(_DONE.search(s.folded) for s in text.sentences):
        sentence, match = planned[0]
        yield Fact("design", sentence.quote(*match.span()), "design_hints.plans", "planned", 0.9)


def _hints_of(sentence: StudySentence) -> Iterator[Fact]:
    if not any(cue.concept == "human" for cue in sentence.of("species_words")):
        return
    if sentence.may_hold("own_earlier_trial") and (match := _OWN_EARLIER.search(sentence.folded)):
        yield Fact("design", sentence.quote(*match.span()), "design_hints.earlier_trial", "own_earlier_trial", 0.6)
    match = _CONTROLS.search(sentence.folded) if sentence.may_hold("control_people") else None
    if match and not is_told_elsewhere(sentence):
        yield Fact("design", sentence.quote(*match.span()), "design_hints.controls", "healthy_controls", 0.6)


def _observed(sentence: StudySentence) -> Iterator[Fact]:
    """What a study that gives nothing says of itself: that it followed people, or looked for associations."""
    found = []
    if sentence.may_hold("followed_words") and (match := _FOLLOWED.search(sentence.folded)):
        found.append(("followed", match))
    if sentence.may_hold("association_words") and (match := _ASSOCIATED.search(sentence.folded)):
        found.append(("associated", match))
    if not found or is_told_elsewhere(sentence) or not (sentence.is_title or _SELF.search(sentence.folded)):
        return
    for concept, match in found:
        yield Fact("design", sentence.quote(*match.span()), f"design_hints.{concept}", concept, 0.5)


def _has_own_results(text: StudyText) -> bool:
    """Whether anything was done: people counted, a test, "we found". Texts longer than an abstract surely have."""
    if not text.sentences[0].is_title or not _SHORT <= len(text.sentences) < _LONG:
        return True
    return any(_tells_result(s) or s.counted_numbers for s in text.sentences[1:])


def _tells_result(sentence: StudySentence) -> bool:
    told = sentence.may_hold("own_result") and _RESULT.search(sentence.folded) is not None
    return told or _TEST.search(sentence.folded) is not None
