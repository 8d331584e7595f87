"""What the elements in the flow of a JATS article are: blocks, titles, silent ones; and what stands inside them."""

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text
from psychobiotics.parsing.xml_reading import first_child

# Elements that stand in a paragraph but are no part of its sentences.
BLOCKS = frozenset({
    "p", "sec", "list", "def-list", "table-wrap", "table-wrap-group", "fig", "fig-group", "boxed-text", "disp-quote",
    "supplementary-material", "media", "statement", "verse-group", "preformat", "fn", "fn-group", "table", "array",
    "speech", "ack", "app", "ref-list", "caption", "chem-struct-wrap", "list-item", "glossary", "notes", "bio",
    "attrib", "verse-line", "sub-article", "response", "address",
})  # fmt: skip
# What a container's own method writes where it has one, else a line of its own.
TITLES = frozenset({"label", "title", "term-head", "def-head"})
# What a picture may carry beside itself.
CREDITS = frozenset({"label", "caption", "attrib"})
HEADS = TITLES | {"term"}
SILENT = frozenset({"graphic", "inline-graphic", "object-id", "alt-text", "long-desc", "permissions", "sec-meta", "x",
                     "counts", "processing-meta", "front-stub", "front"})  # fmt: skip


def numbered(section: etree._Element, title: str) -> str:
    """A title behind its label, as in "2.1 Participants"."""
    label = bare_text(first_child(section, "label"))
    return " ".join(filter(None, (label, title)))


def caption_texts(caption: etree._Element) -> list[str]:
    """The title and the paragraphs of a caption."""
    if not len(caption):
        return [bare_text(caption)]
    return [bare_text(child) for child in caption]


def outermost_tables(element: etree._Element) -> list[etree._Element]:
    """The tables of a float but for those inside a cell of another."""
    if element.tag in ("table", "array"):
        return [element]
    tables = list(element.iter("table", "array"))
    if len(tables) < 2:
        return tables
    inside = set(tables)
    return [table for table in tables if inside.isdisjoint(table.iterancestors("table", "array"))]


def holds_block(element: etree._Element) -> bool:
    """True where a block stands anywhere inside."""
    return any(child.tag in BLOCKS or (len(child) and holds_block(child)) for child in element)


def holds_paragraph(element: etree._Element) -> bool:
    """True where a paragraph stands anywhere inside."""
    return bool(len(element)) and next(element.iterdescendants("p"), None) is not None
