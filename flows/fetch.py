"""Flow: what is new from the declared network sources, into the raw store. The sources retry by themselves."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, get_run_logger

from psychobiotics.pipeline.fetching import fetch_sources
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.sources.fetch import SourceReport

Progress = Callable[[str, int, int], None]


@flow(name="fetch", persist_result=False, validate_parameters=False)
def fetch_documents(data: Path, tell: Progress | None = None) -> tuple[SourceReport, ...]:
    """Ask every enabled source; one that fails is reported and the others go on."""
    reports = fetch_sources(Workspace(data), datetime.now(UTC), (), tell)
    for report in reports:
        if report.error:
            get_run_logger().warning("source %s stopped: %s", report.name, report.error)
        else:
            get_run_logger().info("source %s: %d new, %d gone", report.name, report.added, report.gone)
    return reports
