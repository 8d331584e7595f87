"""Doses as they are printed: amount, unit, basis, how often, how much of the preparation.

Pattern: a count of microbes (digits with a power of ten, "billion", a logarithm) before a unit of microbes (CFU, AFU,
UFC, KBE, organisms, spores, cells), or grams before a word of giving; then a basis ("/day", "per capsule", "each").
How often ("twice daily") and how much ("2 sachets", "0.2 mL") are looked for in the same sentence.

Facts: `dose_reported`, `dose_basis`, `dose_frequency`, `dose_amount`, `dose_mass`.
It must not be fooled by: "10^9 copies/g of faeces", "cells/mm3", "1.09 ± 1.24".
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.vocab.dosing import container_pattern, frequency_pattern
from psychobiotics.vocab.number_words import words_of_kinds
from psychobiotics.vocab.study_phrases import phrase_pattern, phrases_of

_NUMBER = r"\d{1,4}(?:[.,]\d{1,3})*"
_TIMES = r"\s?[×xX·*⋅∙]\s?"
_SCALE = phrase_pattern("large_scales")
_COUNT = (
    rf"(?:(?:{_NUMBER}{_TIMES})?10\s?\^\s?\d{{1,2}}|{_NUMBER}{_TIMES}10\s?\(?\d{{1,2}}\)?|{_NUMBER}\s?[eE]\+?\d{{1,2}}"
    rf"|{_NUMBER}[\s-]{_SCALE}|{_NUMBER}\s?log(?:\s?10|₁₀)?|log(?:\s?10)?\s?{_NUMBER}"
    rf"|{words_of_kinds('unit', 'tens', 'hundred', 'article')}\s{_SCALE}"
    rf"|{_NUMBER}\s?[GM](?=\s?(?:CFU|UFC))|10\d{{1,2}}|\d{{1,3}}(?:[, ]\d{{3}}){{2,4}})"
)
_UNIT = (
    r"(?:[gG]?C\.?F\.?U\.?s?|cfus?|c\.f\.u\.?|UFC|KBE|AFU|TFU"
    r"|colony[- ]forming[- ]units?(?:\s?\((?:CFUs?|c\.f\.u\.)\))?"
    rf"|active fluorescent units?|(?:{phrase_pattern('alive')} ){{0,3}}{phrase_pattern('counted_microbes')})"
)
_PER = r"(?:/|per|a|each|in each|in one|of each|every|for each|in|·|\s)\s?(?:the )?"
_WHOLE = (
    rf"(?:day|d\b|daily|{container_pattern()}|cap\b|{phrase_pattern('dosed_wholes')}|kg(?:\s?(?:bw|body weight))?\b"
    r"|(?:\d+(?:\.\d+)?\s?)?(?:g\b|grams?|m[lL]\b))"
)
_BASIS = rf"(?:\s?{_PER}{_WHOLE}|\s(?:of )?each\b)"
_CFU_DOSE = re.compile(
    rf"(?<![\d.,A-Za-z^-]){_COUNT}(?:\s?(?:-|–|to|and|or)\s?{_COUNT})?(?:\s(?:total|viable|live))?\s?{_UNIT}(?![A-Za-z])"
    rf"(?P<basis>{_BASIS}{{0,2}})"
)
_BARE_COUNT = re.compile(rf"(?<![\d.,A-Za-z^-]){_COUNT}")
_CUE = re.compile(rf"[CU]F[UC]|cfu|c\.f\.u|KBE|[AT]FU|olony|10\s?\^|10\d|{_SCALE}|{phrase_pattern('counted_microbes')}")
# One of these stands in every cue.
_NOTATIONS = ("10", "FU", "FC", "cfu", "f.u", "KBE", "olony")
_CUE_LETTERS = (*_NOTATIONS, *phrases_of("large_scales"), *phrases_of("counted_microbes"))
_MASS = re.compile(
    r"(?<![\d.,A-Za-z^-])(?P<number>\d{1,4}(?:[.,]\d{1,3})?)\s?(?P<unit>mg|g|grams?)"
    r"(?P<basis>\s?(?:/|per|a)\s?(?:day|d\b)|\sd(?:\^?[-−]1)|\sdaily"
    rf"|\s{frequency_pattern()}[\s-](?:a day|daily|per day)"
    r"|(?P<kg>/kg|\skg))?(?![A-Za-z])"
)
_FREQUENCY = re.compile(
    rf"\b(?:(?:{frequency_pattern()}|{words_of_kinds('unit')} times?)"
    r"(?:[\s-](?:a|per|each|every|/))?[\s-]?(?:day|daily)"
    rf"|(?:{frequency_pattern()}|{words_of_kinds('unit')} times?)[\s-](?:(?:a|per|each|every)[\s-]week|weekly)\b"
    r"|weekly(?= dose)"
    rf"|b\.?i\.?d\b|t\.?i\.?d\b|{phrase_pattern('every_day')}|/day)",
    re.IGNORECASE,
)
_UNITS_TAKEN = re.compile(
    rf"\b(?P<many>\d{{1,2}}(?:\.\d+)?|{words_of_kinds('unit', 'article')})\s(?:\w+\s)?"
    rf"(?P<what>{container_pattern()}|drops)\b(?:\s[\w®™]+){{0,3}}?[\s/]?"
    rf"(?:{phrase_pattern('every_day')}|/day|{frequency_pattern()})",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"(?<![\d.])\d{1,4}(?:\.\d{1,3})?\s?(?:m[lL]|[µμ][lL]|g)\b")


@dataclass(frozen=True, slots=True)
class DoseMention:
    """A dose with what bears on it; each part is a (start, end) of the document."""

    dose: tuple[int, int]
    mass: bool
    basis: tuple[int, int] | None = None
    frequency: tuple[int, int] | None = None
    amount: tuple[int, int] | None = None


def find_doses(sentence: Sentence) -> Iterator[DoseMention]:
    """Doses of microbes in a sentence, in text order. Gated by a cheap cue; cost linear."""
    if not any(letters in sentence.text for letters in _CUE_LETTERS) or not _CUE.search(sentence.text):
        return
    for match in _CFU_DOSE.finditer(sentence.text):
        if not _is_bare_small(match.group()):
            basis = match.span("basis") if match["basis"].strip() else None
            yield _with_context(sentence, match.span(), basis, mass=False)


def find_counts(text: str) -> Iterator[tuple[int, int]]:
    """Where counts of microbes stand without their unit ("10^8"), in text order."""
    return (match.span() for match in _BARE_COUNT.finditer(text))


def find_taken(basis: str, sentences: Iterable[Sentence]) -> tuple[int, int] | None:
    """Where other sentences say how many of a dose's unit are taken: "one capsule a day" for "per capsule"."""
    for sentence in sentences:
        for match in _UNITS_TAKEN.finditer(sentence.text):
            if match["what"].lower().rstrip("s") in basis.lower():
                return _shift(sentence, match.span())
    return None


def find_masses(sentence: Sentence) -> Iterator[DoseMention]:
    """Grams and milligrams of a preparation in a sentence, in text order (those per kilogram left out)."""
    for match in _MASS.finditer(sentence.text):
        if not match["kg"] and not sentence.text[match.end() : match.end() + 3].startswith(
            ("/kg", " kg", "/L", "/l", "/m", "/d", " m-", " m^")
        ):
            basis = match.span("basis") if match["basis"] else None
            yield _with_context(sentence, match.span(), basis, mass=True)


def _is_bare_small(written: str) -> bool:
    """A power without its superscript ("105 cells") counts things."""
    return bool(re.match(r"10\d{1,2}\s?(?:cells|bacteria|organisms|spores|live|viable)", written))


def _with_context(sentence: Sentence, dose: tuple[int, int], basis: tuple[int, int] | None, mass: bool) -> DoseMention:
    near_start, near_end = max(0, dose[0] - 160), min(len(sentence.text), dose[1] + 160)
    frequency = _nearest(_FREQUENCY, sentence.text, dose, (near_start, near_end), slack=8)
    taken = _nearest(_UNITS_TAKEN, sentence.text, dose, (near_start, near_end))
    volume = _nearest(_VOLUME, sentence.text, dose, (near_start, near_end)) if not taken and not mass else None
    return DoseMention(
        _shift(sentence, dose),
        mass,
        _maybe(sentence, basis),
        _maybe(sentence, frequency),
        _maybe(sentence, taken or volume),
    )


def _nearest(
    pattern: re.Pattern[str], text: str, dose: tuple[int, int], window: tuple[int, int], slack: int = 0
) -> tuple[int, int] | None:
    """The match outside the dose (but for its last `slack` characters) that is nearest to it."""
    spans = [m.span() for m in pattern.finditer(text, *window) if m.end() <= dose[0] or m.start() >= dose[1] - slack]
    return min(spans, key=lambda s: max(s[0] - dose[1], dose[0] - s[1])) if spans else None


def _shift(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int]:
    return sentence.start + span[0], sentence.start + span[1]


def _maybe(sentence: Sentence, span: tuple[int, int] | None) -> tuple[int, int] | None:
    return _shift(sentence, span) if span else None
