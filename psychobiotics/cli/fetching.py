"""Commands of the network sources: sources, fetch."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from psychobiotics.cli.terminal import EXIT_FAILED, failures, out, progress_display
from psychobiotics.dataset import data_root
from psychobiotics.pipeline.fetching import SourceStatus, fetch_sources, list_sources
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.errors import SourceError
from psychobiotics.sources.declarations import FILE, default_declarations
from psychobiotics.sources.fetch import SourceReport

fetching = typer.Typer()

_COLUMNS = ("asked", "new", "changed", "gone", "failed")
WIDEST_NAME = 80 - 9 * len(_COLUMNS)

Data = Annotated[Path | None, typer.Option("--data", envvar="PSYCHOBIOTICS_DATA", help="Data root.")]


@fetching.command(short_help="List the declared network sources.")
def sources(
    write: Annotated[bool, typer.Option("--write", help="Put the default sources.toml into the data root.")] = False,
    data: Data = None,
) -> None:
    """List the declared network sources: what they are asked, when last, how much they brought."""
    with failures():
        workspace = Workspace(data_root(data))
        if write:
            out.print(f"written: {_write_defaults(workspace)}", markup=False)
        for status in list_sources(workspace):
            for line in _status_lines(status):
                out.print(line, markup=False)


def _write_defaults(workspace: Workspace) -> Path:
    path = workspace.data / FILE
    if path.exists():
        raise SourceError(f"{path}: expected no file yet, found one; edit it, or move it away first")
    try:
        workspace.data.mkdir(parents=True, exist_ok=True)
        path.write_text(default_declarations(), "utf-8")
    except OSError as error:
        raise SourceError(f"{path}: expected to write here, found: {error.strerror or error}") from error
    return path


def _status_lines(status: SourceStatus) -> Iterator[str]:
    spec, state = status.spec, status.state
    yield f"{spec.name}  ({spec.kind}{'' if spec.enabled else ', off'})"
    asked = spec.query or spec.url or ", ".join(spec.urls)
    yield f"  asks: {' '.join(asked.split())}"
    if state is None:
        yield "  never asked"
        return
    yield f"  {state.records} documents, last success {state.last_success or 'never'}"
    if state.resume is not None:
        yield "  stopped before its end; the next run goes on from there"
    if state.message:
        yield f"  last time: {state.message}"


@fetching.command(short_help="Ask the declared sources for what is new; build nothing.")
def fetch(
    names: Annotated[list[str] | None, typer.Argument(help="Sources; all that are on where none is named.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where any source failed.")] = False,
    data: Data = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
) -> None:
    """Ask the declared sources for what is new, and take it into the raw store; builds nothing.

    Prints a table with one row a source: documents asked for, new, changed, gone upstream, failed.
    A source that fails is reported and the others go on; the exit code is 1 only where every source failed (with
    --strict: where any did, or a document could not be had). A run that was cut short goes on where it stopped.
    """
    with failures(debug):
        with progress_display() as tell:
            reports = fetch_sources(Workspace(data_root(data)), datetime.now(UTC), names or (), tell)
        for line in report_lines(reports, WIDEST_NAME if out.is_terminal else None):
            out.print(line, markup=False)
    failed = any(report.error or report.failed for report in reports) if strict else False
    if failed or (reports and all(report.error for report in reports)):
        raise typer.Exit(EXIT_FAILED)


def report_lines(reports: Sequence[SourceReport], widest: int | None = None) -> Iterator[str]:
    """What the sources brought as a table, one row a source; what went wrong below it, each line with its source.

    Args:
        reports: In the order of the rows.
        widest: Longest name that is written whole; None where a program reads the table.
    """
    if not reports:
        return
    names = [_cut(report.name, widest) for report in reports]
    width = max(map(len, ("source", *names)))
    yield f"{'source':<{width}}" + "".join(f"{column:>9}" for column in _COLUMNS)
    for name, report in zip(names, reports, strict=True):
        counts = (report.asked, report.added - report.changed, report.changed, report.gone, report.not_had)
        yield f"{name:<{width}}" + "".join(f"{count:>9}" for count in counts)
    for report in reports:
        yield from (f"{report.name}: {trouble}" for trouble in _troubles(report))


def _cut(name: str, widest: int | None) -> str:
    return name if widest is None or len(name) <= widest else f"{name[: widest - 1]}…"


def _troubles(report: SourceReport) -> Iterator[str]:
    yield from (f"refused {rejection.reason}: {rejection.message}" for rejection in report.refused)
    yield from report.failed
    yield from report.notes
    if report.unfinished:
        yield "stopped at its limit; the next run goes on from there"
    if report.error:
        yield f"stopped: {report.error}"
