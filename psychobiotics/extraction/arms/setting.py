"""What kind of text tells a study, as far as its arms need it: primary work or review, in whom, where it starts.

Pattern: a review says so in its title, its publication types or with "this review"; an animal study names its animals
more often than people; the sentences of an unstructured abstract before the first "we", "this study" or sample size
are background.

Reads rightly: "Fermented milk and mood: a systematic review", "Forty mice were fed ...", "Here we gave 60 nurses ...".
It must not be fooled by: a trial whose background names reviews or mice, "peer review", a randomised trial whose title
has a word that titles of reviews have too.
"""

import re
from collections import Counter
from dataclasses import dataclass

from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.study_phrases import phrase_pattern, phrase_triggers

_REVIEW_TYPE = re.compile(r"review|meta-analysis", re.IGNORECASE)
_TRIAL = re.compile(rf"\b{phrase_pattern('trial_verbs')}\b", re.IGNORECASE)
_SHARED_OUT = re.compile(rf"\b{phrase_pattern('shared_out')}", re.IGNORECASE)
_SHARING_TRIGGERS = tuple(phrase_triggers(("shared_out",)))  # most sentences hold none: a search is slow
_AT_RANDOM = re.compile(r"(?<![\w-])(?:randomi[sz]\w+|randomly|at random|comparison (?:group|arm)s?)\b", re.IGNORECASE)
_SAMPLE = re.compile(r"\(\s?n\s?=\s?\d", re.IGNORECASE)
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

    @property
    def is_trial_in_people(self) -> bool:
        """A report says that something was shared out among people."""
        if self.title is None or self.species != "human":
            return False
        return any(is_shared_out(sentence) for sentence in (self.title, *self.own))


def is_shared_out(sentence: Sentence) -> bool:
    """Whether a sentence says that something was shared out at random, or blindly."""
    folded = sentence.text.lower()
    for trigger in _SHARING_TRIGGERS:
        if trigger in folded:
            return _SHARED_OUT.search(sentence.text) is not None
    return False


def is_comparative(sentence: Sentence) -> bool:
    """Whether groups were compared: shared out at random (not "non-randomised"), or one set beside another."""
    folded = sentence.text.lower()
    return ("random" in folded or "comparison" in folded) and _AT_RANDOM.search(sentence.text) is not None


def find_setting(reading: Reading, scope: Scope) -> Setting:
    """Tell the setting of `scope`. Counts cues of the lexicon; reads no number."""
    told = _read_cues(reading, scope)
    title, own = told.title, told.own
    kept = {s.index for s in own}
    return Setting(
        review=_is_review(reading, scope, told),
        species=_species(told),
        own=tuple(own),
        background=tuple(s for s in told.sentences if s.index not in kept),
        title=title,
        harmful=title is not None and "harm" in told.cues[title.start],
    )


def is_review(reading: Reading, scope: Scope) -> bool:
    """Whether the study works on other studies, as its setting tells."""
    return _is_review(reading, scope, _read_cues(reading, scope))


@dataclass(frozen=True, slots=True)
class _Told:
    """The sentences of a scope that may matter, with their cues.

    Attributes:
        cues: Concepts of the setting cues of each sentence, by the place where it starts.
        own: Those that tell the study itself.
    """

    sentences: list[Sentence]
    cues: dict[int, list[str]]
    title: Sentence | None
    own: list[Sentence]


def _read_cues(reading: Reading, scope: Scope) -> _Told:
    sentences = [s for s in scope.sentences if s.section not in _SIDE_MATTER]
    cues = {s.start: [cue.concept for cue in reading.cues_of("setting_cues", s.start, s.end)] for s in sentences}
    title = next((s for s in sentences if s.section is SectionKind.TITLE), None)
    title = title if scope.naming is Naming.OWN_REPORT else None
    return _Told(sentences, cues, title, _own_sentences(scope, sentences, cues))


def _own_sentences(scope: Scope, sentences: list[Sentence], cues: dict[int, list[str]]) -> list[Sentence]:
    if scope.naming is not Naming.OWN_REPORT:
        return sentences
    own: list[Sentence] = []
    started = False
    for sentence in sentences:
        if sentence.section in _ELSEWHERE:
            continue
        if sentence.section is SectionKind.ABSTRACT and not started:
            started = "own" in cues[sentence.start] or _SAMPLE.search(sentence.text) is not None
            if not started:
                continue
        own.append(sentence)
    return own if started or len(own) > 1 else [s for s in sentences if s.section not in _ELSEWHERE]


def _is_review(reading: Reading, scope: Scope, told: _Told) -> bool:
    if scope.naming is not Naming.OWN_REPORT:
        named = [scope.name.quote.text, *(f.quote.text for f in scope.facts if f.field == "design")]
        return any(_REVIEW_TYPE.search(text) for text in named)
    types = [q.text for q in reading.document.metadata.publication_types]
    if any(_REVIEW_TYPE.search(t) for t in types):
        return True
    title, own, cues = told.title, told.own, told.cues
    if title is not None and "review_title" in cues[title.start] and not _TRIAL.search(title.text):
        return not any("review_self" not in cues[s.start] and _TRIAL.search(s.text) for s in own) or bool(
            _REVIEW_TYPE.search(title.text)
        )
    return any("review_self" in cues[s.start] for s in own)


def _species(told: _Told) -> str | None:
    counts: Counter[str] = Counter()
    for sentence in told.own:
        weight = 3 if told.title is not None and sentence.index == told.title.index else 1
        for concept in told.cues[sentence.start]:
            if concept in _SPECIES:
                counts[concept] += weight
    if counts["animal"] and counts["animal"] >= counts["human"]:
        return "animal"
    return max(("human", "in_vitro"), key=lambda s: counts[s]) if counts else None
