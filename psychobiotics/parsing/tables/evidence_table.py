"""Evidence tables (.csv, .tsv, .xlsx): an analyst's extraction sheet or a review's table of included studies.

One document a study, each cell on a line of its own under its column's name, row by row; a cell that repeats the one
above stands once. The same cells are facts in `Document.structured`, so that evidence points at the cell: what is known
of the study, an arm for each group (fields arm, strains, dose, form, n), a finding for each row with what it says of an
outcome.
"""

import json
import logging
from collections.abc import Iterator, Sequence

from psychobiotics.parsing.source_file import Parsed, SourceFile, Traits
from psychobiotics.parsing.tables.cell_facts import TableCell, study_of_cells
from psychobiotics.parsing.tables.column_mapping import ColumnMapping, read_mapping
from psychobiotics.parsing.tables.reading import Table, read_tables
from psychobiotics.parsing.tables.rows import Aside, StudyRows, group_rows, is_missing
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Document, Metadata, SectionKind
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason
from psychobiotics.vocab.columns import fold_heading

logger = logging.getLogger(__name__)

_RESULTS = frozenset({"conclusion", "p_value", "effect_value", "effect_measure", "ci"})
_ADDRESSES = frozenset({"url", "doi", "pmid", "journal"})


def parse_evidence_table(file: SourceFile) -> Iterator[Parsed]:
    """Parse a table, one document a study.

    Raises:
        ParseError: UNSUPPORTED_FORMAT where no row names a column of studies; MALFORMED; NO_TEXT.
    """
    mapping = read_mapping(file.item.columns)
    index = 0
    for table in read_tables(file, mapping):
        if table.unmapped:
            logger.info("%s: columns that are not known: %s", file.item.file_name, ", ".join(table.unmapped))
        if table.skipped:
            yield file.rejection(Reason.OUT_OF_SCOPE, f"sheet {table.name}: {table.skipped}", index)
            index += 1
            continue
        for part in group_rows(table.cells, table.header):
            file.deadline.restart()
            try:
                yield _parse_part(file, table, part, mapping, index)
            except ParseError as error:
                yield file.rejection(Reason(error.reason), f"{_place(table, part)}: {error}", index)
            index += 1
    if not index:
        raise ParseError(Reason.NO_TEXT, "expected rows below the names of the columns, found none")


def _place(table: Table, part: StudyRows | Aside) -> str:
    """Where rows stand: "row 5", "sheet Trials, rows 5 to 7"."""
    numbers = part.numbers if isinstance(part, StudyRows) else (part.number,)
    rows = f"row {numbers[0]}" if len(numbers) == 1 else f"rows {numbers[0]} to {numbers[-1]}"
    return f"sheet {table.name}, {rows}" if table.name else rows


def _parse_part(
    file: SourceFile, table: Table, part: StudyRows | Aside, mapping: ColumnMapping, index: int
) -> Document:
    if isinstance(part, Aside):
        raise ParseError(Reason.NO_STUDY, f"expected a row that names a study, found {part.found}")
    builder = TextBuilder()
    place = builder.write(f"Place: {_place(table, part)}\n")
    builder.mark(SectionKind.METADATA, place.start, place.end)
    rows = list(_write_rows(builder, table, part.rows, mapping))
    study = study_of_cells(rows)
    if study is None:
        raise ParseError(Reason.NO_STUDY, "expected a row that names a study, found none")
    told = {cell.field: cell.quote for row in rows[:1] for cell in reversed(row)}
    metadata = Metadata(
        title=told.get("title"),
        journal=told.get("journal"),
        doi=told.get("doi"),
        pmid=told.get("pmid"),
        url=told.get("url"),
    )
    record = json.dumps([list(table.header.headings), *map(list, part.rows)], ensure_ascii=False).encode()
    return file.document(
        builder, metadata, record, Traits("evidence_table", "evidence_table", "en", False, index, (study,))
    )


def _write_rows(
    builder: TextBuilder, table: Table, rows: Sequence[Sequence[str]], mapping: ColumnMapping
) -> Iterator[list[TableCell]]:
    """Write the rows of a study; yield the cells of each that state something of a known field."""
    columns = list(zip(table.header.headings, table.header.fields, strict=True))
    above: dict[int, TableCell] = {}
    for number, row in enumerate(rows):
        if number:
            builder.write("\n")
        known: list[TableCell] = []
        for index, ((heading, field), text) in enumerate(zip(columns, row, strict=False)):
            if not text or fold_heading(heading) in mapping.ignored:
                continue
            cell = above.get(index)
            if cell is None or cell.quote.text != text:
                cell = above[index] = _write_cell(builder, heading, field, text)
            if cell.field and not is_missing(text, field, mapping):
                known.append(cell)
        yield known


def _write_cell(builder: TextBuilder, heading: str, field: str | None, text: str) -> TableCell:
    named = builder.write(heading or "Unnamed column")
    end = builder.write(": ").end
    builder.mark(SectionKind.METADATA, named.start, end)  # a heading states nothing of the study
    quote = builder.write(text)
    builder.mark(_section(field), quote.start, quote.end)
    builder.write("\n")
    return TableCell(field or "", named, quote)


def _section(field: str | None) -> SectionKind:
    if field in _RESULTS:
        return SectionKind.RESULTS
    return SectionKind.METADATA if field in _ADDRESSES else SectionKind.TABLE
