"""Flow: refresh, over fetch, ingest, build and publish. Import after `flows.settings.configure`."""

import os
from collections.abc import Callable
from pathlib import Path

from prefect import flow

from flows.build import build_drafts
from flows.fetch import fetch_documents
from flows.ingest import ingest_documents
from flows.publish import publish_version
from psychobiotics.pipeline.summary import RunSummary

Progress = Callable[[str, int, int], None]


def _silent(_what: str, _done: int, _total: int) -> None:
    """No terminal to draw on."""


@flow(name="refresh", log_prints=False, persist_result=False, validate_parameters=False)
def refresh(
    data: Path,
    paths: list[Path] | None = None,
    workers: int | None = None,
    tell: Progress | None = None,
    fetch: bool = False,
) -> RunSummary:
    """Bring the published dataset up to date with the raw store.

    Idempotent: with nothing new it publishes nothing, so runs that a stopped server missed may all fire at once.

    Args:
        data: The data root.
        paths: Files and folders to take into the raw store first.
        workers: Worker processes; all cores where not said.
        tell: Progress callback.
        fetch: Ask the declared network sources first; without it no network is used.
    """
    root = Path(data)
    fetched = fetch_documents(root, tell) if fetch else ()
    if paths:
        ingest_documents(root, [Path(path) for path in paths])
    results = build_drafts(root, workers or os.cpu_count() or 1, tell or _silent)
    return publish_version(root, results, fetched, tell)
