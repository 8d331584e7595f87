"""What parsing hands to extraction: text with sections, and metadata that quotes the text."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from psychobiotics.records.mentions import StudyMention
from psychobiotics.records.quote import Quote

__all__ = ["ColumnFile", "Document", "Metadata", "PaperLink", "Quote", "RawItem", "Section", "SectionKind"]


class ColumnFile(NamedTuple):
    """A mapping file that names the columns of evidence tables.

    Attributes:
        name: Its file name.
        text: TOML.
        of_all_tables: It speaks of every table of the data root; a heading that a table lacks is no error.
    """

    name: str
    text: str
    of_all_tables: bool = False


@dataclass(frozen=True, slots=True)
class RawItem:
    """One file of the raw store: bytes that are never altered, and what its sidecar says of them.

    Attributes:
        sha256: Hash of the bytes, hex.
        path: Where the bytes lie (relative to the raw folder).
        file_name: Name under which the user gave it.
        source: Where it came from: relative path, URL or API query.
        media_type: MIME type found from the content.
        provenance: None for an original; "paraphrase" for a text of our own wording.
        licence: Licence where it is known.
        url: Canonical address where it is known.
        columns: Mapping files of a table, its own first.
    """

    sha256: str
    path: str
    file_name: str
    source: str
    media_type: str
    provenance: str | None = None
    licence: str | None = None
    url: str | None = None
    columns: tuple[ColumnFile, ...] = ()


class SectionKind(StrEnum):
    """What part of a document a stretch of text is."""

    TITLE = "title"
    ABSTRACT = "abstract"  # unstructured abstract
    BACKGROUND = "background"
    OBJECTIVE = "objective"
    METHODS = "methods"
    RESULTS = "results"
    CONCLUSION = "conclusion"
    DISCUSSION = "discussion"
    BODY = "body"
    TABLE = "table"
    CAPTION = "caption"
    FUNDING = "funding"
    CONFLICT = "conflict"
    REGISTRATION = "registration"
    REFERENCE_LIST = "reference_list"
    METADATA = "metadata"  # bibliographic lines that the parser laid out; never mined for findings or entities
    BOILERPLATE = "boilerplate"  # navigation, cookie notice, comment form, product list, footer


class Section(NamedTuple):
    """A stretch of the text. Sections are sorted, do not overlap, and may leave gaps (headings, blank lines)."""

    kind: SectionKind
    start: int
    end: int
    heading: str | None = None


class PaperLink(NamedTuple):
    """A link of a page to a paper or a registration: the words that are linked, and the address."""

    words: Quote
    address: Quote


@dataclass(frozen=True, slots=True)
class Metadata:
    """Bibliographic facts, each as the characters of the text that state it.

    A parser that reads a fact from markup (a meta tag, an XML attribute) writes it into a METADATA section of the
    text, so that every fact has characters to point at. Dates are quoted as ISO 8601 or as printed; normalisation
    reads them.
    """

    title: Quote | None = None
    authors: tuple[Quote, ...] = ()
    publisher: Quote | None = None
    published_on: Quote | None = None
    updated_on: Quote | None = None
    language: Quote | None = None
    journal: Quote | None = None
    volume: Quote | None = None
    issue: Quote | None = None
    pages: Quote | None = None
    doi: Quote | None = None
    pmid: Quote | None = None
    version: Quote | None = None  # of the record, where its source counts versions
    pmcid: Quote | None = None
    registry_ids: tuple[Quote, ...] = ()
    url: Quote | None = None
    publication_types: tuple[Quote, ...] = ()
    mesh_terms: tuple[Quote, ...] = ()
    keywords: tuple[Quote, ...] = ()
    funding: tuple[Quote, ...] = ()
    article_type: Quote | None = None  # as the format names it
    links: tuple[PaperLink, ...] = ()
    related: tuple[Quote, ...] = ()  # links to papers: "ErratumFor: J Things. 2021 (PMID 123)"


@dataclass(frozen=True, slots=True)
class Document:
    """One document (or one record of a multi-record file), ready for extraction.

    Attributes:
        document_id: "doc-" + 16 hex of the SHA-256 of the record's bytes.
        sha256: That hash, whole.
        text: Unicode NFC; superscripts as "^" ("10^9"), subscripts inline.
        sections: Sorted and disjoint.
        kind_hint: A value of `documents.kind` where the format alone decides it ("abstract", "full_text",
            "registry_record", "evidence_table", "reference_list"), else None.
        language: ISO 639-1 code found by the parser, or None.
        retracted: True where the record itself says that it is retracted.
        structured: Studies that the format itself tells by field (a registry record, a row of an evidence table): facts
            whose concept is a value of the contract where the field is an enumeration, else a quote to be read.
    """

    document_id: str
    sha256: str
    source: str
    file_name: str
    media_type: str
    parser: str
    text: str
    sections: tuple[Section, ...]
    metadata: Metadata = field(default_factory=Metadata)
    record_index: int | None = None
    kind_hint: str | None = None
    language: str | None = None
    provenance: str | None = None
    retracted: bool = False
    structured: tuple[StudyMention, ...] = ()
