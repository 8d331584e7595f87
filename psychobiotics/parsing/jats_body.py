"""The flowing text of a JATS article: sections, paragraphs, lists, captions, notes, in document order."""

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, clean_text, cleaner_for, inner_text
from psychobiotics.parsing.jats_references import reference_text
from psychobiotics.parsing.limits import Deadline
from psychobiotics.parsing.section_labels import section_kind, split_labelled
from psychobiotics.parsing.table_text import write_table
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.parsing.xml_reading import first_child
from psychobiotics.records.document import SectionKind

# Elements that stand in a paragraph but are no part of its sentences.
_BLOCKS = frozenset({
    "p", "sec", "list", "def-list", "table-wrap", "table-wrap-group", "fig", "fig-group", "boxed-text", "disp-quote",
    "supplementary-material", "media", "statement", "verse-group", "preformat", "fn", "fn-group", "table", "array",
    "speech", "ack", "app", "ref-list", "caption", "chem-struct-wrap", "list-item", "glossary", "notes", "bio",
})  # fmt: skip
_SILENT = frozenset({"label", "title", "graphic", "inline-graphic", "object-id", "alt-text", "long-desc", "permissions",
                     "sec-meta", "attrib", "x", "counts", "processing-meta", "front-stub", "front"})  # fmt: skip
_SECTION_TYPES = {
    "intro": SectionKind.BACKGROUND,
    "methods": SectionKind.METHODS,
    "materials": SectionKind.METHODS,
    "subjects": SectionKind.METHODS,
    "results": SectionKind.RESULTS,
    "cases": SectionKind.RESULTS,
    "discussion": SectionKind.DISCUSSION,
    "conclusions": SectionKind.CONCLUSION,
    "COI-statement": SectionKind.CONFLICT,
    "conflict": SectionKind.CONFLICT,
    "financial-disclosure": SectionKind.FUNDING,
}
# Kinds that a subsection takes although it stands in methods, results or a discussion.
_OVERRIDING = frozenset({
    SectionKind.FUNDING, SectionKind.CONFLICT, SectionKind.REGISTRATION, SectionKind.CONCLUSION,
    SectionKind.REFERENCE_LIST,
})  # fmt: skip
_LOOSE = frozenset({SectionKind.BODY, SectionKind.ABSTRACT, SectionKind.BOILERPLATE})
_PART_KINDS = {"ack": SectionKind.FUNDING, "glossary": SectionKind.BOILERPLATE, "bio": SectionKind.BOILERPLATE}
_NOTE_KINDS = {
    "conflict": SectionKind.CONFLICT,
    "COI-statement": SectionKind.CONFLICT,
    "financial-disclosure": SectionKind.FUNDING,
    "supported-by": SectionKind.FUNDING,
}


class JatsWriter:
    """Writes one article into a builder. The tree's superscripts have been raised already."""

    def __init__(self, builder: TextBuilder, deadline: Deadline) -> None:
        self._builder = builder
        self._deadline = deadline
        self._kind = SectionKind.BODY
        self._heading: str | None = None

    def write_abstract(self, abstract: etree._Element) -> None:
        """An abstract, structured by sections, by labels inside its text, or not at all."""
        self._builder.gap()
        is_main = abstract.get("abstract-type") in (None, "", "structured", "abstract")
        self._kind = SectionKind.ABSTRACT if is_main else SectionKind.BOILERPLATE
        self._heading = None if is_main else bare_text(abstract.find("title")) or abstract.get("abstract-type")
        self._write_children(abstract)

    def write_part(self, part: etree._Element) -> None:
        """The body, the floating tables and figures, or the back matter."""
        self._kind, self._heading = SectionKind.BODY, None
        self._write_children(part)

    def write_notes(self, article: etree._Element) -> None:
        """Author notes of the front matter (conflicts, correspondence), funding statements, translated abstracts."""
        self._builder.gap()
        for note in article.iterfind("front/article-meta/author-notes"):
            self._kind, self._heading = SectionKind.BOILERPLATE, "Author notes"
            self._write_children(note)
        for statement in article.iterfind("front/article-meta/funding-group/funding-statement"):
            self._block(SectionKind.FUNDING, bare_text(statement), "Funding")
        for meta in article.iterfind("front/article-meta/custom-meta-group/custom-meta"):
            name = bare_text(meta.find("meta-name"))
            self._block(SectionKind.BOILERPLATE, bare_text(meta.find("meta-value")), name)
        for abstract in article.iterfind("front/article-meta/trans-abstract"):
            self._kind, self._heading = SectionKind.BOILERPLATE, "Translated abstract"
            self._write_children(abstract)

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
        elif tag == "ref-list":
            self._write_references(element)
        elif tag not in _SILENT and isinstance(tag, str):
            self._write_mixed(element)

    def _write_section(self, section: etree._Element) -> None:
        kind, heading = self._kind, self._heading
        title = bare_text(first_child(section, "title"))
        self._kind = _kind_of_section(section, title, kind)
        if title:
            self._builder.heading(_numbered(section, title))
            self._heading = title
        self._write_children(section)
        self._kind, self._heading = kind, heading

    def _write_titled(self, element: etree._Element) -> None:
        """Back matter and notes: a title of their own, or a kind by their tag or type."""
        kind, heading = self._kind, self._heading
        title = bare_text(first_child(element, "title"))
        by_type = _NOTE_KINDS.get(element.get("fn-type") or element.get("notes-type") or "")
        self._kind = by_type or section_kind(title) or _PART_KINDS.get(str(element.tag), kind)
        if title:
            self._builder.heading(title)
            self._heading = title
        self._write_children(element)
        self._kind, self._heading = kind, heading

    def _write_paragraph(self, paragraph: etree._Element) -> None:
        if len(paragraph) and _holds_block(paragraph):
            self._write_mixed(paragraph)
            return
        self._write_text(clean_text(inner_text(paragraph)))

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

    def _write_mixed(self, element: etree._Element) -> None:
        """Running text with blocks inside: text up to a block, the block, the text after it."""
        run = [element.text or ""]
        for child in element:
            if child.tag in _BLOCKS or (child.tag in _SILENT and element.tag != "p") or _holds_paragraph(child):
                self._write_text(clean_text("".join(run)))
                run = [child.tail or ""]
                self._write(child)
            else:
                run.append(inner_text(child) + (child.tail or ""))
        self._write_text(clean_text("".join(run)))

    def _write_item(self, item: etree._Element) -> None:
        """An item of a list or a definition: its first paragraph behind a bullet, label or term."""
        label = bare_text(first_child(item, "label")) or bare_text(first_child(item, "term"))
        rest = [child for child in item if child.tag not in ("label", "term", "title")]
        first = rest[0] if rest else None
        if first is not None and first.tag == "def" and len(first) == 1:
            first = first[0]
        if first is not None and first.tag == "p" and not _holds_block(first):
            self._block(self._kind, f"{label or '•'} {bare_text(first)}", self._heading)
            rest = rest[1:]
        elif label:
            self._block(self._kind, label, self._heading)
        for child in rest:
            self._write(child)

    def _write_float(self, element: etree._Element) -> None:
        """A table or figure: label and caption, then the table's rows, then its notes."""
        kind, heading = self._kind, self._heading
        self._builder.gap()
        self._kind, self._heading = SectionKind.CAPTION, bare_text(first_child(element, "label")) or None
        caption = first_child(element, "caption")
        texts = [self._heading or "", *(_caption_texts(caption) if caption is not None else ())]
        for text in filter(None, texts):
            self._block(SectionKind.CAPTION, text, self._heading)
        for table in _outermost_tables(element):
            write_table(self._builder, table, self._heading)
        self._kind = SectionKind.TABLE
        for child in element:
            if child.tag not in ("label", "caption", "table", "alternatives", "array", "tr", "thead", "tbody", "tfoot"):
                self._write(child)
        self._kind, self._heading = kind, heading

    def _write_references(self, references: etree._Element) -> None:
        self._builder.heading(bare_text(first_child(references, "title")) or "References")
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

    def _write_lines(self, lines: list[str]) -> None:
        self._block(self._kind, "\n".join(filter(None, lines)), self._heading)

    def _block(self, kind: SectionKind, text: str, heading: str | None) -> None:
        if text:
            self._builder.block(kind, text, heading)


def _kind_of_section(section: etree._Element, title: str, outer: SectionKind) -> SectionKind:
    own = section_kind(title) or _by_type(section.get("sec-type") or "")
    if own is None:
        return outer
    return own if outer in _LOOSE or own in _OVERRIDING else outer


def _by_type(section_type: str) -> SectionKind | None:
    return next((_SECTION_TYPES[part] for part in section_type.split("|") if part in _SECTION_TYPES), None)


def _numbered(section: etree._Element, title: str) -> str:
    label = bare_text(first_child(section, "label"))
    return f"{label} {title}" if label else title


def _caption_texts(caption: etree._Element) -> list[str]:
    if not len(caption):
        return [bare_text(caption)]
    return [bare_text(child) for child in caption]


def _outermost_tables(element: etree._Element) -> list[etree._Element]:
    if element.tag in ("table", "array"):
        return [element]
    tables = list(element.iter("table", "array"))
    if len(tables) < 2:
        return tables
    inside = set(tables)
    return [table for table in tables if inside.isdisjoint(table.iterancestors("table", "array"))]


def _holds_block(element: etree._Element) -> bool:
    return any(child.tag in _BLOCKS or (len(child) and _holds_block(child)) for child in element)


def _holds_paragraph(element: etree._Element) -> bool:
    return bool(len(element)) and next(element.iterdescendants("p"), None) is not None
