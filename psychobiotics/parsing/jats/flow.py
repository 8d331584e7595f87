"""What a JATS article's elements have come to when they reach the text: a paragraph of some kind below some heading."""

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text
from psychobiotics.parsing.limits import Deadline
from psychobiotics.parsing.section_labels import split_labelled
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.parsing.xml_reading import first_child
from psychobiotics.records.document import SectionKind


class JatsText:
    """The text of one article as far as it is written, with the kind and the heading that hold at this place."""

    def __init__(self, builder: TextBuilder, deadline: Deadline) -> None:
        self._builder = builder
        self._deadline = deadline
        self._kind = SectionKind.BODY
        self._heading: str | None = None
        self.licences: list[str] = []  # of single figures and tables, met on the way

    def _write_text(self, text: str) -> None:
        """A paragraph; inside an abstract its labels open sections."""
        if not text:
            return
        parts = split_labelled(text) if self._kind is SectionKind.ABSTRACT else ()
        if not parts:
            self._block(self._kind, text, self._heading)
            return
        quote = self._builder.write(text)
        for part in parts:
            self._builder.mark(part.kind, quote.start + part.start, quote.start + part.end, part.label)
        self._builder.write("\n")

    def _write_custom(self, custom: etree._Element) -> None:
        name = bare_text(first_child(custom, "meta-name"))
        value = bare_text(first_child(custom, "meta-value"))
        if name and value:
            self._builder.labelled(SectionKind.BOILERPLATE, name, value)
        else:
            self._block(SectionKind.BOILERPLATE, name or value, name or None)

    def _write_lines(self, lines: list[str]) -> None:
        self._block(self._kind, "\n".join(filter(None, lines)), self._heading)

    def _block(self, kind: SectionKind, text: str, heading: str | None) -> None:
        if text:
            self._builder.paragraph(kind, text, heading)
