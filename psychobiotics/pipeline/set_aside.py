"""Documents that were read but are not linked: second copies, old revisions, and papers that another file withdraws.

A PubMed update file deletes a record that an older file holds, or holds its next revision; the record of a retracted
paper is retracted, and its full text beside it says nothing of that. All this is known only once all files are read.
"""

from collections.abc import Iterable, Sequence

from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.reasons import Reason, Rejection

_IDENTIFIERS = ("pmid", "doi")
_REVISED = "pubmed_xml"  # the parser whose records name their revision

Revision = tuple[int, str, str, int]


def set_aside(
    drafts: Iterable[DocumentDraft], rejections: Sequence[Rejection]
) -> tuple[list[DocumentDraft], list[Rejection]]:
    """Take out what must not be linked.

    Returns:
        The drafts that are left, by source and record, and a rejection for each that was taken out.
    """
    drafts = list(drafts)
    withdrawn = _withdrawn(drafts, rejections)
    left: dict[str, DocumentDraft] = {}
    aside: list[Rejection] = []
    for draft in sorted(drafts, key=lambda d: (d.source, d.record_index or 0, d.document_id)):
        why = next((withdrawn[name] for name in identifiers(draft) if name in withdrawn), None)
        if why is not None:
            aside.append(_rejection(draft, why.reason, f"withdrawn upstream, as {why.file_name} says"))
        elif (first := left.setdefault(draft.document_id, draft)) is not draft:
            aside.append(_rejection(draft, Reason.DUPLICATE, f"the same bytes as in {_place(first)}, which is kept"))
    newest = _newest_revisions(left.values())
    for draft in list(left.values()):
        kept = newest.get(_record(draft) or "", draft)
        if kept is not draft:
            message = f"{_revision_in_words(draft)}; {_place(kept)} holds {_revision_in_words(kept)}, which is kept"
            aside.append(_rejection(left.pop(draft.document_id), Reason.SUPERSEDED, message))
    return list(left.values()), aside


def _withdrawn(drafts: Iterable[DocumentDraft], rejections: Iterable[Rejection]) -> dict[str, Rejection]:
    """Who withdraws each paper, under all its numbers: a notice may know the one and a full text the other."""
    withdrawn = {name: rejection for rejection in rejections for name in rejection.withdraws}
    if withdrawn:
        for draft in drafts:
            names = identifiers(draft)
            why = next((withdrawn[name] for name in names if name in withdrawn), None)
            withdrawn |= {name: why for name in names if why is not None and name not in withdrawn}
    return withdrawn


def _newest_revisions(drafts: Iterable[DocumentDraft]) -> dict[str, DocumentDraft]:
    """The newest revision of each PubMed record."""
    newest: dict[str, DocumentDraft] = {}
    for draft in drafts:
        if record := _record(draft):
            newest[record] = max(newest.get(record, draft), draft, key=_revision)
    return newest


def _record(draft: DocumentDraft) -> str | None:
    return f"pmid:{draft.fields['pmid'].value}" if draft.parser == _REVISED and "pmid" in draft.fields else None


def _revision(draft: DocumentDraft) -> Revision:
    """By version, then by the day of revision; of equal ones the later file's: PubMed numbers its files in order."""
    version = draft.fields["record_version"].value if "record_version" in draft.fields else 1
    revised = draft.fields["updated_on"].value if "updated_on" in draft.fields else ""
    return (version if isinstance(version, int) else 1, str(revised), draft.source, draft.record_index or 0)


def _revision_in_words(draft: DocumentDraft) -> str:
    version, revised, *_ = _revision(draft)
    return f"version {version}, " + (f"revised {revised}" if revised else "without a day of revision")


def identifiers(draft: DocumentDraft) -> tuple[str, ...]:
    """The paper that a document is, as `Rejection.withdraws` names it."""
    return tuple(f"{name}:{draft.fields[name].value}".lower() for name in _IDENTIFIERS if name in draft.fields)


def _rejection(draft: DocumentDraft, reason: Reason, message: str) -> Rejection:
    return Rejection(draft.file_name, reason, f"{_place(draft)}: {message}", draft.record_index, draft.sha256)


def _place(draft: DocumentDraft) -> str:
    return draft.source if draft.record_index is None else f"{draft.source}, record {draft.record_index}"
