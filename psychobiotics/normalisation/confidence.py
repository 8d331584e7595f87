"""Confidence that means something: how often values that were read this way were right on gold.

Each value has a path from general to special: its field, the rule that read it; of a finding also the frame, the part
of the text it stands in, whether the comparator was named, whether the outcome is a known one. The confidence is that
of the longest path that gold holds (`vocab/data/confidence.csv`); a rule that gold never met is as good as its field at
most. A field that gold does not have follows the one that it is read with (the domain of an outcome the outcome), else
keeps its rule's own guess, but never more than all fields reach together. Bibliographic fields and those that a
registry states by field stay as they are: they are copied.
"""

from dataclasses import replace
from functools import lru_cache

from psychobiotics.records.document import Document
from psychobiotics.records.drafts import ArmDraft, DocumentDraft, Fields, FindingDraft, StudyDraft, Value
from psychobiotics.vocab.confidence import find_confidence, is_measured, pooled_confidence

Path = tuple[str, ...]

_COPIED = frozenset(
    {"authors", "doi", "first_author", "issue", "journal", "pages", "pmcid", "pmid", "title", "volume", "year"}
)
# A field to the measured one that it is read with.
_FOLLOWS = {
    "analysis": "direction",
    "baseline_band": "baseline_value",
    "ci_level": "ci_low",
    "effect_measure": "effect_value",
    "endpoint_band": "endpoint_value",
    "favours": "direction",
    "outcome_domain": "outcome",
    "outcome_id": "outcome",
    "outcome_kind": "outcome",
    "outcome_reported": "outcome",
    "rater": "outcome",
    "species": "direction",
    "label_reported": "type",
    "role": "type",
    "ncbi_taxid": "taxon",
    "strain_reported": "strain",
    "taxon_reported": "taxon",
}
# Columns of a finding that are copied from a registry's fields; the others are read out of them.
_POSTED = frozenset(
    {"arm_n", "arm_spread", "arm_value", "ci_high", "ci_level", "ci_low", "comparator_n", "comparator_spread"}
    | {"comparator_value", "effect_value", "endpoint_value", "outcome_reported", "p_operator", "p_value"}
    | {"spread_kind", "unit", "value_kind"}
)
_NAMED = frozenset({"instrument", "biomarker"})


def calibrate(document: Document, draft: DocumentDraft) -> DocumentDraft:
    """The draft with the confidence of each value of its studies as it was measured."""
    return replace(draft, studies=tuple(_calibrate_study(document, study) for study in draft.studies))


def _calibrate_study(document: Document, study: StudyDraft) -> StudyDraft:
    return replace(
        study,
        fields={name: _measured(value, study_path(name, value)) for name, value in study.fields.items()},
        arms=tuple(_calibrate_arm(arm) for arm in study.arms),
        findings=tuple(_calibrate_finding(document, finding) for finding in study.findings),
    )


def _calibrate_arm(arm: ArmDraft) -> ArmDraft:
    role = str(arm.fields["role"].value) if "role" in arm.fields else ""
    return replace(
        arm,
        fields={name: _measured(value, arm_path(name, value, role)) for name, value in arm.fields.items()},
        strains=tuple({n: _measured(v, strain_path(n, v)) for n, v in strain.items()} for strain in arm.strains),
    )


def _calibrate_finding(document: Document, finding: FindingDraft) -> FindingDraft:
    steps = finding_steps(document, finding.fields)
    fields = {
        name: value
        if name in _POSTED and value.method.startswith("clinicaltrials.")
        else _measured(value, (f"finding.{_FOLLOWS.get(name, name)}", *steps))
        for name, value in finding.fields.items()
    }
    return FindingDraft(fields, finding.arm_key, finding.comparator_arm_key)


def study_path(field: str, value: Value) -> Path:
    """Path of a value of `studies`; copied ones have none."""
    if field in _COPIED or value.method.startswith("clinicaltrials."):
        return ()
    return (f"study.{field}", value.method)


def arm_path(field: str, value: Value, role: str) -> Path:
    """Path of a value of `arms`: what type an intervention and a comparator are is measured apart."""
    if value.method.startswith("clinicaltrials."):
        return ()
    field = _FOLLOWS.get(field, field)
    name = "comparator" if (field, role) == ("type", "comparator") else f"arm_{field}"
    return (f"study.{name}", value.method)


def strain_path(field: str, value: Value) -> Path:
    """Path of a value of `arm_strains`."""
    return (f"study.{_FOLLOWS.get(field, field)}", value.method)


def finding_steps(document: Document, fields: Fields) -> Path:
    """What narrows a finding down: frame, part of the text, comparator, outcome."""
    outcome, comparator = fields["outcome_reported"], fields.get("comparator")
    kind = fields["outcome_kind"].value if "outcome_kind" in fields else None
    stated = comparator is not None and not comparator.method.startswith("inferred:")
    return (
        fields["direction"].method if "direction" in fields else "no direction",
        _part(document, outcome.quotes[0].start),
        "comparator named" if stated else "comparator by default",
        "known outcome" if kind in _NAMED else "other outcome",
    )


def _part(document: Document, at: int) -> str:
    section = next((s.kind.value for s in document.sections if s.start <= at < s.end), "body")
    return f"full text {section}" if document.kind_hint == "full_text" else section


def _measured(value: Value, path: Path) -> Value:
    if not path:
        return value
    found, is_own = _known(path)
    # A rule that gold never met is as good as its field at most, and no better than it says itself.
    confidence = found if is_own else min(value.confidence, found)
    return Value(value.value, value.quotes, value.method, confidence)


@lru_cache(maxsize=5_000)
def _known(path: Path) -> tuple[float, bool]:
    """What gold says of a path, and whether it says it of this rule; of a field it never met, that of all fields."""
    found = find_confidence(path)
    return (pooled_confidence(), False) if found is None else (found, is_measured(path[:2]))
