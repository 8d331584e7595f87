"""The dose of an arm, as facts: the first dose of microbes, or of grams for a prebiotic, in the study's sentences.

Pattern: doses are looked for in methods and abstract before results; a mass belongs to an arm when a term of
administration or the prebiotic itself stands near it.

Reads rightly: "two capsules daily, each containing 5 × 10^9 CFU", "8 g of inulin a day", "one sachet (10 billion CFU)".
It must not be fooled by: "10^9 CFU/g of stool" (a sample was counted), "250 mg of magnesium" in a trial of a prebiotic.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from psychobiotics.extraction.arms.doses import DoseMention, find_doses, find_masses, find_taken
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

_GIVING = re.compile(rf"\b(?:{phrase_pattern('dosing_words')})|/d\b|/day\b", re.IGNORECASE)
_SAMPLE = re.compile(rf"\b{phrase_pattern('samples_counted')}\b", re.IGNORECASE)
_BY_MASS = frozenset({"prebiotic", "drug", "other"})
_LABEL_WORD = re.compile(r"[^\W\d_]{5,}")
_NEAR = 40
_SAMPLE_REACH = 60


def dose_facts(
    reading: Reading, setting: Setting, arm_type: str, label: str = "", methods: tuple[Sentence, ...] = ()
) -> tuple[Fact, ...]:
    """Quote the parts of the arm's dose, or () where the text states none.

    Args:
        reading: The document.
        setting: The study's setting; a review has no dose.
        arm_type: Grams are looked for where it is "prebiotic" or no biotic, counts of microbes else.
        label: The words that name the arm.
        methods: Sentences that are asked where the study's own state none.
    """
    if setting.review:
        return ()
    if arm_type in _BY_MASS:
        words = _LABEL_WORD.findall(label.lower()) if arm_type != "prebiotic" else []
        found = _masses(reading, setting, words)
    else:
        found = _counts(setting, methods)
    mention = next(found, None)
    if mention is None:
        return ()
    if mention.basis and not mention.amount and not mention.frequency:
        mention = replace(mention, amount=find_taken(reading.quote(*mention.basis).text, setting.own))
    return tuple(mention_facts(reading, mention))


def _counts(setting: Setting, methods: tuple[Sentence, ...]) -> Iterator[DoseMention]:
    for sentence in (*setting.own, *setting.background, *methods):
        for mention in find_doses(sentence):
            start, end = mention.dose[0] - sentence.start, mention.dose[1] - sentence.start
            if not _SAMPLE.search(sentence.text, max(0, start - _SAMPLE_REACH), end + _SAMPLE_REACH):
                yield mention


def _masses(reading: Reading, setting: Setting, words: Sequence[str]) -> Iterator[DoseMention]:
    """Masses beside a prebiotic term ("10 g of inulin", "inulin (10 g/day)") or beside one of an arm's words."""
    for sentence in setting.own:
        if not _GIVING.search(sentence.text):
            continue
        named = reading.cues_of("intervention_terms", sentence.start, sentence.end)
        terms = [(c.start, c.end) for c in named if c.concept == "prebiotic" and not words]
        folded = sentence.text.lower()
        for word in words:
            terms += [
                (sentence.start + m.start(), sentence.start + m.end()) for m in re.finditer(re.escape(word), folded)
            ]
        for mention in find_masses(sentence):
            if any(
                abs(start - mention.dose[1]) <= _NEAR or abs(mention.dose[0] - end) <= _NEAR for start, end in terms
            ):
                yield mention


def mention_facts(reading: Reading, mention: DoseMention) -> Iterator[Fact]:
    """The parts of one dose as facts."""
    field = "dose_mass" if mention.mass else "dose_count"
    quote = reading.quote(*mention.dose)
    yield Fact("dose_reported", quote, f"doses.{field}")
    yield Fact(field, quote, f"doses.{field}")
    for name in ("basis", "frequency", "amount"):
        span = getattr(mention, name)
        if span is not None:
            yield Fact(f"dose_{name}", reading.quote(*span), f"doses.{name}")
