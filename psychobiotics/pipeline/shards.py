"""Batches of raw files for the process pool: small files together, large ones alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from psychobiotics.parsing.limits import DEFAULT_LIMITS
from psychobiotics.pipeline.draft_store import draft_path, is_complete, write_drafts
from psychobiotics.pipeline.drafting import draft_item
from psychobiotics.pipeline.stage_version import stage_version
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.document import RawItem
from psychobiotics.sources.raw_store import open_item, read_item

# A PubMed file of 30,000 records is a shard of its own; abstracts of a few kilobytes go in hundreds. A folder of an
# analyst is cut finer, so that all workers have some of it and a progress bar moves.
SHARD_BYTES = 4_000_000
SHARD_FILES = 500
AT_LEAST = 16  # shards, where there is more than _SMALL for each
_SMALL = 500_000  # bytes: a worker takes longer to start than to draft less


@dataclass(frozen=True, slots=True)
class Shard:
    """Raw files that one worker drafts in one go; small enough to pickle.

    Attributes:
        index: Position among the run's shards.
        items: The files.
    """

    index: int
    items: tuple[RawItem, ...]


@dataclass(frozen=True, slots=True)
class ShardResult:
    """Counts of one shard; the drafts themselves lie in the draft store.

    Attributes:
        files: Raw files in the shard.
        reused: Of those, files whose drafts were there already.
        drafts: Documents drafted anew.
        rejections: Documents refused anew.
    """

    index: int
    files: int
    reused: int
    drafts: int
    rejections: int


def plan_shards(workspace: Workspace, items: Iterable[RawItem]) -> list[Shard]:
    """Group files, in the order given, by size and number."""
    sized = [(item, (workspace.raw / item.path).stat().st_size) for item in items]
    most = min(SHARD_BYTES, max(_SMALL, sum(size for _, size in sized) // AT_LEAST))
    groups: list[list[RawItem]] = []
    room = 0
    for item, size in sized:
        if not groups or size > room or len(groups[-1]) >= SHARD_FILES:
            groups.append([])
            room = most
        groups[-1].append(item)
        room -= size
    return [Shard(index, tuple(group)) for index, group in enumerate(groups)]


def count_files(shards: Iterable[Shard]) -> int:
    """How many raw files the shards hold together."""
    return sum(len(shard.items) for shard in shards)


def process_shard(workspace: Workspace, shard: Shard) -> ShardResult:
    """Draft every file of the shard whose drafts are not in the store yet."""
    reused = drafts = rejections = 0
    for item in shard.items:
        path = draft_path(workspace.interim, stage_version(), item_key(item))
        if is_complete(path):
            reused += 1
            continue
        made, refused = _draft(workspace, item, path)
        drafts += made
        rejections += refused
    return ShardResult(shard.index, len(shard.items), reused, drafts, rejections)


def _draft(workspace: Workspace, item: RawItem, path: Path) -> tuple[int, int]:
    """Numbers of drafts and rejections of one file; a large one is read as a stream."""
    if (workspace.raw / item.path).stat().st_size <= DEFAULT_LIMITS.max_raw_bytes:
        return write_drafts(path, draft_item(item, read_item(workspace.raw, item)))
    with open_item(workspace.raw, item) as stream:
        return write_drafts(path, draft_item(item, stream))


def item_key(item: RawItem) -> str:
    """What a file's drafts depend on besides code and vocabularies: its bytes, its sidecar and its mapping files."""
    mapped = [part for file in item.columns for part in file]
    said = "\n".join(map(str, (item.sha256, item.file_name, item.source, item.provenance, item.url, *mapped)))
    return sha256(said.encode()).hexdigest()
