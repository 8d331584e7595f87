"""Readers of PDF and HTML beside ours, over the same files: each gives text, and what it knows of title and date.

Engines that are not installed are left out. PyMuPDF is here to be measured beside and is no dependency: its licence
(AGPL) is not this project's.
"""

from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple

from psychobiotics.normalisation.dates import parse_date
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, Quote, RawItem, SectionKind

# What our parser sets apart and never mines; an engine that gives the main text alone leaves it out.
_ASIDE = frozenset({SectionKind.BOILERPLATE, SectionKind.METADATA})


class Read(NamedTuple):
    """What an engine gives of one file."""

    text: str
    title: str | None = None
    date: str | None = None


Engine = Callable[[bytes], Read]


def ours(data: bytes) -> Read:
    """This project's parser: its text without navigation and bibliographic lines."""
    found = next(iter(parse_item(RawItem(sha256(data).hexdigest(), "f", "f", "f", ""), data)), None)
    if not isinstance(found, Document):
        return Read("")
    kept = [found.text[s.start : s.end] for s in found.sections if s.kind not in _ASIDE]
    date = found.metadata.published_on
    return Read("\n".join(kept), _text(found.metadata.title), _day(date.text) if date else None)


def _text(quote: Quote | None) -> str | None:
    return quote.text if quote else None


def _day(text: str) -> str | None:
    read = parse_date(text)
    return read[0] if read else None


def _pypdfium2(data: bytes) -> Read:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    return Read("\n".join(page.get_textpage().get_text_bounded() for page in pdf), pdf.get_metadata_value("Title"))


def _pdfminer(data: bytes) -> Read:
    from pdfminer.high_level import extract_text

    return Read(extract_text(BytesIO(data)))


def _pypdf(data: bytes) -> Read:
    import pypdf

    reader = pypdf.PdfReader(BytesIO(data))
    title = reader.metadata.title if reader.metadata else None
    return Read("\n".join(page.extract_text() for page in reader.pages), title)


def _pdfplumber(data: bytes) -> Read:
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as pdf:
        return Read("\n".join(page.extract_text() or "" for page in pdf.pages), pdf.metadata.get("Title"))


def _pymupdf(data: bytes) -> Read:
    import pymupdf

    with pymupdf.open(stream=data) as pdf:
        flags = pymupdf.TEXT_DEHYPHENATE | pymupdf.TEXT_PRESERVE_WHITESPACE
        return Read("\n".join(page.get_text(flags=flags) for page in pdf), pdf.metadata.get("title"))


def _trafilatura(**options: Any) -> Engine:
    def read(data: bytes) -> Read:
        from trafilatura import bare_extraction

        found = bare_extraction(data, **options)
        return Read(found.text or "", found.title, found.date) if found else Read("")

    return read


def _readability(data: bytes) -> Read:
    from lxml import html
    from readability import Document as Page

    page = Page(data.decode("utf-8", "replace"))
    return Read(html.fromstring(page.summary()).text_content(), page.short_title())


def _justext(data: bytes) -> Read:
    import justext

    parts = justext.justext(data, justext.get_stoplist("English"))
    return Read("\n".join(part.text for part in parts if not part.is_boilerplate))


def _boilerpy(data: bytes) -> Read:
    from boilerpy3 import extractors

    found = extractors.ArticleExtractor().get_doc(data.decode("utf-8", "replace"))
    return Read(found.content, found.title)


def _goose(data: bytes) -> Read:
    from goose3 import Goose

    found = Goose({"enable_image_fetching": False}).extract(raw_html=data.decode("utf-8", "replace"))
    return Read(found.cleaned_text, found.title, str(found.publish_date)[:10] if found.publish_date else None)


ENGINES: Mapping[str, Mapping[str, Engine]] = {
    "pdf": {
        "ours": ours,
        "pypdfium2": _pypdfium2,
        "pdfminer.six": _pdfminer,
        "pypdf": _pypdf,
        "pdfplumber": _pdfplumber,
        "PyMuPDF": _pymupdf,
    },
    "html": {
        "ours": ours,
        "trafilatura": _trafilatura(with_metadata=True),
        "trafilatura, recall": _trafilatura(with_metadata=True, favor_recall=True),
        "trafilatura, precision": _trafilatura(with_metadata=True, favor_precision=True),
        "readability-lxml": _readability,
        "jusText": _justext,
        "boilerpy3": _boilerpy,
        "goose3": _goose,
    },
}
