"""Cue phrases of web pages: what kind of page, who sells, what the law asks them to say."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows


@dataclass(frozen=True, slots=True)
class PageCue:
    """A phrase, lower case, with the value of the enumeration that it points to and how strongly."""

    text: str
    concept: str
    weight: float = 1.0


@cache
def load_page_kind_cues() -> tuple[PageCue, ...]:
    """Cues of `documents.kind`."""
    return tuple(PageCue(row["cue"], row["kind"], float(row["weight"])) for row in read_rows("page_kind_cues"))


@cache
def load_commercial_cues() -> tuple[PageCue, ...]:
    """Cues of `documents.commercial_signals`."""
    return tuple(PageCue(row["cue"], row["signal"]) for row in read_rows("commercial_cues"))


@cache
def load_disclaimers() -> tuple[PageCue, ...]:
    """Cues of regulatory wording."""
    return tuple(PageCue(row["cue"], "disclaimer") for row in read_rows("disclaimers"))


@cache
def load_organisation_cues() -> tuple[str, ...]:
    """Words of an organisation's own description."""
    return tuple(row["cue"] for row in read_rows("organisation_cues"))
