"""Vocabulary terms in a text: automata over all term lists, exact, with word boundaries.

ahocorasick-rs is used because pyahocorasick's longest-match iteration misses matches. Both leave word boundaries to
the caller. Trade mark signs inside a name ("Rosell®-52") are read through: matching runs over the text without them,
and an offset map leads back.

Pattern: a term as a whole word, in any case (short capitals in theirs alone), dashes and quotes of all kinds alike; of
terms of one vocabulary that begin at one place the longest.

Reads rightly: "cortisol" in "Cortisol", "Rosell-52" in "Rosell®-52", "gut-brain axis" with any dash.
It must not be fooled by: "NO" (nitric oxide) in "no", "GABA" in "GABAergic", "IL-1" in "IL-10".
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from psychobiotics.records.record import record
from psychobiotics.vocab.cues import load_cue_terms
from psychobiotics.vocab.entity_terms import load_entity_terms
from psychobiotics.vocab.terms import Term, load_terms

_Place = tuple[int, int, str, str, bool]  # start, negative end (longer first), and the rest of a hit
_MANY_TERMS = 8_000  # a deterministic automaton of 4,000 terms takes 14 MB and 40 ms
_TRADE_MARKS = str.maketrans({"®": None, "™": None})


@record(frozen=True, slots=True)
class TermHit:
    """A term found in a text: `text[start:end]` is written as the vocabulary has it, but for case and trade marks.

    Attributes:
        vocabulary: "taxa", "strains", "products", "instruments", "biomarkers", "conditions", "supplements", ...
        concept: Id of the concept in that vocabulary (the class, for a cue lexicon).
        needs_context: True where the term means the concept only in its company ("A1" after a taxon).
    """

    start: int
    end: int
    vocabulary: str
    concept: str
    needs_context: bool = False


def find_terms(text: str) -> tuple[TermHit, ...]:
    """Find every term of every vocabulary, leftmost-longest within each vocabulary.

    Terms of four letters or fewer in capitals, and those marked so, match with their case alone; others match in any
    case. The cost grows linearly with the text.
    """
    return _find(text, _vocabulary_automata())


def find_cues(text: str) -> tuple[TermHit, ...]:
    """Find every term of the cue lexicons (see :mod:`psychobiotics.vocab.cues`), leftmost-longest within each."""
    return _find(text, _cue_automata())


def find_entity_terms(text: str) -> tuple[TermHit, ...]:
    """Find every common name of :mod:`psychobiotics.vocab.entity_terms`; the concept is its label."""
    return _find(text, _entity_automata())


def _find(text: str, automata: "tuple[_Automaton, ...]") -> tuple[TermHit, ...]:
    plain = _WithoutTradeMarks(text)
    found = [place for automaton in automata for place in automaton.find(plain.text)]
    found.sort()
    return tuple(map(plain.restore, _longest(found)) if plain.is_other else _longest(found))


def _longest(places: Iterable[_Place]) -> Iterator[TermHit]:
    """Leftmost-longest within each vocabulary; several concepts of one term all stay."""
    last: dict[str, tuple[int, int]] = {}
    for start, before_end, vocabulary, concept, needs_context in places:
        kept = last.get(vocabulary)
        if kept is None or start >= kept[1] or (start, -before_end) == kept:
            last[vocabulary] = (start, -before_end)
            yield TermHit(start, -before_end, vocabulary, concept, needs_context)


class _WithoutTradeMarks:
    """A text without ® and ™, and the way back to its offsets."""

    def __init__(self, text: str) -> None:
        self.is_other = "®" in text or "™" in text
        self.text = text.translate(_TRADE_MARKS) if self.is_other else text
        self._origin = [i for i, c in enumerate(text) if c not in "®™"] if self.is_other else []

    def restore(self, hit: TermHit) -> TermHit:
        """The same hit in offsets of the original text."""
        start, end = self._origin[hit.start], self._origin[hit.end - 1] + 1
        return TermHit(start, end, hit.vocabulary, hit.concept, hit.needs_context)


class _Automaton:
    """Terms of one case sensitivity, of all vocabularies."""

    def __init__(self, terms: list[Term], exact_case: bool) -> None:
        self._exact_case = exact_case
        self._by_text: dict[str, list[Term]] = {}
        for term in terms:
            self._by_text.setdefault(term.text if exact_case else _fold(term.text), []).append(term)
        letters = [text for text in self._by_text if len(text) == 1 and text.isalnum()]
        texts = sorted(set(self._by_text).difference(letters))
        self._named = [self._names(text) for text in texts]
        self._letters = re.compile(rf"[{''.join(letters)}](?<![^\W_].)(?![^\W_])") if letters else None
        # A deterministic automaton reads a text in half the time; of many thousand terms it takes too much memory.
        kind = Implementation.DFA if len(texts) < _MANY_TERMS else Implementation.ContiguousNFA
        self._matcher = AhoCorasick(texts, matchkind=MatchKind.Standard, implementation=kind)

    def _names(self, text: str) -> tuple[tuple[str, str, bool], ...]:
        """What a term's text stands for: vocabulary, concept, whether it needs context."""
        return tuple((t.vocabulary, t.concept, bool(getattr(t, "needs_context", False))) for t in self._by_text[text])

    def find(self, text: str) -> list[_Place]:
        """Where terms stand as whole words."""
        haystack = text if self._exact_case else _fold(text)
        return self._find_words(text, haystack) + self._find_letters(haystack)

    def _find_letters(self, haystack: str) -> list[_Place]:
        """Terms of one letter ("I"), which an automaton would find in every word."""
        found = self._letters.finditer(haystack) if self._letters else ()
        return [(m.start(), -m.end(), *name) for m in found for name in self._names(m.group())]

    def _find_words(self, text: str, haystack: str) -> list[_Place]:
        named = self._named
        edges = f"{text} "  # what stands behind the last and (index -1) before the first character is no letter
        # Most matches are inside a longer word: the quickest refusal comes first, and nothing is called for it.
        return [
            (start, -end, *name)
            for index, start, end in self._matcher.find_matches_as_indexes(haystack, overlapping=True)
            if not (edges[start - 1].isalnum() and edges[start].isalnum())
            and not (edges[end].isalnum() and edges[end - 1].isalnum())
            for name in named[index]
        ]


def _fold(text: str) -> str:
    """Lower case and typographic variants folded, length kept: offsets must stay those of the text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few characters grow when lowered; fold one by one
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for variant, plain in _FOLDED:  # ten times as fast as str.translate on a text that is not all ASCII
        lowered = lowered.replace(variant, plain)
    return lowered


_FOLDED = (("\n", " "), ("’", "'"), ("‘", "'"), ("‐", "-"), ("‑", "-"), ("–", "-"), ("\u00a0", " "))


@cache
def _vocabulary_automata() -> tuple[_Automaton, ...]:
    return _build(load_terms())


@cache
def _cue_automata() -> tuple[_Automaton, ...]:
    return _build(load_cue_terms())


@cache
def _entity_automata() -> tuple[_Automaton, ...]:
    return _build(load_entity_terms())


def _build(terms: Iterable[Term]) -> tuple[_Automaton, ...]:
    groups: dict[bool, list[Term]] = {}
    for term in terms:
        groups.setdefault(term.exact_case, []).append(term)
    return tuple(_Automaton(group, exact) for exact, group in sorted(groups.items()))
