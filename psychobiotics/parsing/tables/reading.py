"""A file's tables: the sheets that name studies, with their headers, and why the others are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from psychobiotics.parsing.character_encoding import decode_text
from psychobiotics.parsing.detect import MediaType
from psychobiotics.parsing.source_file import SourceFile
from psychobiotics.parsing.tables.column_mapping import ColumnMapping
from psychobiotics.parsing.tables.columns import Header, find_header
from psychobiotics.parsing.tables.separated_text import read_separated
from psychobiotics.parsing.tables.xlsx_reading import read_sheets
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason
from psychobiotics.vocab.columns import fold_heading

_LEFT_OUT = "exclu"  # as in "Excluded", "Exclusions": studies that an analyst did not include
_EXCLUDED = "expected included studies, found a sheet of excluded ones; name it in a mapping file to read it"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet (or the only table of a text).

    Attributes:
        name: Of the sheet, "" in a text.
        cells: Row by row.
        header: What names its columns.
        unmapped: Headings that mean nothing to us and that no mapping file names; their cells stay in the text.
        skipped: Why its rows are not read, where they are not.
    """

    name: str
    cells: Sequence[Sequence[str]]
    header: Header
    unmapped: tuple[str, ...] = ()
    skipped: str = ""


def read_tables(file: SourceFile, mapping: ColumnMapping) -> list[Table]:
    """Every sheet that names studies, or those that the mapping names.

    Raises:
        ParseError: UNSUPPORTED_FORMAT where no sheet names studies; MALFORMED, also for a mapping that does not fit.
    """
    sheets = [("", read_separated(decode_text(file.data)))] if file.media_type != MediaType.XLSX else read_sheets(file)
    tables = list(_chosen(sheets, mapping))
    if not tables:
        headings = _likely_headings(sheets, mapping)
        mapping.check_headings(headings)
        raise ParseError(Reason.UNSUPPORTED_FORMAT, _no_header(headings))
    mapping.check_headings([name for table in tables for name in table.header.headings])
    return tables


def _chosen(sheets: Sequence[tuple[str, list[list[str]]]], mapping: ColumnMapping) -> Iterator[Table]:
    wanted = [name.strip().lower() for name in mapping.sheets]
    names = {name.strip().lower(): name for name, _ in sheets}
    for name in wanted:
        if names != {"": ""} and name not in names:
            near = get_close_matches(name, names, 3, 0.5) or list(names)
            known = ", ".join(repr(names[one]) for one in near[:_SHOWN])
            raise ParseError(Reason.MALFORMED, f"expected the sheet {name!r} of the mapping file, found {known}")
    for name, cells in sheets:
        if wanted and name and name.strip().lower() not in wanted:
            continue
        header = find_header(cells, mapping)
        if header is None or not header.names_studies:
            continue
        if not wanted and _LEFT_OUT in name.lower():
            yield Table(name, cells, header, skipped=_EXCLUDED)
        else:
            yield Table(name, cells, header, tuple(_unmapped(header, mapping)))


def _unmapped(header: Header, mapping: ColumnMapping) -> Iterator[str]:
    for heading, field in zip(header.headings, header.fields, strict=True):
        if heading and field is None and fold_heading(heading) not in mapping.ignored:
            yield heading


def _likely_headings(sheets: Sequence[tuple[str, list[list[str]]]], mapping: ColumnMapping) -> list[str]:
    """The row that the mapping names, else the first that holds more than a title."""
    row = mapping.header_rows[0] - 1 if mapping.header_rows else 0
    rows = [cells for _, sheet in sheets for cells in sheet[row:] if sum(map(bool, cells)) > 1]
    return next(iter(rows), [])


def _no_header(headings: Sequence[str]) -> str:
    shown = ", ".join(repr(cell[:40]) for cell in headings[:_SHOWN] if cell) or "nothing"
    return (
        "expected a table with a column that names the study (study, author, title, doi, pmid) and another known one, "
        f"found {shown}; rename the columns, or name them in a mapping file <table>.columns.toml"
    )
