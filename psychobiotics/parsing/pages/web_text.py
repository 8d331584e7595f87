"""The text of a saved web page: title, dates, body, reference list, and what stands around them."""

from psychobiotics.parsing.pages.facts import find_authors, find_page_dates
from psychobiotics.parsing.pages.lines import Line, split_lines
from psychobiotics.parsing.pages.parts import find_boilerplate, find_references
from psychobiotics.parsing.pages.publisher import find_publisher
from psychobiotics.parsing.pages.title import find_title
from psychobiotics.parsing.plain.headed_text import mark_headed_lines
from psychobiotics.parsing.printed_dates import is_date_line
from psychobiotics.parsing.source_file import Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, Quote, SectionKind


def lay_out_page(text: str) -> tuple[TextBuilder, Metadata, Traits]:
    """Lay out a page whose text is kept as it stands; only sections and quotes are added.

    Args:
        text: Cleaned lines (see :func:`psychobiotics.parsing.inline_markup.clean_lines`).
    """
    builder = TextBuilder()
    builder.write(text)
    lines = split_lines(text)
    titled = find_title(lines)
    kinds = classify_lines(lines, titled)
    mark_lines(builder, lines, kinds)
    metadata = page_metadata(lines, titled)
    kind_hint = "full_text" if SectionKind.METHODS in kinds and len(text) > 6000 else None
    return builder, metadata, Traits("plain_text", kind_hint)


def page_metadata(lines: list[Line], titled: tuple[int, Quote] | None) -> Metadata:
    """What a page's text prints of itself."""
    prose_end = next((i for i, line in enumerate(lines) if line.is_prose), len(lines))
    dates = find_page_dates(lines, prose_end)
    return Metadata(
        title=titled[1] if titled else None,
        authors=find_authors(lines, prose_end),
        publisher=find_publisher(lines),
        published_on=dates.get("published_on"),
        updated_on=dates.get("updated_on"),
    )


def classify_lines(lines: list[Line], titled: tuple[int, Quote] | None) -> list[SectionKind]:
    """The kind of section that each line belongs to."""
    title = titled[0] if titled else 0
    boilerplate = find_boilerplate(lines, title)
    references = find_references(lines, boilerplate)
    kinds = [SectionKind.BODY] * len(lines)
    mark_headed_lines(lines, kinds)
    folded = " ".join(titled[1].text.lower().strip("#* :.").split()) if titled else None
    for index, line in enumerate(lines):
        if line.folded == folded or (titled and index == title):
            kinds[index] = SectionKind.TITLE
        elif index in references:
            kinds[index] = SectionKind.REFERENCE_LIST
        elif index in boilerplate or (index < title + 6 and is_date_line(line.text)):
            kinds[index] = SectionKind.BOILERPLATE
    return kinds


def mark_lines(builder: TextBuilder, lines: list[Line], kinds: list[SectionKind]) -> None:
    """Record the sections: runs of lines of one kind."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or kinds[index] is not kinds[start]:
            builder.mark(kinds[start], lines[start].start, lines[index - 1].end)
            start = index
