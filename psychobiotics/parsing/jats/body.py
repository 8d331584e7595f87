"""The flowing text of a JATS article: sections, paragraphs, lists, captions, notes, in document order."""

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, clean_text, cleaner_for, inner_text
from psychobiotics.parsing.jats.contributors import affiliations, read_contributors
from psychobiotics.parsing.jats.elements import (
    BLOCKS,
    CREDITS,
    HEADS,
    SILENT,
    TITLES,
    caption_texts,
    holds_block,
    holds_paragraph,
    numbered,
    outermost_tables,
)
from psychobiotics.parsing.jats.flow import JatsText
from psychobiotics.parsing.jats.references import reference_text
from psychobiotics.parsing.jats.sections import kind_of_note, kind_of_section
from psychobiotics.parsing.table_text import write_table
from psychobiotics.parsing.xml_reading import children_by_tag, first_child
from psychobiotics.records.document import SectionKind


class JatsWriter(JatsText):
    """Writes one article into a builder. The tree's superscripts have been raised already."""

    def write_abstract(self, abstract: etree._Element) -> None:
        """An abstract, structured by sections, by labels inside its text, or not at all."""
        title = bare_text(first_child(abstract, "title"))
        is_main = abstract.get("abstract-type") in (None, "", "structured", "abstract")
        self._kind = SectionKind.ABSTRACT if is_main else SectionKind.BOILERPLATE
        self._heading = None if is_main else title or abstract.get("abstract-type")
        if title:
            self._builder.heading(title)
        else:
            self._builder.gap()
        self._write_children(abstract)

    def write_part(self, part: etree._Element) -> None:
        """The body, the floating tables and figures, the back matter, or a part with a front of its own."""
        self._kind, self._heading = SectionKind.BODY, None
        if part.tag in ("sub-article", "response"):
            self._write_sub_article(part)
            return
        if line := numbered(part, bare_text(first_child(part, "title"))):
            self._builder.heading(line)
        self._write_children(part)

    def write_notes(self, meta: etree._Element) -> None:
        """Author notes of the front matter (conflicts, correspondence), funding statements, translated abstracts."""
        parts = children_by_tag(meta)
        self._builder.gap()
        for note in parts.get("author-notes", ()):
            self._write_aside(note, "Author notes")
        for group in parts.get("funding-group", ()):
            for statement in group.iterchildren("funding-statement"):
                self._block(SectionKind.FUNDING, bare_text(statement), "Funding")
        for group in (*parts.get("custom-meta-group", ()), *parts.get("custom-meta-wrap", ())):
            for custom in group.iterchildren("custom-meta"):
                self._write_custom(custom)
        for tag, heading in (
            ("trans-abstract", "Translated abstract"),
            ("supplementary-material", "Supplementary material"),
        ):
            for element in parts.get(tag, ()):
                self._write_aside(element, heading)

    def _write_aside(self, element: etree._Element, heading: str | None) -> None:
        """Paragraphs that are no part of the article's own story, their title first."""
        kind, outer = self._kind, self._heading
        self._kind, self._heading = SectionKind.BOILERPLATE, heading
        self._block(self._kind, bare_text(first_child(element, "title")), heading)
        self._write_children(element)
        self._kind, self._heading = kind, outer

    def _write_sub_article(self, part: etree._Element) -> None:
        """A part with a front of its own, such as a review, an answer or a translation: whose it is, then its text."""
        kind, heading = self._kind, self._heading
        self._kind = SectionKind.BODY
        for front in part.iterchildren("front-stub", "front"):
            meta = front if front.tag == "front-stub" else first_child(front, "article-meta")
            if meta is not None:
                self._write_stub(meta)
        self._write_children(part)
        self._kind, self._heading = kind, heading

    def _write_stub(self, meta: etree._Element) -> None:
        """Title, contributors with their affiliations, notes and abstracts of a sub-article."""
        parts = children_by_tag(meta)
        title = ": ".join(filter(None, (bare_text(e) for group in parts.get("title-group", ()) for e in group)))
        if title:
            self._builder.heading(title)
        self._heading = title or None
        for line in (", ".join(c.forms[0] for c in read_contributors(parts)), *affiliations(meta)):
            self._block(SectionKind.BOILERPLATE, line, self._heading)
        for name in ("author-notes", "abstract", "trans-abstract"):
            for element in parts.get(name, ()):
                self._write_aside(element, self._heading)

    def _write_children(self, element: etree._Element) -> None:
        self._deadline.check()
        for child in element:
            self._write(child)

    def _write(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "p":
            self._write_paragraph(element)
        elif tag == "sec":
            self._write_section(element)
        elif tag in ("table-wrap", "fig", "supplementary-material", "media", "array", "table"):
            self._write_float(element)
        elif tag in ("list-item", "def-item"):
            self._write_item(element)
        elif tag in ("fn", "ack", "app", "glossary", "notes", "bio"):
            self._write_titled(element)
        elif tag in ("fig-group", "table-wrap-group"):
            self._write_group(element)
        elif tag in ("sub-article", "response"):
            self._write_sub_article(element)
        elif tag == "address":
            self._block(self._kind, ", ".join(filter(None, map(bare_text, element))), self._heading)
        elif tag == "graphic" and any(child.tag in CREDITS for child in element):
            self._write_float(element)
        elif tag == "ref-list":
            self._write_references(element)
        elif tag in SILENT:
            self.licences += map(bare_text, element.iter("license-p"))
        elif tag not in TITLES and isinstance(tag, str):
            self._write_mixed(element)

    def _write_section(self, section: etree._Element) -> None:
        kind, heading = self._kind, self._heading
        title = bare_text(first_child(section, "title"))
        self._kind = kind_of_section(section, title, kind)
        if line := numbered(section, title):
            self._builder.heading(line)
            self._heading = title or self._heading
        self._write_children(section)
        self._kind, self._heading = kind, heading

    def _write_titled(self, element: etree._Element) -> None:
        """Back matter and notes: a title of their own, or a kind by their tag or type."""
        kind, heading = self._kind, self._heading
        title = bare_text(first_child(element, "title"))
        self._kind = kind_of_note(element, title, kind)
        if title:
            self._builder.heading(numbered(element, title))
            self._heading = title
            self._write_children(element)
        else:
            self._write_item(element, "")
        self._kind, self._heading = kind, heading

    def _write_paragraph(self, paragraph: etree._Element) -> None:
        if len(paragraph) and holds_block(paragraph):
            self._write_mixed(paragraph)
            return
        self._write_text(clean_text(inner_text(paragraph)))

    def _write_mixed(self, element: etree._Element) -> None:
        """Running text with blocks inside: text up to a block, the block, the text after it."""
        run = [element.text or ""]
        for child in element:
            tag = child.tag
            is_title = tag in TITLES and element.tag != "p"
            if is_title or tag in BLOCKS or (tag in SILENT and element.tag != "p") or holds_paragraph(child):
                self._write_text(clean_text("".join(run)))
                run = [child.tail or ""]
                if is_title:
                    self._block(self._kind, bare_text(child), self._heading)
                else:
                    self._write(child)
            else:
                run.append(inner_text(child) + (child.tail or ""))
        self._write_text(clean_text("".join(run)))

    def _write_item(self, item: etree._Element, bullet: str = "•") -> None:
        """An item of a list, a definition or a note: its first paragraph behind a label, a term or a bullet."""
        label = " ".join(filter(None, (bare_text(child) for child in item if child.tag in HEADS)))
        rest = [child for child in item if child.tag not in HEADS]
        first = rest[0] if rest else None
        if first is not None and first.tag == "def" and len(first) == 1:
            first = first[0]
        if first is not None and first.tag == "p" and not holds_block(first):
            self._block(self._kind, f"{label or bullet} {bare_text(first)}".strip(), self._heading)
            rest = rest[1:]
        elif label:
            self._block(self._kind, label, self._heading)
        for child in rest:
            self._write(child)

    def _write_group(self, group: etree._Element) -> None:
        """Several tables or figures under one label and caption."""
        kind, heading = self._kind, self._heading
        label = bare_text(first_child(group, "label"))
        self._builder.gap()
        self._block(SectionKind.CAPTION, label, label or None)
        for child in group:
            if child.tag == "caption":
                for text in caption_texts(child):
                    self._block(SectionKind.CAPTION, text, label or None)
            else:
                self._write(child)
        self._kind, self._heading = kind, heading

    def _write_float(self, element: etree._Element) -> None:
        """A table or figure: label and caption, then the table's rows, then its notes."""
        kind, heading = self._kind, self._heading
        self._builder.gap()
        self._kind, self._heading = SectionKind.CAPTION, bare_text(first_child(element, "label")) or None
        captions = (text for caption in element.iterchildren("caption") for text in caption_texts(caption))
        for text in (self._heading or "", *captions):
            self._block(SectionKind.CAPTION, text, self._heading)
        for table in outermost_tables(element):
            for caption in table.iterchildren("caption") if table is not element else ():
                self._block(SectionKind.CAPTION, " ".join(caption_texts(caption)), self._heading)
            write_table(self._builder, table, self._heading)
        self._kind = SectionKind.TABLE
        for child in element:
            if child.tag not in ("label", "caption", "table", "alternatives", "array", "tr", "thead", "tbody", "tfoot"):
                self._write(child)
        self._kind, self._heading = kind, heading

    def _write_references(self, references: etree._Element) -> None:
        self._builder.heading(numbered(references, bare_text(first_child(references, "title")) or "References"))
        kind, heading = self._kind, self._heading
        self._kind, self._heading = SectionKind.REFERENCE_LIST, "References"
        clean = cleaner_for(inner_text(references))
        lines: list[str] = []
        for child in references:
            if child.tag == "ref":
                lines.append(reference_text(child, clean))
                continue
            self._write_lines(lines)
            lines = []
            self._write(child)
        self._write_lines(lines)
        self._kind, self._heading = kind, heading
