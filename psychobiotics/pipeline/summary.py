"""What a run did, small enough to print, to pickle and to put into an artifact."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from psychobiotics.pipeline.refresh import RefreshReport
from psychobiotics.sources.fetch import SourceReport


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run, as a person wants to know it.

    Attributes:
        version: Name of the version that is the latest now; None where nothing could be published yet.
        folder: Where it lies.
        is_new: Whether this run published it.
        changes: Table to rows added, removed, changed against the parent.
        rows: Table to (in, out, quarantined, duplicates).
        quarantine: Refusals by reason.
        files: Raw files read.
        reused: Of those, files whose drafts were there already.
        fetched: What each network source brought, where any was asked.
    """

    version: str | None
    folder: Path | None
    is_new: bool
    changes: dict[str, dict[str, int]] = field(default_factory=dict)
    rows: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)
    quarantine: dict[str, int] = field(default_factory=dict)
    files: int = 0
    reused: int = 0
    fetched: tuple[SourceReport, ...] = ()


def summarise(report: RefreshReport, fetched: Sequence[SourceReport] = ()) -> RunSummary:
    """The summary of a finished run, and of the fetch before it."""
    published = report.published
    difference = published.difference
    return RunSummary(
        version=published.version.name if published.version else None,
        folder=published.version.folder if published.version else None,
        is_new=published.is_new,
        changes={table: dict(counts) for table, counts in difference.counts().items()} if difference else {},
        rows={
            table: (count.rows_in, count.rows_out, count.quarantined, count.duplicates)
            for table, count in report.counts.items()
        },
        quarantine=report.quarantine,
        files=report.files,
        reused=report.reused,
        fetched=tuple(fetched),
    )


def render_markdown(summary: RunSummary) -> str:
    """The summary as a Markdown page: what changed, what was refused, how to load it."""
    return "\n".join(_lines(summary)) + "\n"


def _lines(summary: RunSummary) -> Iterator[str]:
    yield f"# {'Published' if summary.is_new else 'Nothing new:'} {summary.version or 'no version yet'}"
    yield ""
    yield f"{summary.files} files read, {summary.reused} of them unchanged since the last run."
    if summary.fetched:
        yield from ("", "| source | asked | new | changed | gone | trouble |", "|---|---|---|---|---|---|")
        for source in summary.fetched:
            trouble = source.error or f"{source.not_had} documents"
            new = source.added - source.changed
            yield f"| {source.name} | {source.asked} | {new} | {source.changed} | {source.gone} | {trouble} |"
    if summary.changes:
        yield from ("", "| table | added | removed | changed |", "|---|---|---|---|")
        for table, counts in summary.changes.items():
            cells = " | ".join(str(counts.get(change, 0)) for change in ("added", "removed", "changed"))
            yield f"| {table} | {cells} |"
    yield from ("", "| table | rows in | rows out | quarantined | duplicates |", "|---|---|---|---|---|")
    for table, row_counts in summary.rows.items():
        yield f"| {table} | {' | '.join(map(str, row_counts))} |"
    if summary.quarantine:
        yield from ("", "Refused, by reason:", "")
        yield from (f"- {reason}: {count}" for reason, count in summary.quarantine.items())
    yield from ("", "Load it:", "", "```python", "from psychobiotics import load_dataset")
    yield from (f'ds = load_dataset("{summary.version}")', "```")
