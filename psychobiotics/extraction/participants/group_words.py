"""The words of a sentence that name the group which a number sizes.

Pattern: before "n =" or a bracket ("placebo (n = 51)", "the tea group (35 nurses)"), behind a number ("24 in the
placebo group"), before a number that its group "included" or "had"; behind the bracket of a group that has a letter
alone ("group A (n = 35) drank tea"), before it where the letter stands in it ("tea (group A; n = 35)").

Reads rightly: "35 drank tea and 34 milk", "tea (35 nurses)", "the tea group included 35".
It must not be fooled by: another group's words behind the next number, "groups of 30" (they name no group).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from psychobiotics.extraction.participants.counted_numbers import CountedNumber
from psychobiotics.extraction.study_text import StudySentence

_REACH = 90
_STOP_BEHIND = re.compile(
    r"[;:()]|\.(?!\s?[a-z\d])|,(?! (?:and|or) )|\b(?:and|versus|vs\.?|while|whereas) (?=(?:the |another )?(?:\d|$))"
)
_STOP_BEFORE = re.compile(r"[.;]\s|,\s|\)\s?(?:or|and|versus|vs\.?)?\s")
_LETTERED = re.compile(r"\b(?:group|arm) (?:[A-Z]|I{1,3}|\d)$", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:groups?|arms?) (?:(?:included|comprised|contained|consisted of|had|numbered|of|with) )?(?:a total of )?$",
    re.IGNORECASE,
)


def find_group_words(sentence: StudySentence, numbers: Sequence[CountedNumber]) -> Iterator[tuple[str, ...]]:
    """For each number the phrases that may name its group, the likeliest first."""
    starts = [number.start for number in numbers] + [len(sentence.text)]
    ends = [0] + [number.end for number in numbers]
    for number, floor, (_, limit) in zip(numbers, ends, pairwise(starts), strict=False):
        yield _phrases(sentence, number, floor, min(limit, number.end + _REACH))


def _phrases(sentence: StudySentence, number: CountedNumber, floor: int, limit: int) -> tuple[str, ...]:
    text = sentence.text
    before = _words_before(text[max(floor, number.start - _REACH) : number.start])
    if number.shape == "n_equals":
        closing = text.find(")", number.end, limit)
        lettered = closing >= 0 and _LETTERED.search(before)
        opening = text.rfind("(", floor, number.start)
        if lettered and _LETTERED.search(_words_before(text[opening + 1 : number.start])) and opening >= 0:
            return _words_before(text[floor:opening]), before  # "tea (group A; n = 35)"
        return (_words_behind(text[closing + 1 : limit]), before) if lettered else (before,)
    if _LED.search(text[max(floor, number.start - _REACH) : number.start]):
        return (before,)
    if text.endswith("(", 0, number.start):
        closing = text.find(")", number.end, limit)
        return _words_behind(text[number.end : closing if closing >= 0 else limit]), before
    return (_words_behind(text[number.end : limit]) or before,)


def _words_behind(behind: str) -> str:
    stop = _STOP_BEHIND.search(behind, 1)
    return behind[: stop.start() if stop else None]


def _words_before(before: str) -> str:
    before = before.rstrip(" =:,;([nN")
    stops = [match.end() for match in _STOP_BEFORE.finditer(before)]
    return before[stops[-1] if stops else 0 :]
