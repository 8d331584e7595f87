"""Against what a study compares: placebo, no treatment, usual care, a drug, another biotic.

Pattern: a comparator term in the study's own sentences. "vehicle" and "sham" count as placebo; so do saline and water
by gavage in animals. An animal study that gives something and names no other control has an untreated model control,
which is inferred. An unspecified "control group" in people stays open.

It must not be fooled by: "further placebo-controlled trials are needed", "previous placebo-controlled trials".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.setting import Setting

_COMPARED = re.compile(
    r"\b(?:compar(?:ed?|ing)\b[^.;:]{0,50}\b(?:to|with)|comparison (?:to|with)"
    r"|versus|vs\.?|against|than|relative to|or|between)\b"
    r"[^.;:]{0,60}\Z",
    re.IGNORECASE,
)
_GAVAGED_VEHICLE = re.compile(
    r"\b(?:normal saline|saline|PBS|phosphate[- ]buffered saline|distilled water|sterile water|skim(?:med)? milk)\b",
    re.IGNORECASE,
)
_BY_MOUTH = re.compile(r"\b(?:gavage\w*|oral\w*|intragastric\w*|drinking|control group|controls?)\b", re.IGNORECASE)
_INJECTED = re.compile(r"\b(?:inject\w*|i\.?p\.?|intraperitoneal\w*|intravenous\w*|subcutaneous\w*)\b", re.IGNORECASE)
_PRIOR = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|recent(?:ly)?) (?:\w+ ){0,2}(?:stud|trial|work|report|show)", re.IGNORECASE
)
_MODEL = re.compile(r"\b(?:controls?|model|untreated|compared|mice|rats)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ComparatorMention:
    """A comparator: its words, its type, and whether it was inferred."""

    start: int
    end: int
    type: str
    inferred: bool = False


def find_comparators(reading: Reading, setting: Setting, gives: bool) -> tuple[ComparatorMention, ...]:
    """Comparators of a study, one for each type, the first words of each.

    Args:
        reading: The document.
        setting: The study's setting and sentences.
        gives: The study gives something.
    """
    found: dict[str, ComparatorMention] = {}
    for sentence in setting.own:
        for mention in _in_sentence(reading, setting, sentence):
            found.setdefault(mention.type, mention)
    if setting.species == "animal" and not setting.review:
        if "placebo" not in found and (vehicle := _gavaged_vehicle(setting.own)):
            found["placebo"] = vehicle
        if gives and not found and setting.title is not None and (control := _untreated_control(setting.own)):
            found["no_treatment"] = control
    return tuple(sorted(found.values(), key=lambda m: m.start))


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
        if not reading.document.text.startswith("-", cue.end):  # "no treatment-related events"
            yield ComparatorMention(cue.start, cue.end, cue.concept)


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
