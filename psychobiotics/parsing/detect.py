"""What a file is, by its bytes: extensions and declared types are never asked.

Order of the questions: packed containers by their magic numbers, then text by its first characters that are not white
space, then text by shape.
"""

import re
from enum import StrEnum

from psychobiotics.parsing.tables.column_mapping import ColumnMapping
from psychobiotics.parsing.tables.columns import find_header
from psychobiotics.parsing.tables.separated_text import read_separated
from psychobiotics.parsing.unread_formats import (
    READ,
    refuse_unread_bytes,
    refuse_unread_container,
    refuse_unread_text,
)
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_HEAD = 65_536
_FIRST = 4_096
_TABLE_HEAD = 8_192
_KNOWN_COLUMNS = 3  # a line of prose with two words that are headings too is no table


class MediaType(StrEnum):
    """The kinds of file that this project tells apart; the value stands in `documents.media_type`."""

    PUBMED_XML = "application/vnd.nlm.pubmed+xml"
    JATS = "application/jats+xml"
    ENDNOTE_XML = "application/x-endnote+xml"
    OTHER_XML = "application/xml"
    HTML = "text/html"
    MHTML = "multipart/related"
    CTGOV_JSON = "application/vnd.clinicaltrials.v2+json"
    OLD_CTGOV_JSON = "application/vnd.clinicaltrials.v1+json"  # of the registry's API that ended in 2024
    OLD_CTGOV_XML = "application/vnd.clinicaltrials+xml"
    OTHER_JSON = "application/json"
    NBIB = "application/x-nbib"
    RIS = "application/x-research-info-systems"
    BIBTEX = "application/x-bibtex"
    CSV = "text/csv"
    TSV = "text/tab-separated-values"
    PLAIN_TEXT = "text/plain"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ZIP = "application/zip"
    GZIP = "application/gzip"


_ROOTS = {
    "PubmedArticleSet": MediaType.PUBMED_XML,
    "PubmedArticle": MediaType.PUBMED_XML,
    "PubmedBookArticleSet": MediaType.PUBMED_XML,
    "PubmedBookArticle": MediaType.PUBMED_XML,
    "article": MediaType.JATS,
    "clinical_study": MediaType.OLD_CTGOV_XML,
    "pmc-articleset": MediaType.JATS,
    "html": MediaType.HTML,
    "HTML": MediaType.HTML,
}
_JSON_CUES = {
    MediaType.CTGOV_JSON: ("protocolSection", "derivedSection"),
    MediaType.OLD_CTGOV_JSON: ("FullStudiesResponse", "StudyFieldsResponse", "ProtocolSection"),
}
# A root element, or a comment or processing instruction in front of it.
_ROOT = re.compile(r"<!--|<\?|<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_CLOSINGS = {"<!--": "-->", "<?": "?>"}
# How nearly all articles begin: their first bytes tell as much as their first 64 KB, at a tenth of the cost.
_JATS_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*>\s*)?(?:<!DOCTYPE article[^<>\[]*>\s*)?<article[\s>]")
_JATS_CUES = ("<front", "article-type", "<article-meta", "<body>", "JATS", "NLM")
_HTML_CUE = re.compile(r"<!doctype html|<(?:html|head|body|title|meta|div|p|table|article class)\b", re.IGNORECASE)
_MHTML_CUE = re.compile(r"^content-type:\s*multipart/(?:related|alternative)", re.IGNORECASE | re.MULTILINE)
_OPENINGS = {
    MediaType.NBIB: re.compile(r"PMID\s*- ?\d"),
    MediaType.RIS: re.compile(r"(?:[A-Z][A-Z0-9]  - [^\n]*\n\s*)?TY  - "),
    MediaType.BIBTEX: re.compile(r"(?:%[^\n]*\n\s*)*@[A-Za-z]{3,20}\s*\{\s*[^,\s{}]*\s*,"),
}
_CONTROLS = bytes(c for c in range(32) if c not in (9, 10, 11, 12, 13, 27))


def detect_media_type(data: bytes) -> MediaType:
    """Tell what the bytes are.

    Args:
        data: The whole file, or at least its first 64 KB (for zip containers the whole file).

    Raises:
        ParseError: EMPTY_FILE, NOT_A_DOCUMENT for bytes that are neither text nor a known container, or
            UNSUPPORTED_FORMAT for what is known and not read.
    """
    if not data.strip():
        raise ParseError(Reason.EMPTY_FILE, "expected a document, found an empty file; save or fetch it again")
    packed = _detect_packed(data)
    if packed:
        return packed
    if _is_plain_jats(data[:_FIRST]):
        return MediaType.JATS
    head = _decode_head(data[:_HEAD])
    return _detect_text(head)


def _detect_packed(data: bytes) -> MediaType | None:
    if data.startswith(b"\x1f\x8b"):
        return MediaType.GZIP
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if b"word/document.xml" in data:
            return MediaType.DOCX
        if b"xl/workbook.xml" in data:
            return MediaType.XLSX
        refuse_unread_container(data)
        return MediaType.ZIP
    if b"%PDF-" in data[:1024]:
        return MediaType.PDF
    refuse_unread_bytes(data)
    return None


def _decode_head(head: bytes) -> str:
    """Text good enough to recognise a format by; broken characters do not matter here."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").lstrip("\ufeff")
    if head.count(0) > len(head) // 5 and looks_like_utf16(head):
        return head.decode("utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be", "replace")
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 100:
        raise ParseError(Reason.NOT_A_DOCUMENT, f"expected a document, found bytes that are no text; take it as {READ}")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def looks_like_utf16(head: bytes) -> bool:
    """True where every second byte is zero, as in UTF-16 of Latin text without a byte order mark."""
    half = max(1, len(head) // 2)
    zeros = head[::2].count(0), head[1::2].count(0)
    return max(zeros) > 0.8 * half and min(zeros) < 0.05 * half


def _detect_text(head: str) -> MediaType:
    text = head.lstrip()
    if text.startswith("<"):
        return _detect_markup(text)
    refuse_unread_text(text)
    if text.startswith(("{", "[")) and '"' in text[:200]:
        known = (kind for kind, cues in _JSON_CUES.items() if any(f'"{cue}"' in text for cue in cues))
        return next(known, MediaType.OTHER_JSON)
    for media_type, cue in _OPENINGS.items():
        if cue.match(text):
            return media_type
    if _MHTML_CUE.search(text[:8192]) and "mime-version" in text[:8192].lower():
        return MediaType.MHTML
    return _detect_table(text) or MediaType.PLAIN_TEXT


def _detect_markup(text: str) -> MediaType:
    if text[:100].lower().startswith("<!doctype html"):
        return MediaType.HTML
    name = root_name(text)
    if name in _ROOTS and not (name == "article" and _is_html_article(text)):
        return _ROOTS[name]
    if name in ("xml", "records") and "<record>" in text:
        return MediaType.ENDNOTE_XML
    if text.startswith("<?xml") and "<html" not in text[:4096].lower():
        return MediaType.OTHER_XML
    if _HTML_CUE.search(text):
        return MediaType.HTML
    return MediaType.OTHER_XML if name and f"</{name}>" in text else MediaType.PLAIN_TEXT


def root_name(text: str) -> str:
    """Name of the first element outside comments and instructions; what is never closed is neither."""
    position, unclosed = 0, set[str]()
    while opening := _ROOT.search(text, position):
        if opening.group(1):
            return opening.group(1)
        position, closing = opening.end(), _CLOSINGS[opening.group()]
        # Asked once: a document of unclosed comments alone must not be searched to its end for each of them.
        end = text.find(closing, position) if closing not in unclosed else -1
        if end < 0:
            unclosed.add(closing)
        else:
            position = end + len(closing)
    return ""


def _is_html_article(text: str) -> bool:
    return not any(cue in text for cue in _JATS_CUES)


def _is_plain_jats(first: bytes) -> bool:
    return bool(_JATS_OPENING.match(first)) and any(cue.encode() in first for cue in _JATS_CUES)


def _detect_table(text: str) -> MediaType | None:
    """A separated table: several lines, each with as many separators as the first (at least two columns more)."""
    lines = [line for line in text.split("\n")[:20] if line.strip()]
    if len(lines) < 2:
        return None
    for separator, media_type in (("\t", MediaType.TSV), (",", MediaType.CSV), (";", MediaType.CSV)):
        header = lines[0].count(separator)
        cells = [cell.strip() for cell in lines[0].split(separator)]
        if header < 2 or any(len(cell) > 60 for cell in cells) or lines[0].rstrip().endswith("."):
            continue
        if len(set(cells)) == len(cells) and all(line.count(separator) >= header // 2 for line in lines[1:6]):
            return media_type
    return _detect_known_columns(text)


def _detect_known_columns(text: str) -> MediaType | None:
    """A separated table whose headings stand below a title or notes, or in two rows: we know them."""
    head = text[:_TABLE_HEAD]
    if not any(head.count(separator) > 3 for separator in "\t,;") or "\n" not in head.strip():
        return None
    try:
        rows = read_separated(head)
    except ParseError:
        return None
    header = find_header(rows, ColumnMapping())
    if header is None or len(header.known) < _KNOWN_COLUMNS or header.last + 1 >= len(rows):
        return None
    return MediaType.TSV if "\t" in head and head.count("\t") > head.count(",") else MediaType.CSV
