"""Flow: raw files to drafts, in batches over one shared process pool.

A task run costs milliseconds and a thousand of them swamp the server, so a task is a batch of files. What is done
already is known by the draft store (content hash, code and vocabularies), not by Prefect's cache: a task's own source
would not show that an extractor has changed.
"""

import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from psychobiotics.pipeline.refresh import plan
from psychobiotics.pipeline.shards import Shard, ShardResult, count_files, process_shard
from psychobiotics.pipeline.workspace import Workspace

Progress = Callable[[str, int, int], None]


@task(name="draft batch", cache_policy=NO_CACHE, persist_result=False)
def draft_batch(workspace: Workspace, shard: Shard, pool: Executor) -> ShardResult:
    """Parse, extract and normalise one batch in a worker process; a bad document becomes a rejection there."""
    return pool.submit(process_shard, workspace, shard).result()


@flow(name="build", task_runner=ThreadPoolTaskRunner(max_workers=8), persist_result=False, validate_parameters=False)  # type: ignore[arg-type]
def build_drafts(data: Path, workers: int, tell: Progress) -> list[ShardResult]:
    """Draft every current file of the raw store."""
    workspace = Workspace(data)
    shards = plan(workspace)
    results: list[ShardResult] = []
    total = count_files(shards)
    tell("read files", 0, total)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_signals) as pool:
        futures = [draft_batch.submit(workspace, shard, pool) for shard in shards]
        for future in as_completed(futures):
            results.append(future.result())
            tell("read files", sum(result.files for result in results), total)
    counts = (sum(r.drafts for r in results), sum(r.rejections for r in results), sum(r.reused for r in results))
    get_run_logger().info("%d documents read, %d refused, %d files unchanged", *counts)
    return sorted(results, key=lambda result: result.index)


def _leave_signals() -> None:
    """Ctrl+C is for the parent, which ends the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
