"""Command of evidence tables: columns."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from psychobiotics.cli.terminal import EXIT_USAGE, err, failures, out
from psychobiotics.dataset import data_root
from psychobiotics.parsing.tables.report import ColumnReport
from psychobiotics.pipeline.columns import project_columns, table_columns
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.sources.column_files import ENDING
from psychobiotics.vocab.columns import column_fields

columns_command = typer.Typer()


@columns_command.command(short_help="Show what the columns of tables are read as.")
def columns(
    tables: Annotated[list[Path] | None, typer.Argument(help="Evidence tables; none lists the fields.")] = None,
    data: Annotated[Path | None, typer.Option("--data", envvar="PSYCHOBIOTICS_DATA", help="Data root.")] = None,
) -> None:
    """Show what the columns of evidence tables are read as, and which are not known; takes nothing in.

    Columns with unusual names are named in a mapping file beside the table, <table>.columns.toml, or for all tables
    in columns.toml of the data root. Ends with the lines to put there, for the columns that are not known.
    """
    missing = [path for path in tables or () if not path.is_file()]
    if missing:
        err.print(f"psychobiotics: no such file: {missing[0]}", markup=False)
        raise typer.Exit(EXIT_USAGE)
    with failures():
        files = project_columns(Workspace(data_root(data))) if tables else ()
        for table in tables or ():
            for line in _table_lines(table, table_columns(table, files)):
                out.print(line, markup=False)
        for field, holds in column_fields().items() if not tables else ():
            out.print(f"{field:<16}{holds}", markup=False)


def _table_lines(path: Path, reports: Sequence[ColumnReport]) -> Iterator[str]:
    if not reports:
        yield f"{path.name}: no evidence table"
        return
    width = min(40, max(len(report.heading) for report in reports)) + 2
    sheet = None
    for report in reports:
        if report.sheet != sheet:
            sheet = report.sheet
            yield f"{path.name}{f', sheet {sheet}' if sheet else ''}"
        yield f"  {report.heading:<{width}}{report.field or '-':<16}{report.note}".rstrip()
    unknown = [report.heading for report in reports if report.note == "not known"]
    if unknown:
        yield f"To read the others, write into {path.name}{ENDING} (fields: psychobiotics columns):"
        yield from ("  [columns]", *(f"  # field = {_quoted(heading)}" for heading in dict.fromkeys(unknown)))


def _quoted(heading: str) -> str:
    """A heading as TOML text."""
    return '"' + heading.replace("\\", "\\\\").replace('"', '\\"') + '"'
