"""What the ledger knows of network sources: last successes, unfinished runs, and validators of addresses.

A run is recorded before its first request and after each batch, so that one that dies is gone on with where it
stopped, over the same days.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from psychobiotics.sources.answers import Validators
from psychobiotics.sources.ledger import open_ledger

_TABLES = """
create table if not exists fetches (
    name text primary key, question text not null, since text, until text not null, resume text, last_success text,
    records integer not null, message text
);
create table if not exists validators (
    name text, url text, etag text, last_modified text, primary key (name, url)
);
"""


@dataclass(frozen=True, slots=True)
class FetchState:
    """What is known of one source.

    Attributes:
        question: What was asked (kind, query, address); another question starts from the beginning.
        since: First day of the last run.
        until: Last day of the last run.
        resume: Where it stopped; None where it came to its end.
        last_success: Last day of the last run that came to its end.
        records: Documents it has brought in all.
        message: Why the last run stopped, where it failed.
    """

    question: str
    since: date | None
    until: date
    resume: str | None
    last_success: date | None
    records: int
    message: str | None


def read_state(raw: Path, name: str) -> FetchState | None:
    """What is known of a source, None where it was never asked."""
    with _open(raw) as ledger:
        row = ledger.execute(
            "select question, since, until, resume, last_success, records, message from fetches where name = ?", (name,)
        ).fetchone()
    if row is None:
        return None
    question, since, until, resume, success, records, message = row
    return FetchState(question, _day(since), date.fromisoformat(until), resume, _day(success), records, message)


def write_state(raw: Path, name: str, state: FetchState) -> None:
    """Record how far a source has got."""
    row = (
        name,
        state.question,
        state.since and state.since.isoformat(),
        state.until.isoformat(),
        state.resume,
        state.last_success and state.last_success.isoformat(),
        state.records,
        state.message,
    )
    with _open(raw) as ledger:
        ledger.execute("insert or replace into fetches values (?, ?, ?, ?, ?, ?, ?, ?)", row)


def known_validators(raw: Path, name: str) -> dict[str, Validators]:
    """What servers said of the addresses of a source."""
    with _open(raw) as ledger:
        rows = ledger.execute("select url, etag, last_modified from validators where name = ?", (name,)).fetchall()
    return {url: Validators(etag, modified) for url, etag, modified in rows}


def write_validators(raw: Path, name: str, url: str, validators: Validators | None) -> None:
    """Keep what a server said of an address; forget it where it says nothing, or the address is gone."""
    with _open(raw) as ledger:
        if validators is None or validators == Validators():
            ledger.execute("delete from validators where name = ? and url = ?", (name, url))
        else:
            row = (name, url, validators.etag, validators.last_modified)
            ledger.execute("insert or replace into validators values (?, ?, ?, ?)", row)


def _day(text: str | None) -> date | None:
    return datetime.fromisoformat(text).date() if text else None


@contextmanager
def _open(raw: Path) -> Iterator[sqlite3.Connection]:
    with open_ledger(raw) as ledger:
        ledger.executescript(_TABLES)
        yield ledger
