"""Files under a folder or a prefix of any storage that fsspec reaches ("s3://bucket/reviews/", "gs://...", a folder).

A file whose size and time have not changed is not read again; one that is no longer there is gone.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import fsspec

from psychobiotics.records.errors import ParseError, SourceError
from psychobiotics.sources.answers import Validators
from psychobiotics.sources.column_files import ENDING, is_mapping, mapping_text
from psychobiotics.sources.fetched import Ask, Batch, Fetched
from psychobiotics.sources.ingest import MAX_FILE_BYTES, printable, refuse_too_large
from psychobiotics.sources.large_files import HEAD_BYTES
from psychobiotics.sources.transport import Transport

_MARKS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "updated", "created")


def fetch_files(ask: Ask, _transport: Transport) -> Iterator[Batch]:
    """Each file under the prefix that is new or has changed, and each known one that is no longer there.

    Hidden files are left out. Known files of another prefix, which the declaration named before, are left as they are.
    """
    storage, root, listing = _list(ask)
    base = f"{(ask.spec.url or '').rstrip('/')}/"
    names = {f"{base}{printable(within)}": path for path in sorted(listing) if (within := _visible(path, root))}
    marks = {source: _mark_with_mapping(source, names, listing) for source in names if not is_mapping(source)}
    changed = [source for source, mark in marks.items() if ask.known.get(source) != mark]
    gone = [source for source in ask.known if source.startswith(base) and source not in names]
    total = min(len(changed), ask.spec.limit)
    for done, source in enumerate(changed[: ask.spec.limit], 1):
        with TemporaryDirectory() as folder:
            try:
                data = _read(storage, listing[names[source]], names[source], (ask, Path(folder)))
                columns = _columns(storage, listing, source, names)
            except (OSError, ParseError) as error:
                yield Batch((), None, done, total, (f"{source}: expected a readable file, found: {error}",))
                continue
            item = Fetched(source, source.rsplit("/", 1)[-1], data, validators=marks[source], columns=columns)
            yield Batch((item,), None, done, total)
    lonely = [source for source in names if is_mapping(source) and source.removesuffix(ENDING) not in names]
    failed = tuple(
        f"{source}: expected its table beside it, found none; name the file after its table" for source in lonely
    )
    left = tuple(Fetched(source, source.rsplit("/", 1)[-1], None) for source in gone)
    yield Batch(left, None, total, total, failed)


def _list(ask: Ask) -> tuple[Any, str, dict[str, dict[str, Any]]]:
    """The storage, the prefix as it writes it, and what it says of each file there."""
    prefix = ask.spec.url or ""
    try:
        storage, root = fsspec.core.url_to_fs(prefix)
        listing: dict[str, dict[str, Any]] = storage.find(root, detail=True)
        there = bool(listing) or storage.exists(root)
    except (ImportError, ValueError, OSError) as error:
        raise SourceError(
            f"source {ask.spec.name}: expected files under {prefix}, found: {error}; "
            "check `url`, your credentials, and that fsspec's package for this storage is installed"
        ) from error
    if ask.known and not listing:  # an unmounted disk must not empty the dataset
        raise SourceError(
            f"source {ask.spec.name}: expected files under {prefix}, found none where there were {len(ask.known)}; "
            "is it mounted? If they are to leave, remove the source from sources.toml"
        )
    if not there:
        raise SourceError(f"source {ask.spec.name}: expected files under {prefix}, found nothing there; check `url`")
    return storage, root, listing


def _read(storage: Any, found: Mapping[str, Any], path: str, asked: tuple[Ask, Path]) -> bytes | Path:
    """A file's bytes; a large one, of a format that is read as a stream, is brought into the folder."""
    size = found.get("size") or 0
    if size <= MAX_FILE_BYTES:
        data: bytes = storage.cat_file(path)
        return data
    ask, folder = asked
    refuse_too_large(size, ask.streams(storage.cat_file(path, start=0, end=HEAD_BYTES)))
    copy = folder / "large"
    storage.get_file(path, str(copy))
    return copy


def _columns(storage: Any, listing: Mapping[str, dict[str, Any]], source: str, names: Mapping[str, str]) -> str | None:
    """The text of a table's mapping file."""
    beside = names.get(source + ENDING)
    if beside is None:
        return None
    refuse_too_large(listing[beside].get("size") or 0, streams=False)
    return mapping_text(source + ENDING, storage.cat_file(beside))


def _visible(path: str, root: str) -> str:
    """The path below the prefix; nothing for a hidden file or folder."""
    within = path[len(root) :].lstrip("/") or path.rsplit("/", 1)[-1]
    return "" if any(part.startswith(".") for part in within.split("/")) else within


def _mark_with_mapping(source: str, names: Mapping[str, str], listing: Mapping[str, dict[str, Any]]) -> Validators:
    """A table changes with its mapping file."""
    own, beside = _mark(listing[names[source]]), names.get(source + ENDING)
    return Validators(f"{own.etag} {_mark(listing[beside]).etag}") if beside else own


def _mark(found: dict[str, Any]) -> Validators:
    """Size and the first mark of change that the storage has."""
    mark = next((str(found[name]) for name in _MARKS if found.get(name)), "")
    return Validators(f"{found.get('size')} {mark}")
