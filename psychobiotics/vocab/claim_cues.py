"""Cue phrases of claims and of hedging."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows


@dataclass(frozen=True, slots=True)
class ClaimCue:
    """A phrase, lower case, with the kind of claim it makes and whether for or against."""

    text: str
    claim_type: str
    polarity: str


@cache
def claim_cues() -> dict[str, ClaimCue]:
    """Cues by phrase."""
    rows = read_rows("claim_cues")
    return {row["cue"]: ClaimCue(row["cue"], row["claim_type"], row["polarity"]) for row in rows}


@cache
def claim_pattern() -> re.Pattern[str]:
    """All claim cues, longest first, as whole words."""
    return _alternatives(claim_cues())


@cache
def hedge_pattern() -> re.Pattern[str]:
    """All hedges, longest first, as whole words."""
    return _alternatives(row["cue"] for row in read_rows("hedges"))


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", re.IGNORECASE)
