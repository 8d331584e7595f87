"""Which of the numbers that count people are the sizes of groups rather than of the whole sample.

Pattern: a number in brackets, behind a group's name or before one ("44 in the placebo group"); the first of a pair that
is shared out ("43 were assigned to A and 50 to B"); the members of a list that ends with controls; "n = 44" behind one
half of a sentence that has another "n =".

It must not be fooled by: "a total of 87", "60 patients (n = 60)", "assigned 56 patients to a test or a control group".
"""

import re
from collections.abc import Sequence

from psychobiotics.extraction.participants.counted_numbers import CountedNumber
from psychobiotics.extraction.study_text import StudySentence
from psychobiotics.vocab.study_phrases import phrase_pattern

TOTAL_BEFORE = re.compile(
    r"(?:\btotal (?:number )?of|\bin (?:total|all),?|\boverall,?|\baltogether,?|\btotally|\bsample (?:size )?of|\ball"
    r"|\ba total)\s*(?:the\s+)?$"
)
_SHARED_OUT = frozenset({"randomised", "received", "none"})
_GROUP_AFTER = re.compile(
    r"[^,;.()]{0,40}?\b(?:in|to|into|for|on|from) (?:the |an? |each )?(?:[\w+-]+ ){0,5}?(?:groups?|arms?|cohorts?)\b"
)
_OTHER_GROUP = re.compile(
    r"(?:\s\((?!n\b)[^()]{1,40}\))?,? (?:or|and) (?:to )?(?:the |an? )?(?:[a-z][\w+-]* ){0,5}?(?:groups?|arms?)\b"
    r"(?! \(n)"
)
_WITHIN_COHORT = re.compile(r"(?:^|: )(?:with)?in (?:the|an?|this|our) [^,.;]{0,60}\bcohort, $")
_A_COHORT = re.compile(r"\b(?:an?|our|this) (?:[\w-]+ ){0,3}cohort (?:of|with|included) (?:about |over )?$")
_ARM = phrase_pattern("arm_names")
_ARM_LIST = re.compile(
    r"(?<!\ba )\b(?:groups?|arms?|cohorts?)(?: \w{1,2})?[,:=]?\s*(?:of|with|had|included|includes|comprised)?\s*$"
    rf"|\b{_ARM}\s*[,:=(]\s*$"
)
_ARM_NAME = re.compile(rf"\b(?:group|arm|cohort|{_ARM})\b[^.;()]{{0,12}}$")
_LINK = 90
_LINK_STOP = re.compile(r"[;:.]|\b(?:were|was|who|completed|received)\b")
_CONTROL_WORD = re.compile(r"\b(?:healthy|matched|unaffected|normal|control|non-\w+) (?:\w+ ){0,2}\w+$")
_JOINED = re.compile(r"(?:\b(?:and|while|whereas|versus|vs\.?|or)|[,;])\s+(?:the (?:other|remaining) )?$")
_GROUP_WORD = re.compile(r"\b(?:group|arm)\b")
_SPLIT = re.compile(r"\b(?:or|versus|vs|either|to(?! \d))\b")
_LABELLED = re.compile(r"[\w-]:\s?n\s?=\s?$")
_COMPARED_WITH = re.compile(
    r"\s?\),? (?:(?:were|was) )?(?:compared (?:to|with)|versus|vs\.?|and(?: in)?|with) (?:[\w-]+ ){1,4}\(n\s?="
)
_SIZE = re.compile(r"\bn\s?[=:]\s?\d")
_DIVIDED = re.compile(rf"\b{phrase_pattern('sharing_verbs')}\b")
_SENT_TO = re.compile(
    r"^(?:\s\(\d[^()]{0,12}\))?[^:;(]*\b(?:to|in|into|received?|receiving)\b[^:;(]*(?:\([^()]*\)[^:;(]*)?$"
)


def mark_groups(sentence: StudySentence, numbers: Sequence[CountedNumber], roles: Sequence[str]) -> tuple[bool, ...]:
    """For each number of a sentence whether it is the size of one group of several.

    Args:
        sentence: The sentence.
        numbers: Its numbers that count people or animals, in text order.
        roles: For each the class of the verb that governs it.
    """
    against_controls = find_against_controls(sentence, numbers)
    marks: list[bool] = []
    listed = False  # whether the number before is the first group of a pair
    for index, number in enumerate(numbers):
        last = index + 1 == len(numbers)
        paired = not last and _is_first_of_pair(sentence, number, numbers[index + 1], roles[index : index + 2])
        marks.append(_is_group(sentence, number) or paired or listed or index in against_controls)
        listed = paired
    return tuple(marks)


def find_against_controls(sentence: StudySentence, numbers: Sequence[CountedNumber]) -> frozenset[int]:
    """Members of a list that ends or begins with controls: "76 PD patients, 21 relatives and 78 healthy controls"."""
    members: set[int] = set()
    run: list[int] = []
    for index, number in enumerate(numbers):
        link = sentence.folded[numbers[index - 1].end : number.start] if index else ""
        if not (run and len(link) < _LINK and _JOINED.search(link) and not _LINK_STOP.search(link)):
            run = []
        run.append(index)
        if any(_counts_controls(sentence, numbers[i], len(run) == 1) for i in run):
            members.update(run)
    return frozenset(members)


def _counts_controls(sentence: StudySentence, number: CountedNumber, alone: bool) -> bool:
    if number.noun is None or number.noun.start < number.end:
        return False
    counted = sentence.folded[number.end : number.noun.end]
    return counted.endswith("controls") or (not alone and bool(_CONTROL_WORD.search(counted)))


def _is_first_of_pair(
    sentence: StudySentence, number: CountedNumber, following: CountedNumber, roles: Sequence[str]
) -> bool:
    """True for 43 in "43 were assigned to gefitinib and 50 (patients were assigned) to placebo"."""
    folded = sentence.folded
    if following.shape != "ellipsis" and TOTAL_BEFORE.search(folded[max(0, number.start - 40) : number.start]):
        return False
    if roles[0] not in _SHARED_OUT or (roles[1] not in _SHARED_OUT and following.shape != "ellipsis"):
        return False
    between = folded[number.end : following.start]
    return bool(_SENT_TO.match(between)) and (following.shape == "ellipsis" or bool(_JOINED.search(between)))


def _is_group(sentence: StudySentence, number: CountedNumber) -> bool:
    """True where a number is the size of one group of several, as the words around it say."""
    folded = sentence.folded
    opening = folded.rfind("(", 0, number.start)
    in_brackets = opening > folded.rfind(")", 0, number.start)
    if number.shape == "ellipsis":
        return True
    if TOTAL_BEFORE.search(folded[max(0, number.start - 40) : number.start]):
        return False
    if number.shape == "n_equals":
        return _is_group_size(sentence, number, opening)
    named = _ARM_LIST.search(folded[max(0, number.start - 30) : number.start])
    if in_brackets or (named and number.shape != "verb" and not _is_whole_cohort(folded[: number.start])):
        return True
    group = _GROUP_AFTER.match(folded, number.end)
    return group is not None and not (_DIVIDED.search(group.group()) or _OTHER_GROUP.match(folded, group.end()))


def _is_whole_cohort(before: str) -> bool:
    """As in "a cohort of 44", "in the X cohort, 44": everybody."""
    return bool(_WITHIN_COHORT.search(before) or _A_COHORT.search(before))


def _is_group_size(sentence: StudySentence, number: CountedNumber, opening: int) -> bool:
    """Whether "n = 44" is the size of one group rather than of the sample."""
    folded = sentence.folded
    before = folded[max(0, opening - 30) : max(0, opening)]
    if _GROUP_WORD.search(before) if number.noun and opening - number.noun.end <= 2 else _ARM_NAME.search(before):
        return True
    sizes = [match.start() for match in _SIZE.finditer(folded)]
    if len(sizes) == 1:
        return False
    if _LABELLED.search(folded[max(0, number.start - 30) : number.start]):
        return True
    if number.noun is None or sizes[0] < number.start - 6:
        return True
    lead = folded[number.noun.end : opening]
    if len(lead) > 60 or _SPLIT.search(lead):
        return True
    return _takes_something(sentence, number.noun.end, opening) or bool(_COMPARED_WITH.match(folded, number.end))


def _takes_something(sentence: StudySentence, start: int, end: int) -> bool:
    """Whether those counted are said to take or to get something before their number: "drank X (n = 24) or ..."."""
    return any(c.concept == "given" and start <= c.start < end for c in sentence.of("duration_cues"))
