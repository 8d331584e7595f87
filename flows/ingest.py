"""Flow: documents into the raw store."""

from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, get_run_logger

from psychobiotics.pipeline.refresh import ingest
from psychobiotics.pipeline.workspace import Workspace


@flow(name="ingest", persist_result=False)
def ingest_documents(data: Path, paths: list[Path]) -> dict[str, int]:
    """Take files and folders into the raw store of a data root.

    Returns:
        Number of files added, unchanged and refused.
    """
    report = ingest(Workspace(data), paths, datetime.now(UTC))
    for rejection in report.refused:
        get_run_logger().warning("refused %s: %s", rejection.reason, rejection.message)
    return {"added": len(report.added), "unchanged": len(report.unchanged), "refused": len(report.refused)}
