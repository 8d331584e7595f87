"""Against what a study compares: placebo, no treatment, usual care, a drug, another biotic.

Pattern: a comparator term in the study's own sentences. "vehicle" and "sham" count as placebo; so do saline and water
by gavage in animals. An animal study that gives something and names no other control has an untreated model control,
which is inferred. An unspecified "control group" in people stays open.

It must not be fooled by: "further placebo-controlled trials are needed", "previous placebo-controlled trials".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.terms import TermHit
from psychobiotics.vocab.study_phrases import phrase_pattern, phrase_triggers

_COMPARED = re.compile(
    r"\b(?:compar(?:ed?|ing)\b[^.;:]{0,50}\b(?:to|with)|comparison (?:to|with)"
    r"|versus|vs\.?|against|than|relative to|or|between)\b"
    r"[^.;:]{0,60}\Z",
    re.IGNORECASE,
)
_GAVAGED_VEHICLE = re.compile(rf"\b{phrase_pattern('vehicles')}\b", re.IGNORECASE)
_BY_MOUTH = re.compile(rf"\b{phrase_pattern('given_by_mouth')}\b", re.IGNORECASE)
_INJECTED = re.compile(rf"\b(?:i\.?p\.?|{phrase_pattern('injected')})\b", re.IGNORECASE)
_PRIOR = re.compile(
    rf"\b{phrase_pattern('before_now')} (?:\w+ ){{0,2}}{phrase_pattern('research_stems')}", re.IGNORECASE
)
_ON_TOP_OF = re.compile(
    rf"\b{phrase_pattern('on_top_of')}(?: (?:to|of|with))?(?: their| the)?\s*\Z",
    re.IGNORECASE,
)
_UNTREATED_ILL = re.compile(rf"untreated\b(?! {phrase_pattern('group_nouns')}\b)", re.IGNORECASE)
# "no treatment effect", "no intervention by time interaction": a result, not a group.
_NO_EFFECT = re.compile(rf"[\s-](?:(?:by|x|×)[\s-]\w+[\s-])?{phrase_pattern('effect_words')}\b", re.IGNORECASE)
_TIME_BEFORE = re.compile(r"\b(?:days?|weeks?|months?)\s*\Z", re.IGNORECASE)
_SURGERY = re.compile(rf"\bsham[\s-]{phrase_pattern('surgery_words')}", re.IGNORECASE)
_KEPT = re.compile(rf"\b{phrase_pattern('keeping_words')}\b[^.;,]{{0,40}}\Z|\bwith (?:their|the|an?) \Z", re.IGNORECASE)
# "conventional rehabilitation only", "controls continued routine physiotherapy"
_USUAL = rf"{phrase_pattern('usual_words')} (?:[a-z-]+ ){{0,2}}{phrase_pattern('care_nouns')}"
_AS_PER = re.compile(r"\b(?:per|according to|following|by)(?: the)? \Z", re.IGNORECASE)
_CONTROLS = r"\bcontrols?\b(?: (?:group|arm|participants|patients))?(?: \([^()]{1,40}\))?,?"
_USUAL_ALONE = re.compile(
    rf"\b({_USUAL}) (?:only|alone|group)\b|{_CONTROLS} (?:who )?{phrase_pattern('got_verbs')}"
    rf" (?:only |the |their )*({_USUAL})\b",
    re.IGNORECASE,
)
_USUAL_TRIGGERS = tuple(phrase_triggers(("usual_words",)))
_LIVED_ON = re.compile(
    rf"{_CONTROLS} (?:who |that |was |were )?(?:asked to |instructed to |told to )?{phrase_pattern('going_on_verbs')}"
    rf" (?:with )?(?:their |the )?{phrase_pattern('usual_words')} {phrase_pattern('ways_of_life')}\b",
    re.IGNORECASE,
)
_ACTING = re.compile(rf"\b{phrase_pattern('acting_on_illness')}\b", re.IGNORECASE)
_MODEL = re.compile(rf"\b{phrase_pattern('model_words')}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ComparatorMention:
    """A comparator: its words, its type, and whether it was inferred."""

    start: int
    end: int
    type: str
    inferred: bool = False
    of_same_kind: bool = False  # another thing of the kind that is tested: a control diet against a diet


def find_comparators(
    reading: Reading, setting: Setting, gives: bool, vehicle: ComparatorMention | None = None
) -> tuple[ComparatorMention, ...]:
    """Comparators of a study, one for each type, the first words of each.

    Args:
        reading: The document.
        setting: The study's setting and sentences.
        gives: The study gives something.
        vehicle: One that animals are given instead of it.
    """
    found: dict[str, ComparatorMention] = {}
    for sentence in setting.own:
        for mention in _in_sentence(reading, setting, sentence):
            found.setdefault(mention.type, mention)
    if setting.species == "human" and (usual := _usual_alone(setting)):
        found.setdefault(usual.type, usual)
    if len(found) > 1 and "no_treatment" in found and _is_with_or_without(reading, found["no_treatment"]):
        del found["no_treatment"]
    if setting.species == "animal" and not setting.review:
        vehicle = vehicle or _gavaged_vehicle(setting.own)
        if "placebo" not in found and vehicle:
            found["placebo"] = vehicle
        gives = gives or (setting.title is not None and _ACTING.search(setting.title.text) is not None)
        if (
            gives
            and not found
            and not setting.harmful
            and setting.title is not None
            and (control := _untreated_control(setting.own))
        ):
            found["no_treatment"] = control
    return tuple(sorted(found.values(), key=lambda m: m.start))


def _is_with_or_without(reading: Reading, mention: ComparatorMention) -> bool:
    """Whether the words are "with or without": no arm is left untreated then where there is a placebo too."""
    return reading.document.text[mention.start : mention.end].lower() == "with or without"


def _in_sentence(reading: Reading, setting: Setting, sentence: Sentence) -> Iterator[ComparatorMention]:
    cues = reading.cues_of("comparator_terms", sentence.start, sentence.end)
    if not cues or _PRIOR.search(sentence.text):
        return
    if any(c.concept == "future" for c in reading.cues_of("setting_cues", sentence.start, sentence.end)):
        return
    for cue in cues:
        if setting.review and not _COMPARED.search(
            reading.document.text[max(sentence.start, cue.start - 90) : cue.start]
        ):
            continue
        if setting.species == "human" and _UNTREATED_ILL.match(reading.document.text, cue.start):
            continue
        if kind := _kind_of(reading, sentence, cue):
            yield ComparatorMention(cue.start, cue.end, kind)


def _kind_of(reading: Reading, sentence: Sentence, cue: TermHit) -> str | None:
    """The type that a term names where it stands, or None where it is no comparator there."""
    text = reading.document.text
    before = text[max(sentence.start, cue.start - 90) : cue.start]
    if cue.concept == "inert":  # what a placebo is made of, where something is compared with it
        return "placebo" if _COMPARED.search(before) else None
    if cue.concept == "usual_diet":
        return "no_treatment" if _COMPARED.search(before) and not _KEPT.search(before) else None
    elsewhere = (
        text.startswith("-", cue.end)  # "no treatment-related events"
        or (cue.concept == "usual_care" and (_ON_TOP_OF.search(before) or _AS_PER.search(before)))
        or (cue.concept == "no_treatment" and _NO_EFFECT.match(text, cue.end) is not None)
        or (
            cue.concept == "no_treatment" and (_TIME_BEFORE.search(before) or before.lower().endswith("previously "))
        )  # "after 3 weeks without treatment"
        or (text.startswith(("sham", "Sham"), cue.start) and _sham_is_surgery(text))
    )
    return None if elsewhere else cue.concept


@lru_cache(maxsize=1)  # of the document that is being read
def _sham_is_surgery(text: str) -> bool:
    """Whether the sham of a text is an operation on untreated animals rather than a treatment."""
    return _SURGERY.search(text) is not None


def _usual_alone(setting: Setting) -> ComparatorMention | None:
    for sentence in setting.own if not setting.review else ():
        folded = sentence.text.lower()
        if not any(trigger in folded for trigger in _USUAL_TRIGGERS):
            continue
        if match := _USUAL_ALONE.search(sentence.text):
            start, end = match.span(1) if match[1] else match.span(2)
            return ComparatorMention(sentence.start + start, sentence.start + end, "usual_care")
        if match := _LIVED_ON.search(sentence.text):
            return ComparatorMention(sentence.start + match.start(), sentence.start + match.end(), "no_treatment")
    return None


def _gavaged_vehicle(sentences: Sequence[Sentence]) -> ComparatorMention | None:
    for sentence in sentences:
        match = _GAVAGED_VEHICLE.search(sentence.text) if _may_name_vehicle(sentence.text.lower()) else None
        if match and _BY_MOUTH.search(sentence.text) and not _INJECTED.search(sentence.text):
            return ComparatorMention(sentence.start + match.start(), sentence.start + match.end(), "placebo")
    return None


def _may_name_vehicle(folded: str) -> bool:
    return "saline" in folded or "pbs" in folded or "water" in folded or "milk" in folded


def _untreated_control(sentences: Sequence[Sentence]) -> ComparatorMention | None:
    for pattern in (re.compile(r"\bcontrols?\b(?: group| mice| rats| animals)?", re.IGNORECASE), _MODEL):
        for sentence in sentences:
            if match := pattern.search(sentence.text):
                start = sentence.start + match.start()
                return ComparatorMention(start, sentence.start + match.end(), "no_treatment", inferred=True)
    return None
