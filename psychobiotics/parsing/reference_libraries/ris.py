"""RIS libraries (EndNote, Zotero, Mendeley exports), read by the rispy library."""

import re
from collections.abc import Iterator
from itertools import pairwise

from psychobiotics.parsing.character_encoding import decode_text
from psychobiotics.parsing.json_reading import text_at, texts_at
from psychobiotics.parsing.reference_libraries.bibliographic_record import LibraryEntry, last_name_first, parse_entries
from psychobiotics.parsing.source_file import Parsed, SourceFile

_START = re.compile(r"(?m)^TY {1,2}- ?")
_PMID = re.compile(r"\b(?:pmid|pubmed)\D{0,12}(\d{5,9})\b", re.IGNORECASE)


def parse_ris(file: SourceFile) -> Iterator[Parsed]:
    """Parse a library, one document an entry."""
    text = decode_text(file.data).replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in _START.finditer(text)] + [len(text)]
    raws = [text[start:end].strip() for start, end in pairwise(starts)]
    yield from parse_entries(file, "ris", raws, read_ris)


def read_ris(raw: str) -> LibraryEntry:
    """One entry of a library; a missing end tag is forgiven.

    Raises:
        ValueError: The library finds no entry in it.
    """
    entry = _load_entry(raw if re.search(r"(?m)^ER {1,2}-", raw) else raw + "\nER  - \n")
    first, last = text_at(entry, "start_page"), text_at(entry, "end_page")
    notes = " ".join([*texts_at(entry, "notes"), text_at(entry, "note"), *texts_at(entry, "urls")])
    pmid = _PMID.search(notes)
    accession = text_at(entry, "accession_number")
    return LibraryEntry(
        title=_first(entry, "title", "primary_title"),
        abstract=_first(entry, "abstract", "notes_abstract"),
        authors=tuple(map(last_name_first, [*texts_at(entry, "first_authors"), *texts_at(entry, "authors")])),
        journal=_first(entry, "journal_name", "alternate_title3", "secondary_title", "alternate_title2"),
        publisher=text_at(entry, "publisher"),
        year=_first(entry, "date", "publication_year", "year"),
        volume=text_at(entry, "volume"),
        issue=text_at(entry, "number"),
        pages=f"{first}-{last}" if first and last and "-" not in first else first,
        language=text_at(entry, "language"),
        doi=text_at(entry, "doi"),
        pmid=pmid.group(1) if pmid else accession if re.fullmatch(r"\d{5,9}", accession) else "",
        url=next(texts_at(entry, "urls"), ""),
        keywords=tuple(texts_at(entry, "keywords")),
        publication_types=tuple(filter(None, [text_at(entry, "type_of_work")])),
    )


def _load_entry(raw: str) -> dict[str, object]:
    """The first entry of a library, by the names that rispy gives the tags."""
    import rispy  # optional: only libraries of this kind need it

    try:
        found = rispy.loads(raw)
    except rispy.parser.ParseError as error:
        raise ValueError(str(error)) from error
    if not found:
        raise ValueError("no entry")
    return dict(found[0])


def _first(entry: dict[str, object], *names: str) -> str:
    return next((value for name in names if (value := text_at(entry, name))), "")
