"""Whether a study that a page only describes ("a new trial of 110 adults") is one that another document tells."""

from psychobiotics.records.drafts import Scalar, StudyDraft

# Facts that tell studies apart; each agreeing one counts, one that contradicts forbids the link.
_SIZES = ("n_enrolled", "n_analysed", "n_studies")
_TELLING_FIELDS = (*_SIZES, "duration_days", "year", "journal", "registry_id", "age_mean")
# A sample size alone is shared by many trials; three facts and a strain or product are not.
_ENOUGH = 3


def described_match(known: StudyDraft, described: StudyDraft) -> str | None:
    """The reason for a link, or None.

    At least three facts agree, one of them the sample size or the number of included studies, the products or strains
    agree where both name any, and nothing contradicts.
    """
    agreed: list[str] = []
    for name in _TELLING_FIELDS:
        a, b = _value(known, name), _value(described, name)
        if a is None or b is None:
            continue
        if a != b:
            return None
        agreed.append(f"{name} {b}")
    products = _interventions(known), _interventions(described)
    if all(products):
        shared = sorted(products[0] & products[1])
        if not shared:
            return None
        agreed.append(shared[0])
    sized = any(fact.startswith(_SIZES) for fact in agreed)
    return f"described alike: {', '.join(agreed)}" if sized and len(agreed) >= _ENOUGH else None


def sizes(draft: StudyDraft) -> tuple[tuple[str, Scalar], ...]:
    """The sizes that a draft states, to look candidates up by: (field, value)."""
    return tuple((name, value) for name in _SIZES if (value := _value(draft, name)) is not None)


def _value(draft: StudyDraft, name: str) -> Scalar | None:
    found = draft.fields.get(name)
    return found.value if found else None


def _interventions(draft: StudyDraft) -> set[str]:
    """Products, strain designations and taxa of the intervention arms."""
    names: set[str] = set()
    for arm in draft.arms:
        if "role" in arm.fields and arm.fields["role"].value != "intervention":
            continue
        if "product_id" in arm.fields:
            names.add(str(arm.fields["product_id"].value))
        for strain in arm.strains:
            names.update(str(strain[f].value) for f in ("strain", "taxon") if f in strain)
    return names
