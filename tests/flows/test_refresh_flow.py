"""The flows, run as a user runs them: real processes, a real temporary Prefect server."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def environment(home: Path) -> dict[str, str]:
    """No settings of the machine's own Prefect; one home for all runs of a test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return kept | {"PREFECT_HOME": str(home), "PYTHONWARNINGS": "ignore"}


def refresh(data: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "flows.refresh", "--data", str(data), *options]
    return subprocess.run(
        command, cwd=ROOT, env=environment(data / ".prefect"), capture_output=True, text=True, timeout=240, check=False
    )


def test_refresh_flow__publishes_once_then_nothing(data_root: Path) -> None:
    first = refresh(data_root)
    assert first.returncode == 0, first.stderr
    assert "Published " in first.stdout
    assert 'read_parquet("' in first.stdout
    second = refresh(data_root)
    assert second.returncode == 0, second.stderr
    assert second.stdout.startswith("Nothing new: ")


def test_refresh_flow__broken_decision_fails_in_one_sentence(data_root: Path) -> None:
    (data_root / "curation").mkdir()
    (data_root / "curation" / "broken.toml").write_text("[[decision]\n")
    run = refresh(data_root)
    assert run.returncode == 1
    [line] = run.stderr.strip().splitlines()  # no log and no traceback beside it
    assert line.startswith("psychobiotics: broken.toml: expected a TOML file of decisions")
    assert not (data_root / "processed" / "latest").exists()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def ask(port: int, path: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)  # type: ignore[no-any-return]


def completed_runs(port: int) -> list[dict[str, Any]]:
    """Scheduled runs of the deployment that have completed."""
    body = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}, "deployment_id": {"is_null_": False}}}
    try:
        return [run for run in ask(port, "flow_runs/filter", body) if run["auto_scheduled"]]
    except OSError:
        return []


def test_serve__a_scheduled_refresh_fires_and_publishes(data_root: Path) -> None:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "flows.serve",
        "--data",
        str(data_root),
        "--cron",
        "* * * * *",
        "--port",
        str(port),
    ]
    log = data_root / "serve.log"
    with log.open("wb") as file:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment(data_root / ".prefect"), start_new_session=True, stderr=file
        )
    try:
        end = time.monotonic() + 240
        while time.monotonic() < end and not completed_runs(port):
            assert server.poll() is None, "the server stopped by itself"
            time.sleep(2)
        assert completed_runs(port)
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
    assert (data_root / "processed" / "latest" / "studies.parquet").is_file()
    assert "Beginning flow run" in log.read_text()
    assert "emporary server" not in log.read_text()  # Prefect was imported before it was told of ours


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children of a process are read from /proc")
def test_serve__stopped_before_the_server_answers_leaves_no_server(data_root: Path) -> None:
    command = [sys.executable, "-m", "flows.serve", "--data", str(data_root), "--port", str(free_port())]
    served = subprocess.Popen(
        command, cwd=ROOT, env=environment(data_root / ".prefect"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert served.stdout
    assert served.stdout.readline().startswith(b"Starting Prefect")
    listed = Path(f"/proc/{served.pid}/task/{served.pid}/children")
    end = time.monotonic() + 30
    while not (children := listed.read_text().split()) and time.monotonic() < end:
        time.sleep(0.05)
    assert children
    served.terminate()
    assert served.wait(60) == 143
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
