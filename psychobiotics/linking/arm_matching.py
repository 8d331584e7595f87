"""The groups of one study across documents: the same arm told twice is one row."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from psychobiotics.linking.identity import Telling, fold
from psychobiotics.records.drafts import ArmDraft, Fields, Scalar


@dataclass(slots=True)
class MergedArm:
    """One arm of the study, with every document's draft of it."""

    arm_id: str
    drafts: list[tuple[Telling, ArmDraft]] = field(default_factory=list)


@dataclass(slots=True)
class MatchedArms:
    """All arms of one study; `ids` gives the arm id of (document_id, study key, arm key)."""

    arms: list[MergedArm] = field(default_factory=list)
    ids: dict[tuple[str, str, str], str] = field(default_factory=dict)


def match_arms(tellings: Sequence[Telling]) -> MatchedArms:
    """Match the arms of each further document to those of the documents before it (own reports come first)."""
    matched = MatchedArms()
    for telling in tellings:
        taken: set[str] = set()
        for draft in telling.draft.arms:
            arm = _find(matched, draft, taken) or _add(matched)
            arm.drafts.append((telling, draft))
            taken.add(arm.arm_id)
            matched.ids[telling.document.document_id, telling.draft.key, draft.key] = arm.arm_id
    return matched


def _add(matched: MatchedArms) -> MergedArm:
    arm = MergedArm(f"a{len(matched.arms) + 1}")
    matched.arms.append(arm)
    return arm


def _find(matched: MatchedArms, draft: ArmDraft, taken: set[str]) -> MergedArm | None:
    """The free arm of the same role and type that agrees best; None where nothing agrees."""
    free = [arm for arm in matched.arms if arm.arm_id not in taken]
    scored = [(score, arm) for arm in free if (score := _agreement(arm.drafts[0][1], draft)) > 0]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def _agreement(a: ArmDraft, b: ArmDraft) -> int:
    """0 for arms that cannot be one; else the more they share, the higher."""
    if _text(a.fields, "role") != _text(b.fields, "role"):
        return 0
    types = _text(a.fields, "type"), _text(b.fields, "type")
    if all(types) and types[0] != types[1]:
        return 0
    strains = _strain_names(a), _strain_names(b)
    if all(strains) and not strains[0] & strains[1]:
        return 0
    doses = _value(a.fields, "dose_cfu_per_day"), _value(b.fields, "dose_cfu_per_day")
    if all(doses) and doses[0] != doses[1]:
        return 0
    products = _text(a.fields, "product_id"), _text(b.fields, "product_id")
    if all(products) and products[0] != products[1]:
        return 0
    labels = fold(_text(a.fields, "label_reported") or ""), fold(_text(b.fields, "label_reported") or "")
    return 1 + 4 * (labels[0] == labels[1]) + 2 * bool(all(products)) + len(strains[0] & strains[1])


def merge_strains(drafts: Sequence[tuple[Telling, ArmDraft]]) -> list[list[tuple[Telling, Fields]]]:
    """The strains of one arm across documents: those of one taxon and designation are one row, in order of telling."""
    rows: list[list[tuple[Telling, Fields]]] = []
    for telling, draft in drafts:
        used: set[int] = set()
        for fields in draft.strains:
            index = next((i for i, row in enumerate(rows) if i not in used and _same_strain(row[0][1], fields)), None)
            if index is None:
                rows.append([])
                index = len(rows) - 1
            used.add(index)
            rows[index].append((telling, fields))
    return rows


def _same_strain(a: Fields, b: Fields) -> bool:
    for name in ("strain", "taxon"):
        x, y = _text(a, name), _text(b, name)
        if x and y and fold(x) != fold(y):
            return False
    return any(_text(a, name) and _text(b, name) for name in ("strain", "taxon"))


def _strain_names(arm: ArmDraft) -> set[str]:
    return {fold(str(strain[f].value)) for strain in arm.strains for f in ("taxon",) if f in strain}


def _value(fields: Fields, name: str) -> Scalar | None:
    found = fields.get(name)
    return found.value if found else None


def _text(fields: Fields, name: str) -> str | None:
    value = _value(fields, name)
    return value if isinstance(value, str) else None
