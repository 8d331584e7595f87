"""Tables for people who work in a spreadsheet or in R: one workbook, or a folder of CSV files.

The Parquet files stay what is published; these are copies for reading, with a table of all columns beside them.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from psychobiotics.publishing.folders import staging, unwritable
from psychobiotics.records.errors import PublishError

COLUMNS = "columns"  # the table that says what every column means
BETWEEN = " | "  # stands between the items of a list in one cell
_CELL = 32_767  # characters that a cell of Excel takes
_ROWS = 1_048_576  # rows of a sheet, the headings among them
_OTHER_FILES = (".csv", ".tsv", ".txt", ".xls", ".ods", ".parquet")  # a folder of such a name would surprise
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[Any, ...]
Read = Callable[[str], pa.Table]
Progress = Callable[[int, int], None]


def export_tables(
    read: Read, tables: tuple[str, ...], target: Path, replace: bool = False, progress: Progress | None = None
) -> list[Path]:
    """Write tables as one workbook where the target's name ends in `.xlsx`, else as a folder of CSV files.

    Args:
        read: Gives a table by its name.
        tables: Their names, in the order of the sheets.
        target: The workbook or the folder.
        replace: Write over files that are there.
        progress: Told of each written table.

    Returns:
        The files.

    Raises:
        PublishError: The name is that of a single file, a file is there already, the place cannot be written, or a
            table has too many rows for a sheet.
    """
    is_workbook = target.suffix.lower() == ".xlsx"
    if target.suffix.lower() in _OTHER_FILES and not target.is_dir():
        raise PublishError(
            f"{target}: expected a workbook (.xlsx), or a folder for a file each table, found the name of one file; "
            f"name the folder, as {target.stem}/"
        )
    files = [target] if is_workbook else [target / f"{name}.csv" for name in (*tables, COLUMNS)]
    if not replace and (there := next((path for path in files if path.exists()), None)):
        raise PublishError(
            f"{there}: expected no file of that name yet, found one; name another place or add --replace"
        )
    folder = target.parent if is_workbook else target
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    with staging(folder) as temporary:
        write = _write_workbook if is_workbook else _write_csv_files
        write(_counted(read, tables, progress), temporary)
        for path in files:
            (temporary / path.name if not is_workbook else temporary / _WORKBOOK).replace(path)
    return files


def _counted(read: Read, tables: tuple[str, ...], progress: Progress | None) -> Iterator[tuple[str, Iterator[Row]]]:
    """Names with rows, headings first; the table of columns comes last."""
    words: list[Row] = []
    for done, name in enumerate(tables, 1):
        table = read(name)
        words += _column_rows(name, table.schema)
        yield name, chain([tuple(table.column_names)], _rows(table))
        if progress:
            progress(done, len(tables))
    yield COLUMNS, chain([("table", "column", "title", "description", "unit", "values")], iter(words))


def _rows(table: pa.Table) -> Iterator[Row]:
    for batch in table.to_batches(max_chunksize=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield tuple(BETWEEN.join(map(str, value)) if isinstance(value, list) else value for value in row)


def _column_rows(table: str, schema: pa.Schema) -> Iterator[Row]:
    for field in schema:
        words: Mapping[bytes, bytes] = field.metadata or {}
        title, description, unit = (words.get(key, b"").decode() for key in (b"title", b"description", b"unit"))
        values = BETWEEN.join(json.loads(words[b"enum"])) if b"enum" in words else ""
        yield table, field.name, title, description, unit, values


def _write_csv_files(tables: Iterator[tuple[str, Iterator[Row]]], folder: Path) -> None:
    for name, rows in tables:
        # The mark in front tells Excel that this is UTF-8; R and pandas leave it out by themselves.
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(tuple(map(_csv_cell, row)) for row in rows)


def _csv_cell(value: Any) -> Any:
    """A cell that no spreadsheet runs as a formula: quotes come from strangers' documents."""
    if isinstance(value, str) and len(value) > 1 and value.startswith(_FORMULA) and not _is_number(value):
        return f"'{value}"
    return value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


_WORKBOOK = "workbook.xlsx"


def _write_workbook(tables: Iterator[tuple[str, Iterator[Row]]], folder: Path) -> None:
    book = Workbook(write_only=True)
    for name, rows in tables:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number, row in enumerate(rows, 1):
            if number > _ROWS:
                raise PublishError(f"table {name}: expected at most {_ROWS:,} rows in a sheet; export a folder of CSV")
            sheet.append([_sheet_cell(sheet, value, heading=number == 1) for value in row])
    book.save(folder / _WORKBOOK)


def _sheet_cell(sheet: Any, value: Any, heading: bool) -> Any:
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub(" ", value)
    cell = WriteOnlyCell(sheet, text if len(text) <= _CELL else f"{text[: _CELL - 1]}…")
    cell.data_type = "s"  # text, even where it begins with "="
    if heading:
        cell.font = Font(bold=True)
    return cell
