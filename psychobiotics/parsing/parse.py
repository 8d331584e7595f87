"""The one way in: a raw file's bytes to documents, or to refusals that name the file and the reason."""

import logging
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from psychobiotics.parsing.archives import parse_gzip, parse_zip
from psychobiotics.parsing.detect import MediaType, detect_media_type, root_name
from psychobiotics.parsing.docx_reading import parse_docx
from psychobiotics.parsing.jats.jats import parse_jats
from psychobiotics.parsing.large_file import HEAD_BYTES, parse_large, refuse_too_large
from psychobiotics.parsing.limits import DEFAULT_LIMITS, Deadline, Limits
from psychobiotics.parsing.pages.html import parse_html
from psychobiotics.parsing.pages.mhtml import parse_mhtml
from psychobiotics.parsing.pdf.pdf import parse_pdf
from psychobiotics.parsing.plain.plain_text import parse_plain_text
from psychobiotics.parsing.pubmed.pubmed_xml import parse_pubmed_xml
from psychobiotics.parsing.reference_libraries.bibtex import parse_bibtex
from psychobiotics.parsing.reference_libraries.endnote_xml import parse_endnote_xml
from psychobiotics.parsing.reference_libraries.nbib import parse_nbib
from psychobiotics.parsing.reference_libraries.ris import parse_ris
from psychobiotics.parsing.registry.clinicaltrials import parse_clinicaltrials
from psychobiotics.parsing.source_file import Parsed, Parser, SourceFile
from psychobiotics.parsing.tables.evidence_table import parse_evidence_table
from psychobiotics.parsing.unread_formats import unread_json, unread_xml
from psychobiotics.records.document import RawItem
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

logger = logging.getLogger(__name__)

PARSERS: Mapping[MediaType, Parser] = {
    MediaType.BIBTEX: parse_bibtex,
    MediaType.CSV: parse_evidence_table,
    MediaType.CTGOV_JSON: parse_clinicaltrials,
    MediaType.DOCX: parse_docx,
    MediaType.ENDNOTE_XML: parse_endnote_xml,
    MediaType.HTML: parse_html,
    MediaType.JATS: parse_jats,
    MediaType.MHTML: parse_mhtml,
    MediaType.PUBMED_XML: parse_pubmed_xml,
    MediaType.RIS: parse_ris,
    MediaType.TSV: parse_evidence_table,
    MediaType.XLSX: parse_evidence_table,
    MediaType.NBIB: parse_nbib,
    MediaType.PDF: parse_pdf,
    MediaType.PLAIN_TEXT: parse_plain_text,
}
_OLD_REGISTRY = (
    ": records of ClinicalTrials.gov in the form that its API had until 2024; fetch them anew in version 2"
    " (https://clinicaltrials.gov/api/v2/studies/ and the NCT number, or `psychobiotics fetch`)"
)


def parse_item(item: RawItem, data: bytes | BinaryIO, limits: Limits = DEFAULT_LIMITS) -> Iterator[Parsed]:
    """Parse one raw file.

    Args:
        item: What the raw store knows of it.
        data: Its bytes; of a file that is too large to be held in memory, a stream of them.
        limits: Caps; the defaults fit real documents.

    Yields:
        A Document for each record, in order, or a Rejection. At least one of them; never raises for bad bytes.
    """
    whole = data if isinstance(data, bytes) else b""
    file = SourceFile(item, whole, item.media_type, limits, Deadline(limits.max_seconds))
    empty = True
    try:
        for parsed in parse_file(file) if isinstance(data, bytes) else parse_large(file, data):
            empty = False
            yield parsed
        if empty:
            yield file.rejection(Reason.NO_TEXT, "expected at least one record, found none")
    except ParseError as error:
        yield file.rejection(Reason(error.reason), str(error))
    except RecursionError:
        yield file.rejection(Reason.FORBIDDEN_MARKUP, "expected markup of bounded depth, found it nested too deeply")
    except Exception as error:  # the per-document guard: one file must never end a run
        logger.exception("parsing %s failed", item.file_name)
        yield file.rejection(Reason.INTERNAL_ERROR, f"a parser failed with {type(error).__name__}: {error}")


def parse_file(file: SourceFile) -> Iterator[Parsed]:
    """Find a file's format by its content and hand it to that format's parser.

    Raises:
        ParseError: The file as a whole cannot be read.
    """
    refuse_too_large(file.data[:HEAD_BYTES], len(file.data), file.limits)
    media_type = detect_media_type(file.data)
    if media_type is MediaType.PLAIN_TEXT and any(not mapping.of_all_tables for mapping in file.item.columns):
        media_type = MediaType.CSV  # its mapping file says that it is a table
    if media_type in (MediaType.GZIP, MediaType.ZIP):
        parse_packed = parse_gzip if media_type is MediaType.GZIP else parse_zip
        yield from parse_packed(file, parse_file)
        return
    parser = PARSERS.get(media_type)
    if parser is None:
        raise _unread(media_type, file.data)
    try:
        yield from parser(SourceFile(file.item, file.data, media_type.value, file.limits, file.deadline))
    except ModuleNotFoundError as error:
        raise ParseError(
            Reason.UNSUPPORTED_FORMAT, f"expected the library {error.name} to read {media_type.value}, found it missing"
        ) from error


def _unread(media_type: MediaType, data: bytes) -> ParseError:
    """Why a format that is known is not read, and what to do."""
    if media_type in (MediaType.OLD_CTGOV_JSON, MediaType.OLD_CTGOV_XML):
        return ParseError(
            Reason.UNSUPPORTED_FORMAT,
            f"expected a format that this version reads, found {media_type.value}{_OLD_REGISTRY}",
        )
    if media_type is MediaType.OTHER_JSON:
        return unread_json()
    return unread_xml(root_name(data[:HEAD_BYTES].decode("utf-8", "replace")) or "?")
