"""Numbers in words: the one lexicon of them and its grammar as a pattern, for both stages that read them."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One word of a number.

    Attributes:
        kind: "unit" (zero to nineteen), "tens", "hundred", "dozen", "scale" (thousand and up), "article" (a) or
            "fraction" (half).
        value: What it counts.
    """

    kind: str
    value: float


@cache
def number_words() -> dict[str, NumberWord]:
    """Lower-case word to its kind and value, from `number_words.csv`."""
    return {row["word"]: NumberWord(row["kind"], float(row["value"])) for row in read_rows("number_words")}


@cache
def number_words_pattern() -> str:
    """A regular expression (no groups, for IGNORECASE) of whole numbers in words.

    >>> import re
    >>> find = re.compile(number_words_pattern(), re.IGNORECASE).findall
    >>> find("Seventy-nine of one hundred and ten women took a dozen; someone took none of two thousand.")
    ['Seventy-nine', 'one hundred and ten', 'a dozen', 'two thousand']
    """
    unit, tens, hundred = words_of_kinds("unit"), words_of_kinds("tens"), words_of_kinds("hundred")
    small = rf"(?:{tens}(?:[\s-]+{unit})?|{unit})"
    and_small = rf"(?:[\s-]+(?:and\s+)?{small})?"
    group = rf"(?:(?:(?:{small}|{words_of_kinds('article')})[\s-]+)?{hundred}{and_small}|{small})"
    scaled = rf"(?:{group}|{words_of_kinds('article')})[\s-]+{words_of_kinds('scale')}(?:,?\s+(?:and\s+)?{group})?"
    dozen = rf"(?:(?:{small}|{words_of_kinds('article')})\s+)?{words_of_kinds('dozen')}"
    return rf"\b(?:{scaled}|{dozen}|{group})\b"


@cache
def words_of_kinds(*kinds: str) -> str:
    """A group that matches any number word of these kinds, longest first.

    >>> words_of_kinds("hundred", "article")
    '(?:hundred|an|a)'
    """
    words = (word for word, entry in number_words().items() if entry.kind in kinds)
    return f"(?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})"
