"""Cue phrases in a text: one automaton over every lexicon of study facts, one pass, with word boundaries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from psychobiotics.vocab.study_cues import StudyCue, counted_nouns, load_study_cues

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
_ABBREVIATION = re.compile(r"\s*\(([A-Z]{2,6}s?)\b")


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found at [start, end) of the text searched."""

    start: int
    end: int
    lexicon: str
    concept: str


def fold_case(text: str) -> str:
    """Lower case with typographic variants folded and the length kept, so that offsets stay those of the text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few characters grow when lowered
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for variant, plain in _FOLDED:  # ten times as fast as str.translate on a text that is not all ASCII
        lowered = lowered.replace(variant, plain)
    return lowered


def find_cues(folded: str) -> tuple[CueHit, ...]:
    """Cues in a folded text, longest within each lexicon, in text order. The cost grows linearly with the text."""
    hits = list(_raw_hits(folded))
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.lexicon, hit.concept))
    kept: list[CueHit] = []
    reached: dict[str, int] = {}
    for hit in hits:
        if hit.end > reached.get(hit.lexicon, 0):
            kept.append(hit)
            reached[hit.lexicon] = hit.end
    return tuple(kept)


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


def _raw_hits(folded: str) -> Iterator[CueHit]:
    cues, matcher = _matcher()
    last = len(folded)
    for index, start, end in matcher.find_matches_as_indexes(folded, overlapping=True):
        if (start and folded[start - 1].isalnum()) or (end < last and folded[end].isalnum()):
            continue
        cue = cues[index]
        yield CueHit(start, end, cue.lexicon, cue.concept)


@cache
def _matcher() -> tuple[tuple[StudyCue, ...], AhoCorasick]:
    cues = load_study_cues()
    texts = [cue.text for cue in cues]
    return cues, AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)
