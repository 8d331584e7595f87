"""Word documents (.docx): paragraphs, headings, lists and tables in document order, superscript runs raised."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from psychobiotics.parsing.archives import ARCHIVE_ERRORS, refuse_unsafe
from psychobiotics.parsing.inline_markup import clean_text, raise_text
from psychobiotics.parsing.pages.blocks import Block
from psychobiotics.parsing.pages.head import Head
from psychobiotics.parsing.pages.layout import lay_out_html
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADINGS = {
    "title": "h1",
    "heading 1": "h2",
    "heading 2": "h3",
    "heading 3": "h4",
    "heading 4": "h5",
    "subtitle": "h2",
}


def parse_docx(file: SourceFile) -> Iterator[Parsed]:
    """Parse one document.

    Raises:
        ParseError: MALFORMED, UNSAFE_ARCHIVE, NO_TEXT.
    """
    import docx  # optional: only Word documents need it

    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            refuse_unsafe(archive.infolist(), file.limits)
        document = docx.Document(io.BytesIO(file.data))
        styles = {style.style_id: (style.name or "").lower() for style in document.styles}
        body = document.element.body
        properties = document.core_properties
        facts = {"title": clean_text(properties.title or "")}
        authors = tuple(filter(None, [clean_text(properties.author or "")]))
    except (
        *ARCHIVE_ERRORS,
        KeyError,
        ValueError,
        OSError,
        TypeError,
        AttributeError,
        etree.XMLSyntaxError,
    ) as error:
        # python-docx lets these out for damaged documents.
        raise ParseError(Reason.MALFORMED, f"expected a whole Word document, found: {error}; save it again") from error
    blocks = list(_blocks(body, styles))
    head = Head({name: value for name, value in facts.items() if value and blocks}, authors)
    builder, metadata, traits = lay_out_html(blocks, [True] * len(blocks), head, "docx")
    yield file.document(builder, metadata, file.data, traits)


def _blocks(body: etree._Element, styles: dict[str, str]) -> Iterator[Block]:
    tables = 0
    for element in body.iter(f"{_W}p", f"{_W}tbl"):
        inside = next(element.iterancestors(f"{_W}tbl"), None) is not None
        if element.tag == f"{_W}tbl" and not inside:
            tables += 1
            yield from _rows(element, tables)
        elif element.tag == f"{_W}p" and not inside:
            text = _paragraph_text(element)
            if text:
                yield Block(text, _tag(element, styles), False)


def _rows(table: etree._Element, number: int) -> Iterator[Block]:
    for row in table.iterchildren(f"{_W}tr"):
        cells = [" ".join(_paragraph_text(p) for p in cell.iter(f"{_W}p")) for cell in row.iterchildren(f"{_W}tc")]
        line = "\t".join(map(clean_text, cells)).rstrip("\t")
        if line.strip():
            yield Block(line, "tr", False, number)


def _tag(paragraph: etree._Element, styles: dict[str, str]) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val", ""), "") if style is not None else ""
    if name in _HEADINGS:
        return _HEADINGS[name]
    is_item = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("list")
    return "li" if is_item else "p"


def _paragraph_text(paragraph: etree._Element) -> str:
    """Text of a paragraph's runs; deleted revisions are left out, tabs and breaks become spaces."""
    parts: list[str] = []
    for run in paragraph.iter(f"{_W}r"):
        text = "".join(_run_pieces(run))
        align = run.find(f"{_W}rPr/{_W}vertAlign")
        raised = align is not None and align.get(f"{_W}val") == "superscript"
        parts.append(raise_text(text) if raised else text)
    return clean_text("".join(parts))


def _run_pieces(run: etree._Element) -> Iterator[str]:
    for piece in run:
        if piece.tag == f"{_W}t":
            yield piece.text or ""
        elif piece.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif piece.tag == f"{_W}noBreakHyphen":
            yield "-"
