"""One finding for a result that is told twice.

Pattern: the same outcome with the same direction and nothing that tells the two apart (p-value, comparator, group); the
fuller telling is kept. "Mean fatigue scores (SD)" are fatigue; two with one exact p-value are one, however each names
its groups; a table's row stands for a sentence without one.

It must not be fooled by: one outcome against two comparators, at two times, in two groups.
"""

import re
from collections import Counter

from psychobiotics.records.mentions import Fact, FindingMention
from psychobiotics.vocab.result_words import phrase_roles


def with_new_outcomes(told: list[FindingMention], more: list[FindingMention]) -> list[FindingMention]:
    """What was told, and what more says of other outcomes; each result once."""
    names = {_name(finding) for finding in told}
    return merge_repeated([*told, *(finding for finding in more if _name(finding) not in names)])


def with_rows(told: list[FindingMention], rows: list[FindingMention]) -> list[FindingMention]:
    """What sentences told, and what the rows of tables add.

    A row whose table says which group is the control stands for the sentences that tell its outcome between the groups
    without an exact p-value, or with a judgement ("improved") whose direction only its values tell; a row that repeats
    what a sentence tells is left out.
    """
    by_name: dict[str, list[FindingMention]] = {}
    for finding in told:
        if not _is_within(finding):
            by_name.setdefault(_name(finding), []).append(finding)
    of_name = Counter(_name(row) for row in rows)
    added: list[FindingMention] = []
    replaced: set[int] = set()
    for row in rows:
        mates = by_name.get(_name(row), [])
        knows_control = any(fact.field == "comparator_cue" for fact in row.facts)
        if all(_exact_p(mate) not in {"", _number(row)} for mate in mates):
            added.append(row)
        elif knows_control and of_name[_name(row)] == 1 and all(not _exact_p(m) or _is_judged(m) for m in mates):
            added.append(row)
            replaced.update(id(mate) for mate in mates)
    return merge_repeated([*(finding for finding in told if id(finding) not in replaced), *added])


def _is_within(finding: FindingMention) -> bool:
    cue = next((fact for fact in finding.facts if fact.field == "comparator_cue"), None)
    return cue is not None and (cue.concept == "baseline" or "baseline" in cue.quote.text.lower())


def _is_judged(finding: FindingMention) -> bool:
    return any(fact.field == "direction_cue" and fact.concept in _JUDGEMENTS for fact in finding.facts)


_JUDGEMENTS = frozenset({"improve", "relieve", "restore", "counter", "worsen"})


def _exact_p(finding: FindingMention) -> str:
    """The digits of an exact p-value, or ""."""
    told = next((_told(fact) for fact in finding.facts if fact.field == "p_value"), "")
    return _digits(told) if _EXACT.search(told) else ""


def _number(row: FindingMention) -> str:
    return _digits(next((_told(fact) for fact in row.facts if fact.field == "p_value"), ""))


def _digits(told: str) -> str:
    """The decimals of a p-value: "37" of "p=0.037" and of ".0370"."""
    return re.sub(r"\D", "", told.partition("=")[2] or told).strip("0")


def merge_repeated(findings: list[FindingMention]) -> list[FindingMention]:
    """One finding for results told twice, in the order of their first telling."""
    kept: list[FindingMention] = []
    alike: dict[tuple[str, ...], list[int]] = {}
    for finding in findings:
        places = [alike.setdefault(key, []) for key in _keys(finding)]
        near = [i for found in places for i in found[:_TWINS]]
        twin = next((i for i in near if _same(kept[i], finding)), None)
        if twin is None:
            for found in places:
                found.append(len(kept))
            kept.append(finding)
        elif _count(finding) > _count(kept[twin]):
            kept[twin] = finding
    return kept


def _keys(finding: FindingMention) -> list[tuple[str, ...]]:
    """What two tellings of one result share: the name and the way, or the name and an exact p-value."""
    name, exact = _name(finding), _exact_p(finding)
    return [(name, *_way(finding)), *([(name, "=", exact)] if exact else [])]


_TWINS = 50  # a bound on comparisons: no text tells one outcome in more ways
_TELLING = ("p_value", "comparator_cue", "arm_cue", "effect_value", "subgroup_cue", "timepoint_cue", "species_cue")


def _count(finding: FindingMention) -> int:
    """How much it tells; a p-value weighs more than where or when."""
    return sum((fact.field in _TELLING) + (fact.field == "p_value") for fact in finding.facts)


def _same(one: FindingMention, other: FindingMention) -> bool:
    a = {fact.field: _told(fact) for fact in one.facts}
    b = {fact.field: _told(fact) for fact in other.facts}
    exact = "p_value" in a and a["p_value"] == b.get("p_value") and _EXACT.search(a["p_value"]) is not None
    telling = [field for field in _TELLING if not (exact and field in _OF_GROUPS)]
    return not any(field in a and field in b and a[field] != b[field] for field in telling)


_OF_GROUPS = frozenset({"comparator_cue", "arm_cue"})
_EXACT = re.compile(r"=0?[.·]\d{2}")  # "p=0.037", not "p<0.05", which many results share


def _told(fact: Fact) -> str:
    return _NOUGHT.sub("", "".join(fact.quote.text.lower().split()))


_NOUGHT = re.compile(r"(?<!\d)0(?=[.·])")  # "0.06" and ".06" are one number


def _name(finding: FindingMention) -> str:
    parts = [f for f in finding.facts if f.field in {"outcome", "outcome_partner"}]
    return "|".join(f.concept or _bare(f.quote.text) for f in parts)


def _bare(name: str) -> str:
    """A name without brackets and words of level: "fatigue" of "mean fatigue scores (0 to 10)"."""
    words = _BRACKET.sub(" ", name.lower()).split()
    kept = [word for word in words if "told_with" not in phrase_roles().get(word, frozenset())]
    return " ".join(kept or words)


_BRACKET = re.compile(r"\([^()]{0,80}\)")


def _way(finding: FindingMention) -> tuple[str, ...]:
    cues = {"direction_cue", "reversal_cue", "null_cue", "correlation_cue", "negation"}
    return tuple((f.concept or "") if f.field == "direction_cue" else f.field for f in finding.facts if f.field in cues)
