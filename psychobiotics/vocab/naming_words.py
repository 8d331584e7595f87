"""Words by which a page names a study: teams, people, what they did, and what makes a phrase general."""

import re
from functools import cache

from psychobiotics.vocab.files import read_rows


@cache
def naming_words(role: str) -> str:
    """An alternation (no groups) of all words of one role of `naming_words.csv`, longest first.

    Raises:
        KeyError: No word has the role.
    """
    words = [row["word"] for row in read_rows("naming_words") if row["role"] == role]
    if not words:
        raise KeyError(role)
    return "|".join(re.escape(word).replace("\\ ", r"\s") for word in sorted(words, key=len, reverse=True))


@cache
def study_kinds() -> dict[str, str]:
    """Noun of a study, lower case, to its kind: "review", "trial", "analysis" or "study"."""
    return {row["noun"]: row["kind"] for row in read_rows("study_nouns")}


@cache
def study_nouns() -> str:
    """An alternation (no groups) of the nouns, longest first."""
    return "|".join(re.escape(noun) for noun in sorted(study_kinds(), key=len, reverse=True))


@cache
def _noun_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{study_nouns()})\b", re.IGNORECASE)


def kind_of(text: str) -> str:
    """Kind of the first noun of a study in `text`; "study" where there is none.

    >>> kind_of("A 2016 review"), kind_of("Lee et al. (2018)")
    ('review', 'study')
    """
    noun = noun_of(text)
    return study_kinds()[noun] if noun else "study"


def noun_of(text: str) -> str | None:
    """The first noun of a study in `text`, lower case."""
    match = _noun_pattern().search(text)
    return match.group().lower() if match else None
