"""What the sentences of a study hold: one automaton over every lexicon of study facts, one pass, with word boundaries.

The same pass tells which phrase lists a sentence may hold (`FoldedText.phrase_lists`). A pattern of phrases is slow to
search, and hardly any sentence holds one: an extractor asks `may_hold` first. Skipping loses nothing, because every
text that a phrase matches holds the phrase's trigger (see :func:`phrase_triggers`).

Pattern: a cue as a whole word, in any case, dashes, quotes and spaces of all kinds alike, the longest at a place; an
abbreviation that the text gives its people counts as they do ("heart failure patients (HFP)").

It must not be fooled by: "men" in "treatment", "administered" in "co-administered", an abbreviation of something else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from psychobiotics.records.record import record
from psychobiotics.vocab.study_cues import StudyCue, counted_nouns, load_study_cues
from psychobiotics.vocab.study_phrases import phrase_triggers

_FOLDED = (
    ("\n", " "),
    ("’", "'"),
    ("‘", "'"),
    ("‐", "-"),
    ("‑", "-"),
    ("–", "-"),
    ("\u00a0", " "),
    ("\u2007", " "),
    ("\u2009", " "),
    ("\u202f", " "),
)
# The lists whose phrases an extractor searches anywhere in a sentence, and whose triggers are rarer than they are slow.
PHRASE_LISTS = (
    "association_words",
    "control_people",
    "done",
    "followed_words",
    "incomplete_data",
    "of_a_population",
    "own_aim",
    "own_earlier_trial",
    "own_result",
    "place_words",
    "planned",
    "stressors",
    "told_at_large",
    "told_elsewhere",
)
_BREAK = "\x00"  # between two sentences: stands in no cue
_PHRASES = ""  # the "lexicon" of triggers
_Place = tuple[int, int, str, str]  # start, negative end (longer first), lexicon, concept
_ABBREVIATION = re.compile(r"\s*\(([A-Z]{2,6}s?)\b")


@record(frozen=True, slots=True)
class CueHit:
    """A cue found at [start, end) of the sentence searched."""

    start: int
    end: int
    lexicon: str
    concept: str


@record(frozen=True, slots=True)
class FoldedText:
    """A sentence as the extractors of study facts search it.

    Attributes:
        text: In lower case with typographic variants folded, same length.
        cues: Its cues, in text order, longest within each lexicon.
        phrase_lists: Those of :data:`PHRASE_LISTS` that it may hold a phrase of.
    """

    text: str
    cues: tuple[CueHit, ...]
    phrase_lists: frozenset[str]


def fold_case(text: str) -> str:
    """Lower case with typographic variants folded and the length kept, so that offsets stay those of the text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few characters grow when lowered
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for variant, plain in _FOLDED:  # ten times as fast as str.translate on a text that is not all ASCII
        lowered = lowered.replace(variant, plain)
    return lowered


def find_cues(texts: Sequence[str]) -> list[FoldedText]:
    """Fold sentences and find their cues, in one pass over all of them: an automaton's start costs as much as a line.

    The cost grows linearly with the texts.
    """
    folded = fold_case(_BREAK.join(texts))
    found = sorted(_raw_hits(folded))
    sentences: list[FoldedText] = []
    start = place = 0
    for text in texts:
        end = start + len(text)
        first = place
        while place < len(found) and found[place][0] < end:
            place += 1
        hits, lists = _longest(found[first:place], start)
        sentences.append(FoldedText(folded[start:end], hits, lists))
        start = end + 1
    return sentences


def _longest(places: Sequence[_Place], offset: int) -> tuple[tuple[CueHit, ...], frozenset[str]]:
    """Cues of one sentence that begins at `offset`, longest within each lexicon, and its phrase lists."""
    kept: list[CueHit] = []
    lists: list[str] = []
    reached: dict[str, int] = {}
    for start, before_end, lexicon, concept in places:
        if lexicon == _PHRASES:
            lists.append(concept)
        elif -before_end > reached.get(lexicon, 0):
            kept.append(CueHit(start - offset, -before_end - offset, lexicon, concept))
            reached[lexicon] = -before_end
    return tuple(kept), frozenset(lists)


def with_abbreviations(texts: Sequence[str], cues: Sequence[tuple[CueHit, ...]]) -> list[tuple[CueHit, ...]]:
    """Add the abbreviations that a text gives its people ("breast cancer survivors (BCS)") to its sentences' cues."""
    species = {
        match[1]: cue.concept
        for text, hits in zip(texts, cues, strict=True)
        for cue in hits
        if cue.lexicon == "species_words" and text[cue.start : cue.end].lower() in counted_nouns()
        if (match := _ABBREVIATION.match(text, cue.end))
    }
    if not species:
        return list(cues)
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(species))})\b")
    return [
        tuple(sorted((*hits, *_abbreviation_hits(pattern, species, text)), key=lambda hit: (hit.start, -hit.end)))
        for text, hits in zip(texts, cues, strict=True)
    ]


def _abbreviation_hits(pattern: re.Pattern[str], species: dict[str, str], text: str) -> Iterator[CueHit]:
    for match in pattern.finditer(text):
        yield CueHit(match.start(), match.end(), "species_words", species[match.group()])


def _raw_hits(folded: str) -> list[_Place]:
    """Cues that stand as whole words, and triggers of phrases wherever they stand."""
    named, matcher = _matcher()
    edges = f"{folded} "  # what stands behind the last and (index -1) before the first character is no letter
    found: list[_Place] = []
    for index, start, end in matcher.find_matches_as_indexes(folded, overlapping=True):
        cues, lists = named[index]
        if lists:
            found += [(start, -end, _PHRASES, name) for name in lists]
        if (
            cues
            and not edges[start - 1].isalnum()
            and not edges[end].isalnum()
            and not folded.endswith("co-", 0, start)
        ):
            found += [(start, -end, cue.lexicon, cue.concept) for cue in cues]
    return found


@cache
def _matcher() -> tuple[list[tuple[tuple[StudyCue, ...], tuple[str, ...]]], AhoCorasick]:
    """What each text of the automaton stands for: cues, and phrase lists that it is a trigger of."""
    cues: dict[str, list[StudyCue]] = {}
    for cue in load_study_cues():
        cues.setdefault(cue.text, []).append(cue)
    lists = phrase_triggers(PHRASE_LISTS)
    texts = sorted({*cues, *lists})
    named = [(tuple(cues.get(text, ())), lists.get(text, ())) for text in texts]
    return named, AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.DFA)
