"""Flow: drafts to a published version."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from psychobiotics.pipeline.refresh import link_and_publish
from psychobiotics.pipeline.shards import ShardResult
from psychobiotics.pipeline.summary import RunSummary, render_markdown, summarise
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.sources.fetch import SourceReport

Progress = Callable[[str, int, int], None]


@flow(name="publish", persist_result=False, validate_parameters=False)
def publish_version(
    data: Path, results: list[ShardResult], fetched: tuple[SourceReport, ...] = (), tell: Progress | None = None
) -> RunSummary:
    """Link, curate, validate and publish; a failing check leaves the last version as it is and fails the run."""
    summary = summarise(link_and_publish(Workspace(data), results, datetime.now(UTC), tell), fetched)
    create_markdown_artifact(render_markdown(summary), key="refresh", description="What the run did")
    get_run_logger().info("%s: %s", "published" if summary.is_new else "nothing new", summary.version)
    return summary
