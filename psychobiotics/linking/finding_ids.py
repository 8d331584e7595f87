"""Ids of findings and claims: from what is said where, so that a page's revision keeps them."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from psychobiotics.linking.identity import Telling, fold
from psychobiotics.records.drafts import ClaimDraft, DocumentDraft, FindingDraft

# What tells two findings of one study in one document apart; not values, which a correction changes.
_IDENTITY = ("outcome", "comparator", "analysis", "species", "subgroup", "timepoint_days")


def finding_ids(telling: Telling, findings: Sequence[FindingDraft], arm_ids: Sequence[str | None]) -> list[str]:
    """One id a finding, unique and stable while the page's source, the study's name and the outcome stay."""
    said = [
        "\n".join([*_place(telling.document), telling.draft.key, arm or "", *(_said(f, name) for name in _IDENTITY)])
        for f, arm in zip(findings, arm_ids, strict=True)
    ]
    return _numbered("fnd", said)


def claim_ids(document: DocumentDraft, claims: Sequence[ClaimDraft]) -> list[str]:
    """One id a claim: its place and its words."""
    return _numbered("clm", ["\n".join([*_place(document), fold(claim.sentence.text)]) for claim in claims])


def _place(document: DocumentDraft) -> tuple[str, str]:
    return document.source, str(document.record_index)


def _said(finding: FindingDraft, name: str) -> str:
    value = finding.fields.get(name)
    return fold(str(value.value)) if value else ""


def _numbered(prefix: str, said: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    ids = []
    for text in said:
        digest = sha256(f"{text}\n{seen[text]}".encode()).hexdigest()[:16]
        seen[text] += 1
        ids.append(f"{prefix}-{digest}")
    return ids
