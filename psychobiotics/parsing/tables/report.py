"""What becomes of the columns of a table, before anything is read of its studies."""

from collections.abc import Iterator
from dataclasses import dataclass

from psychobiotics.parsing.detect import MediaType, detect_media_type
from psychobiotics.parsing.source_file import SourceFile
from psychobiotics.parsing.tables.column_mapping import ColumnMapping, read_mapping
from psychobiotics.parsing.tables.reading import Table, read_tables
from psychobiotics.records.document import ColumnFile, RawItem
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason
from psychobiotics.vocab.columns import fold_heading

TABLES = frozenset({MediaType.CSV, MediaType.TSV, MediaType.XLSX})
_PACKED = frozenset({MediaType.GZIP, MediaType.ZIP})
_MAY_BE_TABLE = TABLES | {MediaType.PLAIN_TEXT}


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """One column.

    Attributes:
        sheet: Name of its sheet, "" in a text.
        heading: As the table writes it.
        field: What it is read as; None where it stays text.
        note: Why it is not read: "ignored", "not known", "a second column of this field", or "".
    """

    sheet: str
    heading: str
    field: str | None
    note: str = ""


def report_columns(name: str, data: bytes, files: tuple[ColumnFile, ...] = ()) -> list[ColumnReport]:
    """What each column of a table is read as; nothing for a file that is no table.

    Raises:
        ParseError: A mapping file is wrong, does not fit the table, or goes with a file that is no table.
    """
    mapping, media_type = read_mapping(files), detect_media_type(data)
    own = any(not file.of_all_tables for file in files)
    if media_type in _PACKED or (media_type not in _MAY_BE_TABLE and not own):
        return []
    if media_type not in _MAY_BE_TABLE:
        raise ParseError(
            Reason.MALFORMED,
            f"{files[0].name}: expected {name} to be a table (CSV, TSV, XLSX), found {media_type.value}",
        )
    if media_type is MediaType.PLAIN_TEXT and not own:
        return []
    file = SourceFile(RawItem("", name, name, name, media_type.value, columns=files), data, media_type.value)
    return [report for table in read_tables(file, mapping) for report in _of_table(table, mapping)]


def _of_table(table: Table, mapping: ColumnMapping) -> Iterator[ColumnReport]:
    seen: set[str] = set()
    for index, (heading, field) in enumerate(zip(table.header.headings, table.header.fields, strict=True)):
        filled = any(len(row) > index and row[index] for row in table.cells[table.header.last + 1 :])
        if not heading and not filled:
            continue
        note = "" if field else "ignored" if fold_heading(heading) in mapping.ignored else "not known"
        if field in seen:
            note = f"a second column of {field}: read where the first one is empty"
        seen.add(field or "")
        yield ColumnReport(table.name, heading or "(no heading)", field, note)
