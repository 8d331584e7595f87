"""Numbers of participants: randomised, enrolled, analysed, lost; counted animals; planned samples.

Pattern: of the numbers that count people or animals, the one whose nearest enrolment verb says "randomised",
"enrolled", "included" ... and which nothing marks as a part: a percentage behind it, a group's name around it, a
result's verb. Facts: `n_enrolled`, `n_analysed`, `n_dropouts`, each with a confidence that says how plainly it is
stated, and `n_arm` for the sizes of groups listed in one sentence (concept = that sentence), from which normalisation
may add up a total.

It must not be fooled by: "292 were screened", "16 patients (52%) responded", "40 in each group", "aged 18 or older".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psychobiotics.extraction.counted_numbers import CountedNumber
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.naming_words import study_nouns
from psychobiotics.vocab.study_phrases import phrase_pattern

# How plainly a verb says that a number is the study's sample. Tuned on half of 432 trial abstracts of another field.
_ROLE_SCORE = {
    "randomised": 10.0,
    "enrolled": 9.5,
    "planned": 9.0,
    "included": 8.5,
    "received": 6.0,
    "measured": 6.0,
    "analysed": 5.5,
    "completed": 5.0,
    "none": 4.0,
    "outcome": -2.0,
    "screened": 0.5,
    "dropout": -8.0,
}
_SAMPLED = frozenset({"randomised", "enrolled"})
_SHARED_OUT = frozenset({"randomised", "received", "none"})
_FULL_SCORE = 14.0
_LATER, _LATE = 0.1, 2.0  # the sample is told before its parts
_FLOOR = 3.0
_TOTAL_BEFORE = re.compile(
    r"(?:\btotal (?:number )?of|\bin (?:total|all),?|\boverall,?|\baltogether,?|\btotally|\bsample (?:size )?of|\ball"
    r"|\ba total)\s*(?:the\s+)?$"
)
_PART_AFTER = re.compile(
    r"\s*(?:\w+\s+)?(?:[\[(]\s*\d+(?:[.,·]\d+)?\s?(?:%(?! of)|percent)|of (?:the\s+|these\s+)?\d|out of)"
)
_GROUP_AFTER = re.compile(
    r"[^,;.()]{0,40}?\b(?:in|to|into|for|on|from) (?:the |an? |each )?(?:[\w+-]+ ){0,5}?(?:groups?|arms?|cohorts?)\b"
)
_ARM = phrase_pattern("arm_names")
_ARM_LIST = re.compile(
    r"(?<!\ba )\b(?:groups?|arms?|cohorts?)(?: \w{1,2})?[,:=]?\s*(?:of|with|had|included|includes|comprised)?\s*$"
    rf"|\b{_ARM}\s*[,:=(]\s*$"
)
_ARM_NAME = re.compile(rf"\b(?:group|arm|cohort|{_ARM})\b[^.;()]{{0,12}}$")
_STUDY_OF = re.compile(
    rf"\b(?:{study_nouns()}) (?:of|in|with|among|on|involving|that followed)(?: (?:just|only|about|some|around|over))?"
    r" (?:[a-z-]+ ){0,2}$"
)
_LINK = 90
_LINK_STOP = re.compile(r"[;:.]|\b(?:were|was|who|completed|received)\b")
_CONTROL_WORD = re.compile(r"\b(?:matched|unaffected|normal|control|non-\w+) (?:\w+ ){0,2}\w+$")
_JOINED = re.compile(r"(?:\b(?:and|while|whereas|versus|vs\.?|or)|[,;])\s+(?:the (?:other|remaining) )?$")
_EACH = re.compile(
    r"\s*(?:\w+\s+)?(?:in|per|for|to) (?:each|every|group|arm)\b|\s*(?:/|each\b|per\b)|\s+\w+ (?:each|per)\b"
)
_EARLIER = re.compile(rf"\b{phrase_pattern('told_at_large')}\b")
_SUBGROUP_BEFORE = re.compile(r"\bsub-?(?:group|set|sample|cohort)s? of (?:the )?$")
_RATE_BEFORE = re.compile(
    r"(?:%|percent)\)?(?: \([^()]{0,30}\))? (?:of|among|in|for) (?:the |these |all )?$|\d (?:of|/) ?(?:the )?$"
)
_DEFINITE = re.compile(r"(?:^|[^f] )\b(?:the|these|those) $")
_OPENING = re.compile(r"^(?:of|among|from|out of)\s+(?:the\s+|these\s+|all\s+|a total of\s+)?$")
_CONSECUTIVE = re.compile(r"\s+consecutive")
_GROUP_WORD = re.compile(r"\b(?:group|arm)\b")
_SPLIT = re.compile(r"\b(?:or|versus|vs|either|to(?! \d))\b")
_SIZE = re.compile(r"\bn\s?[=:]\s?\d")
_INCOMPLETE = re.compile(rf"\b{phrase_pattern('incomplete_data')}\b")
_RELATIVE = re.compile(r"\b(?:who|which|that|having)\s+(?:\w+\s+){0,2}$")
_RIGHT_BEFORE = re.compile(r"[^,;.()]{0,14}")
_CLAUSE_END = re.compile(r";|\. ")
_DIVIDED = re.compile(rf"\b{phrase_pattern('sharing_verbs')}\b")
_SENT_TO = re.compile(
    r"^(?:\s\(\d[^()]{0,12}\))?[^:;(]*\b(?:to|in|into|received?|receiving)\b[^:;(]*(?:\([^()]*\)[^:;(]*)?$"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: StudySentence
    number: CountedNumber
    role: str
    score: float
    in_list: bool


def extract_sample_size(text: StudyText) -> Iterator[Fact]:
    """Quote the numbers of participants of one study."""
    candidates = [c for sentence in text.sentences for c in _judge(sentence)]
    yield from _exclusions(text)
    for candidate in candidates:
        if candidate.in_list:
            yield _fact(candidate, "n_arm", f"sentence-{candidate.sentence.order}")
        elif candidate.score >= _FLOOR:
            yield _fact(candidate, "n_enrolled")
        if candidate.role in {"analysed", "completed"}:
            yield _fact(candidate, "n_analysed", f"sentence-{candidate.sentence.order}" if candidate.in_list else None)
        if candidate.role == "dropout" and not candidate.in_list:
            yield _fact(candidate, "n_dropouts")


def _exclusions(text: StudyText) -> Iterator[Fact]:
    """Sentences that say that those with incomplete data are left out, so that who is enrolled is who is analysed."""
    for sentence in text.sentences:
        if "excluded" in sentence.folded and _INCOMPLETE.search(sentence.folded):
            yield Fact("exclusion_cue", sentence.quote(0, len(sentence.text)), "sample_size.incomplete_excluded")


def _fact(candidate: _Candidate, field: str, concept: str | None = None) -> Fact:
    number = candidate.number
    quote = candidate.sentence.quote(number.start, number.end)
    score = candidate.score - min(_LATE, _LATER * candidate.sentence.order)
    confidence = max(0.05, min(1.0, score / _FULL_SCORE))
    return Fact(field, quote, f"sample_size.{candidate.role}_{number.shape}", concept, confidence)


def _judge(sentence: StudySentence) -> list[_Candidate]:
    numbers = sentence.counted_numbers
    if not numbers:
        return []
    roles = [_role(sentence, numbers, index) for index in range(len(numbers))]
    for index in reversed(range(len(numbers) - 1)):  # "45 and 29 patients provided": one verb for both
        if roles[index] == "none" and numbers[index].shape == numbers[index + 1].shape == "ellipsis":
            roles[index] = roles[index + 1]
    found: list[_Candidate] = []
    against_controls = _against_controls(sentence, numbers)
    listed = False  # whether the number before is the first group of a pair
    for index, (number, role) in enumerate(zip(numbers, roles, strict=True)):
        last = index + 1 == len(numbers)
        paired = not last and _is_first_of_pair(sentence, numbers[index], numbers[index + 1], roles[index : index + 2])
        in_list = _is_group(sentence, number) or paired or listed or index in against_controls
        listed = paired
        score = _ROLE_SCORE[role] + _adjust(sentence, number, role)
        found.append(_Candidate(sentence, number, role, score, in_list))
    return found


def _against_controls(sentence: StudySentence, numbers: Sequence[CountedNumber]) -> frozenset[int]:
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
    if following.shape != "ellipsis" and _TOTAL_BEFORE.search(folded[max(0, number.start - 40) : number.start]):
        return False
    if roles[0] not in _SHARED_OUT or (roles[1] not in _SHARED_OUT and following.shape != "ellipsis"):
        return False
    between = folded[number.end : following.start]
    return bool(_SENT_TO.match(between)) and (following.shape == "ellipsis" or bool(_JOINED.search(between)))


def _role(sentence: StudySentence, numbers: Sequence[CountedNumber], index: int) -> str:
    """Class of the enrolment verb that governs a number: the nearest after it, else the nearest before it."""
    number = numbers[index]
    floor = numbers[index - 1].end if index else 0
    limit = numbers[index + 1].start if index + 1 < len(numbers) else len(sentence.text)
    verbs = sentence.of("enrolment_cues")
    after = [c for c in verbs if number.end <= c.start < limit]
    after = [c for c in after if not _RELATIVE.search(sentence.folded[max(0, c.start - 20) : c.start])] or after
    before = [c for c in verbs if c.end <= number.start]
    if before and before[-1].end > floor and _RIGHT_BEFORE.fullmatch(sentence.folded[before[-1].end : number.start]):
        return before[-1].concept
    told_of = _STUDY_OF.search(sentence.folded[max(0, number.start - 60) : number.start])
    if after and not _CLAUSE_END.search(sentence.text[number.end : after[0].start]):
        return "included" if told_of and after[0].concept == "outcome" else after[0].concept
    if told_of and not before:
        return "included"
    return before[-1].concept if before else "none"


def _is_group(sentence: StudySentence, number: CountedNumber) -> bool:
    """True where a number is the size of one group of several, as the words around it say."""
    folded = sentence.folded
    opening = folded.rfind("(", 0, number.start)
    in_brackets = opening > folded.rfind(")", 0, number.start)
    if number.shape == "ellipsis":
        return True
    if _TOTAL_BEFORE.search(folded[max(0, number.start - 40) : number.start]):
        return False
    if number.shape == "n_equals":
        return _is_group_size(sentence, number, opening)
    named = _ARM_LIST.search(folded[max(0, number.start - 30) : number.start])
    if in_brackets or (named and number.shape != "verb"):
        return True
    group = _GROUP_AFTER.match(folded, number.end)
    return group is not None and not _DIVIDED.search(group.group())


def _is_group_size(sentence: StudySentence, number: CountedNumber, opening: int) -> bool:
    """Whether "n = 44" is the size of one group rather than of the sample."""
    folded = sentence.folded
    before = folded[max(0, opening - 30) : max(0, opening)]
    if _GROUP_WORD.search(before) if number.noun and opening - number.noun.end <= 2 else _ARM_NAME.search(before):
        return True
    sizes = [match.start() for match in _SIZE.finditer(folded)]
    if len(sizes) == 1:
        return False
    if number.noun is None or sizes[0] < number.start - 6:
        return True
    lead = folded[number.noun.end : opening]
    return len(lead) > 60 or bool(_SPLIT.search(lead))


def _adjust(sentence: StudySentence, number: CountedNumber, role: str) -> float:
    before = sentence.folded[max(0, number.start - 40) : number.start]
    score = 0.0
    if _SUBGROUP_BEFORE.search(before):
        score -= 4.0
    if number.noun is not None and sentence.folded[number.noun.start : number.noun.end].startswith("donor"):
        score -= 6.0  # of what patients are given
    if _TOTAL_BEFORE.search(before):
        score += 3.0
    elif _OPENING.search(before) or _CONSECUTIVE.match(sentence.folded, number.end):
        score += 2.5
    elif _DEFINITE.search(before):
        score -= 2.0
    if _PART_AFTER.match(sentence.folded, number.end) or _RATE_BEFORE.search(before):
        score -= 5.0 if role not in _SAMPLED or _RATE_BEFORE.search(before) else 2.0
    elif not sentence.text[: number.start].strip():
        score += 1.5
    if _EACH.match(sentence.folded, number.end):
        score -= 8.0
    if sentence.may_hold("told_at_large") and _EARLIER.search(sentence.folded):
        score -= 4.0
    if sentence.is_title:
        score += 2.0
    if sentence.section in {SectionKind.BACKGROUND, SectionKind.CONCLUSION}:
        score -= 3.0
    return score
