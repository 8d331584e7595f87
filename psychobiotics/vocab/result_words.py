"""Lexicons of results: the words that say which way an outcome went, and what stands around them.

`direction_cues.csv` gives each form of a verb, noun or adjective of change its direction; `result_words.csv` gives
function words and phrases their role in a result sentence; `phrase_words.csv` says what the words of a noun phrase are
(a group, an agent, a level, a tissue); `outcome_orientation.csv` says of which outcomes less is better;
`zone_cues.csv` tells which part of an abstract a sentence belongs to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of one word form that tells a direction.

    Attributes:
        form: The word, lower case.
        part: "base", "present", "past" or "gerund" (verbs), "noun", "adjective".
        direction: "increase", "decrease", "improve", "relieve", "worsen", "restore", "counter" or "none".
        on_change: What it does to a change that is its object: "keep" ("enhanced the rise") or "reverse"
            ("attenuated the rise").
        tells: "either" where an active form may tell its subject ("A increased"), "object" where it cannot.
    """

    form: str
    part: str
    direction: str
    on_change: str
    tells: str


@cache
def direction_cues() -> Mapping[str, tuple[Cue, ...]]:
    """Word form to its readings, verbs before nouns before adjectives."""
    cues: dict[str, list[Cue]] = {}
    for row in read_rows("direction_cues"):
        cue = Cue(row["form"], row["part"], row["direction"], row["on_change"], row["tells"])
        cues.setdefault(cue.form, []).append(cue)
    order = {"base": 0, "present": 0, "past": 0, "gerund": 0, "noun": 1, "adjective": 2}
    return {form: tuple(sorted(found, key=lambda cue: order[cue.part])) for form, found in cues.items()}


@cache
def result_words() -> Mapping[str, str]:
    """Single words to their tag ("was" is "be")."""
    return {row["phrase"]: row["tag"] for row in read_rows("result_words") if " " not in row["phrase"]}


@cache
def result_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word of a fixed phrase to (all its words, tag), the longest first ("as" to "as well as": "and")."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_rows("result_words"):
        words = tuple(row["phrase"].split())
        if len(words) > 1:
            phrases.setdefault(words[0], []).append((words, row["tag"]))
    return {first: tuple(sorted(found, key=lambda p: (-len(p[0]), p))) for first, found in phrases.items()}


@cache
def phrase_roles() -> Mapping[str, frozenset[str]]:
    """Word to its roles inside a noun phrase ("mice" is a "group")."""
    roles: dict[str, set[str]] = {}
    for row in read_rows("phrase_words"):
        roles.setdefault(row["word"], set()).add(row["role"])
    return {word: frozenset(found) for word, found in roles.items()}


@cache
def outcome_orientations() -> Mapping[str, str]:
    """Word of an outcome to "lower" or "higher": when it is better.

    "flips" turns "higher" round ("depressed mood"), "undoes" turns "lower" round ("proportion below the cut-off").
    """
    return {row["word"]: row["better_when"] for row in read_rows("outcome_orientation")}


@cache
def zone_cues() -> tuple[tuple[str, str, str], ...]:
    """(phrase, zone, place): place is "start" or "any"; zone is a part of an abstract."""
    return tuple((row["phrase"], row["zone"], row["place"]) for row in read_rows("zone_cues"))


@cache
def outcome_domains() -> Mapping[str, str]:
    """Term of an outcome to its domain, longer terms first."""
    rows = sorted(read_rows("outcome_domains"), key=lambda row: (-len(row["term"]), row["term"]))
    return {row["term"]: row["domain"] for row in rows}


@cache
def domain_names() -> frozenset[str]:
    """Terms that name their domain itself ("anxiety", "quality of life"), not something in it ("worry")."""
    return frozenset(row["term"] for row in read_rows("outcome_domains") if row["names_it"] == "yes")


@cache
def outcome_names() -> Mapping[str, str]:
    """Everyday phrase of an outcome to its name in this dataset ("leaky gut")."""
    return {row["phrase"]: row["name"] for row in read_rows("outcome_names")}


@cache
def _species() -> Mapping[str, str]:
    return {row["word"]: row["species"] for row in read_rows("species_words")}


def species_of(word: str) -> str | None:
    """The species that a word names ("mice": "mouse"), a value of `findings.species`, or None."""
    return _species().get(word)
