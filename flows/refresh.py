"""The main flow: fetch what is declared, ingest what is named, read what is new, publish what changed.

python -m flows.refresh [--data DIR] [--fetch]
"""

import signal
import sys
from collections.abc import Callable
from types import FrameType

from flows.settings import configure
from psychobiotics.pipeline.summary import RunSummary
from psychobiotics.pipeline.workspace import Workspace

Progress = Callable[[str, int, int], None]


def run(workspace: Workspace, workers: int, tell: Progress, fetch: bool = False) -> RunSummary:
    """Run the flow in this process, over a temporary Prefect server or the one that PREFECT_API_URL names.

    Raises:
        PsychobioticsError: As the library raises it; the flow run is marked as failed.
    """
    workspace.require_room()  # Prefect's own database would tell it in pages, after two minutes
    configure(workspace.data, quiet=True)
    from flows.refresh_flow import refresh

    signal.signal(signal.SIGTERM, _exit)  # else the temporary server outlives us
    return refresh(data=workspace.data, workers=workers, tell=tell, fetch=fetch)


def _exit(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)


if __name__ == "__main__":
    from psychobiotics.cli.app import app

    app(["refresh", *sys.argv[1:]])
