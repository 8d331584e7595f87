"""Cues of how completely a study is reported: what was done against bias, and what was given, as phrases by item."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list


@dataclass(frozen=True, slots=True)
class ReportingCue:
    """One phrase that bears on one item, lower case.

    Attributes:
        item: Column of `studies` that it bears on.
        text: The phrase.
        is_stem: Whether a word may go on behind it ("randomi" of "randomised").
        value: What it says of the item.
        near: Name of a context of which some word must stand in the sentence, or "".
        unless: Name of a context of which no word may stand there, or "".
        negated: What it says where it is negated; "" where it then says nothing.
    """

    item: str
    text: str
    is_stem: bool
    value: str
    near: str
    unless: str
    negated: str


@dataclass(frozen=True, slots=True)
class ReportingItem:
    """One item that a report of a trial should give.

    Attributes:
        columns: Columns of `studies`, any of which answers it.
        guideline: Guideline and number of the item there.
        asked_of: "all" trials, "randomised" ones, or those with a "microbial" arm.
    """

    item: str
    columns: tuple[str, ...]
    guideline: str
    asked_of: str


@cache
def load_reporting_cues() -> tuple[ReportingCue, ...]:
    """All cues, sorted by item and phrase."""
    return tuple(
        ReportingCue(
            row["item"],
            row["cue"].removesuffix("*"),
            row["cue"].endswith("*"),
            row["value"],
            row["near"],
            row["unless"],
            row["negated"],
        )
        for row in read_rows("reporting_cues")
    )


@cache
def load_reporting_items() -> tuple[ReportingItem, ...]:
    """All items, by name."""
    return tuple(
        ReportingItem(row["item"], split_list(row["columns"]), row["guideline"], row["asked_of"])
        for row in read_rows("reporting_items")
    )


@cache
def context_pattern(name: str) -> re.Pattern[str]:
    """Any beginning of a word of a context, in a folded sentence.

    >>> bool(context_pattern("negations").search("they were not asked"))
    True
    """
    return re.compile(rf"(?<![a-z0-9]){word_group(name)}")


@cache
def word_group(name: str) -> str:
    """A group that matches any of a context's words, longest first, for a pattern with syntax of its own."""
    return f"(?:{'|'.join(re.escape(word) for word in _contexts()[name])})"


@cache
def _contexts() -> dict[str, list[str]]:
    contexts: dict[str, list[str]] = defaultdict(list)
    for row in read_rows("reporting_contexts"):
        contexts[row["context"]].append(row["words"])
    return {name: sorted(words, key=lambda word: (-len(word), word)) for name, words in contexts.items()}


@cache
def blinded_parties() -> dict[str, str]:
    """Word for people (lower case) to the party that they are: participants, personnel, assessors, analysts."""
    return {row["word"]: row["party"] for row in read_rows("blinded_parties")}
