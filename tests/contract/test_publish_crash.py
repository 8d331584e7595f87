"""Publishing killed at random moments: a reader never meets a half version, and the next run succeeds.

The full build is killed in `tests/flows`; here publishing alone runs in a loop, so that most kills hit its writing.
How long that takes depends on what else the machine does, so it is timed first, and again before each further round.
"""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from psychobiotics.publishing.publish import publish
from psychobiotics.publishing.versions import file_hash, latest_name, list_versions, read_version
from tests.sample_dataset import NOW, made_from, sample_tables
from tests.unit.test_publishing import FRAMES, publish_sample

KILLS = 20  # in a round
ROUNDS = 5  # at most, until enough kills fell amid a write
PUBLISHES = 3  # of one worker: the first finds nothing warm


def publish_until_killed(processed: Path, starts: Connection, first: int) -> None:
    """Publish one version after the other, telling the start of each."""
    made = made_from(sample_tables())
    number = first
    while True:
        starts.send(number)
        label = f"label {number}"
        frames = FRAMES | {"studies": FRAMES["studies"].assign(label=label).astype({"label": "string"})}
        publish(frames, processed, made, NOW)
        number += 1


@contextmanager
def killed_at_the_end(processed: Path, first: int) -> Iterator[Connection]:
    """A publishing worker, by the connection that tells its starts; killed, still alive, when the block ends."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "tests.contract.test_publish_crash"])
    here, there = context.Pipe()
    worker = context.Process(target=publish_until_killed, args=(processed, there, first))
    worker.start()
    try:
        yield here
        assert worker.is_alive()
    finally:
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()


def await_start(starts: Connection) -> float:
    """The moment (s) at which the worker's next publish starts."""
    assert starts.poll(60)
    starts.recv()
    return time.monotonic()


def undisturbed_seconds(processed: Path) -> list[float]:
    """How long each of a worker's first publishes takes as busy as the machine is now."""
    with killed_at_the_end(processed, 0) as starts:
        moments = [await_start(starts) for _ in range(PUBLISHES + 1)]
    return [later - earlier for earlier, later in pairwise(moments)]


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


def kill_amid(processed: Path, first: int, publish_number: int, after: float) -> bool:
    """Kill a worker so many seconds into one of its publishes; whether that left a half-written version behind."""
    with killed_at_the_end(processed, first) as starts:
        for _ in range(publish_number + 1):
            await_start(starts)
        time.sleep(after)
    return any(processed.glob(".tmp-*"))


def test_publish__killed_at_random_moments_leaves_only_whole_versions(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    processed = tmp_path / "processed"
    processed.mkdir()
    cut_short = 0
    for turn in range(ROUNDS):
        seconds = undisturbed_seconds(tmp_path / f"timed-{turn}")
        for kill in range(KILLS):
            number = kill % PUBLISHES
            after = chance.uniform(0, seconds[number])
            cut_short += kill_amid(processed, (turn * KILLS + kill) * 1000, number, after)
            assert_whole(processed)
        if cut_short > KILLS / 4:
            break
    assert cut_short > KILLS / 4  # else the kills hit nothing and the test says nothing
    assert publish_sample(processed).is_new
    assert_whole(processed)
    assert not list(processed.glob(".tmp-*"))
    assert not publish_sample(processed).is_new
