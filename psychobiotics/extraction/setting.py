"""What kind of text tells a study, as far as its arms need it: primary work or review, in whom, where it starts.

Pattern: a review says so in its title, its publication types or with "this review"; an animal study names its animals
more often than people; the sentences of an unstructured abstract before the first "we", "this study" are background.
"""

import re
from collections import Counter
from dataclasses import dataclass

from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Naming

_REVIEW_TYPE = re.compile(r"review|meta-analysis", re.IGNORECASE)
_TRIAL = re.compile(r"\b(?:randomi[sz]ed|were (?:fed|treated|recruited|enrolled|administered|given))\b", re.IGNORECASE)
_ELSEWHERE = frozenset({SectionKind.BACKGROUND, SectionKind.DISCUSSION, SectionKind.TABLE, SectionKind.CAPTION})
_SPECIES = frozenset({"animal", "human", "in_vitro"})
_SIDE_MATTER = frozenset({SectionKind.FUNDING, SectionKind.CONFLICT, SectionKind.REGISTRATION})


@dataclass(frozen=True, slots=True)
class Setting:
    """The setting of one study as one document tells it.

    Attributes:
        review: The study works on other studies.
        species: "animal", "human", "in_vitro" or None.
        own: Sentences that tell the study itself, in text order.
        background: The other sentences of its scope.
        title: The title sentence of the document's own study, else None.
        harmful: The title says that what was given did harm.
    """

    review: bool
    species: str | None
    own: tuple[Sentence, ...]
    background: tuple[Sentence, ...]
    title: Sentence | None
    harmful: bool = False


def find_setting(reading: Reading, scope: Scope) -> Setting:
    """Tell the setting of `scope`. Counts cues of the lexicon; reads no number."""
    sentences, title, own = _sort_sentences(reading, scope)
    kept = {s.index for s in own}
    return Setting(
        review=_is_review(reading, scope, title, own),
        species=_species(reading, title, own),
        own=tuple(own),
        background=tuple(s for s in sentences if s.index not in kept),
        title=title,
        harmful=title is not None and "harm" in _settings(reading, title),
    )


def is_review(reading: Reading, scope: Scope) -> bool:
    """Whether the study works on other studies, as its setting tells."""
    _, title, own = _sort_sentences(reading, scope)
    return _is_review(reading, scope, title, own)


def _sort_sentences(reading: Reading, scope: Scope) -> tuple[list[Sentence], Sentence | None, list[Sentence]]:
    """All sentences of a scope that may matter, its title, and those that tell the study itself."""
    sentences = [s for s in scope.sentences if s.section not in _SIDE_MATTER]
    title = next((s for s in sentences if s.section is SectionKind.TITLE), None)
    title = title if scope.naming is Naming.OWN_REPORT else None
    return sentences, title, _own_sentences(reading, scope, sentences)


def _settings(reading: Reading, sentence: Sentence) -> list[str]:
    return [cue.concept for cue in reading.cues_of("setting_cues", sentence.start, sentence.end)]


def _own_sentences(reading: Reading, scope: Scope, sentences: list[Sentence]) -> list[Sentence]:
    if scope.naming is not Naming.OWN_REPORT:
        return sentences
    own: list[Sentence] = []
    started = False
    for sentence in sentences:
        if sentence.section in _ELSEWHERE:
            continue
        if sentence.section is SectionKind.ABSTRACT and not started:
            started = "own" in _settings(reading, sentence)
            if not started:
                continue
        own.append(sentence)
    return own if started or len(own) > 1 else [s for s in sentences if s.section not in _ELSEWHERE]


def _is_review(reading: Reading, scope: Scope, title: Sentence | None, own: list[Sentence]) -> bool:
    if scope.naming is not Naming.OWN_REPORT:
        told = [scope.name.quote.text, *(f.quote.text for f in scope.facts if f.field == "design")]
        return any(_REVIEW_TYPE.search(text) for text in told)
    types = [q.text for q in reading.document.metadata.publication_types]
    if any(_REVIEW_TYPE.search(t) for t in types):
        return True
    if title is not None and "review_title" in _settings(reading, title) and not _TRIAL.search(title.text):
        return not any(_TRIAL.search(s.text) and "review_self" not in _settings(reading, s) for s in own) or bool(
            _REVIEW_TYPE.search(title.text)
        )
    return any("review_self" in _settings(reading, s) for s in own)


def _species(reading: Reading, title: Sentence | None, own: list[Sentence]) -> str | None:
    counts: Counter[str] = Counter()
    for sentence in own:
        weight = 3 if title is not None and sentence.index == title.index else 1
        for concept in _settings(reading, sentence):
            if concept in _SPECIES:
                counts[concept] += weight
    if counts["animal"] and counts["animal"] >= counts["human"]:
        return "animal"
    return max(("human", "in_vitro"), key=lambda s: counts[s]) if counts else None
