"""PDF files by pypdfium2: text in reading order, title by its size, DOI, sections by their headings."""

import re
from collections.abc import Iterator

from psychobiotics.parsing.pages.lines import split_lines
from psychobiotics.parsing.pages.web_text import classify_lines, mark_lines
from psychobiotics.parsing.pdf.lines import PageLine, read_lines
from psychobiotics.parsing.pdf.margins import drop_line_numbers, drop_running_lines
from psychobiotics.parsing.pdf.order import order_lines
from psychobiotics.parsing.pdf.paragraphs import join_paragraphs
from psychobiotics.parsing.source_file import Parsed, SourceFile, Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, Quote, SectionKind
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_MAX_PAGES = 2_000
_MIN_LETTERS = 40
_MARKS = " ^*∗†‡§¶"
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{2,120}")
_DOI_REACH = 6_000  # characters from the start in which a paper prints its own DOI


def parse_pdf(file: SourceFile) -> Iterator[Parsed]:
    """Parse one file as one document.

    Raises:
        ParseError: NO_TEXT for scanned pages, UNREADABLE for a locked file, MALFORMED, TOO_LARGE.
    """
    pages = _read_pages(file)
    letters = sum(c.isalpha() for page in pages for line in page for c in line.text)
    if letters < _MIN_LETTERS:
        raise ParseError(
            Reason.NO_TEXT,
            f"expected text, found {letters} letters on {len(pages)} page(s), a scan; run OCR first (ocrmypdf)",
        )
    title = _title_of(pages[0]) if pages else ""
    paragraphs = join_paragraphs([line for page in pages for line in page])
    builder, metadata, kind = _lay_out(paragraphs, title)
    yield file.document(builder, metadata, file.data, Traits("pdf", kind))


def _read_pages(file: SourceFile) -> list[list[PageLine]]:
    import pypdfium2  # optional: only PDF files need it

    try:
        document = pypdfium2.PdfDocument(file.data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = Reason.UNREADABLE if locked else Reason.MALFORMED
        raise ParseError(reason, f"expected a readable PDF, found: {error}") from error
    try:
        if len(document) > _MAX_PAGES:
            raise ParseError(
                Reason.TOO_LARGE, f"expected at most {_MAX_PAGES:,} pages, found {len(document):,}; split it"
            )
        pages, widths = [], []
        for number in range(len(document)):
            file.deadline.check()
            page = document[number]
            pages.append(drop_line_numbers(read_lines(page.get_textpage(), number)))
            widths.append(page.get_width())
        kept = drop_running_lines(pages)
        return [order_lines(lines, width) for lines, width in zip(kept, widths, strict=True)]
    except pypdfium2.PdfiumError as error:
        raise ParseError(Reason.MALFORMED, f"expected whole pages, found: {error}; fetch the file again") from error
    finally:
        document.close()


def _title_of(page: list[PageLine]) -> str:
    """The lines of the largest print in the upper half of the first page, where they are larger than the text."""
    upper = [line for line in page if "\t" not in line.text and sum(c.isalpha() for c in line.text) > 3]
    upper = upper[: max(12, len(upper) // 2)]
    if not upper:
        return ""
    sizes = sorted(line.size for line in page)
    largest = max(line.size for line in upper)
    if largest < 1.15 * sizes[len(sizes) // 2]:
        return ""
    chosen = [line for line in upper if line.size >= 0.97 * largest]
    return join_paragraphs(chosen)[0] if chosen else ""


def _without_marks(start: int, title: str) -> Quote:
    """A title without the mark of its footnote."""
    text = title.rstrip(_MARKS)
    return Quote(start, start + len(text), text)


def _lay_out(paragraphs: list[str], title: str) -> tuple[TextBuilder, Metadata, str | None]:
    builder = TextBuilder()
    text = "\n\n".join(paragraphs)
    builder.write(text + "\n")
    lines = split_lines(text)
    titled = next(
        ((i, _without_marks(ln.start, ln.text)) for i, ln in enumerate(lines) if title and ln.text == title), None
    )
    kinds = classify_lines(lines, titled)
    if titled:  # a PDF has no navigation above its title
        kinds[: titled[0]] = [SectionKind.BODY] * titled[0]
    kinds = [SectionKind.TABLE if "\t" in line.text else kind for line, kind in zip(lines, kinds, strict=True)]
    mark_lines(builder, lines, kinds)
    match = _DOI.search(text, 0, _DOI_REACH)
    doi = match.group().rstrip(".,;)") if match else ""
    quote = Quote(match.start(), match.start() + len(doi), doi) if match else None
    kind = "full_text" if SectionKind.METHODS in kinds and SectionKind.RESULTS in kinds else None
    return builder, Metadata(title=titled[1] if titled else None, doi=quote), kind
