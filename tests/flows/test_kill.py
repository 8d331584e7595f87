"""A build that is killed at any moment leaves the last version whole, and the next run succeeds."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from psychobiotics.publishing.publish import read_tables
from psychobiotics.publishing.versions import list_versions, read_version

KILLS = 20
BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from psychobiotics.pipeline.refresh import refresh
from psychobiotics.pipeline.workspace import Workspace
if __name__ == "__main__":
    print("built" if refresh(Workspace(Path(sys.argv[1])), datetime.now(UTC), workers=1).published.is_new else "same")
"""


def assert_whole(processed: Path) -> None:
    """Whatever a reader finds is a whole version with the hashes that it names."""
    for name in list_versions(processed):
        version = read_version(processed, name)
        assert set(read_tables(version)) == set(version.hashes)
    latest = processed / "latest"
    if latest.is_symlink():
        assert (latest / "datapackage.json").is_file()
        assert (latest / "studies.parquet").is_file()


def build(script: Path, data: Path, kill_after: float | None) -> int:
    process = subprocess.Popen(
        [sys.executable, str(script), str(data)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if kill_after is None:
        return process.wait(240)
    time.sleep(kill_after)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait(60)


def test_kill__at_random_moments_never_leaves_half_a_version(data_root: Path, tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(BUILD)
    start = time.monotonic()
    assert build(script, data_root, None) == 0
    whole = time.monotonic() - start
    moments = random.Random(20)  # seeded: the same moments each time, as far as a clock allows
    killed = 0
    for round_ in range(KILLS):
        shutil.rmtree(data_root / "interim", ignore_errors=True)
        extra = data_root / "raw" / f"note-{round_}.txt"  # something new, so that there is a version to publish
        extra.write_text(
            f"A 20{round_ + 10:02d} review found that probiotics reduced anxiety in nurses of ward {round_}.\n"
        )
        killed += build(script, data_root, moments.uniform(0.3, whole * 1.1)) != 0
        assert_whole(data_root / "processed")
    assert killed >= KILLS // 2, "too few runs were killed before their end to say anything"
    assert build(script, data_root, None) == 0
    assert_whole(data_root / "processed")
    versions = list_versions(data_root / "processed")
    assert (data_root / "processed" / "latest").resolve().name == versions[-1]
    assert not list((data_root / "processed").glob(".tmp-*"))
