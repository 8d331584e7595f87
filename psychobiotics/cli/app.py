"""The command line: short commands, one sentence for each error, output that pipes."""

import os
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from psychobiotics.cli.browse import browse
from psychobiotics.cli.columns import columns_command
from psychobiotics.cli.exporting import exporting
from psychobiotics.cli.fetching import WIDEST_NAME, fetching, report_lines
from psychobiotics.cli.listing import listing
from psychobiotics.cli.runners import load_runner, load_server
from psychobiotics.cli.summary_text import summary_lines
from psychobiotics.cli.terminal import EXIT_USAGE, err, failures, out, progress_display
from psychobiotics.dataset import data_root
from psychobiotics.pipeline.fetching import fetch_sources
from psychobiotics.pipeline.refresh import Said
from psychobiotics.pipeline.refresh import ingest as ingest_paths
from psychobiotics.pipeline.refresh import refresh as run_refresh
from psychobiotics.pipeline.summary import summarise
from psychobiotics.pipeline.workspace import Workspace

HELP = """Documents about probiotics and mental health in, a versioned dataset of study records out.

\b
  psychobiotics ingest my-papers/         take documents into the raw store
  psychobiotics columns included.csv      what a table's columns are read as
  psychobiotics refresh                   build and publish what is new
  psychobiotics refresh --fetch           the same, but ask the sources first
  psychobiotics studies                   what there is: labels, designs, ids
  psychobiotics show "Kazemi 2018"        one study with its evidence
  psychobiotics tellings "Kazemi 2018"    who tells it, where they disagree
  psychobiotics why a.html "Doe 2020"     why two are one study, or are not
  psychobiotics export dataset.xlsx       the tables for a spreadsheet
  psychobiotics diff 2026.11.1 2026.11.2  what changed between two versions

The data root is --data, else PSYCHOBIOTICS_DATA, else data/ of the checkout.

\b
Exit codes: 0 done, 1 the run failed (one sentence on stderr), 2 wrong usage.
"""

# A defect of ours ends in Python's own traceback, which a log can hold; a boxed one cannot be read there.
app = typer.Typer(
    help=HELP, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)
app.add_typer(fetching)
app.add_typer(listing)
app.add_typer(browse)
app.add_typer(exporting)
app.add_typer(columns_command)

Data = Annotated[
    Path | None,
    typer.Option("--data", envvar="PSYCHOBIOTICS_DATA", help="Data root with raw/, interim/, processed/, curation/."),
]
Debug = Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")]


def _print_version(asked: bool) -> None:
    if asked:
        out.print(f"psychobiotics {version('psychobiotics')}", markup=False)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version of the code.")
    ] = False,
) -> None:
    """Options before a command."""


@app.command(short_help="Take documents into the raw store.")
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders; folders with all that is in them.")],
    licence: Annotated[str | None, typer.Option(help="Licence of the documents, where you know it.")] = None,
    provenance: Annotated[str | None, typer.Option(help='"paraphrase" for texts of your own wording.')] = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Take documents into the raw store; taking one twice changes nothing.

    A mapping file beside an evidence table (<table>.columns.toml) goes along with it; see `psychobiotics columns`.

    What is no document is refused by name and reason; the rest goes in, and the exit code is 0.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        err.print(f"psychobiotics: no such file or folder: {missing[0]}", markup=False)
        raise typer.Exit(EXIT_USAGE)
    with failures(debug):
        with progress_display() as tell:
            said = Said(licence, provenance)
            report = ingest_paths(Workspace(data_root(data)), paths, datetime.now(UTC), tell, said)
        out.print(f"{len(report.added)} added, {len(report.unchanged)} there already, {len(report.refused)} refused")
        for name in report.remapped:
            out.print(f"{name}: other columns than before; the next refresh reads it anew", markup=False)
        for note in report.notes:
            out.print(note, markup=False)
        for rejection in report.refused:
            out.print(f"refused {rejection.reason}: {rejection.message}", markup=False)
        if (report.added or report.remapped) and err.is_terminal:
            err.print("next: psychobiotics refresh", markup=False)


@app.command(short_help="Build the dataset; publish a version if anything changed.")
def refresh(
    data: Data = None,
    prefect: Annotated[bool, typer.Option(help="Run as a Prefect flow (a few seconds more), or plainly.")] = True,
    workers: Annotated[int, typer.Option(min=1, help="Worker processes.")] = os.cpu_count() or 1,
    fetch: Annotated[bool, typer.Option("--fetch", help="First ask the declared sources over the network.")] = False,
    debug: Debug = False,
) -> None:
    """Build the dataset from the raw store and publish a version, if anything changed.

    Uses no network without --fetch. A source that fails is reported, and the build goes on with what there is.
    """
    workspace = Workspace(data_root(data).resolve())
    with failures(debug), progress_display() as tell:
        if prefect:
            summary = load_runner()(workspace, workers, tell, fetch)
        else:
            reports = fetch_sources(workspace, datetime.now(UTC), (), tell) if fetch else ()
            summary = summarise(run_refresh(workspace, datetime.now(UTC), tell, workers), reports)
    widest = WIDEST_NAME if out.is_terminal else None
    for line in (*report_lines(summary.fetched, widest), *summary_lines(summary)):
        out.print(line, markup=False)


@app.command(short_help="Refresh on a schedule, with Prefect's web page.")
def serve(
    data: Data = None,
    cron: Annotated[str, typer.Option(envvar="PSYCHOBIOTICS_CRON", help="When to refresh, as cron.")] = "0 3 * * *",
    port: Annotated[int, typer.Option(help="Port of the Prefect server, on loopback.")] = 4200,
    fetch: Annotated[bool, typer.Option("--fetch", help="Ask the declared sources before each build.")] = False,
    debug: Debug = False,
) -> None:
    """Start a Prefect server with its web page, and refresh on a schedule until stopped (Ctrl+C)."""
    with failures(debug):
        load_server()(Workspace(data_root(data).resolve()), cron, port, fetch)


def main() -> None:
    """Entry point of the `psychobiotics` command."""
    app()
