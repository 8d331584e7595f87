"""A page's blocks as a document: title, article, what sells or publishes around it, then the facts of its markup."""

import re
from dataclasses import replace

from psychobiotics.parsing.pages.blocks import Block
from psychobiotics.parsing.pages.facts import find_authors, find_page_dates
from psychobiotics.parsing.pages.head import Head
from psychobiotics.parsing.pages.lines import Line, has_cue, split_lines
from psychobiotics.parsing.pages.publisher import find_publisher
from psychobiotics.parsing.pages.web_text import classify_lines, mark_lines
from psychobiotics.parsing.printed_dates import is_date_line
from psychobiotics.parsing.source_file import Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, PaperLink, Quote, SectionKind

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|\s|$)|\d{4}-\d{2}(?=$)")
_SITE_SUFFIX = re.compile(r"\s+(?:[|–—-]|::|»)\s+[^|–—]{2,60}$")
_WIDE = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "figcaption", "caption", "body", "pre"})


def lay_out_html(
    blocks: list[Block], chosen: list[bool], head: Head, parser: str = "html"
) -> tuple[TextBuilder, Metadata, Traits]:
    """Lay out the chosen blocks, and of the others those that sell something or say who publishes."""
    title_text = find_title_text(blocks, head)
    kept = [(b, main) for b, main in zip(blocks, chosen, strict=True) if main or is_worth_keeping(b)]
    builder = TextBuilder()
    titled = None
    if title_text and not any(_same(block.text, title_text) for block, _ in kept):
        titled = builder.write(title_text)
        builder.mark(SectionKind.TITLE, titled.start, titled.end)
        builder.write("\n\n")
    offset = builder.length
    text = _join([block for block, _ in kept])
    builder.write(text + "\n")
    lines = [
        Line(line.start + offset, line.end + offset, line.text, line.block, line.gap) for line in split_lines(text)
    ]
    title = _title_line(lines, title_text) if titled is None else None
    kinds = _kinds(lines, kept, title)
    mark_lines(builder, lines, kinds)
    builder.start_facts()
    metadata = _write_facts(builder, head, lines, titled or (title[1] if title else None))
    metadata = replace(metadata, links=_write_links(builder, kept, lines, _left_out(blocks, kept)))
    builder.end_facts()
    kind_hint = "full_text" if SectionKind.METHODS in kinds and SectionKind.RESULTS in kinds else None
    return builder, metadata, Traits(parser, kind_hint)


def find_title_text(blocks: list[Block], head: Head) -> str:
    """The page's title: the heading that the markup's title begins with, else the markup's title without the site."""
    declared = head.facts.get("title", "")
    first = [block.text for block in blocks if block.tag == "h1"]
    for heading in first:
        if declared and (_same(heading, declared) or declared.lower().startswith(heading.lower())):
            return heading
    bare = _SITE_SUFFIX.sub("", declared)
    return bare if bare and len(bare) > 5 else (first[0] if first else declared)


def is_worth_keeping(block: Block) -> bool:
    """True for a block outside the article that says who publishes, when, or what is sold."""
    text = block.text
    if len(text) > 1500:
        return False
    if has_cue(text, "block") or "©" in text or "cookies" in text.lower():
        return True
    lowered = text.lower()
    return is_date_line(text) or lowered.startswith(("by ", "written by ", "about ")) or has_cue(text, "keep")


def _kinds(lines: list[Line], kept: list[tuple[Block, bool]], title: tuple[int, Quote] | None) -> list[SectionKind]:
    kinds = classify_lines(lines, title)
    for index, (block, main) in enumerate(kept):
        if kinds[index] is SectionKind.TITLE:
            continue
        if not main:
            kinds[index] = SectionKind.BOILERPLATE
        elif block.table:
            kinds[index] = SectionKind.TABLE
        elif block.tag in ("figcaption", "caption"):
            kinds[index] = SectionKind.CAPTION
    return kinds


def _title_line(lines: list[Line], title: str) -> tuple[int, Quote] | None:
    for index, line in enumerate(lines):
        if title and _same(line.text, title):
            return index, Quote(line.start, line.end, line.text)
    return None


def _join(blocks: list[Block]) -> str:
    """One line a block; a blank line around paragraphs and headings, none between items and rows."""
    parts: list[str] = []
    for index, block in enumerate(blocks):
        if index:
            previous = blocks[index - 1]
            wide = block.tag in _WIDE or previous.tag in _WIDE or block.table != previous.table
            parts.append("\n\n" if wide else "\n")
        parts.append(f"• {block.text}" if block.tag == "li" else block.text)
    return "".join(parts)


def _write_facts(builder: TextBuilder, head: Head, lines: list[Line], title: Quote | None) -> Metadata:
    facts = head.facts
    prose_end = next((i for i, line in enumerate(lines) if line.is_prose), len(lines))
    printed = find_page_dates(lines, prose_end)
    if "page_type" in facts:
        builder.fact("Page type", facts["page_type"])  # read as a cue of the page's kind
    return Metadata(
        title=title,
        authors=builder.facts("Authors", head.authors) or find_authors(lines, prose_end),
        publisher=builder.fact("Publisher", facts.get("publisher")) or find_publisher(lines),
        published_on=builder.fact("Published", _date(facts.get("published_on"))) or printed.get("published_on"),
        updated_on=builder.fact("Updated", _date(facts.get("updated_on"))) or printed.get("updated_on"),
        language=builder.fact("Language", facts.get("language")),
        journal=builder.fact("Journal", facts.get("journal")),
        volume=builder.fact("Volume", facts.get("volume")),
        issue=builder.fact("Issue", facts.get("issue")),
        pages=builder.fact("Pages", "-".join(filter(None, (facts.get("first_page"), facts.get("last_page"))))),
        doi=builder.fact("DOI", facts.get("doi")),
        pmid=builder.fact("PMID", facts.get("pmid")),
        url=builder.fact("URL", facts.get("url")),
    )


def _left_out(blocks: list[Block], kept: list[tuple[Block, bool]]) -> list[str]:
    """Links of lines that are nothing but a link ("Read the paper"), which no reader of articles takes for text."""
    known = {address for block, _ in kept for _, address in block.links}
    lines = [block for block in blocks if not block.in_navigation and len(block.links) == 1]
    return list(dict.fromkeys(address for block in lines for _, address in block.links if address not in known))


def _write_links(
    builder: TextBuilder, kept: list[tuple[Block, bool]], lines: list[Line], left_out: list[str]
) -> tuple[PaperLink, ...]:
    """The article's links to papers, each with the words that are linked; those left out have none but the address."""
    words: list[Quote] = []
    addresses: list[str] = []
    for (block, main), line in zip(kept, lines, strict=False):
        for linked, address in block.links if main else ():
            start = max(line.text.find(linked), 0)
            end = start + len(linked) if linked and line.text.startswith(linked, start) else len(line.text)
            words.append(Quote(line.start + start, line.start + end, line.text[start:end]))
            addresses.append(address)
    quotes = builder.facts("Links to papers", [*addresses, *left_out])
    return tuple(PaperLink(*pair) for pair in zip([*words, *quotes[len(words) :]], quotes, strict=True))


def _date(text: str | None) -> str | None:
    """The date of a timestamp ("2020-10-19T08:00:00Z"); other forms as they are."""
    match = _ISO_DATE.match(text or "")
    return match.group() if match else text


def _same(one: str, other: str) -> bool:
    return re.sub(r"[\W_]+", "", one.lower()) == re.sub(r"[\W_]+", "", other.lower())
