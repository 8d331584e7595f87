"""Which sentences state this study's results.

Pattern: an unstructured abstract goes from background over aim and methods to results and a conclusion; the first aim
or method ends the background, a concluding phrase ends the results. Labelled sections say it themselves. A p-value
makes a sentence a result wherever it stands after the aim.

It must not be fooled by: "we have recently shown that" before the aim (another study's result), "these findings
suggest".
"""

import re
from enum import Enum
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from psychobiotics.extraction.results.numbers.statistics import may_hold_statistic
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.vocab.result_words import direction_cues, zone_cues
from psychobiotics.vocab.study_phrases import phrase_pattern

# Of several cues in one sentence the first of these decides.
_RANK = [
    ("results", "start"),
    ("objective", "start"),
    ("conclusion", "start"),
    ("background", "start"),
    ("results", "any"),
    ("methods", "start"),
    ("objective", "any"),
    ("background", "any"),
    ("methods", "any"),
    ("conclusion", "any"),
]


class Zone(Enum):
    """What a sentence does in its text."""

    RESULT = "result"
    CONCLUSION = "conclusion"
    TITLE = "title"


_GOING_ON = ("In addition", "Moreover", "Furthermore", "Additionally", "Also")
_SECTION_ZONES = {
    SectionKind.RESULTS: Zone.RESULT,
    SectionKind.BODY: Zone.RESULT,
    SectionKind.CONCLUSION: Zone.CONCLUSION,
    SectionKind.TITLE: Zone.TITLE,
}


def zone_sentences(sentences: tuple[Sentence, ...]) -> list[tuple[Sentence, Zone]]:
    """The sentences that may state a result, each with its zone; background, aims and methods are left out."""
    zoned: list[tuple[Sentence, Zone]] = []
    abstract = [s for s in sentences if s.section == SectionKind.ABSTRACT]
    for sentence in sentences:
        if sentence.section in _SECTION_ZONES:
            zoned.append((sentence, _labelled(sentence)))
        elif abstract and sentence is abstract[0]:
            zoned.extend(_zone_abstract(abstract))
    return zoned


def _labelled(sentence: Sentence) -> Zone:
    zone = _SECTION_ZONES[sentence.section]
    if zone is Zone.RESULT and _cued(sentence.text.lower()) == "conclusion" and not _has_p(sentence.text):
        return Zone.CONCLUSION
    return zone


def _zone_abstract(sentences: list[Sentence]) -> list[tuple[Sentence, Zone]]:
    cues = [_cued(s.text.lower()) for s in sentences]
    early = cues[: max(1, len(cues) * 2 // 3)]  # methods told at the very end open nothing
    opened = next((i for i, cue in enumerate(early) if cue in {"objective", "methods"}), None)
    if opened is None:
        opened = len(sentences) // 3 if len(sentences) > 3 else -1
        own = (i for i, cue in enumerate(cues) if cue == "results" or _OWN.match(sentences[i].text))
        opened = min(opened, next(own, opened))
    if any(_LABEL.match(s.text) for s in sentences):
        return _zone_by_labels(sentences)
    zoned: list[tuple[Sentence, Zone]] = []
    concluding = seen = told = False
    for index, (sentence, cue) in enumerate(zip(sentences, cues, strict=True)):
        aside = cue in {"objective", "background"} or (cue == "methods" and not (told and _tells_change(sentence.text)))
        if index < opened or (aside and not _has_p(sentence.text)):
            continue
        told = told or _tells_change(sentence.text)
        last = index == len(sentences) - 1 and bool(zoned) and not _reports(sentence.text)
        if (
            concluding
            and sentence.text.startswith(_GOING_ON)
            and (" was " in sentence.text or " were " in sentence.text)
        ):
            concluding = False
        concluding = (concluding or last or (cue == "conclusion" and seen)) and not _has_p(sentence.text)
        seen = seen or index > opened
        zoned.append((sentence, Zone.CONCLUSION if concluding else Zone.RESULT))
    return zoned


def _tells_change(text: str) -> bool:
    """Some word is the past of a verb of change; behind a first result a sentence with one tells no method any more."""
    cues = direction_cues()
    return any(
        cue.part == "past" and cue.direction != "none" for word in text.lower().split() for cue in cues.get(word, ())
    )


def _reports(text: str) -> bool:
    """The last sentence of an abstract reports a result where it speaks of the past and of nothing that may be."""
    return "significan" in text or (_PAST.search(text) is not None and _PRESENT.search(text) is None)


_OWN = re.compile(rf"{phrase_pattern('own_study')}\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|did|had)\b")
_PRESENT = re.compile(
    r"\b(?:may|might|could|can|should|would|will|is|are|has|have)\b|\b(?:[Ww]e|[Oo]ur|[Tt]h(?:is|ese|us))\b"
)


def _zone_by_labels(sentences: list[Sentence]) -> list[tuple[Sentence, Zone]]:
    """An abstract in one piece whose parts are headed "Methods:", "Results:"."""
    zoned: list[tuple[Sentence, Zone]] = []
    zone: Zone | None = None
    for sentence in sentences:
        if label := _LABEL.match(sentence.text):
            first = label.group(1)[0].lower()
            zone = {"r": Zone.RESULT, "f": Zone.RESULT, "c": Zone.CONCLUSION}.get(first)
        if zone is not None:
            zoned.append((sentence, zone))
    return zoned


# A sentence that begins with the name of an abstract's part.
_LABEL = re.compile(
    r"((?i:Methods?|Methodology|Materials? and methods|Design|Results|Findings|Main results|Conclusions?))"
    r"(?:: ?| (?=[A-Z]))(?!(?i:show|indicat|reveal|demonstrat|suggest))"
)


def _has_p(text: str) -> bool:
    return may_hold_statistic(text) and ("p" in text or "P" in text) and any(sign in text for sign in "<=>≤")


def _cued(text: str) -> str:
    """The zone whose cue stands in the sentence; of several, the first in `_RANK`."""
    matcher, ranks = _matcher()
    best = len(_RANK)
    for number, start, _ in matcher.find_matches_as_indexes(text, overlapping=True):
        anywhere, at_start = ranks[number]
        best = min(best, anywhere if start else at_start)
    return _RANK[best][0] if best < len(_RANK) else ""


@cache
def _matcher() -> tuple[AhoCorasick, list[tuple[int, int]]]:
    """The automaton, and for each of its phrases its best rank inside a sentence and at its start."""
    ranks: dict[str, tuple[int, int]] = {}
    for phrase, zone, place in zone_cues():
        rank = _RANK.index((zone, place))
        anywhere, at_start = ranks.get(phrase, (len(_RANK), len(_RANK)))
        ranks[phrase] = (min(anywhere, rank) if place == "any" else anywhere, min(at_start, rank))
    matcher = AhoCorasick(list(ranks), matchkind=MatchKind.Standard, implementation=Implementation.DFA)
    return matcher, list(ranks.values())
