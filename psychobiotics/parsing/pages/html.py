"""Saved web pages: the article's text without navigation, with what the markup says of title, publisher and dates.

trafilatura decides which blocks are the article; the text itself is read from the tree here, because trafilatura's own
output loses superscripts and rows of tables. What stands around the article is left out, except blocks that sell
something or say who publishes: they stay as boilerplate.
"""

import logging
import re
from collections.abc import Iterator

from lxml import etree, html

from psychobiotics.parsing.character_encoding import decode_text
from psychobiotics.parsing.inline_markup import raise_superscripts
from psychobiotics.parsing.pages.blocks import Block, BlockReader, remove_invisible
from psychobiotics.parsing.pages.head import read_head
from psychobiotics.parsing.pages.layout import lay_out_html
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SCRIPT_CUE = re.compile(
    r"(?:enable|requires?|turn on|need)[^.<]{0,40}javascript|javascript[^.<]{0,40}(?:disabled|required)", re.IGNORECASE
)
_MIN_LETTERS = 80
_MIN_LETTERS_WITH_SCRIPT = 400
_FEW_LETTERS = 25
_MIN_SHARE = 0.3  # below this share of an article element's text, trafilatura's choice is not trusted


def parse_html(file: SourceFile) -> Iterator[Parsed]:
    """Parse one page as one document.

    Raises:
        ParseError: NO_TEXT for a page that only a browser fills, BROKEN_ENCODING, FORBIDDEN_MARKUP.
    """
    source = decode_html(file.data)
    root = read_page(source)
    head = read_head(root)
    main_text = _trafilatura_text(root)
    remove_invisible(root)
    raise_superscripts(root)
    reader = BlockReader()
    reader.read(root if root.find("body") is None else root.find("body"))
    blocks = reader.finish()
    _refuse_empty(blocks, source)
    chosen = choose_main(blocks, main_text)
    file.deadline.check()
    builder, metadata, traits = lay_out_html(blocks, chosen, head)
    yield file.document(builder, metadata, file.data, traits)


def decode_html(data: bytes) -> str:
    """Decode a page as UTF-8 where it is, else as it declares, else by guess.

    Raises:
        ParseError: BROKEN_ENCODING.
    """
    declared = _META_CHARSET.search(data[:4096])
    try:
        return decode_text(data) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if declared:
        name = declared.group(1).decode("ascii").lower()
        try:
            return data.decode("cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "latin-1") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_text(data)


def read_page(source: str) -> html.HtmlElement:
    """Parse HTML without network and without libxml2's caps lifted.

    Raises:
        ParseError: Nothing that could be a page.
    """
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=False, encoding="utf-8")
    try:
        root = html.document_fromstring(_XML_DECLARATION.sub("", source).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ParseError(Reason.NO_TEXT, f"expected an HTML page, found none: {error}") from error
    return root


def _trafilatura_text(root: html.HtmlElement) -> str:
    """The article's text as trafilatura sees it, "" where it finds none."""
    import trafilatura  # takes most of a second, and most runs have no page

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    copy = html.document_fromstring(html.tostring(root, encoding="unicode"))
    result = trafilatura.extract(
        copy, include_comments=False, include_tables=True, deduplicate=False, output_format="txt"
    )
    return result or ""


def choose_main(blocks: list[Block], main_text: str) -> list[bool]:
    """Which blocks are the article: those that trafilatura kept; where it kept too little, all outside navigation."""
    known = _fold(main_text)
    lines = frozenset(map(_fold, main_text.split("\n")))
    chosen = [not block.in_navigation and _is_in(block, known, lines) for block in blocks]
    kept = sum(len(b.text) for b, main in zip(blocks, chosen, strict=True) if main)
    visible = sum(len(b.text) for b in blocks if not b.in_navigation)
    if not kept or kept < _MIN_SHARE * visible:
        return [not block.in_navigation for block in blocks]
    # Headings, superscripted lines and table rows between two chosen blocks belong to the article.
    first, last = chosen.index(True), len(chosen) - 1 - chosen[::-1].index(True)
    return [
        main or (first < i < last and not blocks[i].in_navigation and _belongs(blocks, chosen, i))
        for i, main in enumerate(chosen)
    ]


def _belongs(blocks: list[Block], chosen: list[bool], place: int) -> bool:
    """A row of a table, or a heading of what is chosen: one of something else heads a list of other articles."""
    if blocks[place].tag == "tr":
        return True
    if not _is_heading(blocks[place]):
        return False
    following = next((i for i in range(place + 1, len(blocks)) if not _is_heading(blocks[i])), None)
    return following is not None and (chosen[following] or blocks[following].tag == "tr")


def _is_heading(block: Block) -> bool:
    return block.tag[0] == "h"


def _is_in(block: Block, known: str, lines: frozenset[str]) -> bool:
    """The article has the block's words; of a few words, which menus share with any text, as a line of their own."""
    folded = _fold(block.text)
    if len(folded) < _FEW_LETTERS:
        return folded in lines and bool(folded)
    return folded in known or (len(folded) > 60 and folded[:40] in known)


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _refuse_empty(blocks: list[Block], source: str) -> None:
    letters = sum(c.isalpha() for block in blocks for c in block.text)
    if letters >= _MIN_LETTERS_WITH_SCRIPT:
        return
    if _SCRIPT_CUE.search(source) or (letters < _MIN_LETTERS and "<script" in source.lower()):
        raise ParseError(
            Reason.NO_TEXT,
            f"expected a page with text, found {letters} letters and scripts: the page needs JavaScript; "
            "save it from a browser after it has loaded",
        )
    if letters < _MIN_LETTERS:
        raise ParseError(Reason.NO_TEXT, f"expected a page with text, found {letters} letters")
