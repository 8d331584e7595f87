"""How many people or animals each arm has: the numbers of groups, given to the arms that their words name.

Pattern: a group's words before its size ("placebo (n = 51)", "control: n = 20") or behind it ("24 in the placebo
group", "69 tea, 55 placebo"); of two groups that one sentence sizes, the one that names no arm is the only arm of the
other role; "8 rats per group" sizes every arm. The sentence that sizes most arms is believed first.

Reads rightly: "31 drank kefir and 29 milk", "kefir, n = 31; control, n = 29", "groups of tea (30) and placebo (28)".
It must not be fooled by: "two of the tea group left early", "n = 6-8", two groups that name the same arm.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from psychobiotics.extraction.arms.arm_names import ArmNames, names_of_arms
from psychobiotics.extraction.arms.equal_sizes import find_equal_size
from psychobiotics.extraction.participants.counted_numbers import CountedNumber, find_whole_numbers
from psychobiotics.extraction.participants.group_words import find_group_words
from psychobiotics.extraction.participants.sample_size import JudgedNumber, judge_numbers
from psychobiotics.extraction.study_text import StudySentence, StudyText
from psychobiotics.records.mentions import ArmMention, Fact
from psychobiotics.vocab.study_phrases import phrase_pattern

# How soon after the sharing out a number is told, by the class of its verb; other classes count no whole group.
_TOLD = {"randomised": 0, "enrolled": 0, "planned": 0, "included": 0, "received": 1, "none": 1, "measured": 2}
_LEFT = {"analysed": 3, "completed": 4}
_PLAIN = {"randomised": 0, "enrolled": 0, "included": 1, "received": 1}  # in methods and results
_LOST = frozenset({"dropout", "screened"})
_CHOICE = re.compile(r"\b(?:or|versus|vs\.?|and)\s")
_LISTED = re.compile(r"(?:[(,;:]\s?|\band |\bto |\bwhile |\bwhereas )$")
_NAME_BEHIND = re.compile(r"(?!\s(?:of|or|and|from|had|times|days|weeks|months)\s(?!th))(?:\s[\w-]+){1,4}")
_OTHER_NOUN = re.compile(
    rf"\s(?:(?!to\b|in\b|into\b|on\b|the\b)\w+\s)?{phrase_pattern('other_counted_things')}\b(?!\s?[,;)])"
)
_LEAD = 120  # characters before a bracket that name its arms
_PART = re.compile(r"\s*from\b|[^,;.]*\brespon(?:sive|ders?)\b")
_CONTROLLED = re.compile(r"\b\w+[- ]controlled\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sizing:
    """What one sentence says of the arms' sizes: places in it by the arm's place in the list."""

    sentence: StudySentence
    late: int
    sizes: Mapping[int, tuple[int, int]]

    @property
    def worth(self) -> tuple[int, int, int]:
        return len(self.sizes), -self.late, -self.sentence.order


def size_arms(texts: Sequence[StudyText], arms: Sequence[ArmMention]) -> list[ArmMention]:
    """The arms, each with the fact `n` where a text sizes it.

    Args:
        texts: Stretches of the study's text, the first one to size an arm is believed.
        arms: The study's arms.
    """
    names = names_of_arms(texts[0].reading, arms) if texts and arms else ()
    for text in texts:
        in_body = text is not texts[0]
        told = [found for s in text.sentences for found in _sizings(s, names, in_body)] if names else []
        if told:
            return _with_sizes(arms, sorted(told, key=lambda sizing: sizing.worth, reverse=True), in_body)
    return list(arms)


def _with_sizes(arms: Sequence[ArmMention], told: Sequence[_Sizing], in_body: bool) -> list[ArmMention]:
    """The sizes of the best sentence, and of others of an abstract that tell arms apart which it leaves out."""
    sized: dict[int, Fact] = {}
    for sizing in told:
        first, plain = sizing is told[0], max(sizing.late, told[0].late) < _LEFT["analysed"]
        if first or (plain and not in_body and not sizing.sizes.keys() & sized.keys()):
            confidence = 0.9 if plain else 0.75
            for place, span in sizing.sizes.items():
                sized[place] = Fact("n", sizing.sentence.quote(*span), "arm_sizes.group", confidence=confidence)
    return [replace(arm, facts=(*arm.facts, sized[place])) if place in sized else arm for place, arm in enumerate(arms)]


def _sizings(sentence: StudySentence, names: Sequence[ArmNames], in_body: bool) -> Iterator[_Sizing]:
    if not sentence.number_spans or (in_body and any(c.concept in _LOST for c in sentence.of("enrolment_cues"))):
        return
    told = _PLAIN if in_body else {**_TOLD, **_LEFT}
    judged = _with_elliptic(sentence, judge_numbers(sentence), names)
    groups = _without_total(sentence, [number for number in judged if number.role in told])
    each = find_equal_size(sentence)
    sizes = {} if each else _share_out(sentence, groups, names)
    if in_body and len({names[place].role for place in sizes}) < len({arm.role for arm in names}):
        sizes = {}
    if sizes:
        yield _Sizing(sentence, max(told[group.role] for group in groups), sizes)
    elif each:
        yield _Sizing(sentence, 1, dict.fromkeys(range(len(names)), each))


def _with_elliptic(
    sentence: StudySentence, judged: Sequence[JudgedNumber], names: Sequence[ArmNames]
) -> list[JudgedNumber]:
    """The numbers with those that stand before an arm's name alone: "16 took tea and 17 placebo"."""
    if not judged:
        return []
    starts = {number.number.start for number in judged}
    found = list(judged)
    for start, end in find_whole_numbers(sentence):
        if start in starts or not _LISTED.search(sentence.folded[max(0, start - 6) : start]):
            continue
        behind = None if _OTHER_NOUN.match(sentence.folded, end) else _NAME_BEHIND.match(sentence.text, end)
        if behind and _named_arms(behind.group(), names, is_group=False):
            before = [number.role for number in judged if number.number.start < start]
            role = before[-1] if before else judged[0].role
            found.append(JudgedNumber(sentence, CountedNumber(start, end, None, "ellipsis"), role, 0.0, in_list=True))
    return sorted(found, key=lambda number: number.number.start)


def _without_total(sentence: StudySentence, groups: list[JudgedNumber]) -> list[JudgedNumber]:
    """The groups without a sum that they are the parts of: "46 patients: 22 to A and 24 to B"."""
    if len(groups) > 2 and ":" in sentence.text[groups[0].number.end : groups[1].number.start]:
        return groups[1:]
    return groups


def _share_out(
    sentence: StudySentence, groups: Sequence[JudgedNumber], names: Sequence[ArmNames]
) -> dict[int, tuple[int, int]]:
    """Which of a sentence's groups is which arm; a group that names several sizes them all."""
    if "respectively" in sentence.folded:
        return _in_order(sentence, groups, names)
    phrases = find_group_words(sentence, [judged.number for judged in groups])
    named = [
        next((found for words in told if (found := _named_arms(words, names, _is_group(judged)))), ())
        for told, judged in zip(phrases, groups, strict=True)
    ]
    pair = [place for place, judged in enumerate(groups) if _is_group(judged)]
    if len(pair) == 2:
        for place, other in (pair, pair[::-1]):
            named[place] = named[place] or _the_other(named[other], names)
    surely = any(found and _is_group(judged) for found, judged in zip(named, groups, strict=True))
    if not surely and len({names[place].role for found in named for place in found}) < 2:
        return {}
    sizes: dict[int, JudgedNumber] = {}
    twice: set[int] = set()
    for judged, places in zip(groups, named, strict=True):
        for place in places:
            kept = sizes.get(place)
            if kept is not None and _is_group(kept) == _is_group(judged):
                twice.add(place)
            if kept is None or _is_group(judged):  # "40 were randomised to tea (n = 21) or milk (n = 19)"
                sizes[place] = judged
    return {place: (j.number.start, j.number.end) for place, j in sizes.items() if place not in twice}


def _in_order(
    sentence: StudySentence, groups: Sequence[JudgedNumber], names: Sequence[ArmNames]
) -> dict[int, tuple[int, int]]:
    """Sizes of one bracket in the order of the arms before it: "tea and milk (n = 35 and n = 34, respectively)"."""
    told = [judged.number for judged in groups if judged.number.shape == "n_equals"]
    opening = sentence.text.rfind("(", 0, told[0].start) if told else -1
    if opening < 0 or ")" in sentence.text[opening : told[-1].start]:
        return {}  # "(35 and 34, respectively)": which is which stands elsewhere
    lead = sentence.text[max(0, opening - _LEAD) : opening]
    places: list[int] = []
    for part in _CHOICE.split(lead.replace(",", " and ")):
        places += [place for place in _named_arms(part, names, is_group=False) if place not in places]
    return {place: (n.start, n.end) for place, n in zip(places, told, strict=True)} if len(places) == len(told) else {}


def _is_group(judged: JudgedNumber) -> bool:
    return judged.in_list or judged.number.shape == "n_equals"


def _named_arms(words: str, names: Sequence[ArmNames], is_group: bool) -> tuple[int, ...]:
    """Places of the arms that the words of a group name; where they name both roles, those behind the last choice."""
    words = _CONTROLLED.sub("", words)
    if _PART.match(words):
        return ()  # "two from the placebo group": what happened to some of a group
    for part in (words, _CHOICE.split(words)[-1]) if is_group else (words,):
        found = tuple(place for place, arm in enumerate(names) if arm.are_in(part))
        if found and len({names[place].role for place in found}) == 1:
            return found
    # "placebo added to X": what all get does not tell the groups apart
    return tuple(place for place in found if is_group and names[place].role == "comparator")


def _the_other(places: Sequence[int], names: Sequence[ArmNames]) -> tuple[int, ...]:
    """The only arm of the role that the sentence's other group has not."""
    roles = {names[place].role for place in places}
    left = tuple(place for place, arm in enumerate(names) if arm.role not in roles)
    return left if len(roles) == 1 and len(left) == 1 else ()
