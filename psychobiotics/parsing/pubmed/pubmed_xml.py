"""PubMed XML: efetch answers, baseline and update files, packed or not; one document a record, in constant memory."""

from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from lxml import etree

from psychobiotics.parsing.pubmed.record import lay_out_record
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.parsing.xml_reading import canonical_bytes, iterate_elements, open_bytes, refuse_entities
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason, Rejection

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation")


def parse_pubmed_xml(file: SourceFile) -> Iterator[Parsed]:
    """Parse the records of a PubMed XML file, in order.

    A broken file yields its whole records first and then the reason why it ends.

    Raises:
        ParseError: MALFORMED or FORBIDDEN_MARKUP.
    """
    refuse_entities(file.data)
    yield from parse_pubmed_stream(file, open_bytes(file.data))


def parse_pubmed_stream(file: SourceFile, stream: IO[bytes]) -> Iterator[Parsed]:
    """Parse records from a stream that is unpacked while it is read; `file` names it."""
    index = 0
    try:
        for element in iterate_elements(stream, _RECORDS):
            if element.tag == "DeleteCitation":
                for pmid in element.iterchildren("PMID"):
                    yield _deleted(file, index, pmid.text or "")
                    index += 1
                continue
            file.deadline.restart()
            yield _parse_record(file, element, index)
            index += 1
    except ParseError as error:
        raise ParseError(error.reason, f"after {index:,} whole records: {error}") from error
    if not index:
        raise ParseError(Reason.NO_TEXT, "expected PubMed records, found a set without any")


def _parse_record(file: SourceFile, element: etree._Element, index: int) -> Parsed:
    """One record as a document; one that cannot be read is refused alone."""
    try:
        builder, metadata, traits = lay_out_record(element, index)
        return file.document(builder, metadata, record_bytes(element), traits)
    except ParseError as error:
        return file.rejection(Reason(error.reason), f"record {index}: {error}", index)


def record_bytes(element: etree._Element) -> bytes:
    """The bytes that a record's id is made of: canonical XML, so that a record keeps its id from file to file."""
    return canonical_bytes(element)


def _deleted(file: SourceFile, index: int, pmid: str) -> Rejection:
    number = pmid.strip()
    rejection = file.rejection(Reason.DELETED_UPSTREAM, f"PubMed has deleted the record with PMID {number}", index)
    return replace(rejection, withdraws=(f"pmid:{number}",) if number else ())
