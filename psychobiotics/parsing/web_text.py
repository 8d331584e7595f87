"""The text of a saved web page: title, dates, body, reference list, and what stands around them."""

from psychobiotics.parsing.source_file import Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, SectionKind


def lay_out_page(text: str) -> tuple[TextBuilder, Metadata, Traits]:
    """Lay out a page (first version: everything is body)."""
    builder = TextBuilder()
    builder.block(SectionKind.BODY, text)
    return builder, Metadata(), Traits("plain_text")
