"""Cue lexicons: words that tell what is given, to whom, against what, without naming a concept of a vocabulary.

Each lexicon is a CSV of two columns, the term and its class ("supplementation,before"; "untreated,no_treatment").
"""

import re
from functools import cache

from psychobiotics.vocab.files import read_rows
from psychobiotics.vocab.terms import Term

# Lexicon file -> column of the class. The first column is the term.
_LEXICONS: dict[str, str] = {
    "administration_cues": "role",
    "comparator_terms": "type",
    "intervention_terms": "type",
    "setting_cues": "setting",
}


@cache
def load_cue_terms() -> tuple[Term, ...]:
    """Every term of every cue lexicon; its concept is its class.

    Raises:
        VocabularyError: A lexicon is missing or malformed.
    """
    return tuple(
        Term(lexicon, row[column], row["term"], exact_case=False)
        for lexicon, column in _LEXICONS.items()
        for row in read_rows(lexicon)
    )


@cache
def word_pattern(name: str) -> str:
    """A group that matches any word of a word list as it is written, longest first."""
    words = sorted(token_set(name), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, words))})"


@cache
def token_set(name: str) -> frozenset[str]:
    """The only column of a word list ("genera", "not_designations", "not_epithets") as a set."""
    rows = read_rows(name)
    return frozenset(next(iter(row.values())) for row in rows)
