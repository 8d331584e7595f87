"""Which of the microbes that a text names are given, and which are only seen.

Pattern: a microbe is given when a word of giving stands shortly before it ("supplementation with", "received",
"containing", "probiotic") with no word of seeing in between ("increased", "abundance of"), or directly after it
("supplementation", "group"), or when it is a member of a list one of whose members is given, or when it is the acting
subject of a title. A strain designation speaks for giving unless a word of infection stands before it.

Reads rightly: "administration of Lactobacillus helveticus NS8", "kefir (containing A, B and C)", "L. reuteri-fed".
It must not be fooled by: "increased Prevotella", "infected with Salmonella", "the relative abundance of Blautia".
"""

import re
from collections.abc import Sequence

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.setting import Setting
from psychobiotics.extraction.strains import Sighting

_REACH_BEFORE = 90
_REACH_AFTER = 28
_LIST_GAP = re.compile(
    r"[\s,;:()/&+®™\"'“”*-]*(?:(?:and|or|plus|with|as well as|the|strains?|probiotics?|bacteria)[\s,;(]*){0,3}\Z"
)
_ADJACENT = re.compile(r"[\s®™()\w.-]{0,22}\Z")
_ACTS = re.compile(
    r"[®™]?(?:\s?\([^()]{1,30}\))?\s(?:(?:may|can|could|significantly|effectively|partially)\s)?(?:ameliorat|alleviat|improv|"
    r"attenuat|prevent|protect|mitigat|revers|rescu|reduc|restor|enhanc|modulat|regulat|boost|exert|suppress|affect|promot|"
    r"inhibit|relie|lower|counteract|normali|confer|decreas|facilitat|influenc|induc|in (?:the )?(?:treat|manag|allevi|prevent)|on\b|as (?:a|an|adjunct))"
)
_ACTION_OF = re.compile(
    r"\b(?:effects?|efficacy|effectiveness|role|impact|influence|potential|evaluation|safety)\b.{0,60}\Z", re.IGNORECASE
)


def find_administered(reading: Reading, setting: Setting) -> tuple[Sighting, ...]:
    """Microbes that the study gives, in text order, told in its own sentences (else in its background).

    A review gives nothing itself, so it yields none.
    """
    if setting.review:
        return ()
    return _administered(reading, setting, setting.own) or _administered(reading, setting, setting.background)


def _administered(reading: Reading, setting: Setting, sentences: Sequence[Sentence]) -> tuple[Sighting, ...]:
    found: list[Sighting] = []
    for sentence in sentences:
        here = [s for s in reading.sightings if sentence.start <= s.start < sentence.end]
        if not here:
            continue
        given = [_is_given(reading, setting, sentence, s) for s in here]
        _spread(reading.document.text, here, given)
        found.extend(s for s, is_given in zip(here, given, strict=True) if is_given)
    return tuple(found)


def _spread(text: str, here: list[Sighting], given: list[bool]) -> None:
    """Members of one list share their fate: forwards, then backwards."""
    for order in (range(1, len(here)), range(len(here) - 2, -1, -1)):
        for i in order:
            j = i - 1 if order.step == 1 else i + 1
            first, second = here[min(i, j)], here[max(i, j)]
            gap = text[first.end : second.start] if second.start >= first.end else ""
            given[i] = given[i] or (given[j] and len(gap) < 40 and bool(_LIST_GAP.match(gap)))


def _is_given(reading: Reading, setting: Setting, sentence: Sentence, sighting: Sighting) -> bool:
    text = reading.document.text
    before = _last_role(reading, sentence, sighting)
    if _infects(text, sentence, sighting):
        return False
    if sighting.strain is not None:
        return True
    if before == "before" or _followed_by_giving(reading, sentence, sighting):
        return True
    is_title = setting.title is not None and sentence.index == setting.title.index
    if not is_title or (sighting.taxon is not None and sighting.taxon.rank == "genus"):
        return False
    return bool(
        _ACTS.match(text, sighting.end)
        or _ACTION_OF.search(text[max(sentence.start, sighting.start - 80) : sighting.start])
    )


def _last_role(reading: Reading, sentence: Sentence, sighting: Sighting) -> str | None:
    """Role of the nearest cue before the sighting, giving or seeing."""
    start = max(sentence.start, sighting.start - _REACH_BEFORE)
    roles = [
        cue
        for cue in reading.cues_in(start, sighting.start)
        if cue.vocabulary == "administration_cues" and cue.concept != "after" and cue.end <= sighting.start
    ]
    return max(roles, key=lambda c: (c.end, c.concept == "blocker")).concept if roles else None


def _followed_by_giving(reading: Reading, sentence: Sentence, sighting: Sighting) -> bool:
    text = reading.document.text
    limit = min(sentence.end, sighting.end + _REACH_AFTER)
    return any(
        cue.vocabulary == "administration_cues"
        and cue.concept == "after"
        and len(text[sighting.end : cue.start].split()) <= 1
        and _ADJACENT.match(text[sighting.end : cue.start])
        for cue in reading.cues_in(sighting.end, limit)
    )


_INFECTION = re.compile(
    r"\b(?:infect|challeng|pathogen|lipopolysaccharide|endotoxin|LPS\b|toxin)\w*.{0,40}\Z", re.IGNORECASE
)


def _infects(text: str, sentence: Sentence, sighting: Sighting) -> bool:
    return bool(_INFECTION.search(text[max(sentence.start, sighting.start - 60) : sighting.start]))
