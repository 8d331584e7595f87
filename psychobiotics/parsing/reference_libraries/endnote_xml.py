"""EndNote's XML export: one document a record."""

from collections.abc import Iterator

from lxml import etree

from psychobiotics.parsing.inline_markup import inner_text, raise_superscripts
from psychobiotics.parsing.reference_libraries.bibliographic_record import LibraryEntry, last_name_first, parse_entries
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.parsing.xml_reading import read_tree


def parse_endnote_xml(file: SourceFile) -> Iterator[Parsed]:
    """Parse a library.

    Raises:
        ParseError: MALFORMED, FORBIDDEN_MARKUP.
    """
    root = read_tree(file.data, file.limits)
    for style in root.iter("style"):
        if style.get("face") == "superscript":
            style.tag = "sup"
    raise_superscripts(root)
    yield from parse_entries(file, "endnote_xml", list(root.iter("record")), read_endnote)


def read_endnote(record: etree._Element) -> LibraryEntry:
    """One record of a library."""
    identifier = _text(record, "accession-num")
    return LibraryEntry(
        title=_text(record, "titles/title"),
        abstract=_text(record, "abstract"),
        authors=tuple(last_name_first(name) for name in _texts(record, "contributors/authors/author")),
        journal=_text(record, "titles/secondary-title") or _text(record, "periodical/full-title"),
        publisher=_text(record, "publisher"),
        year=" ".join(filter(None, (_text(record, "dates/year"), _text(record, "dates/pub-dates/date")))),
        volume=_text(record, "volume"),
        issue=_text(record, "number"),
        pages=_text(record, "pages"),
        language=_text(record, "language"),
        doi=_text(record, "electronic-resource-num"),
        pmid=identifier if identifier.isdecimal() else "",
        pmcid=_text(record, "custom2") if _text(record, "custom2").startswith("PMC") else "",
        url=next(_texts(record, "urls/related-urls/url"), ""),
        keywords=tuple(_texts(record, "keywords/keyword")),
        publication_types=tuple(filter(None, [(_type(record))])),
    )


def _type(record: etree._Element) -> str:
    element = record.find("ref-type")
    return "" if element is None else element.get("name", "")


def _text(record: etree._Element, path: str) -> str:
    element = record.find(path)
    return "" if element is None else inner_text(element).strip()


def _texts(record: etree._Element, path: str) -> Iterator[str]:
    for element in record.iterfind(path):
        text = inner_text(element).strip()
        if text:
            yield text
