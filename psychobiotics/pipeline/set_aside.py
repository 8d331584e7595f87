"""Documents that were read but are not linked: second copies, and papers that another file says are withdrawn.

A PubMed update file deletes a record that an older file holds; the record of a retracted paper is retracted, and its
full text beside it says nothing of that. Both are known only once all files are read.
"""

from collections.abc import Iterable, Sequence

from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.reasons import Reason, Rejection

_IDENTIFIERS = ("pmid", "doi")


def set_aside(
    drafts: Iterable[DocumentDraft], rejections: Sequence[Rejection]
) -> tuple[list[DocumentDraft], list[Rejection]]:
    """Take out what must not be linked.

    Returns:
        The drafts that are left, by source and record, and a rejection for each that was taken out.
    """
    withdrawn = {name: rejection for rejection in rejections for name in rejection.withdraws}
    left: dict[str, DocumentDraft] = {}
    aside: list[Rejection] = []
    for draft in sorted(drafts, key=lambda d: (d.source, d.record_index or 0, d.document_id)):
        why = next((withdrawn[name] for name in identifiers(draft) if name in withdrawn), None)
        if why is not None:
            aside.append(_rejection(draft, why.reason, f"withdrawn upstream, as {why.file_name} says"))
        elif (first := left.setdefault(draft.document_id, draft)) is not draft:
            aside.append(_rejection(draft, Reason.DUPLICATE, f"the same bytes as in {_place(first)}, which is kept"))
    return list(left.values()), aside


def identifiers(draft: DocumentDraft) -> tuple[str, ...]:
    """The paper that a document is, as `Rejection.withdraws` names it."""
    return tuple(f"{name}:{draft.fields[name].value}".lower() for name in _IDENTIFIERS if name in draft.fields)


def _rejection(draft: DocumentDraft, reason: Reason, message: str) -> Rejection:
    return Rejection(draft.file_name, reason, f"{_place(draft)}: {message}", draft.record_index, draft.sha256)


def _place(draft: DocumentDraft) -> str:
    return draft.source if draft.record_index is None else f"{draft.source}, record {draft.record_index}"
