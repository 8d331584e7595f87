"""Formats that are known and not read: each is refused by its name, with what to do to get one that is read.

Without this a rich text, an e-book or a library's own export would be read as plain text or as an archive, and its
markup would stand in the dataset as if people had written it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

READ = "PDF, DOCX, HTML, plain text, CSV, XLSX, PubMed XML, JATS, RIS, nbib, BibTeX or EndNote XML"

_UNPACK = "unpack it and ingest the folder, or pack it as .zip"
_EXPORT_TABLE = "export the table as CSV or XLSX"
_EXPORT_LIBRARY = "export the references as RIS, BibTeX or EndNote XML"
_OCR = "run OCR over it (ocrmypdf, or what came with the scanner) and ingest the PDF with text"


class _Format(NamedTuple):
    """Bytes at a place in the file, what they are of, what to do.

    What could be had in another format is `unsupported`, the rest is no document.
    """

    magic: bytes
    found: str
    advice: str
    reason: Reason = Reason.UNSUPPORTED_FORMAT
    offset: int = 0


_NO = Reason.NOT_A_DOCUMENT
_BINARY = (
    _Format(
        b"\xd0\xcf\x11\xe0",
        "an Office file of before 2007 (.doc, .xls, .ppt) or one that a password locks",
        "save it as .docx, .xlsx or PDF without a password",
    ),
    _Format(b"\x89PNG", "an image", _OCR, _NO),
    _Format(b"\xff\xd8\xff", "an image", _OCR, _NO),
    _Format(b"GIF8", "an image", _OCR, _NO),
    _Format(b"II*\x00", "an image", _OCR, _NO),
    _Format(b"MM\x00*", "an image", _OCR, _NO),
    _Format(b"WEBP", "an image", _OCR, _NO, 8),
    _Format(b"ftyphei", "an image", _OCR, _NO, 4),
    _Format(b"AT&TFORM", "a scan (DjVu)", _OCR, _NO),
    _Format(b"Rar!", "an archive (.rar)", _UNPACK),
    _Format(b"7z\xbc\xaf", "an archive (.7z)", _UNPACK),
    _Format(b"\xfd7zXZ", "a packed file (.xz)", _UNPACK),
    _Format(b"BZh", "a packed file (.bz2)", _UNPACK),
    _Format(b"\x28\xb5\x2f\xfd", "a packed file (.zst)", _UNPACK),
    _Format(b"ustar", "an archive (.tar)", _UNPACK, offset=257),
    _Format(b"BOOKMOBI", "an e-book (.mobi)", "take the article as PDF or as a web page", offset=60),
    _Format(b"SQLite format 3", "a database", _EXPORT_LIBRARY),
    _Format(b"PAR1", "a Parquet file", _EXPORT_TABLE),
    _Format(b"$FL2", "an SPSS file", _EXPORT_TABLE),
    _Format(b"OggS", "a sound or a video", "ingest a transcript", _NO),
    _Format(b"ID3", "a sound or a video", "ingest a transcript", _NO),
    _Format(b"ftyp", "a sound or a video", "ingest a transcript", _NO, 4),
    _Format(b"\x7fELF", "a program", "name the documents themselves", _NO),
    _Format(b"MZ", "a program", "name the documents themselves", _NO),
)
# By a file that such a container must hold; the type in `mimetype` is stored, never packed.
_CONTAINERS = (
    _Format(b"ppt/presentation.xml", "slides (.pptx)", "export them as PDF"),
    _Format(b"xl/workbook.bin", "a binary workbook (.xlsb)", "save it as .xlsx"),
    _Format(b"application/vnd.oasis.opendocument.", "an OpenDocument file (.odt, .ods)", "save it as .docx or .xlsx"),
    _Format(b"application/epub+zip", "an e-book (.epub)", "take the article as PDF or as a web page"),
    _Format(b"Index/Document.iwa", "a file of Apple's Pages, Numbers or Keynote", "export it as .docx, .xlsx or PDF"),
)
_TEXTS = (
    (re.compile(r"\{\\rtf\d?"), "rich text (.rtf)", "save it as .docx or PDF"),
    (re.compile(r"%!PS"), "PostScript", "convert it to PDF (ps2pdf)"),
    (re.compile(r"%0 [A-Z][a-z]+[^\n]*\r?\n%[A-Z@0-9] "), "EndNote's tagged export (.enw)", _EXPORT_LIBRARY),
    (re.compile(r"FN [^\n]*\r?\nVR \d"), "an export of Web of Science", _EXPORT_LIBRARY),
    (re.compile(r"\\documentclass\b"), "LaTeX", "ingest the PDF that it makes"),
)
_ROOTS = {
    "eSearchResult": ("an answer of PubMed's esearch, which holds numbers alone", "fetch the records (efetch)"),
    "eSummaryResult": ("summaries of PubMed, which lack the abstracts", "fetch the records (efetch)"),
}


def refuse_unread_bytes(data: bytes) -> None:
    """Refuse bytes of a binary format that is known and not read.

    Raises:
        ParseError: UNSUPPORTED_FORMAT or NOT_A_DOCUMENT, with what to do.
    """
    for kind in _BINARY:
        end = kind.offset + len(kind.magic)
        # Letters alone may begin a text as well ("MZ twins ..."); a binary file has zeros soon.
        if data[kind.offset : end] == kind.magic and (not kind.magic.isascii() or 0 in data[:1024]):
            raise _refusal(kind.reason, kind.found, kind.advice)


def refuse_unread_container(data: bytes) -> None:
    """Refuse a zip container that is a document of a format that is not read.

    Raises:
        ParseError: UNSUPPORTED_FORMAT, with what to do.
    """
    for kind in _containers_of(data):
        raise _refusal(kind.reason, kind.found, kind.advice)


def _containers_of(data: bytes) -> Iterator[_Format]:
    declared = data[30:120] if data[30:38] == b"mimetype" else b""
    for kind in _CONTAINERS:
        if kind.magic in (declared if kind.magic.startswith(b"application/") else data):
            yield kind


def refuse_unread_text(text: str) -> None:
    """Refuse text whose first characters are those of a format that is not read.

    Raises:
        ParseError: UNSUPPORTED_FORMAT, with what to do.
    """
    for opening, found, advice in _TEXTS:
        if opening.match(text):
            raise _refusal(Reason.UNSUPPORTED_FORMAT, found, advice)


def unread_xml(root: str) -> ParseError:
    """Why XML with this root element is not read, and what to do."""
    found, advice = _ROOTS.get(root, (f"XML of another kind (<{root[:40]}>)", f"take it as {READ}"))
    return _refusal(Reason.UNSUPPORTED_FORMAT, found, advice)


def unread_json() -> ParseError:
    """Why JSON that is no registry record is not read, and what to do."""
    found = "JSON that is no record of ClinicalTrials.gov"
    return _refusal(Reason.UNSUPPORTED_FORMAT, found, f"{_EXPORT_LIBRARY}, tables as CSV")


def _refusal(reason: Reason, found: str, advice: str) -> ParseError:
    return ParseError(reason, f"expected a document in a format that is read, found {found}; {advice}")
