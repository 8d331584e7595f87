"""Vocabulary terms in a text: one automaton over every term list, exact, with word boundaries.

ahocorasick-rs is used because pyahocorasick's longest-match iteration misses matches. Both leave word boundaries to
the caller.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from psychobiotics.vocab.terms import Term, load_terms


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found in a text: `text[start:end]` is written as the vocabulary has it, but for case.

    Attributes:
        vocabulary: "taxa", "strains", "products", "instruments", "biomarkers", "conditions", "supplements", ...
        concept: Id of the concept in that vocabulary.
    """

    start: int
    end: int
    vocabulary: str
    concept: str


def find_terms(text: str) -> tuple[TermHit, ...]:
    """Find every term of every vocabulary, leftmost-longest within each vocabulary.

    Terms of three letters or fewer, and those marked so, match with their case alone ("NO" is nitric oxide, "no" is
    not); others match in any case. The cost grows linearly with the text.
    """
    hits = [hit for automaton in _automata() for hit in automaton.find(text)]
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.vocabulary, hit.concept))
    return tuple(hits)


class _Automaton:
    """The terms of one vocabulary, of one case sensitivity."""

    def __init__(self, terms: list[Term], exact_case: bool) -> None:
        self._exact_case = exact_case
        self._by_text: dict[str, list[Term]] = {}
        for term in terms:
            self._by_text.setdefault(term.text if exact_case else _fold(term.text), []).append(term)
        self._texts = sorted(self._by_text)
        self._matcher = AhoCorasick(
            self._texts, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str) -> Iterator[TermHit]:
        haystack = text if self._exact_case else _fold(text)
        for index, start, end in self._matcher.find_matches_as_indexes(haystack):
            if _is_word(text, start, end):
                for term in self._by_text[self._texts[index]]:
                    yield TermHit(start, end, term.vocabulary, term.concept)


def _fold(text: str) -> str:
    """Lower case and typographic variants folded, length kept: offsets must stay those of the text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few characters grow when lowered; fold one by one
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_FOLDED)


_FOLDED = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\n": " "})


def _is_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


@cache
def _automata() -> tuple[_Automaton, ...]:
    groups: dict[tuple[str, bool], list[Term]] = {}
    for term in load_terms():
        groups.setdefault((term.vocabulary, term.exact_case), []).append(term)
    return tuple(_Automaton(terms, exact) for (_, exact), terms in sorted(groups.items()))
