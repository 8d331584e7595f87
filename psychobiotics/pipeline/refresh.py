"""The main job without Prefect: ingest, draft in a process pool, link, curate, validate, publish."""

import logging
import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from psychobiotics.curation.apply import apply_decisions
from psychobiotics.curation.decisions import load_decisions, mark_decisions
from psychobiotics.linking.link import link
from psychobiotics.linking.relations import relate_studies
from psychobiotics.parsing.detect import detect_media_type
from psychobiotics.parsing.large_file import STREAMED
from psychobiotics.pipeline.columns import Inspector, mapped_items, mapping_hashes, project_columns
from psychobiotics.pipeline.draft_store import Outcome, draft_path, read_drafts
from psychobiotics.pipeline.set_aside import set_aside
from psychobiotics.pipeline.shards import Shard, ShardResult, count_files, item_key, plan_shards, process_shard
from psychobiotics.pipeline.stage_version import stage_version
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.publishing.data_package import Provenance
from psychobiotics.publishing.derived import build_derived
from psychobiotics.publishing.publish import Published, publish
from psychobiotics.records.document import RawItem
from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.errors import SourceError, ValidationError
from psychobiotics.records.reasons import Rejection
from psychobiotics.sources.ingest import IngestReport, Intake, ingest_paths
from psychobiotics.sources.ledger import FILE as LEDGER
from psychobiotics.sources.ledger import refusals
from psychobiotics.validation.frames import to_frame
from psychobiotics.validation.row_checks import check_rows
from psychobiotics.validation.validate import TableCount, validate

logger = logging.getLogger(__name__)

WORKERS = 2

# Told of each step: what is being done, how much is done, how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a run did, as a person wants to know it.

    Attributes:
        published: The version, and whether it is new.
        counts: Rows in, out, quarantined and repeated, by table.
        quarantine: Refusals by reason.
        files: Raw files read.
        reused: Of those, files whose drafts were there already.
    """

    published: Published
    counts: dict[str, TableCount]
    quarantine: dict[str, int]
    files: int
    reused: int


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says of the documents that are taken in.

    Attributes:
        licence: Where it is known.
        provenance: "paraphrase" for texts of one's own wording, None for originals.
    """

    licence: str | None = None
    provenance: str | None = None


def ingest(
    workspace: Workspace, paths: Sequence[Path], now: datetime, progress: Progress | None = None, said: Said = Said()
) -> IngestReport:
    """Take files and folders into the raw store.

    Raises:
        SourceError: The store cannot be written.
    """
    tell = (lambda done, all_: progress("ingest", done, all_)) if progress else None
    inspect = Inspector(project_columns(workspace))
    intake = Intake(workspace.raw, detect_media_type, now, said.licence, said.provenance, inspect, STREAMED)
    return ingest_paths(paths, intake, tell)


def plan(workspace: Workspace) -> list[Shard]:
    """The batches of the current revisions of all sources.

    Raises:
        SourceError: Nothing was ever taken in: a mistyped data root, or a disk that is not there. Building from it
            would publish a version without any row.
    """
    items = mapped_items(workspace)
    if not items and not (workspace.raw / LEDGER).exists():
        raise SourceError(
            f"{workspace.raw}: expected documents, found none; take some in (psychobiotics ingest FOLDER), "
            "or name another data root"
        )
    return plan_shards(workspace, items)


def refresh(
    workspace: Workspace, now: datetime, progress: Progress | None = None, workers: int = WORKERS
) -> RefreshReport:
    """Run the whole road over the raw store and publish a version, if anything changed.

    Args:
        workspace: The data root.
        now: Time of the run; names the version.
        progress: Told of the files that are read, after each batch, and of the steps that follow.
        workers: Worker processes; 1 works in this process.

    Raises:
        PsychobioticsError: The run cannot finish; the last version stays as it is.
    """
    workspace.require_room()
    shards = plan(workspace)
    results = list(_drafted(workspace, shards, workers, progress))
    return link_and_publish(workspace, results, now, progress)


def _drafted(
    workspace: Workspace, shards: Sequence[Shard], workers: int, progress: Progress | None
) -> Iterator[ShardResult]:
    tell = progress or (lambda _what, _done, _all: None)
    done, total = 0, count_files(shards)
    tell("read files", done, total)
    for result in _results(workspace, shards, workers):
        done += result.files
        tell("read files", done, total)
        yield result


def _results(workspace: Workspace, shards: Sequence[Shard], workers: int) -> Iterator[ShardResult]:
    if workers == 1 or len(shards) <= 1:
        yield from (process_shard(workspace, shard) for shard in shards)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        futures = [pool.submit(process_shard, workspace, shard) for shard in shards]
        yield from (future.result() for future in as_completed(futures))


def link_and_publish(
    workspace: Workspace, results: Iterable[ShardResult], now: datetime, progress: Progress | None = None
) -> RefreshReport:
    """Link the drafts of all current files, apply decisions, validate and publish.

    Raises:
        PsychobioticsError: A decision, a check on a whole table or the disk forbids it; nothing half-written is left.
    """
    tell = progress or (lambda _what, _done, _all: None)
    items = mapped_items(workspace)
    drafts, rejections = _collect(workspace, items)
    tell("link and check", 0, 2)
    tables = link(drafts)
    decisions = load_decisions(workspace.curation)
    apply_decisions(tables, decisions)
    relate_studies(tables)  # of the studies that curators have left
    validated = validate(tables, [*rejections, *refusals(workspace.raw)])
    frames = validated.frames
    for table, rows in build_derived(frames).items():
        frames[table] = to_frame(table, rows)
        if refused := check_rows(table, frames[table]):
            raise ValidationError(f"derived table {table}: {refused[0].message}")
    tell("link and check", 1, 2)
    sources = {item.source: item.sha256 for item in items} | mapping_hashes(items)
    made = Provenance(stage_version(), sources, mark_decisions(decisions))
    published = publish(frames, workspace.processed, made, now)
    tell("link and check", 2, 2)
    counted = list(results)
    by_reason = {str(check): int(n) for check, n in frames["quarantine"]["check"].value_counts().sort_index().items()}
    return RefreshReport(
        published, validated.counts, by_reason, sum(r.files for r in counted), sum(r.reused for r in counted)
    )


def _collect(workspace: Workspace, items: Iterable[RawItem]) -> tuple[list[DocumentDraft], list[Rejection]]:
    drafts: list[DocumentDraft] = []
    rejections: list[Rejection] = []
    for item in items:
        for outcome in _outcomes(workspace, item):
            if isinstance(outcome, DocumentDraft):
                drafts.append(outcome)
            else:
                rejections.append(outcome)
    kept, aside = set_aside(drafts, rejections)
    return kept, [*rejections, *aside]


def _outcomes(workspace: Workspace, item: RawItem) -> Iterator[Outcome]:
    yield from read_drafts(draft_path(workspace.interim, stage_version(), item_key(item)))
