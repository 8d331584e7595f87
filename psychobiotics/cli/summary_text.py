"""A run's summary for a terminal of 80 columns."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

from psychobiotics.dataset import data_root
from psychobiotics.pipeline.summary import RunSummary

_WIDTH = 80


def summary_lines(summary: RunSummary) -> Iterator[str]:
    """The summary, line by line: the version, what changed, what was refused, how to load it."""
    folder = _near(summary.folder) if summary.folder else "nowhere yet"
    if summary.is_new:
        yield f"Published {summary.version} in {folder}"
    else:
        yield f"Nothing new: {summary.version} in {folder} already holds this"
    yield f"{summary.files} files read, {summary.reused} unchanged since the last run"
    if summary.is_new:
        yield from ("", f"{'table':<18}{'rows':>7}{'added':>7}{'removed':>9}{'changed':>9}{'refused':>9}")
        for table, (_, rows, quarantined, duplicates) in summary.rows.items():
            changes = summary.changes.get(table, {})
            added, removed, changed = (changes.get(change, 0) for change in ("added", "removed", "changed"))
            yield f"{table:<18}{rows:>7}{added:>7}{removed:>9}{changed:>9}{quarantined + duplicates:>9}"
    if summary.quarantine:
        refused = ", ".join(f"{reason} {count}" for reason, count in summary.quarantine.items())
        yield from ("", *textwrap.wrap(f"Refused: {refused}", _WIDTH, subsequent_indent="  "))
        yield f"  see: psychobiotics quarantine{_other_root(summary, ' --data {}')}"
    if summary.version:
        yield from ("", "Load it:", f'  pandas.read_parquet("{folder}/studies.parquet")')
        named = _other_root(summary, 'data="{}"')
        yield f"  from psychobiotics import load_dataset; ds = load_dataset({named}); ds.studies"


def _other_root(summary: RunSummary, words: str) -> str:
    """The words that name the data root, where nothing but the command line named it."""
    if summary.folder is None:
        return ""
    root = summary.folder.resolve().parent.parent
    return "" if root == data_root().resolve() else words.format(_near(root))


def _near(folder: Path) -> str:
    """The folder from here where that is shorter."""
    try:
        return str(folder.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(folder)
