"""What is given, where a study's title names nothing that it tests.

Pattern: in people a treatment of the lexicon that "patients received" or "underwent". In animals stool or gut microbes
"from" somebody that are transplanted, or that animals are colonised with, are a transplant; else the thing that most
words of giving stand beside ("treated with X", "X pretreatment", "X was injected", "the effect of X on"), told twice,
or once where a vocabulary knows it, in the title, or where it did good; else a drug behind a verb of giving.

Reads rightly: "mice were given exalin ... exalin gavage", "stool of anxious donors was transplanted into mice".
It must not be fooled by: what made the model ("X-induced", "X was injected to induce"), vehicles, "chronic treatment".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from psychobiotics.extraction.arms.interventions import TypedMention
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.arms.tested_things import is_not_given, kind_of_thing
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.vocab.drug_stems import drug_name_pattern
from psychobiotics.vocab.study_phrases import phrase_pattern, phrase_triggers

TOLD_RULE = "told_treatments.given"  # of an arm that no title names: the study may be about the model itself
_GIVEN = 2  # weight of a mention beside a word of giving
_MATERIAL = rf"{phrase_pattern('gut_material')}"
_TRANSPLANTED = re.compile(
    rf"\b(?:transplant\w*\b[^.;:]{{0,25}}?\b(?P<behind>{_MATERIAL})\b"
    rf"|(?P<before>{_MATERIAL})\b[^.;:]{{0,40}}?\b(?:transplant|transferred)"
    rf"|(?:{phrase_pattern('receiving_microbes')}) (?:[\w-]+ ){{0,3}}?(?P<got>{_MATERIAL}) (?:of|from)\b)"
)
_WORD = r"[^\W\d_][\w()+'’-]{1,30}"
_NUMBER = r"(?: \d{2,6}\b)?"  # a compound's code: "XY 1234"
_THING = rf"(?P<thing>{_WORD}{_NUMBER}(?: {_WORD}{_NUMBER}){{0,2}}?)"
_END = rf"(?=\s?(?:[(),.;:]|$)|\s{phrase_pattern('told_thing_ends')}\b)"
_NOUN = phrase_pattern("giving_acts")
_LEAD = rf"(?:{phrase_pattern('told_how')} ){{0,4}}"
_TOLD = (
    re.compile(rf"\b{phrase_pattern('given_verbs')} {_LEAD}{_THING}{_END}"),
    re.compile(rf"\b{phrase_pattern('act_leads')} {_LEAD}{_THING}{_END}"),
    re.compile(rf"\b(?P<thing>{_WORD}{_NUMBER})[ -]{_NOUN}\b"),
    re.compile(
        rf"\b(?P<thing>{_WORD}{_NUMBER}) (?:\([^()]{{1,40}}\) )?(?:was|were) {_LEAD}{phrase_pattern('given_verbs')}\b"
    ),
)
# "X treatment restored": nobody says so of what made the model.
_DID_GOOD = re.compile(rf"\b(?P<thing>{_WORD}{_NUMBER})[ -]{_NOUN} (?:\w+ly )?{phrase_pattern('good_doing_verbs')}\b")
_AIMED = re.compile(rf"\b{phrase_pattern('effect_nouns')} of {_LEAD}{_THING}{_END}")
_DRUG = re.compile(rf"\b{phrase_pattern('given_verbs')}\b[^.;]{{1,80}}?\b(?P<drug>{drug_name_pattern()})\b(?!-induced)")
_MADE_MODEL = (
    re.compile(rf"\b(?P<agent>{_WORD})[- ](?:induced|lesioned)\b(?! {phrase_pattern('own_actions')}\b)"),
    re.compile(rf"\binduced (?:by|with|using) (?:\w+ of )?(?P<agent>{_WORD})"),
    re.compile(rf"\b(?P<agent>{_WORD}) (?:\([^()]{{1,60}}\) )?(?:\w+ ){{0,6}}?to (?:induce|establish|model|mimic)\b"),
)
# The patterns begin with any word: they are slow, and one of these stands in all that they match.
_MODEL_TRIGGERS = ("induce", "lesioned", "to establish", "to model", "to mimic")
_GIVING_TRIGGERS = tuple(phrase_triggers(("act_leads", "effect_nouns", "given_verbs", "giving_acts")))
_NO_THING = re.compile(rf"\b{phrase_pattern('no_told_things')}\b")
_RECEIVED = re.compile(
    rf"\b(?:all|they|{phrase_pattern('told_people')}) (?:\([^()]{{1,30}}\) )?(?:[a-z-]+ ){{0,2}}?"
    rf"{phrase_pattern('receiving_verbs')}\b[^.;:]{{0,70}}\Z"
)
_NO_BIOTICS = frozenset({"diet", "drug", "other", "psychological"})
_REACH = 130
_ENOUGH = 2


def find_told_treatment(setting: Setting, mentions: Sequence[TypedMention]) -> TypedMention | None:
    """What an animal study gives by its own sentences; None where they tell nothing surely.

    Args:
        setting: The study's setting and sentences.
        mentions: Terms of the intervention lexicon with their weights.
    """
    if setting.review or setting.title is None:
        return None
    if setting.species != "animal":
        shared_out = setting.is_trial_in_people  # then the lists of groups tell what was given
        return _received(mentions, setting) if setting.species == "human" and not shared_out else None
    return _transplant(setting.own) or _known(mentions, setting) or _most_told(setting.own) or _drug(setting.own)


def find_model_agents(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Words in lower case of what sentences say made the model: "exatoxin" of "exatoxin-induced"."""
    folded = (sentence.text.lower() for sentence in sentences)
    telling = [text for text in folded if any(trigger in text for trigger in _MODEL_TRIGGERS)]
    return frozenset(match["agent"] for text in telling for pattern in _MADE_MODEL for match in pattern.finditer(text))


def _transplant(sentences: Sequence[Sentence]) -> TypedMention | None:
    for sentence in sentences:
        if match := _TRANSPLANTED.search(sentence.text.lower()):
            start, end = next(match.span(name) for name in ("behind", "before", "got") if match[name])
            return TypedMention(sentence.start + start, sentence.start + end, "fmt", _GIVEN, sentence, TOLD_RULE)
    return None


def _known(mentions: Sequence[TypedMention], setting: Setting) -> TypedMention | None:
    """The first thing of the lexicon that is given; not a diet, which mostly makes the model."""
    own = {sentence.index for sentence in setting.own}
    for mention in sorted(mentions, key=lambda m: m.start):
        behind = mention.sentence.text[mention.end - mention.sentence.start :]
        given = mention.weight >= _GIVEN and mention.sentence.index in own
        if given and mention.type in {"drug", "other"} and not behind.startswith("-"):
            return replace(mention, rule=TOLD_RULE)
    return None


def _received(mentions: Sequence[TypedMention], setting: Setting) -> TypedMention | None:
    """The first thing of the lexicon that people are said to have received, where no title names it."""
    own = {sentence.index for sentence in setting.own if sentence is not setting.title}
    for mention in sorted(mentions, key=lambda m: m.start):
        sentence = mention.sentence
        if sentence.index not in own or mention.type not in _NO_BIOTICS:
            continue
        before = sentence.text[max(0, mention.start - sentence.start - _REACH) : mention.start - sentence.start]
        if _RECEIVED.search(before.lower()):
            return replace(mention, weight=_GIVEN, rule=TOLD_RULE)
    return None


def _drug(sentences: Sequence[Sentence]) -> TypedMention | None:
    """The first drug behind a verb of giving that made no model."""
    agents = find_model_agents(sentences)
    for sentence in sentences:
        match = _DRUG.search(sentence.text.lower())
        if match and match["drug"] not in agents and not is_not_given(match["drug"]):
            start, end = match.span("drug")
            return TypedMention(sentence.start + start, sentence.start + end, "drug", _GIVEN, sentence, TOLD_RULE)
    return None


def _most_told(sentences: Sequence[Sentence]) -> TypedMention | None:
    agents = find_model_agents(sentences)
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Sentence, tuple[int, int]]] = {}
    for sentence in sentences:
        for name, span in _told_in(sentence.text.lower()):
            if not agents & set(name.split(" ")):
                counts[name] += _ENOUGH if sentence.section is SectionKind.TITLE else 1
                first.setdefault(name, (sentence, span))
    best = max(counts, key=lambda name: counts[name], default=None)
    if best is None or counts[best] < _ENOUGH:
        return None
    sentence, (start, end) = first[best]
    return TypedMention(sentence.start + start, sentence.start + end, kind_of_thing(best), _GIVEN, sentence, TOLD_RULE)


def _told_in(folded: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Things that a sentence says are given, each by its name and place; twice where the words leave no doubt."""
    if not any(trigger in folded for trigger in _GIVING_TRIGGERS):
        return
    spans = {match.span("thing") for pattern in (*_TOLD, _AIMED, _DID_GOOD) for match in pattern.finditer(folded)}
    for start, end in sorted(spans):
        name = folded[start:end].strip("()+'’-")
        if not is_not_given(name) and not _NO_THING.search(name):
            sure = _DID_GOOD.match(folded, start) is not None
            yield from [(name, (start, end))] * (_ENOUGH if sure else 1)
