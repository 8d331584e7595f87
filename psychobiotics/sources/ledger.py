"""The ledger: when each revision of each source was first and last seen, and what was refused.

SQLite beside the raw files (`raw/.ledger.sqlite`). Only times and refusals live here: the store itself says which
documents there are, so a fresh clone without a ledger builds the same dataset.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from psychobiotics.records.document import RawItem
from psychobiotics.records.errors import SourceError
from psychobiotics.records.reasons import Reason, Rejection
from psychobiotics.sources.raw_store import list_items

FILE = ".ledger.sqlite"
_TABLES = """
create table if not exists sightings (
    source text, sha256 text, first_seen text not null, last_seen text not null, primary key (source, sha256)
);
create table if not exists refusals (
    source text primary key, file_name text not null, reason text not null, message text not null, sha256 text,
    last_seen text not null
);
create table if not exists gone (source text primary key, file_name text not null, since text not null);
"""


def record_sighting(raw: Path, source: str, sha256: str, now: datetime) -> bool:
    """Note that a source had these bytes just now; a refusal of the source is forgotten.

    Returns:
        Whether the source was known with other bytes.
    """
    with open_ledger(raw) as ledger:
        others = ledger.execute("select 1 from sightings where source = ? and sha256 <> ?", (source, sha256)).fetchone()
        ledger.execute(
            "insert into sightings values (:source, :sha256, :now, :now)"
            " on conflict (source, sha256) do update set last_seen = :now",
            {"source": source, "sha256": sha256, "now": now.isoformat()},
        )
        ledger.execute("delete from refusals where source = ?", (source,))
        ledger.execute("delete from gone where source = ?", (source,))
    return others is not None


def record_gone(raw: Path, source: str, file_name: str, now: datetime) -> bool:
    """Note that a source that was stored is no longer there; False where nothing of it was stored."""
    with open_ledger(raw) as ledger:
        if ledger.execute("select 1 from sightings where source = ?", (source,)).fetchone() is None:
            return False
        ledger.execute("insert or ignore into gone values (?, ?, ?)", (source, file_name, now.isoformat()))
    return True


def record_refusal(raw: Path, source: str, rejection: Rejection, now: datetime) -> None:
    """Note that a source was refused just now, so that the next build's quarantine names it."""
    row = (source, rejection.file_name, str(rejection.reason), rejection.message, rejection.sha256, now.isoformat())
    with open_ledger(raw) as ledger:
        ledger.execute("insert or replace into refusals values (?, ?, ?, ?, ?, ?)", row)


def refusals(raw: Path) -> tuple[Rejection, ...]:
    """What ingest refused and has not accepted since, and what has gone upstream, by source."""
    if not (raw / FILE).is_file():
        return ()
    with open_ledger(raw) as ledger:
        rows = ledger.execute("select file_name, reason, message, sha256 from refusals order by source").fetchall()
        gone = ledger.execute("select source, file_name from gone order by source").fetchall()
    refused = [Rejection(name, Reason(reason), message, sha256=digest) for name, reason, message, digest in rows]
    left = [
        Rejection(name, Reason.DELETED_UPSTREAM, f"{name}: {source} is no longer there; its rows have left")
        for source, name in gone
    ]
    return (*refused, *left)


def current_items(raw: Path) -> tuple[RawItem, ...]:
    """The files that a build reads: of each source that is still there, the revision that was seen last.

    Bytes are stored once, under the source that brought them first. Where that source has left or has other bytes now,
    and another one still has these, they are that one's.

    Raises:
        SourceError: The store or the ledger cannot be read.
    """
    items, gone = list_items(raw), _gone(raw)
    own = {(item.source, item.sha256): item for item in reversed(items)}
    stored = {item.sha256: item for item in reversed(items)}
    seen = {pair: last for pair, last in _last_seen(raw).items() if pair[1] in stored}
    newest: dict[str, tuple[str, str]] = {}
    for source, digest in sorted({*own, *seen}):
        rank = seen.get((source, digest), "")
        if source not in newest or rank > newest[source][0]:
            newest[source] = rank, digest
    current = [(source, digest) for source, (_, digest) in sorted(newest.items()) if source not in gone]
    taken = {pair[1]: own[pair] for pair in reversed(current) if pair in own}
    heirs = {digest: source for source, digest in reversed(current) if digest not in taken}
    inherited = [_handed_on(stored[digest], source) for digest, source in heirs.items()]
    return tuple(sorted((*(own[pair] for pair in current if pair in own), *inherited), key=lambda item: item.source))


def _handed_on(item: RawItem, source: str) -> RawItem:
    return replace(item, source=source, url=source if source.startswith(("http://", "https://")) else None)


def _gone(raw: Path) -> frozenset[str]:
    if not (raw / FILE).is_file():
        return frozenset()
    with open_ledger(raw) as ledger:
        return frozenset(source for (source,) in ledger.execute("select source from gone"))


def _last_seen(raw: Path) -> dict[tuple[str, str], str]:
    if not (raw / FILE).is_file():
        return {}
    with open_ledger(raw) as ledger:
        rows: Iterable[tuple[str, str, str]] = ledger.execute("select source, sha256, last_seen from sightings")
        return {(source, digest): last for source, digest, last in rows}


@contextmanager
def open_ledger(raw: Path) -> Iterator[sqlite3.Connection]:
    """One transaction on the ledger.

    Raises:
        SourceError: It cannot be read or written.
    """
    connection = None
    try:
        raw.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(raw / FILE, timeout=30)
        with connection:
            connection.executescript(_TABLES)
            yield connection
    except (OSError, sqlite3.Error) as error:
        raise SourceError(
            f"{raw / FILE}: expected a ledger that can be read and written, found: {error}; if it is broken, delete it"
        ) from error
    finally:
        if connection is not None:
            connection.close()
