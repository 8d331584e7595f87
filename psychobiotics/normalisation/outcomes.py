"""What an outcome is: vocabulary id, canonical name, kind, domain, and when it is better.

Pattern: an instrument or biomarker of the vocabulary brings all of it. A phrase of other words takes its domain from
the words in it and its orientation from the last word that has one ("sleep disturbance" is better lower, "sleep
quality" higher). A bare construct ("anxiety symptoms") has its domain's name as id. A scale that the vocabulary does
not know is read as most are: higher is worse (96 of the 127 instruments of the vocabulary).

It must not be fooled by: "insulin resistance" (not insulin), "quality of life in depression" (quality comes first).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.biomarkers import biomarkers_by_id
from psychobiotics.vocab.instruments import instruments_by_id
from psychobiotics.vocab.result_words import (
    domain_names,
    outcome_domains,
    outcome_names,
    outcome_orientations,
    phrase_roles,
)

_WORD = re.compile(r"[^\W_]+(?:[-'’/][^\W_]+)*")
_SCALE_NAME = re.compile(r"\b[A-Z][A-Za-z]{0,8}[A-Z]")
_BRACKET = re.compile(r"\s?\([^()]*\)(?!-)|\s?\[[^\[\]]*\]")
_EDGE = re.compile(r"(?<=\w)")
_WORD_GOES_ON = re.compile(r"\w")
_CAUSED = re.compile(r"-(?:induced|evoked|triggered|caused|elicited|stimulated)$")
_CONSTRUCTS = frozenset({"depression", "anxiety", "stress", "mood", "cognition", "sleep", "quality_of_life"})
_PLAIN_ROLES = frozenset({"level", "level_head", "test", "time", "matrix"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one outcome phrase means.

    Attributes:
        id: Vocabulary id, a domain's name for a bare construct, or None.
        name: Canonical name, else the phrase.
        kind: A value of `findings.outcome_kind`.
        domain: A value of `findings.outcome_domain`.
        better: "lower", "higher" or None.
        head_better: The same by the last word alone.
    """

    id: str | None
    name: str
    kind: str
    domain: str
    better: str | None
    head_better: str | None = None


def read_outcome(fact: Fact, core: Fact | None = None, spelled: Fact | None = None) -> Outcome:
    """The outcome that a quoted phrase names.

    Args:
        fact: The phrase.
        core: The same without tissue or test.
        spelled: The words that spell out an abbreviation (the fact's concept) in it; the outcome is read from them.
    """
    vocabulary, _, concept = (fact.concept or "").partition("/")
    if vocabulary == "instruments" and (instrument := instruments_by_id().get(concept)):
        better = _BETTER.get(instrument.higher_is or "")
        return Outcome(concept, instrument.name, "instrument", instrument.outcome_domain, better, better)
    if vocabulary == "biomarkers" and (biomarker := biomarkers_by_id().get(concept)):
        better = _BETTER.get(biomarker.higher_is or "")
        return Outcome(concept, biomarker.name, "biomarker", biomarker.outcome_domain, better, better)
    if vocabulary == "constructs":
        return Outcome(concept, concept.replace("_", " "), "construct", concept, _CONSTRUCT_BETTER.get(concept))
    text = (core or fact).quote.text
    return _read_spelled(text, spelled) if spelled and spelled.concept else _read_words(text)


def _read_spelled(text: str, spelled: Fact) -> Outcome:
    """As in "HRV" where a text has "heart rate variability (HRV)": what the words mean, named with both."""
    short, words = spelled.concept or "", " ".join(spelled.quote.text.split())
    plain = _tidy(text)
    if f"({short})" in plain:  # "low-density lipoprotein (LDL)-cholesterol"
        return _read_words(text)
    own = outcome_orientations().get(short.lower())  # "HAQ" is better lower, whatever its words say
    outcome = _read_words(re.sub(rf"(?<![\w-]){re.escape(short)}(?!\w)", lambda _: words, plain, count=1))
    if own and "share" not in phrase_roles().get(plain.split()[0].lower(), frozenset()):
        outcome = replace(outcome, better=own)
    stem = words.lower().rstrip("s")
    at = outcome.name.lower().find(stem)
    if outcome.id or at < 0:
        return outcome
    end = at + len(stem) + outcome.name[at + len(stem) :].startswith("s")
    return replace(outcome, name=f"{outcome.name[:end]} ({short}){outcome.name[end:]}")


@cache
def _by_abbreviation() -> Mapping[str, str]:
    """Abbreviation of an instrument, lower case, to when it is better: of "SF-36 physical component" the SF-36."""
    found: dict[str, str] = {}
    for instrument in instruments_by_id().values():
        for name in (instrument.abbreviation or "", *instrument.synonyms):
            if name and " " not in name and instrument.higher_is in _BETTER:
                found[name.lower()] = _BETTER[instrument.higher_is]
    return found


_CONSTRUCT_BETTER = {"anxiety": "lower", "depression": "lower", "stress": "lower", "mood": "higher", "sleep": "higher"}
_BETTER = {"better": "higher", "worse": "lower"}


def _read_words(text: str) -> Outcome:
    words = [w.lower() for w in _WORD.findall(text)]
    domain = _domain(text.lower())
    better = _orientation(words) or next((_by_abbreviation()[w] for w in words if w in _by_abbreviation()), None)
    if better is None and _is_scale(text):
        return Outcome(None, _tidy(text), "instrument", domain, "lower")
    if shared := outcome_names().get(_tidy(text).lower()):
        return Outcome(None, shared, _kind(domain, None), domain, better, _head_orientation(words))
    construct = domain if domain in _CONSTRUCTS and _is_bare(_tidy(text).lower()) else None
    name = construct.replace("_", " ") if construct else _tidy(text)
    return Outcome(construct, name, _kind(domain, construct), domain, better, _head_orientation(words))


def _tidy(text: str) -> str:
    words = [
        word
        for word in _BRACKET.sub(" ", text).replace("^+ -", "^+-").split()  # "XY^+ -induced", raised in print
        if "-" not in word or not _CAUSED.search(word)
    ] or text.split()
    while len(words) > 1 and "category" in phrase_roles().get(words[-1].lower(), frozenset()):
        words.pop()
    return " ".join(words)


def _orientation(words: list[str]) -> str | None:
    orientations = outcome_orientations()
    for word in reversed([part for whole in words for part in _parts_of(whole)]):
        found = orientations.get(word)
        if found == "higher" and any(orientations.get(w) == "flips" for w in words):
            return "lower"  # "depressed mood", "negative affect"
        if found == "lower" and any(orientations.get(w) == "undoes" for w in words):
            return "higher"  # "proportion below the cut-off for depression"
        if found in {"lower", "higher", "unclear"}:
            return found
        if "qol" in word:
            return "higher"
    return None


def _parts_of(word: str) -> list[str]:
    """As in "Anger-Hostility": two names that are known; other words are one, "anti-inflammatory" among them."""
    parts = word.split("-")
    return parts if all(part in outcome_orientations() for part in parts) else [word]


def _head_orientation(words: list[str]) -> str | None:
    roles = phrase_roles()
    content = [w for w in words if not roles.get(w, frozenset()) & {"level_head", "category"}]
    return _orientation(content[-1:])


def _is_scale(text: str) -> bool:
    return bool(_SCALE_NAME.search(text)) or any(
        "scale" in phrase_roles().get(word, frozenset()) for word in text.lower().split()
    )


@cache
def _domain_terms() -> AhoCorasick:
    return AhoCorasick(list(outcome_domains()), matchkind=MatchKind.Standard, implementation=Implementation.DFA)


def _find_terms(text: str) -> list[tuple[int, int]]:
    """Where terms of domains stand as whole words, the first and longest, none inside another."""
    spans = [(start, -end) for _, start, end in _domain_terms().find_matches_as_indexes(text, overlapping=True)]
    found: list[tuple[int, int]] = []
    for start, end in ((start, -end) for start, end in sorted(spans)):
        if (not found or start >= found[-1][1]) and not _EDGE.match(text, start) and not _WORD_GOES_ON.match(text, end):
            found.append((start, end))
    return found


def _domain(text: str) -> str:
    found = _find_terms(text)
    return outcome_domains()[text[slice(*found[-1])]] if found else "other"


def _is_bare(text: str) -> bool:
    """The phrase is a name of its domain, with nothing around it but level, score, symptom."""
    roles = phrase_roles()
    spans = _find_terms(text)
    named = [text[start:end] for start, end in spans]
    if not named or not domain_names().issuperset(named) or len({outcome_domains()[term] for term in named}) > 1:
        return False
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    rest = [word for a, b in zip(edges[::2], edges[1::2], strict=True) for word in _WORD.findall(text[a:b])]
    return all(word == "of" or roles.get(word, frozenset()) & _PLAIN_ROLES for word in rest)


def _kind(domain: str, construct: str | None) -> str:
    if domain == "microbiota":
        return "microbiota"
    if domain in _MEASURED_DOMAINS:
        return "biomarker"
    if domain == "safety":
        return "event"
    return "construct" if construct or domain != "other" else "other"


_MEASURED_DOMAINS = frozenset(
    {
        "neurotrophin",
        "hpa_axis",
        "tryptophan_metabolism",
        "neurotransmitter",
        "inflammation",
        "gut_permeability",
        "metabolic",
    }
)
