"""What kind of thing a study gives: probiotic, prebiotic, synbiotic, faecal transplant, fermented food, diet, drug ...

Pattern: a term of the intervention lexicon weighs by where it stands: in the title 3; in the study's own sentences
with a word of giving before or behind it, or as the name of a group, 2; elsewhere in them 1; in the background 0.

It must not be fooled by: "probiotics, prebiotics and transplants are studied" in a background, "placebo-controlled".
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from psychobiotics.extraction.arms.diets import find_tested_diets
from psychobiotics.extraction.arms.drugs import find_tested_drugs
from psychobiotics.extraction.arms.setting import Setting, is_shared_out
from psychobiotics.extraction.arms.tested_things import find_tested_thing, kind_of_thing
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.strains import Sighting
from psychobiotics.extraction.terms import TermHit
from psychobiotics.records.record import record
from psychobiotics.vocab.study_phrases import phrase_pattern

BIOTIC = ("probiotic", "prebiotic", "synbiotic", "postbiotic", "fermented_food", "fmt")
_OTHER = ("diet", "psychological", "drug", "other")
_TITLE, _GIVEN, _OWN, _BACKGROUND = 3, 2, 1, 0
_GIVING_BEFORE = re.compile(
    rf"\b{phrase_pattern('giving_before')}\b[^.;:]{{0,45}}\Z",
    re.IGNORECASE,
)
_GIVING_AFTER = re.compile(
    rf"(?:[\s-]{phrase_pattern('forms_between')})?[\s-](?:{phrase_pattern('giving_after')}|\(?n\s?=)",
    re.IGNORECASE,
)
_DIET_RICH_IN = re.compile(
    rf"\bdiets?,? (?:that (?:is|was) )?{phrase_pattern('rich_in')}\b[^.;:()]{{0,50}}\Z",
    re.IGNORECASE,
)
_GIVES_ITSELF = re.compile(phrase_pattern("transplanting"), re.IGNORECASE)
_LIVE_BEFORE = re.compile(r"\b(?:live|viable|living),? (?:and|or|versus|vs\.?) \Z", re.IGNORECASE)
# "probiotic therapy emerges as a possible treatment": a wish, not what was given.
_ONLY_POSSIBLE = re.compile(rf"[^.;,]{{0,30}}?\b{phrase_pattern('only_possible')}\b", re.IGNORECASE)
_SEEN_BEFORE = re.compile(rf"\b{phrase_pattern('only_named')}\b[^.;:]{{0,30}}\Z", re.IGNORECASE)


_MICROBIAL = frozenset({"probiotic", "synbiotic", "postbiotic", "fermented_food"})


@record(frozen=True, slots=True)
class TypedMention:
    """A term that names a kind of intervention, with its weight (0 to 3)."""

    start: int
    end: int
    type: str
    weight: int
    sentence: Sentence
    rule: str = "interventions.term"


def find_typed_mentions(reading: Reading, setting: Setting) -> tuple[TypedMention, ...]:
    """All intervention terms of a study's sentences with their weights, heaviest first, then in text order."""
    mentions = list(_read_terms(reading, setting))
    if setting.title is not None:
        mentions.extend(TypedMention(*at, "diet", _TITLE, setting.title) for at in find_tested_diets(setting.title))
    if setting.title is not None and setting.species is not None:
        mentions.extend(TypedMention(*at, "drug", _TITLE, setting.title) for at in find_tested_drugs(setting.title))
    titled = any(m.weight == _TITLE for m in mentions)
    if not titled and setting.title is not None and (at := find_tested_thing(setting)):
        kind = kind_of_thing(reading.document.text[slice(*at)])
        mentions.append(TypedMention(*at, kind, _TITLE, setting.title))
    return tuple(sorted(mentions, key=lambda m: (-m.weight, m.start)))


def _read_terms(reading: Reading, setting: Setting) -> Iterator[TypedMention]:
    """The terms of the lexicon with what they name and weigh, in text order."""
    text, own = reading.document.text, {s.index for s in setting.own}
    sentences = (*setting.own, *setting.background)
    found = [(cue, s) for s in sentences for cue in reading.cues_of("intervention_terms", s.start, s.end)]
    diets = _names_of_diets(text[cue.start : cue.end].lower() for cue, _ in found)
    for cue, sentence in found:
        is_diet = text[cue.start : cue.end].lower() in diets
        kind = "diet" if is_diet else _type_of(reading, setting, sentence, cue)
        weight = _weight(reading, setting, sentence, cue, sentence.index in own)
        yield TypedMention(cue.start, cue.end, kind, weight, sentence)


def _names_of_diets(terms: Iterable[str]) -> frozenset[str]:
    """What the study's diets are called for short: "psychobiotic" of a "psychobiotic diet"."""
    return frozenset(term.removesuffix(" diet") for term in terms if term.endswith(" diet"))


def _type_of(reading: Reading, setting: Setting, sentence: Sentence, cue: TermHit) -> str:
    """What a term names; foods that a diet of people is rich in are that diet's."""
    before = reading.document.text[max(sentence.start, cue.start - 70) : cue.start]
    return "diet" if setting.species == "human" and _DIET_RICH_IN.search(before) else cue.concept


def _weight(reading: Reading, setting: Setting, sentence: Sentence, cue: TermHit, own: bool) -> int:
    if setting.title is not None and sentence.index == setting.title.index:
        return _TITLE
    if not own:
        return _BACKGROUND
    text = reading.document.text
    before = text[max(sentence.start, cue.start - 70) : cue.start]
    if _GIVES_ITSELF.search(text, cue.start, cue.end):
        return _GIVEN
    if not setting.review and _ONLY_POSSIBLE.match(text, cue.end):
        return _OWN
    of_microbe = cue.concept == "postbiotic" and any(
        x.start - cue.end <= 2 for x in reading.sightings_in(cue.end, cue.end + 4)
    )
    giving = _GIVING_AFTER.match(text, cue.end) or _GIVING_BEFORE.search(before)
    return _GIVEN if of_microbe or (giving and not _SEEN_BEFORE.search(before)) else _OWN


def choose_types(mentions: Sequence[TypedMention], microbes: Sequence[Sighting], setting: Setting) -> tuple[str, ...]:
    """The kinds of intervention that the study gives, in order of weight.

    Args:
        mentions: Typed mentions, heaviest first.
        microbes: Those that the study gives.
        setting: Tells a review from primary work.

    Returns:
        Types of arms; a synbiotic absorbs its probiotic and its prebiotic, a fermented food its bacteria. Kinds that
        are not biotics count only in the absence of one.
    """
    best, body = _best(mentions), _best(m for m in mentions if not _in_title(m, setting))
    floor = _floor(best, setting)
    chosen = [t for t in BIOTIC if best.get(t, -1) >= floor]
    beside_dead = chosen == ["postbiotic"] and best["postbiotic"] < _TITLE and setting.title is not None
    beside_dead = beside_dead and best.get("probiotic", -1) >= _OWN
    untold = (
        setting.title is None and not setting.review and not _MICROBIAL & set(chosen)
    )  # a page's microbes are given
    beside = _is_beside_live(mentions, chosen) or _is_beside_prebiotic(microbes, chosen, setting)
    if microbes and (not chosen or beside_dead or untold or beside):
        chosen = [_type_of_microbes(mentions, setting), *chosen]
    if not chosen and not setting.review:
        chosen = [t for t in _OTHER if best.get(t, 0) >= _TITLE][:1] or _shared_out(mentions, setting)[:1]
    if not setting.review and _is_of_diet(mentions, chosen):
        chosen = ["diet"]
    chosen = _absorb(chosen, best, body)
    return tuple(sorted(chosen, key=lambda t: (-best.get(t, 0), BIOTIC.index(t) if t in BIOTIC else 9)))


def _is_beside_live(mentions: Sequence[TypedMention], chosen: Sequence[str]) -> bool:
    """Whether dead microbes are given beside live ones: "live or heat-killed"."""
    dead = (m for m in mentions if m.type == "postbiotic" and chosen == ["postbiotic"])
    return any(_LIVE_BEFORE.search(m.sentence.text, 0, m.start - m.sentence.start) for m in dead)


def _is_beside_prebiotic(microbes: Sequence[Sighting], chosen: Sequence[str], setting: Setting) -> bool:
    """Whether a given strain stands beside a prebiotic, or a title names given microbes, so that both are tested."""
    title = setting.title
    if title is None or list(chosen) != ["prebiotic"]:
        return False
    return any(
        s.strain or (title.start <= s.start < title.end and s.taxon and s.taxon.rank != "genus") for s in microbes
    )


def _shared_out(mentions: Sequence[TypedMention], setting: Setting) -> list[str]:
    """Kinds that are no biotics and that people were randomised to, in a trial whose title names none."""
    if not setting.is_trial_in_people:
        return []
    found = {m.type for m in mentions if m.weight >= _GIVEN and is_shared_out(m.sentence)}
    return [t for t in _OTHER if t in found]


def _is_of_diet(mentions: Sequence[TypedMention], chosen: Sequence[str]) -> bool:
    """Whether a title tells a way of eating and no biotic, so that the foods told later are parts of it."""
    titled = [m for m in mentions if m.weight == _TITLE]
    ways = [m for m in titled if m.type == "diet" and m.sentence.text[m.start - m.sentence.start :][:7] == "dietary"]
    return bool(ways) and set(chosen) <= {"fermented_food", "prebiotic", "probiotic"} and len(ways) == len(titled)


def _best(mentions: Iterable[TypedMention]) -> dict[str, int]:
    best: dict[str, int] = {}
    for mention in mentions:
        best[mention.type] = max(best.get(mention.type, 0), mention.weight)
    return best


def _in_title(mention: TypedMention, setting: Setting) -> bool:
    return setting.title is not None and mention.sentence.index == setting.title.index


def _type_of_microbes(mentions: Sequence[TypedMention], setting: Setting) -> str:
    """Given microbes are a probiotic, unless the title says that they do harm and nobody calls them one."""
    called = any(m.type == "probiotic" and m.weight >= _OWN for m in mentions)
    return "other" if setting.harmful and not called else "probiotic"


def _floor(best: dict[str, int], setting: Setting) -> int:
    top = max((best.get(t, 0) for t in BIOTIC), default=0)
    if setting.title is None:
        return max(min(top, _GIVEN), _OWN)
    return max(min(top, _TITLE if setting.review else _GIVEN), _GIVEN)


def _absorb(chosen: list[str], best: dict[str, int], body: dict[str, int]) -> list[str]:
    """Leave out a part that comes with its whole; both stay where the title names both."""

    def absorbs(whole: str, part: str) -> bool:
        in_title = best.get(part, 0) >= _TITLE and best.get(whole, 0) >= _TITLE
        return whole in chosen and part in chosen and not in_title and body.get(part, 0) <= best.get(whole, 0)

    pairs = (("synbiotic", "probiotic"), ("synbiotic", "prebiotic"), ("fermented_food", "probiotic"))
    gone = {part for whole, part in pairs if absorbs(whole, part)}
    return [t for t in chosen if t not in gone]
