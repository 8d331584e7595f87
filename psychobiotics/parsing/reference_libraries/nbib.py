"""PubMed's text export (.nbib), read by the nbib library."""

import re
from collections.abc import Iterator
from itertools import pairwise

from psychobiotics.parsing.character_encoding import decode_text
from psychobiotics.parsing.json_reading import nodes_at, text_at, texts_at
from psychobiotics.parsing.reference_libraries.bibliographic_record import LibraryEntry, last_name_first, parse_entries
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.vocab.notices import notice_words

_LINK = re.compile(r"(?m)^(?P<tag>[A-Z]{3}) - (?P<text>.+(?:\n {6}.+){0,9})")
_RECORD = re.compile(r"(?m)^PMID\s*- ?")


def parse_nbib(file: SourceFile) -> Iterator[Parsed]:
    """Parse an export, one document a record."""
    text = decode_text(file.data).replace("\r\n", "\n").replace("\r", "\n")
    starts = [match.start() for match in _RECORD.finditer(text)] + [len(text)]
    raws = [text[start:end].strip() + "\n" for start, end in pairwise(starts)]
    yield from parse_entries(file, "nbib", raws, read_nbib)


def read_nbib(raw: str) -> LibraryEntry:
    """One record of an export.

    Raises:
        ValueError: The library finds no record in it.
    """
    import nbib  # optional: only exports of this kind need it

    try:
        found = nbib.read(raw)
    except (nbib.exceptions.MalformedLine, nbib.exceptions.UnknownTagFormat, OverflowError) as error:
        raise ValueError(str(error)) from error
    if not found:
        raise ValueError("no record")
    record: dict[str, object] = found[0]
    return LibraryEntry(
        title=text_at(record, "title"),
        abstract=text_at(record, "abstract"),
        authors=tuple(_authors(record)),
        journal=text_at(record, "journal") or text_at(record, "journal_abbreviated"),
        year=text_at(record, "publication_date"),
        volume=text_at(record, "journal_volume"),
        issue=text_at(record, "journal_issue"),
        pages=text_at(record, "pages"),
        language=text_at(record, "language"),
        doi=text_at(record, "doi") or _identifier(raw, "doi"),
        pmid=text_at(record, "pubmed_id"),
        pmcid=text_at(record, "pmcid") or text_at(record, "pmc_id") or _identifier(raw, "pmc"),
        publication_types=tuple(texts_at(record, "publication_types")),
        keywords=tuple(texts_at(record, "keywords")),
        mesh_terms=tuple(text_at(term, "descriptor") for term in nodes_at(record, "descriptors")),
        registry_ids=tuple(_registry_ids(raw)),
        funding=tuple(texts_at(record, "grants")),
        related=tuple(_related(raw)),
    )


def _authors(record: dict[str, object]) -> Iterator[str]:
    for author in nodes_at(record, "authors"):
        yield text_at(author, "author_abbreviated") or last_name_first(text_at(author, "author"))
    yield from filter(None, [text_at(record, "corporate_author")])


def _identifier(raw: str, kind: str) -> str:
    """An identifier that the library leaves out ("LID - 10.… [doi]", "PMC - PMC…")."""
    pattern = r"(?m)^PMC\s*- (PMC\d+)" if kind == "pmc" else rf"(?m)^(?:LID|AID)\s*- (\S+) \[{kind}\]"
    match = re.search(pattern, raw)
    return match.group(1) if match else ""


def _related(raw: str) -> Iterator[str]:
    """Notices and other versions, which the library leaves out: "EFR - J Things. 2021;1:2. PMID: 123"."""
    for match in _LINK.finditer(raw):
        if match["tag"].lower() in notice_words("medline_link"):
            yield f"{match['tag']}: {' '.join(match['text'].split())}"


def _registry_ids(raw: str) -> Iterator[str]:
    """Secondary source ids ("SI  - ClinicalTrials.gov/NCT…") of trial registers."""
    for match in re.finditer(r"(?m)^SI\s*- (?:ClinicalTrials\.gov|ISRCTN)/(\S+)", raw):
        yield match.group(1)
