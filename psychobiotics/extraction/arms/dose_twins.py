"""Arms that get the same preparation in different doses: one arm for each dose.

Pattern: counts of microbes that "or" joins ("10^8 or 10^9 CFU"), or that "and" or a bracket's end joins where the
sentence speaks of groups or of low and high doses ("low (10^7 CFU/day) and high dose (10^9 CFU/day)").

Reads rightly: "10^7, 10^8 or 10^9 CFU per day" (three arms), "groups got 10^8 and 10^9 CFU", "10^9 CFU" (one arm).
It must not be fooled by: "10^8 to 10^9 CFU" (a range), "L. casei 10^9 CFU and B. longum 10^8 CFU" (two strains).
"""

import re
from dataclasses import replace
from itertools import pairwise

from psychobiotics.extraction.arms.doses import find_counts, find_doses
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.mentions import ArmMention, Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

_CHOICE = re.compile(r"\s?,?\s?(?:or|and/or)\s")
_JOIN = re.compile(r"\s?(?:,|/|,?\s?(?:and|or))\s?")
_GAP = re.compile(r"[^.;]{0,60}?(?:,|\b(?:and|or)\b)[^.;]{0,40}")
_OF_GROUPS = re.compile(rf"\b{phrase_pattern('dose_groups')}\b")
_LIST_REACH = 60


def split_by_dose(reading: Reading, arm: ArmMention) -> list[ArmMention]:
    """The arm, or one arm for each of the doses that its dose's sentence sets side by side."""
    dose = next((fact for fact in arm.facts if fact.field == "dose_count"), None)
    if dose is None:
        return [arm]
    sentence = next(s for s in reading.sentences if s.start <= dose.quote.start < s.end)
    doses = _alternatives(reading, sentence, dose)
    if len({reading.quote(*span).text for span in doses}) < 2:
        return [arm]
    return [_with_dose(reading, arm, span) for span in doses]


def _alternatives(reading: Reading, sentence: Sentence, dose: Fact) -> list[tuple[int, int]]:
    """Places of the doses set side by side with an arm's dose, itself among them; one or none where it stands alone."""
    grouped = _OF_GROUPS.search(sentence.text.lower()) is not None
    start = max(sentence.start, dose.quote.start - _LIST_REACH)
    counts = [(start + a, start + b) for a, b in find_counts(reading.document.text[start : dose.quote.end])]
    listed = counts[-1:]
    for before, after in pairwise(reversed(counts)):  # from the dose's last count backwards, as long as a list goes on
        if not _JOIN.fullmatch(reading.document.text, after[1], before[0]):
            break
        listed.insert(0, after)
    if len(listed) > 1 and (grouped or _CHOICE.fullmatch(reading.document.text, listed[-2][1], listed[-1][0])):
        return listed
    return _other_doses(reading, sentence, dose) if grouped else []


def _other_doses(reading: Reading, sentence: Sentence, dose: Fact) -> list[tuple[int, int]]:
    found = [mention.dose for mention in find_doses(sentence) if mention.dose[0] >= dose.quote.start]
    chain = found[:1]
    for before, after in pairwise(found):
        named = reading.sightings_in(before[1], after[0])
        if named or not _GAP.fullmatch(reading.document.text, before[1], after[0]):
            break
        chain.append(after)
    return chain


def _with_dose(reading: Reading, arm: ArmMention, span: tuple[int, int]) -> ArmMention:
    quote = reading.quote(*span)
    facts = (replace(f, quote=quote) if f.field in {"dose_reported", "dose_count"} else f for f in arm.facts)
    return replace(arm, facts=tuple(facts))
