"""Command for spreadsheets: export."""

from pathlib import Path
from typing import Annotated

import typer

from psychobiotics.cli.terminal import failures, out, progress_display
from psychobiotics.dataset import data_root, load_dataset
from psychobiotics.publishing.spreadsheets import export_tables

exporting = typer.Typer()

HELP = """Write the tables of a version as one Excel workbook, or as a folder of CSV files.

\b
  psychobiotics export dataset.xlsx
  psychobiotics export tables/

Each table is a sheet or a file; `columns` says what every column means. Several values in a cell stand apart by
" | "; an empty cell means that no document states it. The CSV files are UTF-8 with commas. Text that a spreadsheet
would run as a formula has an apostrophe in front in CSV.
"""


@exporting.command(help=HELP, short_help="Write the tables as an Excel workbook or as CSV files.")
def export(
    target: Annotated[Path, typer.Argument(help="A workbook (its name ends in .xlsx), or a folder for CSV files.")],
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, help="Leave out values less certain than this.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write over what is there.")] = False,
    version: Annotated[str, typer.Option("--version", help="A published version.")] = "latest",
    data: Annotated[Path | None, typer.Option("--data", envvar="PSYCHOBIOTICS_DATA", help="Data root.")] = None,
) -> None:
    """Write the tables of a version for a spreadsheet."""
    with failures():
        dataset = load_dataset(version, data_root(data), min_confidence)
        with progress_display() as tell:
            files = export_tables(
                dataset.arrow,
                dataset.tables,
                target,
                replace,
                lambda done, total: tell("write tables", done, total),
            )
        for path in files:
            out.print(str(path), markup=False)
