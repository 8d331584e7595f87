"""Prefect's settings, put into the environment before Prefect is imported; what the user has set stays."""

import os
from pathlib import Path


def configure(data: Path, quiet: bool = False) -> None:
    """Keep Prefect on this machine: no telemetry, its files under the data root, time for a slow first start.

    Args:
        data: The data root.
        quiet: Nothing in the log: a person looks at a progress bar, and is told of errors in one sentence.

    Without the analytics switch a fresh home prints a "database is locked" traceback.
    """
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    os.environ.setdefault("PREFECT_HOME", str(data.resolve() / ".prefect"))
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    os.environ.setdefault("PREFECT_CLI_PROMPT", "false")
    if quiet:
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
        os.environ.setdefault("PREFECT_SERVER_LOGGING_LEVEL", "ERROR")
