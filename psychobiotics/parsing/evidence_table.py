"""Evidence tables (.csv, .tsv, .xlsx): an analyst's extraction sheet or a review's table of included studies.

One document a row, each cell on a line of its own under its column's name; the same cells as facts in
`Document.structured`, so that evidence points at the cell. Facts: the fields of `column_synonyms.csv`, lists split at
"|" and ";" (strains, outcomes), `first_author` and `year` out of a study cell such as "Lee et al., 2018".
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from psychobiotics.parsing.character_encoding import decode_text
from psychobiotics.parsing.detect import MediaType
from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.parsing.source_file import Parsed, SourceFile, Traits
from psychobiotics.parsing.table_columns import column_field, find_header
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.parsing.xlsx_reading import read_sheets
from psychobiotics.records.document import Document, Metadata, Quote, SectionKind
from psychobiotics.records.errors import ParseError
from psychobiotics.records.mentions import ArmMention, Fact, Naming, StudyMention
from psychobiotics.records.reasons import Reason
from psychobiotics.vocab.cues import token_set

_LISTS = re.compile(r"[^|;]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_AUTHOR_END = re.compile(r",?\s+et al\b|\s+and (?:others|colleagues)\b|[\d,;(\[]", re.IGNORECASE)
_LISTED = frozenset({"strains", "outcome"})
_ARM_FIELDS = frozenset({"strains", "dose", "form", "n_intervention"})


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row under their columns' headings, and where it stands ("row 5", "sheet Trials, row 5")."""

    headings: Sequence[str]
    cells: Sequence[str]
    place: str


def parse_evidence_table(file: SourceFile) -> Iterator[Parsed]:
    """Parse a table, one document a row.

    Raises:
        ParseError: UNSUPPORTED_FORMAT where no row names a column of studies; MALFORMED.
    """
    index = 0
    for row in _rows(file):
        file.deadline.restart()
        try:
            yield _parse_row(file, row, index)
        except ParseError as error:
            yield file.rejection(Reason(error.reason), f"{row.place}: {error}", index)
        index += 1
    if not index:
        raise ParseError(Reason.NO_TEXT, "expected rows below the names of the columns, found none")


def _rows(file: SourceFile) -> Iterator[Row]:
    sheets = read_sheets(file) if file.media_type == MediaType.XLSX else [("", read_separated(decode_text(file.data)))]
    found = False
    for name, cells in sheets:
        header = find_header(cells)
        if header is None:
            continue
        found = True
        for number, row in enumerate(cells[header + 1 :], header + 2):
            if any(cell.strip() for cell in row):
                yield Row(cells[header], row, f"sheet {name}, row {number}" if name else f"row {number}")
    if not found:
        raise ParseError(
            Reason.UNSUPPORTED_FORMAT,
            "expected a table with a column that names the study (study, author, title, doi, pmid) and another known "
            "one, found none; rename the columns",
        )


def read_separated(text: str) -> list[list[str]]:
    """Cells of a comma, semicolon or tab separated text.

    Raises:
        ParseError: MALFORMED.
    """
    head = text.split("\n", 1)[0]
    delimiter = max("\t,;", key=head.count)
    try:
        return [list(map(clean_text, row)) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise ParseError(Reason.MALFORMED, f"expected a separated table, found: {error}; save it again") from error


def _parse_row(file: SourceFile, row: Row, index: int) -> Document:
    builder = TextBuilder()
    cells: dict[str, Quote] = {}
    builder.write(f"Place: {row.place}\n")
    for heading, cell in zip(row.headings, row.cells, strict=False):
        if not cell:
            continue
        field = column_field(heading)
        start = builder.length
        builder.write(f"{heading or 'Unnamed column'}: ")
        quote = builder.write(cell)
        builder.mark(_section(field), start, quote.end)
        builder.write("\n")
        if field and cell.strip(" .").lower() not in token_set("not_reported"):
            cells.setdefault(field, quote)
    study = _study(cells)
    if study is None:
        raise ParseError(Reason.NO_STUDY, "expected a row that names a study, found none")
    record = json.dumps([list(row.headings), list(row.cells)], ensure_ascii=False).encode()
    metadata = Metadata(
        title=cells.get("title"),
        journal=cells.get("journal"),
        doi=cells.get("doi"),
        pmid=cells.get("pmid"),
        url=cells.get("url"),
    )
    traits = Traits("evidence_table", "evidence_table", "en", False, index, (study,))
    return file.document(builder, metadata, record, traits)


def _section(field: str | None) -> SectionKind:
    if field in ("conclusion", "p_value", "effect_value", "ci"):
        return SectionKind.RESULTS
    return SectionKind.METADATA if field in ("url", "doi", "pmid", "journal") else SectionKind.TABLE


def _study(cells: dict[str, Quote]) -> StudyMention | None:
    """The row's study with a fact for each cell that was recognised."""
    name = next((cells[field] for field in ("study", "title", "doi", "pmid") if field in cells), None)
    if name is None:
        return None
    facts = [fact for field, quote in cells.items() for fact in _facts(field, quote)]
    given = tuple(fact for fact in facts if fact.field in _ARM_FIELDS)
    arms = (ArmMention("a1", "intervention", given),) if given else ()
    own = tuple(fact for fact in facts if fact.field not in _ARM_FIELDS)
    return StudyMention("s1", Naming.AUTHOR_YEAR, _fact("study", name), own, arms)


def _facts(field: str, quote: Quote) -> Iterator[Fact]:
    if field == "study":
        yield from _name_facts(quote)
    elif field in _LISTED:
        for match in _LISTS.finditer(quote.text):
            text = match.group().strip()
            if text:
                start = quote.start + quote.text.index(text, match.start())
                yield _fact(field, Quote(start, start + len(text), text))
    else:
        yield _fact(field, quote)


def _name_facts(quote: Quote) -> Iterator[Fact]:
    """Author and year out of "Lee et al., 2018"."""
    text = quote.text
    end = _AUTHOR_END.search(text)
    author = text[: end.start() if end else len(text)].rstrip()
    if len(author) > 1 and author.lower().strip(". ") not in token_set("reference_words"):
        yield _fact("first_author", Quote(quote.start, quote.start + len(author), author))
    year = _YEAR.search(text)
    if year:
        yield _fact("year", Quote(quote.start + year.start(), quote.start + year.end(), year.group()))


def _fact(field: str, quote: Quote) -> Fact:
    return Fact(field, quote, f"evidence_table.{field}")
