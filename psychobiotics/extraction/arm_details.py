"""Small facts of an arm: the form of the preparation, the treatment that it is added to.

Patterns: "capsules", "sachets", "fermented milk" near a word of giving; "adjunct to", "add-on to", "in addition to",
"co-administered with" before a drug class.

It must not be fooled by: "further studies as adjunct therapy are needed".
"""

import re
from collections.abc import Sequence

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.setting import Setting
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.supplements import supplements_by_id

_FORM = re.compile(
    r"\b(capsules?|sachets?|tablets?|powder|fermented milk|yogh?urt|drink|drops|suspension|chewable tablets?|enemas?"
    r"|oral gavage|gavage|drinking water|lozenges?|sticks?|beverage)\b",
    re.IGNORECASE,
)
# One of these stands in every form; most sentences hold none.
_FORM_STEMS = (
    "aps",
    "ache",
    "tabl",
    "powd",
    "milk",
    "urt",
    "rink",
    "rops",
    "susp",
    "enema",
    "gav",
    "loz",
    "stick",
    "bever",
)
_TAKING = re.compile(
    r"\b(?:receiv|consum|administ|supplement|took|taking|given|daily|gavage|randomi|contain)\w*", re.IGNORECASE
)
_ADDED = re.compile(
    r"\b(?:adjunct(?:ive)?(?: therapy| treatment)?(?: to| with| for)?|add-on(?: therapy| treatment)?(?: to)?"
    r"|in addition to"
    r"|added to|on top of|co-?administ\w+ with|combined with|in combination with|together with|alongside|along with"
    r"|(?:added|adding|add) [^.;,]{2,60}? to|taken with|took [^.;,]{2,40}? with|who were (?:already )?taking"
    r"|while (?:taking|on)|despite (?:taking|being on|treatment with)|already (?:taking|on)|plus"
    r"|supplementation of|augment\w*|undergoing treatment with|under treatment with|stable)\b",
    re.IGNORECASE,
)
_REACH = 70


def form_fact(reading: Reading, setting: Setting) -> Fact | None:
    """The form of the preparation, from the first sentence that gives it."""
    if setting.review:
        return None
    for sentence in setting.own:
        folded = sentence.text.lower()
        match = _FORM.search(sentence.text) if any(stem in folded for stem in _FORM_STEMS) else None
        if match and _TAKING.search(sentence.text):
            start = sentence.start + match.start(1)
            return Fact("form", reading.quote(start, start + len(match[1])), "arm_details.form")
    return None


def adjunct_fact(reading: Reading, setting: Setting) -> Fact | None:
    """The kind of treatment that the intervention is added to (concept: its group, "antidepressant")."""
    for sentence in setting.own:
        if not _treatment(reading, sentence.start, sentence.end):
            continue
        for match in _ADDED.finditer(sentence.text):
            start = sentence.start + match.end()
            if fact := _treatment(reading, start, min(sentence.end, start + _REACH)):
                return fact
    return None


def _treatment(reading: Reading, start: int, end: int) -> Fact | None:
    groups: Sequence[tuple[int, int, str]] = [
        (hit.start, hit.end, group)
        for hit in reading.hits_in(start, end)
        if hit.vocabulary == "supplements" and (group := supplements_by_id()[hit.concept].adjunct_group)
    ]
    if not groups:
        return None
    first, last, group = groups[0]
    return Fact("adjunct_to", reading.quote(first, last), "arm_details.adjunct", group, 0.85)
