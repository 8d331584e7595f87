"""An HTML tree as blocks of visible text in document order: headings, paragraphs, list items, table rows."""

import re
from dataclasses import dataclass

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, clean_text
from psychobiotics.parsing.pages.links import paper_address
from psychobiotics.parsing.table_text import table_rows

_BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_INVISIBLE_TAGS = ("script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas", "select",
                   "button", "input", "textarea", "datalist", "dialog", "head", "audio", "video", "map")  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page.

    Attributes:
        text: Clean text; cells of a table row are set apart by tabs.
        tag: Element that it comes from ("p", "h2", "li", "tr", ...).
        in_navigation: True inside nav, header menus, asides and footers.
        table: Number of the table that a row belongs to, else 0.
        links: Links to papers: the words that are linked, and the address.
    """

    text: str
    tag: str
    in_navigation: bool
    table: int = 0
    links: tuple[tuple[str, str], ...] = ()


def remove_invisible(root: etree._Element) -> None:
    """Take out what a reader of the page does not see; text after a removed element stays."""
    etree.strip_elements(root, *_INVISIBLE_TAGS, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in [e for e in root.iter() if _is_hidden(e)]:
        for child in list(element):
            element.remove(child)
        element.text = None


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style", "") if isinstance(element.tag, str) else ""
    return "hidden" in element.attrib or element.get("aria-hidden") == "true" or bool(_HIDDEN_STYLE.search(style))


class BlockReader:
    """Collects the blocks of a tree whose superscripts have been raised."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._run: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._tables = 0

    def read(self, element: etree._Element, tag: str = "body", navigation: bool = False) -> None:
        """Read an element and its descendants; each character of text goes into one block."""
        self._run.append(element.text or "")
        for child in element:
            name = child.tag if isinstance(child.tag, str) else ""
            if name == "table" and not _is_layout(child):
                self._flush(tag, navigation)
                self._read_table(child, navigation)
            elif name in _BLOCK_TAGS:
                self._flush(tag, navigation)
                inner = name if name in _NAMED or tag not in _NAMED else tag
                self.read(child, inner, navigation or _is_navigation(child))
                self._flush(inner, navigation or _is_navigation(child))
            elif name:
                if name == "a" and (address := paper_address(child.get("href", ""))):
                    self._links.append((bare_text(child), address))
                self.read(child, tag, navigation)
            self._run.append(child.tail or "")

    def finish(self) -> list[Block]:
        """All blocks, in order."""
        self._flush("body", False)
        return self.blocks

    def _flush(self, tag: str, navigation: bool) -> None:
        text = clean_text("".join(self._run))
        self._run.clear()
        if text:
            self.blocks.append(Block(text, tag, navigation, links=tuple(self._links)))
        self._links.clear()

    def _read_table(self, table: etree._Element, navigation: bool) -> None:
        self._tables += 1
        caption = table.find("caption")
        if caption is not None:
            text = bare_text(caption)
            if text:
                self.blocks.append(Block(text, "caption", navigation))
        for row in table_rows(table):
            line = "\t".join(row).rstrip("\t")
            if line.strip():
                self.blocks.append(Block(line, "tr", navigation, self._tables))


_NAMED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dd", "dt", "blockquote", "figcaption", "pre"})
_NAVIGATION_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"})
_NAVIGATION_TAGS = frozenset({"nav", "footer", "aside"})
_CONTAINERS = frozenset({"div", "ul", "ol", "li", "section"})
_NAME_PARTS = re.compile(r"[-_:]+")
_COMMENTS = frozenset({"comment", "comments", "commentlist", "disqus"})
_COMMENT_SWITCHES = frozenset({"no", "has", "hide", "show", "open", "closed", "enabled", "disabled", "allow"})


def _is_navigation(element: etree._Element) -> bool:
    if element.tag in _NAVIGATION_TAGS or element.get("role", "") in _NAVIGATION_ROLES:
        return True
    return _holds_comments(element)


def _holds_comments(element: etree._Element) -> bool:
    """What readers wrote below an article, by the names that content systems give it ("comment-list")."""
    if element.tag not in _CONTAINERS:
        return False
    for name in (*element.get("class", "").lower().split(), element.get("id", "").lower()):
        words = _NAME_PARTS.split(name)
        if not _COMMENTS.isdisjoint(words) and _COMMENT_SWITCHES.isdisjoint(words):
            return element.find(".//h1") is None
    return False


def _is_layout(table: etree._Element) -> bool:
    """True for a table that lays out a page: other tables or long runs of blocks inside its cells."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    return table.find(".//td//h1") is not None or len(table.findall(".//td//p")) > 2 * len(table.findall(".//td"))
