"""Groups that one sentence lists side by side: what each of them was given, by the vocabularies.

Pattern: behind a verb of sharing out or of giving, members that "or", commas and "versus" part (and "and",
where something was divided), brackets apart; a member is the first thing that a vocabulary knows in it. A title that
compares ("A versus B", "comparing A to B") lists its two.

Reads rightly: "randomised to a diet or befriending", "divided into control, stress, and stress + kefir groups".
It must not be fooled by: "received a probiotic or its carrier in addition to antidepressants" (what all get).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.arms.tested_things import kind_of_thing
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.vocab.study_phrases import phrase_pattern, phrase_triggers

_SHARED = re.compile(
    rf"\b(?P<divided>{phrase_pattern('sharing_verbs')}|effects? of)\b|\b{phrase_pattern('choosing_verbs')}\b"
)
_COMPARED = re.compile(r"\b(?:versus|vs\.?|compared (?:to|with)|comparing)(?=\s)")
_BRACKET = re.compile(r"[(\[][^()\[\]]{0,400}[)\]]")
_END = re.compile(rf"\.(?:\s|$)|\b{phrase_pattern('list_ends')}\b")
_CHOICE = re.compile(r",? (?:or|versus|vs\.?) |[,:] ")
_OR = re.compile(r" (?:or|versus|vs\.?) ")
_LIST = re.compile(r",? (?:or|and|versus|vs\.?) |[,;:] ")
_TITLE_CHOICE = re.compile(r" (?:versus|vs\.?|compared (?:to|with)) |(?<=\w) to (?=\w)")
# "a diet, rich in A and B, or C": what a member is made of is no member.
_MADE_OF = re.compile(rf"\b{phrase_pattern('made_of_words')}\b[^.;]*?(?=,? (?:or|versus|vs\.?) |[.;]|$)")
_CONTROL = re.compile(rf"\b{phrase_pattern('untreated_groups')}\b")
_PLAIN = re.compile(rf"\b{phrase_pattern('plain_kinds')} (?:\w+ )?$")
_VEHICLE = re.compile(rf"\b{phrase_pattern('vehicles')}\b")
# One of these stands in every sentence that lists groups; most hold none.
_TRIGGERS = (" or ", " versus ", " vs", "comparing", "effect of", "effects of", *phrase_triggers(("sharing_verbs",)))
_REACH = 420  # characters of a sentence
_LONGEST = 110  # of a member
_MOST = 8
_AIMED = 2


@dataclass(frozen=True, slots=True)
class GroupMember:
    """One of the groups of a list, with the first thing that is known in it.

    Attributes:
        kind: Its arm type, as the lexicons of interventions and of comparators have it.
        compared: It is a term of the comparators' lexicon, or untreated.
        combined: It names several kinds ("kefir and diet").
    """

    start: int
    end: int
    kind: str
    compared: bool
    combined: bool
    sentence: Sentence


def find_group_lists(reading: Reading, setting: Setting) -> Iterator[tuple[GroupMember, ...]]:
    """The lists of at least two known groups in the study's title and own sentences, in text order."""
    if setting.review:
        return
    for sentence in setting.own:
        folded = sentence.text.lower()
        if not any(trigger in folded for trigger in _TRIGGERS):
            continue
        folded = _MADE_OF.sub(_blank, _BRACKET.sub(_blank, folded))
        for start, end, parts in _stretches(setting, sentence, folded):
            spans = list(_members(folded, start, end, parts))[:_MOST]
            members = [m for span in spans if (m := _read(reading, sentence, folded, span))]
            aim = folded.endswith("of", 0, start)  # "effects of A, B and C": two may be one treatment
            if len(members) > (_AIMED if aim else 1):
                yield tuple(members)
                break


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _stretches(setting: Setting, sentence: Sentence, folded: str) -> Iterator[tuple[int, int, re.Pattern[str]]]:
    """Where a sentence may list groups, and what parts them there."""
    if setting.title is not None and sentence.index == setting.title.index:
        if compared := _COMPARED.search(folded):
            opening = compared.end() if compared.group() == "comparing" else folded.rfind(":", 0, compared.start()) + 1
            yield opening, min(len(folded), opening + _REACH), _TITLE_CHOICE
        return
    for match in _SHARED.finditer(folded):
        limit = min(len(folded), match.end() + _REACH)
        stop = _END.search(folded, match.end(), limit)
        limit = stop.start() if stop else limit
        if match["divided"] or _OR.search(folded, match.end(), limit):
            yield match.end(), limit, _LIST if match["divided"] else _CHOICE


def _members(folded: str, start: int, end: int, parts: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in parts.finditer(folded, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _read(reading: Reading, sentence: Sentence, folded: str, span: tuple[int, int]) -> GroupMember | None:
    """The first thing that is known between two places of a sentence."""
    start, end = span[0], min(span[1], span[0] + _LONGEST)
    at, limit = sentence.start + start, sentence.start + end
    cues = [(cue.start, cue.end, cue.concept, False) for cue in reading.cues_of("intervention_terms", at, limit)]
    cues += [(cue.start, cue.end, cue.concept, True) for cue in reading.cues_of("comparator_terms", at, limit)]
    cues += [(s.start, s.end, "probiotic", False) for s in reading.sightings_in(at, limit)]
    cues = [cue for cue in cues if not folded[cue[0] - sentence.start : cue[1] - sentence.start].isspace()]
    if cues:
        first = min(cues)
        plain = _PLAIN.search(folded, start, first[0] - sentence.start)
        return None if plain else GroupMember(*first, len({cue[2] for cue in cues}) > 1, sentence)
    if match := _VEHICLE.search(folded, start, end):
        return GroupMember(
            sentence.start + match.start(), sentence.start + match.end(), "placebo", True, False, sentence
        )
    if _CONTROL.search(folded, start, end):
        return GroupMember(at, limit, "no_treatment", True, False, sentence)
    kind = kind_of_thing(folded[start:end])
    return GroupMember(at, limit, kind, False, False, sentence) if kind == "drug" else None
