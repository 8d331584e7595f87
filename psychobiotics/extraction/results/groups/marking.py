"""Roles that only the document can give a token: what was given, what is measured, who is a group.

Pattern: names of taxa, strains, products and supplements are agents ("L. plantarum raised A"), names of instruments and
biomarkers are measured, abbreviations that the text gives its groups are groups ("low-dose group (LD, n = 40)"), words
and strains of what an arm tests are agents whatever else they do ("chemotherapy").

It must not be fooled by: "sucrose preference" (a test), a substance that is both given and measured.
"""

import re
from functools import lru_cache
from itertools import pairwise

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.syntax.tokens import Token
from psychobiotics.vocab.cues import token_set
from psychobiotics.vocab.result_words import phrase_roles
from psychobiotics.vocab.study_phrases import phrase_pattern

_AGENTS = frozenset({"taxa", "strains", "products", "supplements"})
_JOINTS = frozenset({"and", "comma"})
_MEASURED = frozenset({"instruments", "biomarkers"})
_AGENT_ROLE = frozenset({"agent"})
_GROUP_HEADS = token_set("group_heads")
_MEASURED_ROLE = frozenset({"measured"})


def mark_agents(reading: Reading, tokens: list[Token]) -> None:
    """Give tokens that name a taxon, strain, product or supplement the role of an agent, in place."""
    if not tokens:
        return
    hits = reading.hits_in(tokens[0].start, tokens[-1].end)
    measured = {(h.start, h.end) for h in hits if h.vocabulary in _MEASURED}
    given = [(h.start, h.end) for h in hits if h.vocabulary in _AGENTS and (h.start, h.end) not in measured]
    for index, token in enumerate(tokens) if given or measured else ():
        if token.tag in _JOINTS and any(a < token.start and token.end < b for a, b in measured):
            token.tag = "w"  # "Hospital Anxiety and Depression Scale" is one name
        if token.tag != "w":
            continue
        if index + 1 < len(tokens) and "tested_with" in tokens[index + 1].roles:  # "sucrose preference"
            continue
        if any(a <= token.start and token.end <= b for a, b in given) or (
            any(a <= token.start < b for a, b in given) and _is_given(token.lower)
        ):
            token.roles = token.roles | _AGENT_ROLE
        elif any(a <= token.start < b for a, b in measured):
            token.roles = token.roles | _MEASURED_ROLE


def _is_given(word: str) -> bool:
    """As in "probiotic-fed": its last part says that it was given."""
    return "agent" in phrase_roles().get(word.rsplit("-", 1)[-1], ())


@lru_cache(maxsize=1)  # each zone of a document asks
def find_group_names(text: str) -> frozenset[str]:
    """Abbreviations that a text gives its groups: "low-dose group (LD, n = 40)", "usual care (UC)"."""
    found = set()
    for match in _BRACKETED_NAME.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].split()
        if before and before[-1].lower() in _GROUP_HEADS:
            found.add(match[1].lower())
    return frozenset(found)


@lru_cache(maxsize=1)
def find_given_names(text: str) -> frozenset[str]:
    """Abbreviations of what a text gives, whatever it is: "effects of EA", "ABC treatment"; not "ABC-induced"."""
    names: set[str] = set()
    reached = 0
    for capitals in _CAPITALS.finditer(text):
        start = capitals.start()
        led = None
        if text.endswith(_LEAD_ENDS, 0, start):
            led = _GIVING_LEAD.search(text, max(reached, start - _LONGEST_LEAD), start)
        match = (led and _NAME.match(text, start)) or (start >= reached and _GIVEN_NAME.match(text, start))
        if match:
            names.add(match[1])
            reached = match.end()
    return frozenset(name.lower() for name in names if not _does_harm(name, text))


def _does_harm(name: str, text: str) -> bool:
    """Whether a text tells of what a thing induced, other than its actions as a treatment."""
    induced = f"{name}-induced"
    return induced in text and len(re.findall(rf"{re.escape(induced)} {_OWN_ACTIONS}\b", text)) < text.count(induced)


def mark_given(reading: Reading, tokens: list[Token], names: frozenset[str]) -> None:
    """Give tokens that are such abbreviations the role of an agent, unless they are measured or do harm, in place."""
    for token in tokens:
        if token.tag != "w" or token.roles & _NOT_GIVEN:
            continue
        if token.lower not in names and not _is_compound(token.lower, names):
            continue
        if not any(hit.vocabulary == "conditions" for hit in reading.hits_in(token.start, token.end)):
            token.roles = token.roles | _AGENT_ROLE


def mark_tested(tokens: list[Token], words: frozenset[str]) -> None:
    """Give tokens that name what is tested the role of an agent: it does no harm that a result speaks of, in place."""
    for token in tokens:
        if token.tag == "w" and (token.lower in words or _is_compound(token.lower, words)):
            token.roles = (token.roles - _HARM) | _AGENT_ROLE


def _is_compound(word: str, words: frozenset[str]) -> bool:
    """As in "kefir-fed", "antibiotic-treated" where antibiotics are tested."""
    first, hyphen, _ = word.rpartition("-")
    return bool(hyphen) and (first in words or f"{first}s" in words) and _is_given(word)


_HARM = frozenset({"inducer"})


def mark_groups(tokens: list[Token], names: frozenset[str]) -> None:
    """Give tokens that are names of groups that role, in place."""
    for token in tokens:
        if token.lower in names and token.tag == "w":
            token.roles = token.roles | _GROUP_ROLE


def mark_controlled(tokens: list[Token]) -> None:
    """Take the role of a group from "control" where it is what was reached: "pain control", in place."""
    for before, token in pairwise(tokens):
        if token.lower == "control" and "controlled" in before.roles:
            token.roles = token.roles - _GROUP_ROLE - _CONTROL_ROLE


_CONTROL_ROLE = frozenset({"control"})
_OWN_ACTIONS = phrase_pattern("own_actions")
_NOT_GIVEN = frozenset({"measured", "inducer", "matrix"})
_ABBREVIATION = r"((?:[A-Z][a-z]?){2,4}(?:[+-]?[A-Z0-9]{1,4})?)"
# Where an abbreviation may begin: what stands before and behind it is looked at only there.
_CAPITALS = re.compile(r"[A-Z](?<!\w[A-Z])(?=[a-z]?[A-Z])")
_GIVING_LEAD = re.compile(rf"\b(?i:{phrase_pattern('giving_leads')}) (?:the )?\Z")
_LEAD_ENDS = ("of ", "with ", "the ")
_LONGEST_LEAD = 24  # characters
_NAME = re.compile(rf"{_ABBREVIATION}\b(?![-/])")
_GIVEN_NAME = re.compile(rf"{_ABBREVIATION}[ -]{phrase_pattern('giving_behind')}\b")
_GROUP_ROLE = frozenset({"group"})
_BRACKETED_NAME = re.compile(r"\(([A-Z][A-Za-z+&-]{0,7})[,;) ]")
