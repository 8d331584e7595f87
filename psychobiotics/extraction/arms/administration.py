"""Which of the microbes that a text names are given, and which are only seen.

Pattern: a microbe is given when a noun of giving and "of"/"with" ("administration of"), a verb of giving or holding
("received", "containing") or a word of kind ("probiotic", "heat-killed") stands shortly before it with no word of
seeing in between ("increased", "abundance of"), or a word of giving directly behind it ("supplementation",
"group"), or when it is a member of a list one of whose members is given, or when it is the acting subject of a
title. A strain designation speaks for giving unless a word of infection stands before it.

Reads rightly: "administration of Lactobacillus helveticus NS8", "kefir (containing A, B and C)", "L. reuteri-fed".
It must not be fooled by: "increased Prevotella", "infected with Salmonella", "the relative abundance of Blautia".
"""

import re
from collections.abc import Sequence

from psychobiotics.extraction.arms.interventions import TypedMention
from psychobiotics.extraction.arms.setting import Setting
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.strains import Sighting
from psychobiotics.extraction.terms import TermHit
from psychobiotics.records.document import SectionKind
from psychobiotics.vocab.study_phrases import phrase_pattern

_MICROBIAL = frozenset({"probiotic", "synbiotic", "postbiotic", "fermented_food"})
_GIVEN = 2  # weight of a typed mention that a word of giving supports
_SEEING = frozenset({"blocker", "soft_blocker"})  # a soft one ("found", "such as") speaks only against a bare name
_REACH_BEFORE = 80
_REACH_AFTER = 28
_FED = re.compile(
    rf"\b{phrase_pattern('feeding_words')} (?:with|of) (?:[A-Z][a-z]+(?:,| and|, and) )*\Z", re.IGNORECASE
)
# Between a cue and the name: a few words, one bracket; the noun needs its preposition.
_GAPS = {
    "noun": re.compile(r"s?\s(?:of|with|by|containing)\s(?:[\w®™.^×-]+[\s,]+){0,7}[(\[]?\Z"),
    "verb": re.compile(r"[\s:]*(?:(?:with|by|of|either|the|a|daily)\s)?(?:[\w®™.^×-]+[\s,]+){0,5}[(\[:]?\s?\Z"),
    "kind": re.compile(r"s?[\s(\[:,]+(?:[\w-]+[\s(\[:;,]+){0,2}\Z"),
}
_LIST_GAP = re.compile(
    rf"[\s,;:()/&+®™\"'“”*-]*(?:(?:and|or|plus|with|as well as|the|{phrase_pattern('microbe_nouns')})[\s,;(]*){{0,3}}\Z"
)
_ADJACENT = re.compile(r"[\s®™()\w.-]{0,22}\Z")
_ACTS = re.compile(
    rf"[®™]?(?:\s?\([^()]{{1,30}}\))?\s(?:{phrase_pattern('before_an_effect')}\s)?{phrase_pattern('effects_in_titles')}",
    re.IGNORECASE,
)
# How a page tells what a microbe did; a report says so of microbes that it only saw.
_DOES = re.compile(
    rf"[®™]?(?:\s?\([^()]{{1,30}}\))?\s(?:significantly |also |only )?{phrase_pattern('effects_on_pages')}\b",
    re.IGNORECASE,
)
_ON_REACH = 30
_ON_IT = re.compile(rf"\b{phrase_pattern('doing_well_on')} (?:on |with )?\Z")
# "eight weeks of X and Y", "the trial pitted X against", "added X to their medicine"
_TRIED = re.compile(
    rf"\b(?:(?:days|weeks|months) (?:of|on)|{phrase_pattern('tried_on_pages')}) (?:the |daily |live ){{0,2}}\Z"
)
_OR_PLACEBO = re.compile(r"[®™]?,? (?:or|against|versus|with) (?:an? |the )?(?:dummy|placebo|look-alike)\b")
_ACTION_OF = re.compile(rf"\b{phrase_pattern('effect_nouns')}\s(?:of|with)\b.{{0,50}}\Z", re.IGNORECASE)
_INFECTION = re.compile(rf"\b{phrase_pattern('infection_words')}\b.{{0,40}}\Z", re.IGNORECASE)
# "compared with four other strains (A 1, B 2)": what the study's own strain is set beside.
_SET_BESIDE = re.compile(
    rf"\b{phrase_pattern('set_beside')}\b[^;()]{{0,50}}\bother [^;()]{{0,20}}strains?\b[^;)]{{0,160}}\Z", re.IGNORECASE
)


def find_administered(reading: Reading, setting: Setting, mentions: Sequence[TypedMention]) -> tuple[Sighting, ...]:
    """Microbes that the study gives, in text order, told in its own sentences (else, as strains, in its background).

    A review gives nothing itself, so it yields none. Where nobody speaks of a probiotic as given and no strain is
    named, only an animal study is believed, and a bare genus never is; a genus yields to any species.
    """
    if setting.review:
        return ()
    own = _administered(reading, setting, setting.own)
    given = own or tuple(s for s in _administered(reading, setting, setting.background) if s.strain and s.taxon)
    spoken = any(m.type in _MICROBIAL and (m.weight >= _GIVEN or _beside(m, given)) for m in mentions)
    titled = _titled_names(reading, setting)
    named = any(s.strain for s in given) or any(
        s.taxon and _rank(s) != "genus" and s.taxon.name in titled for s in given
    )
    if any(_rank(s) != "genus" for s in given):
        given = tuple(s for s in given if _rank(s) != "genus")
        return given if spoken or named or setting.species == "animal" or setting.title is None else ()
    if spoken:
        return given
    fed = setting.species == "animal" and any(_is_fed(reading, s) for s in given)
    return given if fed else ()


def _is_fed(reading: Reading, sighting: Sighting) -> bool:
    """Whether a word says without doubt that a bare genus is given: "gavage with Lactobacillus"."""
    return _FED.search(reading.document.text[max(0, sighting.start - _REACH_BEFORE) : sighting.start]) is not None


def _beside(mention: TypedMention, given: Sequence[Sighting]) -> bool:
    """The study calls something a probiotic in a sentence that says which microbes are given."""
    sentence = mention.sentence
    return mention.weight > 0 and any(sentence.start <= s.start < sentence.end for s in given)


def _rank(sighting: Sighting) -> str | None:
    return "strain" if sighting.strain else sighting.taxon.rank if sighting.taxon else None


def _titled_names(reading: Reading, setting: Setting) -> frozenset[str]:
    """The current names of the microbes that the title names."""
    if setting.title is None:
        return frozenset()
    return frozenset(s.taxon.name for s in reading.sightings_in(setting.title.start, setting.title.end) if s.taxon)


def _administered(reading: Reading, setting: Setting, sentences: Sequence[Sentence]) -> tuple[Sighting, ...]:
    found: list[Sighting] = []
    for sentence in sentences:
        here = list(reading.sightings_in(sentence.start, sentence.end))
        if not here:
            continue
        given = [_is_given(reading, setting, sentence, s) for s in here]
        _spread(reading.document.text, here, given)
        found.extend(s for s, is_given in zip(here, given, strict=True) if is_given)
    return tuple(found)


def _spread(text: str, here: list[Sighting], given: list[bool]) -> None:
    """Members of one list share their fate: forwards, then backwards."""
    for order in (range(1, len(here)), range(len(here) - 2, -1, -1)):
        for i in order:
            j = i - 1 if order.step == 1 else i + 1
            first, second = here[min(i, j)], here[max(i, j)]
            gap = text[first.end : second.start] if second.start >= first.end else ""
            given[i] = given[i] or (given[j] and len(gap) < 40 and bool(_LIST_GAP.match(gap)))


def _is_given(reading: Reading, setting: Setting, sentence: Sentence, sighting: Sighting) -> bool:
    text = reading.document.text
    if _INFECTION.search(text[max(sentence.start, sighting.start - 60) : sighting.start]):
        return False
    after = _cue_behind(reading, sentence, sighting)
    if sighting.strain is not None:
        if _SET_BESIDE.search(text[max(sentence.start, sighting.start - 240) : sighting.start]):
            return False
        return after == "after" or not _is_seen(reading, sentence, sighting)
    if after == "blocker":
        return False
    if after == "after" or _is_led(reading, sentence, sighting):
        return True
    return (
        _acts_on_page(sentence, sighting, text)
        if setting.title is None
        else _acts_in_title(setting, sentence, sighting, text)
    )


def _acts_on_page(sentence: Sentence, sighting: Sighting, text: str) -> bool:
    """A page's microbe that does something, or stands in the row of a table of studies."""
    if sentence.section is SectionKind.TABLE:
        return True
    if sighting.taxon is None or sighting.taxon.rank == "genus":
        return False
    before = text[max(sentence.start, sighting.start - _ON_REACH) : sighting.start]
    tried = _TRIED.search(before) or _OR_PLACEBO.match(text, sighting.end)
    return bool(tried or _ACTS.match(text, sighting.end) or _DOES.match(text, sighting.end) or _ON_IT.search(before))


def _acts_in_title(setting: Setting, sentence: Sentence, sighting: Sighting, text: str) -> bool:
    is_title = setting.title is not None and sentence.index == setting.title.index
    if not is_title or sighting.taxon is None or sighting.taxon.rank == "genus":
        return False
    before = text[max(sentence.start, sighting.start - 80) : sighting.start]
    return bool(_ACTS.match(text, sighting.end) or _ACTION_OF.search(before))


def _is_led(reading: Reading, sentence: Sentence, sighting: Sighting) -> bool:
    """The nearest cue before the name is one of giving, and its gap to the name has the right shape."""
    start = max(sentence.start, sighting.start - _REACH_BEFORE)
    cues = [
        c for c in _administration(reading, start, sighting.start) if c.end <= sighting.start and c.concept != "after"
    ]
    if not cues:
        return False
    nearest = max(c.end for c in cues)
    if any(c.concept in _SEEING and c.end == nearest for c in cues):
        return False
    seen = max((c.end for c in cues if c.concept in _SEEING), default=-1)
    text = reading.document.text
    return any(c.end > seen and _GAPS[c.concept].match(text, c.end, sighting.start) for c in cues if c.concept in _GAPS)


def _is_seen(reading: Reading, sentence: Sentence, sighting: Sighting) -> bool:
    """A word of seeing stands directly before: "increased Blautia sp. N6H1"."""
    start = max(sentence.start, sighting.start - _REACH_BEFORE)
    return any(
        c.concept == "blocker" and len(reading.document.text[c.end : sighting.start].split()) <= 1
        for c in _administration(reading, start, sighting.start)
        if c.end <= sighting.start
    )


def _cue_behind(reading: Reading, sentence: Sentence, sighting: Sighting) -> str | None:
    text = reading.document.text
    for cue in _administration(reading, sighting.end, min(sentence.end, sighting.end + _REACH_AFTER)):
        gap = text[sighting.end : cue.start]
        if cue.concept == "blocker" and len(gap) <= 1:
            return "blocker"
        if cue.concept == "after" and len(gap.split()) <= 1 and _ADJACENT.match(gap):
            return "after"
    return None


def _administration(reading: Reading, start: int, end: int) -> list[TermHit]:
    return reading.cues_of("administration_cues", start, end)
