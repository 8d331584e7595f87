"""Cue lexicons of study facts: words that say what a number, a sentence or a study is."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows

# Lexicon file -> (column of the words, column of their class).
_LEXICONS: dict[str, tuple[str, str]] = {
    "antidepressant_cues": ("cue", "handling"),
    "blinding_cues": ("cue", "blinding"),
    "design_cues": ("cue", "design"),
    "diagnosis_bases": ("cue", "kind"),
    "duration_cues": ("cue", "role"),
    "enrolment_cues": ("cue", "role"),
    "number_words": ("word", "kind"),
    "included_study_words": ("word", "role"),
    "selection_cues": ("cue", "role"),
    "severity_cues": ("cue", "severity"),
    "species_words": ("word", "species"),
}
_NOT_CUES = frozenset({"article", "fraction", "scale"})  # words of a number that never begin one


@dataclass(frozen=True, slots=True)
class StudyCue:
    """One cue phrase, lower case.

    Attributes:
        lexicon: Name of the file it stands in.
        concept: Its class in that file.
    """

    lexicon: str
    concept: str
    text: str


@cache
def load_study_cues() -> tuple[StudyCue, ...]:
    """Every cue of every lexicon of study facts, sorted."""
    cues = {
        StudyCue(lexicon, row[concept], row[text])
        for lexicon, (text, concept) in _LEXICONS.items()
        for row in read_rows(lexicon)
        if row[concept] not in _NOT_CUES
    }
    return tuple(sorted(cues, key=lambda c: (c.lexicon, c.text, c.concept)))


@cache
def counted_nouns() -> frozenset[str]:
    """Words for those who can be counted into a sample ("patients", "rats"), lower case."""
    return frozenset(row["word"] for row in read_rows("species_words") if row["counted"] == "yes")
