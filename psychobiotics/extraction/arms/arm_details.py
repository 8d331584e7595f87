"""Small facts of an arm: the form of the preparation, the treatment that it is added to.

Patterns: "capsules", "sachets", "fermented milk" near a word of giving; "adjunct to", "add-on to", "in addition to",
"co-administered with" before a drug class.

It must not be fooled by: "further studies as adjunct therapy are needed".
"""

import re
from collections.abc import Sequence

from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.reading import Reading
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.study_phrases import phrase_pattern, phrases_of
from psychobiotics.vocab.supplements import supplements_by_id

_FORM = re.compile(rf"\b({phrase_pattern('preparation_forms')})\b", re.IGNORECASE)
# One of these stands in every form; most sentences hold none.
_FORM_STEMS = tuple(
    form for form in phrases_of("preparation_forms") if form.removesuffix("s") == form or form == "drops"
)
_TAKING = re.compile(rf"\b{phrase_pattern('taking_words')}", re.IGNORECASE)
_ADDED = re.compile(
    rf"\b(?:{phrase_pattern('adjunct_words')}(?: to| with| for)?|{phrase_pattern('added_to')}"
    r"|(?:added|adding|add) [^.;,]{2,60}? to|took [^.;,]{2,40}? with)\b",
    re.IGNORECASE,
)
_REACH = 70


def form_fact(reading: Reading, setting: Setting) -> Fact | None:
    """The form of the preparation, from the first sentence that gives it."""
    if setting.review:
        return None
    told = [sentence for sentence in setting.own if sentence is not setting.title]
    for sentence in (*told, *((setting.title,) if setting.title else ())):
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
