"""One entry of a reference library, whatever its format: laid out as a PubMed record is."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.parsing.pubmed.dates import month_number
from psychobiotics.parsing.pubmed.record import write_unlabelled
from psychobiotics.parsing.source_file import Parsed, SourceFile, Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Document, Metadata, SectionKind
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_Raw = TypeVar("_Raw")


_RETRACTED = "Retracted Publication"  # PubMed's publication type


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """What a reference library says of one publication; "" or empty where it says nothing."""

    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    journal: str = ""
    publisher: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    language: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    publication_types: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    mesh_terms: tuple[str, ...] = ()
    registry_ids: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    related: tuple[str, ...] = ()  # notices and other versions, as the library names them: "EFR: J Things. 2021 …"


def parse_entries(
    file: SourceFile, parser: str, raws: Sequence[_Raw], read: Callable[[_Raw], LibraryEntry]
) -> Iterator[Parsed]:
    """One document for each entry of a library; an entry that cannot be read is refused alone."""
    for index, raw in enumerate(raws):
        file.deadline.restart()
        try:
            yield _to_document(file, parser, read(raw), index)
        except ParseError as error:
            yield file.rejection(Reason(error.reason), f"entry {index}: {error}", index)
        except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            # The kept libraries let these out for entries that break their format.
            message = f"entry {index}: expected a whole entry, found {type(error).__name__}: {error}"
            yield file.rejection(Reason.MALFORMED, message, index)


def _to_document(file: SourceFile, parser: str, entry: LibraryEntry, index: int) -> Document:
    if not entry.title and not entry.abstract:
        raise ParseError(Reason.NO_TEXT, "expected a title or an abstract, found neither")
    stated = {name: value for name, value in asdict(entry).items() if value or name != "related"}
    record = json.dumps(stated, sort_keys=True, ensure_ascii=False).encode()
    builder = TextBuilder()
    metadata = lay_out_entry(builder, entry)
    kind = "abstract" if entry.abstract else "reference_list"
    retracted = _RETRACTED in entry.publication_types
    return file.document(builder, metadata, record, Traits(parser, kind, None, retracted, index))


def lay_out_entry(builder: TextBuilder, entry: LibraryEntry) -> Metadata:
    """Title, abstract, then one line a fact."""
    title = builder.block(SectionKind.TITLE, clean_text(entry.title)) if entry.title else None
    if entry.abstract:
        builder.gap()
        for paragraph in entry.abstract.split("\n"):
            write_unlabelled(builder, clean_text(paragraph))
    builder.start_facts()
    metadata = Metadata(
        title=title,
        authors=builder.facts("Authors", map(clean_text, entry.authors)),
        journal=builder.fact("Journal", clean_text(entry.journal)),
        publisher=builder.fact("Publisher", clean_text(entry.publisher)),
        published_on=builder.fact("Published", read_loose_date(entry.year)),
        volume=builder.fact("Volume", clean_text(entry.volume)),
        issue=builder.fact("Issue", clean_text(entry.issue)),
        pages=builder.fact("Pages", clean_text(entry.pages)),
        language=builder.fact("Language", clean_text(entry.language)),
        doi=builder.fact("DOI", bare_doi(entry.doi)),
        pmid=builder.fact("PMID", clean_text(entry.pmid)),
        pmcid=builder.fact("PMCID", clean_text(entry.pmcid)),
        url=builder.fact("URL", clean_text(entry.url)),
        publication_types=builder.facts("Publication types", map(clean_text, entry.publication_types)),
        mesh_terms=builder.facts("MeSH", map(clean_text, entry.mesh_terms)),
        keywords=builder.facts("Keywords", map(clean_text, entry.keywords)),
        registry_ids=builder.facts("Registry", map(clean_text, entry.registry_ids)),
        funding=builder.facts("Funding", map(clean_text, entry.funding)),
        related=builder.facts("Related notices", map(clean_text, entry.related)),
    )
    builder.end_facts()
    return metadata


def read_loose_date(text: str) -> str:
    """Dates of reference libraries as ISO 8601 where they are dates.

    >>> read_loose_date("2002 Sep 17"), read_loose_date("2020/03/01/"), read_loose_date("2020///Spring")
    ('2002-09-17', '2020-03-01', '2020')
    """
    parts = [part for part in clean_text(text).replace("/", " ").replace("-", " ").split() if part]
    if not parts or not (parts[0].isdecimal() and len(parts[0]) == 4):
        return clean_text(text)
    month = month_number(parts[1]) if len(parts) > 1 else None
    if not month:
        return parts[0]
    day = parts[2] if len(parts) > 2 and parts[2].isdecimal() and 0 < int(parts[2]) < 32 else ""
    return f"{parts[0]}-{month}-{int(day):02d}" if day else f"{parts[0]}-{month}"


def bare_doi(text: str) -> str:
    """A DOI without the address of its resolver.

    >>> bare_doi("https://doi.org/10.9999/x"), bare_doi("doi:10.9999/x [doi]")
    ('10.9999/x', '10.9999/x')
    """
    start = text.find("10.")
    return text[start:].split(maxsplit=1)[0] if start >= 0 else ""


def last_name_first(name: str) -> str:
    """Names such as "Lee, Ann B." and "Ann B. Lee" as "Lee AB"; a name of one word, or of a group in braces, stays."""
    name = clean_text(name)
    last, comma, given = name.partition(",")
    if not comma:
        words = name.split()
        if len(words) < 2 or len(words) > 4:
            return name
        last, given = words[-1], " ".join(words[:-1])
    initials = "".join(
        word if word.isupper() and len(word) <= 3 else word[0].upper()
        for word in given.replace(".", " ").replace("-", " ").split()
        if word[0].isalpha()
    )
    return f"{last.strip()} {initials}".strip()
