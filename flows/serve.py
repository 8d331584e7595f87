"""A Prefect server on loopback and a served `refresh` on a cron, until stopped.

python -m flows.serve [--data DIR] [--cron "0 3 * * *"] [--port 4200] [--fetch]
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from flows.settings import configure
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.errors import PsychobioticsError

_STOPPED = 128 + signal.SIGTERM  # what a shell calls an end by that signal
_STARTS_WITHIN = 120.0  # seconds; a fresh home migrates a database first


def serve(workspace: Workspace, cron: str, port: int, fetch: bool = False) -> None:
    """Start the server, serve the flow, and stop both on Ctrl+C or SIGTERM.

    Raises:
        PsychobioticsError: The schedule is none, the port is taken, the data root cannot be written, or the server does
            not start.
    """
    workspace.require_room()
    configure(workspace.data)
    _require_port(port)
    # The temporary server fires no schedules; a served flow needs a real one. The page asks the API by this address.
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    os.environ["PREFECT_UI_API_URL"] = f"http://127.0.0.1:{port}/api"
    _require_cron(cron)  # only now: Prefect reads the address when it is imported
    signal.signal(signal.SIGTERM, _exit)
    print(f"Starting Prefect on port {port}; the first start takes a minute or two", flush=True)
    with _server(port):
        from flows.refresh_flow import refresh

        print(f"Prefect at http://127.0.0.1:{port}, refresh at cron {cron!r}; stop with Ctrl+C", flush=True)
        parameters = {"data": str(workspace.data), "fetch": fetch}
        refresh.serve(name="refresh", cron=cron, parameters=parameters, limit=1, pause_on_shutdown=False)


def _exit(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(_STOPPED)


def _require_cron(cron: str) -> None:
    from prefect.client.schemas.schedules import CronSchedule

    try:
        CronSchedule(cron=cron)
    except ValueError as error:
        raise PsychobioticsError(f"cron {cron!r}: expected a schedule such as '0 3 * * *', found none") from error


def _require_port(port: int) -> None:
    """Another server that answers on the port would be taken for ours, and our schedule would be given to it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise PsychobioticsError(
                f"port {port}: expected it to be free, found: {error}; stop what holds it, or name another with --port"
            ) from error


@contextmanager
def _server(port: int) -> Iterator[None]:
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    stopped: list[int] = []
    # A stop while the process is started waits until it is known: else nobody would end it.
    signal.signal(signal.SIGTERM, lambda number, _frame: stopped.append(number))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        signal.signal(signal.SIGTERM, _exit)  # else the server outlives us where we are stopped before it answers
        if stopped:
            raise SystemExit(_STOPPED)
        _wait(port, process)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise PsychobioticsError(
        f"Prefect server: expected an answer on port {port} within {_STARTS_WITHIN:g} s, found none; is the port taken?"
    )


if __name__ == "__main__":
    from psychobiotics.cli.app import app

    app(["serve", *sys.argv[1:]])
