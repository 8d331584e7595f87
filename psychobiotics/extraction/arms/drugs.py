"""Drugs as what is tested and as what it is tested against, by their generic names.

Pattern: a generic name in a title that nothing marks as the background of what is tested; where a drug is tested and no
placebo or usual care is named, a drug behind "versus", "compared with", "or" is the comparator, and "no", "none" or
"observation" there is no treatment.

It must not be fooled by: "women receiving tamoxifen", "cisplatin-induced", "during chemotherapy", "resistant to A".
"""

import re
from collections.abc import Iterator

from psychobiotics.extraction.arms.comparators import ComparatorMention
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.vocab.drug_stems import drug_name_pattern
from psychobiotics.vocab.study_phrases import phrase_pattern

_DRUG = re.compile(rf"\b{drug_name_pattern()}\b")
_BACKGROUND = re.compile(rf"\b{phrase_pattern('drug_background')}\s(?:[\w-]+\s){{0,3}}(?:\w+[-/+])?\Z")
_MODEL = re.compile(r"-(?:induced|resistant|related|associated|refractory|treated|na[iï]ve|sensitive)\b")
_AGAINST = re.compile(rf"\b{phrase_pattern('set_against')}\s")
_REACH = 60
_ELSEWHERE = re.compile(r"\b(?:studies|trials|literature|reports)\b")
_SHARING = re.compile(rf"\b{phrase_pattern('sharing_verbs')}\b")
_SIZE = re.compile(r"\bn\s?=\s?\d+")
_NOTHING = re.compile(
    rf"\b(?:either|{phrase_pattern('set_against')})\s({phrase_pattern('nothing_given')}|no {drug_name_pattern()})\b"
)


def find_tested_drugs(title: Sentence) -> Iterator[tuple[int, int]]:
    """Where a title names a drug that is tested, as (start, end) in the document."""
    folded = title.text.lower()
    for match in _DRUG.finditer(folded):
        behind = _MODEL.match(folded, match.end())
        if not behind and not _BACKGROUND.search(folded[max(0, match.start() - 60) : match.start()]):
            yield title.start + match.start(), title.start + match.end()


def find_opposed(setting: Setting) -> ComparatorMention | None:
    """What a tested drug is set against in the title or in the study's own sentences: nothing, else another drug."""
    sentences = [sentence for sentence in (setting.title, *setting.own) if sentence is not None]
    for sentence in sentences:
        if match := _NOTHING.search(sentence.text.lower()):
            return _mention(sentence, match.span(1), "no_treatment")
    for sentence in sentences:
        folded = sentence.text.lower()
        for against in _AGAINST.finditer(folded):
            match = _DRUG.search(folded, against.end(), against.end() + _REACH)
            if match and not _ELSEWHERE.search(folded, against.end(), match.start()):
                return _mention(sentence, match.span(), "drug")
    return next((found for sentence in sentences if (found := _second_group(sentence))), None)


def _second_group(sentence: Sentence) -> ComparatorMention | None:
    """The drug of the second of the groups that a sentence shares people out to with their sizes."""
    folded = sentence.text.lower()
    sizes = list(_SIZE.finditer(folded)) if _SHARING.search(folded) else []
    if len(sizes) < 2:
        return None
    match = _DRUG.search(folded, sizes[0].end(), sizes[1].end() + _REACH)
    return _mention(sentence, match.span(), "drug") if match else None


def _mention(sentence: Sentence, span: tuple[int, int], kind: str) -> ComparatorMention:
    return ComparatorMention(sentence.start + span[0], sentence.start + span[1], kind, of_same_kind=True)
