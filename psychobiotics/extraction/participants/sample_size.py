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
from dataclasses import dataclass, replace
from itertools import pairwise

from psychobiotics.extraction.participants.analysis_sets import find_analysis_sets, is_of_analysis, is_of_final_sample
from psychobiotics.extraction.participants.counted_numbers import CountedNumber
from psychobiotics.extraction.participants.donors import counts_donors
from psychobiotics.extraction.participants.group_sizes import TOTAL_BEFORE, find_against_controls, mark_groups
from psychobiotics.extraction.participants.pooled_numbers import find_pooled
from psychobiotics.extraction.study_cues import CueHit
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.naming_words import study_nouns
from psychobiotics.vocab.study_phrases import phrase_pattern

# How plainly a verb says that a number is the study's sample. Tuned on half of 432 trial abstracts of another field.
_ROLE_SCORE = {
    "randomised": 10.0,
    "enrolled": 9.5,
    "pooled": 9.0,
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
_FULL_SCORE = 14.0
_LATER, _LATE = 0.1, 2.0  # the sample is told before its parts
_FLOOR = 3.0
_ANALYSED = frozenset({"analysed", "completed"})
_PART_AFTER = re.compile(
    r"\s*(?:\w+\s+)?(?:[\[(]\s*\d+(?:[.,·]\d+)?\s?(?:%(?! of)|percent)|of (?:the\s+|these\s+)?\d|out of)"
)
_STUDY_OF = re.compile(
    rf"\b(?:{study_nouns()}) (?:of|in|with|among|on|involving|that followed)(?: (?:just|only|about|some|around|over))?"
    r" (?:[a-z-]+ ){0,2}$"
)
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
_RELATIVE = re.compile(r"\b(?:who|which|that|having)\s+(?:\w+\s+){0,2}$")
_WHO = re.compile(r"\b(?:who|that|with)\b")
_RIGHT_BEFORE = re.compile(r"(?! and\b| but\b| while\b)[^,;.()]{0,14}")
_BRACKET_BEHIND = re.compile(r"[^(),;.]{0,70}(\([^()]*\))(?!,)")
_BRACKETS = re.compile(r"\([^()]*\)")
_OTHERS_STAY = re.compile(r",\s(?:\d+|none|one|two|three|all)\b")
_OUT_OF = re.compile(r"(?:\s\([^()]{1,12}\))?\s(?:out )?of (?:the |these |those |all )?")
_ONLY_HAD = re.compile(r"\b(?:(?:only|just) had|had (?:only|just)|had a total of) $")  # "it only had 38 people in it"
_VERB_REACH = 70  # characters behind those counted within which their verb stands
_COMPLETERS = re.compile(r"\s+(?:[\w-]+\s+){1,3}(?:who|that|which) (?:had |have )?(?:\w+ly )?(?:completed|finished)\b")
_AND_ANALYSED = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}(?:were |was )?(?:enrolled|recruited|randomi[sz]ed|included) and (?:were )?analy[sz]ed\b"
)
_MEASURED_THING = re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}?{phrase_pattern('measured_things')}\b")
_AT_ENTRY = re.compile(rf"\b{phrase_pattern('at_entry')}\b")
_CLAUSE_END = re.compile(r";|\. ")


@dataclass(frozen=True, slots=True)
class JudgedNumber:
    """A number that counts people or animals, with the class of its verb and how plainly it is the study's sample."""

    sentence: StudySentence
    number: CountedNumber
    role: str
    score: float
    in_list: bool


def extract_sample_size(text: StudyText) -> Iterator[Fact]:
    """Quote the numbers of participants of one study."""
    candidates = [c for sentence in text.sentences for c in judge_numbers(sentence)]
    yield from find_analysis_sets(text)
    for candidate in candidates:
        if candidate.in_list:
            yield _fact(candidate, "n_arm", f"sentence-{candidate.sentence.order}")
        elif candidate.score >= _FLOOR:
            yield _fact(candidate, "n_enrolled")
        if candidate.role in _ANALYSED or _is_also_analysed(candidate):
            told = replace(candidate, score=max(candidate.score, _analysed_score(candidate)))
            yield _fact(told, "n_analysed", f"sentence-{candidate.sentence.order}" if candidate.in_list else None)
        if candidate.role == "dropout" and not candidate.in_list:
            yield _fact(candidate, "n_dropouts")


def _fact(candidate: JudgedNumber, field: str, concept: str | None = None) -> Fact:
    number = candidate.number
    quote = candidate.sentence.quote(number.start, number.end)
    score = candidate.score - min(_LATE, _LATER * candidate.sentence.order)
    confidence = max(0.05, min(1.0, score / _FULL_SCORE))
    return Fact(field, quote, f"sample_size.{candidate.role}_{number.shape}", concept, confidence)


def judge_numbers(sentence: StudySentence) -> list[JudgedNumber]:
    """The numbers of a sentence that count people or animals, in text order."""
    numbers = sentence.counted_numbers
    if not numbers:
        return []
    roles = [_role(sentence, numbers, index) for index in range(len(numbers))]
    listed = {numbers[index].start for index in find_against_controls(sentence, numbers)}
    pooled = {people.start for _, people in find_pooled(sentence)} - listed
    roles = ["pooled" if n.start in pooled else role for n, role in zip(numbers, roles, strict=True)]
    for index in reversed(range(len(numbers) - 1)):  # "45 and 29 patients provided": one verb for both
        if roles[index] == "none" and numbers[index].shape == numbers[index + 1].shape == "ellipsis":
            roles[index] = roles[index + 1]
    _share_completion(sentence, numbers, roles)
    _part_from_whole(sentence, numbers, roles)
    found: list[JudgedNumber] = []
    marks = mark_groups(sentence, numbers, roles)
    for number, role, in_list in zip(numbers, roles, marks, strict=True):
        score = _ROLE_SCORE[role] + _adjust(sentence, number, role)
        found.append(JudgedNumber(sentence, number, role, score, in_list and role != "pooled"))
    return found


def _share_completion(sentence: StudySentence, numbers: Sequence[CountedNumber], roles: list[str]) -> None:
    """Of "28 in the tea group and 24 in the other completed it", both stayed to the end; changes `roles`."""
    for index in reversed(range(len(numbers) - 1)):
        first, second = numbers[index], numbers[index + 1]
        if first.shape != "ellipsis" or second.shape != "ellipsis" or roles[index + 1] not in _ANALYSED:
            continue
        if not any(first.end <= cue.start < second.start for cue in sentence.of("enrolment_cues")):
            roles[index] = roles[index + 1]


def _part_from_whole(sentence: StudySentence, numbers: Sequence[CountedNumber], roles: list[str]) -> None:
    """Of "104 of 118 women completed", 104 stayed to the end and 118 were there at first; changes `roles`."""
    for index, (part, whole) in enumerate(pairwise(numbers)):
        if not _OUT_OF.fullmatch(sentence.folded, part.end, whole.start):
            continue
        behind = range(whole.end, whole.end + _VERB_REACH)
        left = next((c for c in sentence.of("enrolment_cues") if c.start in behind and c.concept in _ANALYSED), None)
        if left is not None and _role_of(sentence, part, left) in _ANALYSED:
            roles[index] = left.concept
            roles[index + 1] = "included" if roles[index + 1] in _ANALYSED else roles[index + 1]


def _is_also_analysed(candidate: JudgedNumber) -> bool:
    """True for "fifty-one were enrolled and analysed", "data of fifty-one people were analysed"."""
    if candidate.role in _SAMPLED:
        return _AND_ANALYSED.match(candidate.sentence.folded, candidate.number.end) is not None
    return candidate.role == "included" and is_of_final_sample(candidate.sentence, candidate.number)


def _analysed_score(candidate: JudgedNumber) -> float:
    """A definite article or a percentage of the enrolled speaks for a number of those analysed, not against it."""
    each = _EACH.match(candidate.sentence.folded, candidate.number.end)
    return 0.0 if each or candidate.sentence.section is SectionKind.BACKGROUND else _ROLE_SCORE["analysed"]


def _role(sentence: StudySentence, numbers: Sequence[CountedNumber], index: int) -> str:
    """Class of the enrolment verb that governs a number: the nearest after it, else the nearest before it."""
    number = numbers[index]
    folded = sentence.folded
    floor = numbers[index - 1].end if index else 0
    aside = _BRACKET_BEHIND.match(folded, number.end)
    inside = range(aside.start(1), aside.end()) if aside else range(0)
    limit = next((n.start for n in numbers[index + 1 :] if n.start not in inside), len(folded))
    verbs = [c for c in sentence.of("enrolment_cues") if c.start not in inside]
    told = number.shape == "told" or _ONLY_HAD.search(folded, max(0, number.start - 30), number.start)
    if told or is_of_analysis(sentence, number):
        return "included" if told else "analysed"
    after = [c for c in verbs if number.end <= c.start < limit]
    if after and after[0].concept == "completed" and _COMPLETERS.match(folded, number.end):
        return _role_of(sentence, number, after[0])
    after = [c for c in after if not _RELATIVE.search(sentence.folded[max(0, c.start - 20) : c.start])] or after
    while len(after) > 1 and after[0].concept == "outcome" and _WHO.search(folded, number.end, after[0].start):
        after = after[1:]  # "patients who ... and had symptoms were enrolled"
    before = [c for c in verbs if c.end <= number.start]
    if before and before[-1].end > floor and _RIGHT_BEFORE.fullmatch(folded[before[-1].end : number.start]):
        return before[-1].concept
    told_of = _STUDY_OF.search(folded[max(0, number.start - 60) : number.start])
    if after and not _CLAUSE_END.search(_BRACKETS.sub("", folded[number.end : after[0].start])):
        role = _role_of(sentence, number, after[0])
        shared = len([n for n in numbers if n.start in inside]) > 1  # "60 men (29 active, 31 placebo) had ..."
        return "included" if (told_of or shared) and role == "outcome" else role
    if told_of and not before:
        return "included"
    return before[-1].concept if before else "none"


def _role_of(sentence: StudySentence, number: CountedNumber, verb: CueHit) -> str:
    """The class of the verb behind a number, where what stands beside the verb does not say another one."""
    if verb.concept == "completed" and _MEASURED_THING.match(sentence.folded, verb.end):
        return "measured"  # "completed a questionnaire": what a survey asks, not who stayed to the end
    if verb.concept == "completed" and _OTHERS_STAY.search(sentence.folded, number.end, verb.start):
        return "none"  # "of the 9 who chose it, 4 completed"
    if verb.concept == "outcome" and _AT_ENTRY.search(sentence.folded, number.end, verb.start):
        return "included"
    return verb.concept


def _adjust(sentence: StudySentence, number: CountedNumber, role: str) -> float:
    before = sentence.folded[max(0, number.start - 40) : number.start]
    score = 0.0
    if _SUBGROUP_BEFORE.search(before):
        score -= 4.0
    if counts_donors(sentence, number):
        score -= 6.0  # of what patients are given
    if TOTAL_BEFORE.search(before) or number.shape == "told":
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
