"""Which of a study's kinds of intervention it tests and which it tests against.

Pattern: a second biotic is a comparator where the text compares with it ("compared to the prebiotic group", "versus
inulin") and neither title nor another sentence names it as tested; a drug is one where it is a "positive control" or
the text compares with it.

It must not be fooled by: "probiotics and prebiotics" in a title (both tested).
"""

import re
from collections.abc import Sequence

from psychobiotics.extraction.arms.comparators import ComparatorMention
from psychobiotics.extraction.arms.interventions import BIOTIC, TypedMention
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.reading import Reading
from psychobiotics.vocab.study_phrases import phrase_pattern

_AGAINST = re.compile(
    r"\b(?:(?:compared?|comparison) (?:to|with)|versus|vs\.?|than|relative to|and to|as opposed to|in contrast to)\b"
    r"[^.;:]{0,45}\Z",
    re.IGNORECASE,
)
_POSITIVE_CONTROL = re.compile(rf"\b{phrase_pattern('reference_treatments')}", re.IGNORECASE)
_GROUP = re.compile(r"[^.;,]{0,25}\bgroups?\b", re.IGNORECASE)


def split_roles(
    reading: Reading, setting: Setting, types: Sequence[str], mentions: Sequence[TypedMention]
) -> tuple[tuple[str, ...], tuple[ComparatorMention, ...]]:
    """Split types into (tested, compared with)."""
    tested = list(types)
    compared: list[ComparatorMention] = []
    for kind in types[1:]:
        against = _against(reading, setting, [m for m in mentions if m.type == kind])
        if kind in BIOTIC and kind not in {"postbiotic"} and against is not None:
            tested.remove(kind)
            compared.append(against)
    if not setting.review and "drug" not in tested and (drug := _control_drug(reading, setting, mentions)):
        compared.append(drug)
    return tuple(tested), tuple(compared)


def _against(reading: Reading, setting: Setting, mentions: Sequence[TypedMention]) -> ComparatorMention | None:
    if setting.title is not None and any(m.sentence.index == setting.title.index for m in mentions):
        return None
    for mention in mentions:
        before = reading.document.text[max(mention.sentence.start, mention.start - 90) : mention.start]
        if _AGAINST.search(before):
            return ComparatorMention(mention.start, mention.end, mention.type)
    return None


def _control_drug(reading: Reading, setting: Setting, mentions: Sequence[TypedMention]) -> ComparatorMention | None:
    own = {s.index for s in setting.own}
    text = reading.document.text
    for mention in sorted(mentions, key=lambda m: m.start):
        if mention.type != "drug" or mention.sentence.index not in own:
            continue
        before = text[max(mention.sentence.start, mention.start - 60) : mention.start]
        if _POSITIVE_CONTROL.search(mention.sentence.text) or (
            _AGAINST.search(before) and _GROUP.match(text, mention.end)
        ):
            return ComparatorMention(mention.start, mention.end, "drug")
    return None
