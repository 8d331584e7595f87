"""One finding for a result that is told twice.

Pattern: the same outcome with the same direction and nothing that tells the two apart (p-value, comparator, group); the
fuller telling is kept.

It must not be fooled by: one outcome against two comparators, at two times, in two groups.
"""

from psychobiotics.records.mentions import FindingMention


def with_new_outcomes(told: list[FindingMention], more: list[FindingMention]) -> list[FindingMention]:
    """What was told, and what more says of other outcomes; each result once."""
    names = {_name(finding) for finding in told}
    return merge_repeated([*told, *(finding for finding in more if _name(finding) not in names)])


def merge_repeated(findings: list[FindingMention]) -> list[FindingMention]:
    """One finding for results told twice, in the order of their first telling."""
    kept: list[FindingMention] = []
    alike: dict[tuple[str, ...], list[int]] = {}
    for finding in findings:
        places = alike.setdefault((_name(finding), *_way(finding)), [])
        twin = next((i for i in places[:_TWINS] if _same(kept[i], finding)), None)
        if twin is None:
            places.append(len(kept))
            kept.append(finding)
        elif _count(finding) > _count(kept[twin]):
            kept[twin] = finding
    return kept


_TWINS = 50  # a bound on comparisons: no text tells one outcome in more ways
_TELLING = ("p_value", "comparator_cue", "arm_cue", "effect_value", "subgroup_cue", "timepoint_cue", "species_cue")


def _count(finding: FindingMention) -> int:
    return sum(fact.field in _TELLING for fact in finding.facts)


def _same(one: FindingMention, other: FindingMention) -> bool:
    a = {fact.field: fact for fact in one.facts}
    b = {fact.field: fact for fact in other.facts}
    return not any(
        field in a and field in b and a[field].quote.text.lower() != b[field].quote.text.lower() for field in _TELLING
    )


def _name(finding: FindingMention) -> str:
    parts = [f for f in finding.facts if f.field in {"outcome", "outcome_partner"}]
    return "|".join(f.concept or " ".join(f.quote.text.lower().split()) for f in parts)


def _way(finding: FindingMention) -> tuple[str, ...]:
    cues = {"direction_cue", "reversal_cue", "null_cue", "correlation_cue", "negation"}
    return tuple((f.concept or "") if f.field == "direction_cue" else f.field for f in finding.facts if f.field in cues)
