"""The flows, found by entry point: imports only point down, so the command line cannot import them by name."""

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any

from psychobiotics.pipeline.summary import RunSummary
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.errors import PsychobioticsError

GROUP = "psychobiotics.runners"

Runner = Callable[[Workspace, int, Callable[[str, int, int], None], bool], RunSummary]
Server = Callable[[Workspace, str, int, bool], None]


def load_runner() -> Runner:
    """The Prefect flow `refresh`."""
    return _load("refresh")  # type: ignore[no-any-return]


def load_server() -> Server:
    """The Prefect server with a scheduled `refresh`."""
    return _load("serve")  # type: ignore[no-any-return]


def _load(name: str) -> Any:
    found = entry_points(group=GROUP, name=name)
    if not found:
        raise PsychobioticsError(f"runner {name!r}: expected the flows to be installed, found none; run `make setup`")
    return next(iter(found)).load()
