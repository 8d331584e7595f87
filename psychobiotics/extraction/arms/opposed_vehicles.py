"""Vehicles that stand against what animals are given: saline, water or buffer as a placebo.

Pattern: "X or saline", "saline or X", "saline-treated" beside the tested thing's words, "saline + stress" and
"stress + saline" as names of groups.

Reads rightly: "either exalin or distilled water", "exalin ... compared with saline-treated mice", "PBS + CUMS group".
It must not be fooled by: "LPS or saline" and "saline or 6-OHDA" (the model against its own control),
"water-treated mice" (they are untreated).
"""

import re
from collections.abc import Sequence

from psychobiotics.extraction.arms.comparators import ComparatorMention
from psychobiotics.extraction.arms.interventions import TypedMention
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.arms.tested_things import is_not_given
from psychobiotics.extraction.arms.told_treatments import find_model_agents
from psychobiotics.vocab.study_phrases import phrase_pattern, phrases_of

_VEHICLE = rf"(?P<vehicle>{phrase_pattern('vehicles')})"
_ASIDE = r"(?: solution)?(?: \([^()]{1,60}\))?"
_THING = r"(?P<thing>[(\w][\w()+-]{1,30}(?: [(\w][\w()+-]{1,30})?)"
_CHOICES = (
    re.compile(rf"\b{_VEHICLE}{_ASIDE},? or (?:an? |the )?{_THING}"),
    re.compile(rf"(?<![\w-]){_THING}{_ASIDE},? or (?:an? |the )?(?:equal \w+ of )?(?:oral )?{_VEHICLE}\b"),
)
_TREATED = re.compile(rf"\b{_VEHICLE}[- ](?:treated|injected|gavaged|administered|fed|supplemented|receiving)\b")
_GROUP_NAME = re.compile(rf"\b{_VEHICLE} ?\+ ?\w|\w\)? ?\+ ?(?P<last>{phrase_pattern('vehicles')})\b")
_TRIGGERS = tuple(sorted({phrase.split(" ")[-1] for phrase in phrases_of("vehicles")}))


def find_opposed_vehicle(setting: Setting, mentions: Sequence[TypedMention]) -> ComparatorMention | None:
    """The vehicle that animals are given instead of the tested thing, as a placebo; None where no words say so.

    Args:
        setting: The study's setting and sentences.
        mentions: What the study tests.
    """
    if setting.species != "animal" or setting.review:
        return None
    named = [s for s in setting.own if any(trigger in s.text.lower() for trigger in _TRIGGERS)]
    agents = find_model_agents(setting.own) if named else frozenset()
    tested = {m.sentence.text[m.start - m.sentence.start : m.end - m.sentence.start].lower() for m in mentions}
    for sentence in named:
        if span := _opposed(sentence.text.lower(), agents, tested):
            return ComparatorMention(sentence.start + span[0], sentence.start + span[1], "placebo")
    return None


def _opposed(folded: str, agents: frozenset[str], tested: set[str]) -> tuple[int, int] | None:
    for pattern in _CHOICES:
        for match in pattern.finditer(folded):
            words = match["thing"].strip("()").split(" ")
            harmful = bool(agents & set(words)) or is_not_given(match["thing"])
            if not harmful or any(name in match["thing"] for name in tested):
                return match.span("vehicle")
    if (treated := _TREATED.search(folded)) and any(name in folded for name in tested):
        return treated.span("vehicle")
    if named := _GROUP_NAME.search(folded):
        return named.span("vehicle") if named["vehicle"] else named.span("last")
    return None
