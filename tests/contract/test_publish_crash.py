"""Publishing killed at random moments: a reader never meets a half version, and the next run succeeds.

The full build is killed in `tests/flows`; here publishing alone runs in a loop, so that most kills hit its writing.
"""

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

from psychobiotics.publishing.publish import publish
from psychobiotics.publishing.versions import file_hash, latest_name, list_versions, read_version
from tests.sample_dataset import NOW, made_from, sample_tables
from tests.unit.test_publishing import FRAMES, publish_sample

KILLS = 20


def publish_until_killed(processed: Path, started: Connection, first: int) -> None:
    made = made_from(sample_tables())
    started.send(first)
    number = first
    while True:
        label = f"label {number}"
        frames = FRAMES | {"studies": FRAMES["studies"].assign(label=label).astype({"label": "string"})}
        publish(frames, processed, made, NOW)
        number += 1


def assert_whole(processed: Path) -> None:
    """What a reader sees: complete versions, and `latest` naming one of them as soon as there is one."""
    for name in list_versions(processed):
        version = read_version(processed, name)
        for table, expected in version.hashes.items():
            assert file_hash(version.folder / f"{table}.parquet") == expected
        assert (version.folder / "CHANGELOG.md").read_text("utf-8").startswith(f"# {name}\n")
    visible = {path.name for path in processed.iterdir() if not path.name.startswith(".")}
    assert visible - {"latest"} == set(list_versions(processed))
    if "latest" in visible:
        assert (processed / "latest" / "datapackage.json").is_file()
        assert latest_name(processed) in list_versions(processed)[-2:]


def test_publish__killed_at_random_moments_leaves_only_whole_versions(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "tests.contract.test_publish_crash"])
    cut_short = 0
    for kill in range(KILLS):
        here, there = context.Pipe()
        worker = context.Process(target=publish_until_killed, args=(tmp_path, there, kill * 1000))
        worker.start()
        assert here.poll(60)
        time.sleep(chance.uniform(0, 0.5))
        assert worker.pid is not None
        assert worker.is_alive()
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        cut_short += any(tmp_path.glob(".tmp-*"))
        assert_whole(tmp_path)
    assert cut_short > KILLS / 4  # else the kills hit nothing and the test says nothing
    assert publish_sample(tmp_path).is_new
    assert_whole(tmp_path)
    assert not list(tmp_path.glob(".tmp-*"))
    assert not publish_sample(tmp_path).is_new
