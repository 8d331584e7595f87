"""One raw file to drafts: parse, extract, normalise, with a guard around each document."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from psychobiotics.extraction.extract import extract, extract_together
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.pipeline.draft_store import Outcome
from psychobiotics.pipeline.time_limit import time_limit
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason, Rejection

logger = logging.getLogger(__name__)

SECONDS_A_DOCUMENT = 60.0
DOCUMENTS_TOGETHER = 32
CHARACTERS_TOGETHER = 50_000  # about thirty abstracts; a full text goes alone


def draft_item(item: RawItem, data: bytes | BinaryIO) -> Iterator[Outcome]:
    """Yield a draft or a rejection for each document of one raw file; never raises for the document's sake.

    A readable document that tells no study yields both: its draft (it may still make claims) and a NO_STUDY rejection.
    """
    for group in _groups(_read_documents(item, data)):
        drafts = _draft_together(group)
        for outcome, draft in zip(group, drafts, strict=True):
            if isinstance(outcome, Rejection):
                yield outcome
            else:
                yield from _draft_document(outcome, draft)


def _read_documents(item: RawItem, data: bytes | BinaryIO) -> Iterator[Document | Rejection]:
    documents = parse_item(item, data)
    while (outcome := _next_document(item, documents)) is not None:
        yield outcome


def _groups(outcomes: Iterator[Document | Rejection]) -> Iterator[list[Document | Rejection]]:
    """Some documents at a time: together they cost the tagger half, and their texts bound the memory."""
    group: list[Document | Rejection] = []
    characters = 0
    for outcome in outcomes:
        group.append(outcome)
        characters += len(outcome.text) if isinstance(outcome, Document) else 0
        if characters >= CHARACTERS_TOGETHER or len(group) >= DOCUMENTS_TOGETHER:
            yield group
            group, characters = [], 0
    if group:
        yield group


def _draft_together(group: Sequence[Document | Rejection]) -> list[DocumentDraft | None]:
    """The draft of each document of a group; none where the group fails, and each must be tried by itself."""
    places = [i for i, outcome in enumerate(group) if isinstance(outcome, Document) and not outcome.retracted]
    documents = [outcome for outcome in group if isinstance(outcome, Document) and not outcome.retracted]
    drafts: list[DocumentDraft | None] = [None] * len(group)
    if len(documents) > 1:
        with suppress(Exception), time_limit(SECONDS_A_DOCUMENT, documents[0].file_name):
            for place, document, extraction in zip(places, documents, extract_together(documents), strict=True):
                drafts[place] = normalise(document, extraction)
    return drafts


def _next_document(item: RawItem, documents: Iterator[Document | Rejection]) -> Document | Rejection | None:
    try:
        with time_limit(SECONDS_A_DOCUMENT, item.file_name):
            return next(documents, None)
    except ParseError as error:
        return Rejection(item.file_name, Reason(error.reason), str(error), sha256=item.sha256)
    except Exception as error:  # the per-document guard: a defect of ours must not end the run
        logger.exception("parsing %s failed", item.file_name)
        return _internal_error(item.file_name, None, item.sha256, error)


def _draft_document(document: Document, draft: DocumentDraft | None) -> Iterator[Outcome]:
    """The draft of a document, made now where it is not there yet, or why there is none."""
    if document.retracted:
        message = f"{document.file_name}: the record says that it is retracted; nothing of it is published"
        reason = Reason.RETRACTED_UPSTREAM
        withdraws = tuple(_identifiers(document))
        yield Rejection(document.file_name, reason, message, document.record_index, document.sha256, withdraws)
        return
    try:
        with time_limit(SECONDS_A_DOCUMENT, document.file_name):
            draft = draft or normalise(document, extract(document))
    except ParseError as error:
        reason = Reason(error.reason)
        yield Rejection(document.file_name, reason, str(error), document.record_index, document.sha256)
        return
    except Exception as error:  # the per-document guard, as above
        logger.exception("reading %s failed", document.file_name)
        yield _internal_error(document.file_name, document.record_index, document.sha256, error)
        return
    yield draft
    if "article_type" in draft.fields and draft.fields["article_type"].value == "retraction":
        yield _retraction(document, draft)
    if not draft.studies:
        message = f"{document.file_name}: expected at least one study, found none; its claims are kept"
        yield Rejection(document.file_name, Reason.NO_STUDY, message, document.record_index, document.sha256)


def _retraction(document: Document, draft: DocumentDraft) -> Rejection:
    """A notice withdraws the paper that it is about; it stays itself, as a document that says so."""
    spoken_of = draft.fields["notice_of"].value if "notice_of" in draft.fields else ()
    papers = spoken_of if isinstance(spoken_of, tuple) else ()
    message = f"{document.file_name}: retracts {', '.join(papers) or 'a paper that it does not name'}; its rows leave"
    reason = Reason.RETRACTED_UPSTREAM
    return Rejection(document.file_name, reason, message, document.record_index, document.sha256, papers)


def _identifiers(document: Document) -> Iterator[str]:
    """The paper that a document is; its full text, in another file, leaves with it."""
    for name in ("pmid", "doi"):
        if quote := getattr(document.metadata, name):
            yield f"{name}:{quote.text.strip().lower()}"


def _internal_error(file_name: str, record_index: int | None, sha256: str, error: Exception) -> Rejection:
    message = f"{file_name}: a defect of the pipeline ({type(error).__name__}: {error}); please report it with the file"
    return Rejection(file_name, Reason.INTERNAL_ERROR, message, record_index, sha256)
