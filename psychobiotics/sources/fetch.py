"""Declared sources into the raw store: each batch is stored and recorded before the next is asked for.

A source that fails is reported and the others go on. What is fetched is new or has changed since the source's last
success, with some days of overlap, because services post late.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from psychobiotics.records.errors import SourceError
from psychobiotics.records.reasons import Rejection
from psychobiotics.sources import clinical_trials, pubmed, web_pages
from psychobiotics.sources.answers import Limits, RequestRefusedError
from psychobiotics.sources.clinical_trials import fetch_clinical_trials
from psychobiotics.sources.declarations import SourceKind, SourceSpec
from psychobiotics.sources.europe_pmc import fetch_europe_pmc
from psychobiotics.sources.fetch_log import (
    FetchState,
    known_validators,
    read_state,
    write_state,
    write_validators,
)
from psychobiotics.sources.fetched import Ask, Batch, Fetched, Fetcher
from psychobiotics.sources.file_prefix import fetch_files
from psychobiotics.sources.ingest import IngestReport, Intake, Origin, ingest_bytes, may_stream
from psychobiotics.sources.ledger import record_gone
from psychobiotics.sources.pubmed import fetch_pubmed
from psychobiotics.sources.transport import Transport
from psychobiotics.sources.web_pages import fetch_feed, fetch_urls

logger = logging.getLogger(__name__)

OVERLAP = timedelta(days=3)  # services post changes up to a few days after the date that they give them
# Told of each batch: source, records asked for, records that there are.
Progress = Callable[[str, int, int], None]

_FETCHERS: dict[SourceKind, Fetcher] = {
    SourceKind.PUBMED: fetch_pubmed,
    SourceKind.EUROPE_PMC: fetch_europe_pmc,
    SourceKind.CLINICAL_TRIALS: fetch_clinical_trials,
    SourceKind.URLS: fetch_urls,
    SourceKind.FEED: fetch_feed,
    SourceKind.FILES: fetch_files,
}
_PACES: dict[SourceKind, Callable[[], float]] = {
    SourceKind.PUBMED: pubmed.pace,
    SourceKind.EUROPE_PMC: lambda: 5.0,
    SourceKind.CLINICAL_TRIALS: lambda: clinical_trials.PACE,
    SourceKind.URLS: lambda: web_pages.PACE,
    SourceKind.FEED: lambda: web_pages.PACE,
    SourceKind.FILES: lambda: 1_000.0,
}


@dataclass(slots=True)
class SourceReport:
    """What one source brought.

    Attributes:
        name: Of the source.
        added: Documents that are new, or a new revision.
        changed: Of those, the new revisions, and tables whose mapping file has changed.
        unchanged: Documents that were there already.
        gone: Documents that are no longer there.
        refused: What was brought and is no document.
        failed: One sentence for each document that could not be had.
        error: Why the source stopped before its end, or None.
        notes: What becomes of the columns of tables, where a person should know it.
        unfinished: It stopped at its limit; the next run goes on from there.
    """

    name: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    refused: list[Rejection] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str | None = None
    unfinished: bool = False

    @property
    def asked(self) -> int:
        """Documents that the source was asked for, whatever came of each."""
        return self.added + self.unchanged + self.gone + self.not_had

    @property
    def not_had(self) -> int:
        """Documents that could not be had, or are none."""
        return len(self.refused) + len(self.failed)


def fetch_sources(
    specs: Sequence[SourceSpec], intake: Intake, limits: Limits, progress: Progress | None = None
) -> list[SourceReport]:
    """Ask each source for what is new and take it into the raw store.

    Args:
        specs: Sources, asked in this order.
        intake: The raw store and the time of the run.
        limits: Of each request.
        progress: Told of each batch.

    Raises:
        SourceError: The store cannot be written; a source that fails is in its report instead.
    """
    return [_fetch_source(spec, intake, limits, progress) for spec in specs]


def _fetch_source(spec: SourceSpec, intake: Intake, limits: Limits, progress: Progress | None) -> SourceReport:
    report = SourceReport(spec.name)
    state = _begin(spec, intake)
    ask = Ask(
        spec,
        state.since,
        state.until,
        state.resume,
        known_validators(intake.raw, spec.name),
        partial(may_stream, intake=intake),
    )
    try:
        with Transport(limits, _PACES[spec.kind]()) as transport:
            for batch in _FETCHERS[spec.kind](ask, transport):
                state = _take_batch(spec, intake, batch, (state, report))
                if progress:
                    progress(spec.name, batch.done, batch.total or batch.done)
    except Exception as error:  # the guard around each source: the others go on
        # A place that the service no longer knows must not stop this source for ever: start over next time.
        stale = isinstance(error, RequestRefusedError) and state.resume == ask.resume
        report.error = str(error) if isinstance(error, SourceError) else _unexpected(spec, error)
        state = replace(state, message=report.error, resume=None if stale else state.resume)
        write_state(intake.raw, spec.name, state)
        logger.info("source %s stopped: %s", spec.name, report.error)
        return report
    report.unfinished = state.resume is not None
    success = state.last_success if report.unfinished else state.until
    write_state(intake.raw, spec.name, replace(state, last_success=success))
    return report


def _unexpected(spec: SourceSpec, error: Exception) -> str:
    """What a defect of ours, or an answer of a form that no service has had, is told as; its values stay untold."""
    logger.debug("source %s failed", spec.name, exc_info=error)
    return (
        f"source {spec.name}: expected an answer in the form that the service documents, found another "
        f"({type(error).__name__}); try again later, and report it if it stays"
    )


def _begin(spec: SourceSpec, intake: Intake) -> FetchState:
    """The days to ask for: those of an unfinished run, else those since the last success."""
    question = "\n".join((spec.kind, spec.query, str(spec.since or ""), spec.url or "", *spec.urls))
    known = read_state(intake.raw, spec.name)
    today = intake.now.date()
    if known is None or known.question != question:
        state = FetchState(question, spec.since, today, None, None, 0, None)
    elif known.resume is not None:
        state = replace(known, message=None)
    else:
        since = known.last_success - OVERLAP if known.last_success else spec.since
        state = replace(known, since=since, until=today, message=None)
    write_state(intake.raw, spec.name, state)
    return state


def _take_batch(spec: SourceSpec, intake: Intake, batch: Batch, so_far: tuple[FetchState, SourceReport]) -> FetchState:
    state, report = so_far
    taken = IngestReport()
    for item in batch.items:
        _take(spec, intake, item, (taken, report))
    report.added += len(taken.added) + len(taken.remapped)
    report.changed += len(taken.changed) + len(taken.remapped)
    report.unchanged += len(taken.unchanged) - len(taken.remapped) + batch.unchanged
    report.refused += taken.refused
    report.notes += taken.notes
    report.failed += batch.failed
    state = replace(state, resume=batch.resume, records=state.records + len(taken.added))
    write_state(intake.raw, spec.name, state)
    return state


def _take(spec: SourceSpec, intake: Intake, item: Fetched, reports: tuple[IngestReport, SourceReport]) -> None:
    taken, report = reports
    if item.data is None:
        report.gone += record_gone(intake.raw, item.source, item.file_name, intake.now)
        write_validators(intake.raw, spec.name, item.source, None)
        return
    origin = Origin(item.source, item.file_name, item.licence or spec.licence, None, item.url, item.columns)
    ingest_bytes(item.data, origin, intake, taken)
    if item.validators is not None:
        write_validators(intake.raw, spec.name, item.source, item.validators)
