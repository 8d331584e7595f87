"""What a network source hands over: documents in batches, each batch with the place to go on from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from psychobiotics.sources.answers import Validators
from psychobiotics.sources.declarations import SourceSpec
from psychobiotics.sources.transport import Transport


@dataclass(frozen=True, slots=True)
class Fetched:
    """One document of a source.

    Attributes:
        source: What it is kept under, the same at every fetch: "pubmed:123", an address.
        file_name: Name for people.
        data: Its bytes, or the path of a large file, which is there until the next batch is asked for; None where the
            document is no longer there.
        url: Canonical address.
        licence: Of this very document, where the source says it.
        validators: For the next conditional request.
        columns: Text of the mapping file that goes with a table.
    """

    source: str
    file_name: str
    data: bytes | Path | None
    url: str | None = None
    licence: str | None = None
    validators: Validators | None = None
    columns: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents, and how far the source has got.

    Attributes:
        items: Documents in the source's order.
        resume: Where to go on after them, in the source's own words; None at the end.
        done: Records asked for so far in this run.
        total: Records that there are, where it is known.
        failed: One sentence for each document that could not be had.
        unchanged: Documents that were asked for and not sent, because they have not changed.
    """

    items: tuple[Fetched, ...]
    resume: str | None
    done: int
    total: int | None = None
    failed: tuple[str, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """One run of one source.

    Attributes:
        spec: Its declaration.
        since: First day asked for; None for all time.
        until: Last day asked for.
        resume: Where an unfinished run stopped.
        known: Validators of addresses that were fetched before.
        streams: Whether a file that begins like this is read as a stream, and may be large.
    """

    spec: SourceSpec
    since: date | None
    until: date
    resume: str | None = None
    known: dict[str, Validators] = field(default_factory=dict)
    streams: Callable[[bytes], bool] = lambda _head: False


Fetcher = Callable[[Ask, Transport], Iterator[Batch]]
