"""Plain text and Markdown: a saved web page's text, or a bare abstract."""

from collections.abc import Iterator

from psychobiotics.parsing.character_encoding import decode_text
from psychobiotics.parsing.inline_markup import clean_lines
from psychobiotics.parsing.pages.web_text import lay_out_page
from psychobiotics.parsing.plain.markdown_text import is_markdown, strip_marks
from psychobiotics.parsing.plain.plain_abstract import is_bare_abstract, lay_out_abstract
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason


def parse_plain_text(file: SourceFile) -> Iterator[Parsed]:
    """Parse one text file as one document.

    Raises:
        ParseError: BROKEN_ENCODING, EMPTY_FILE, NO_TEXT.
    """
    text = clean_lines(decode_text(file.data)).strip("\n")
    if is_markdown(text):
        text = strip_marks(text)
    if not any(c.isalpha() for c in text):
        raise ParseError(Reason.NO_TEXT, "expected readable text, found no letters")
    lay_out = lay_out_abstract if is_bare_abstract(text) else lay_out_page
    builder, metadata, traits = lay_out(text)
    yield file.document(builder, metadata, file.data, traits)
