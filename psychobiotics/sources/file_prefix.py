"""Files under a folder or a prefix of any storage that fsspec reaches ("s3://bucket/reviews/", "gs://...", a folder).

A file whose size and time have not changed is not read again; one that is no longer there is gone.
"""

from collections.abc import Iterator
from typing import Any

import fsspec

from psychobiotics.records.errors import SourceError
from psychobiotics.sources.fetched import Ask, Batch, Fetched
from psychobiotics.sources.ingest import MAX_FILE_BYTES, printable
from psychobiotics.sources.transport import Transport, Validators

_MARKS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "updated", "created")


def fetch_files(ask: Ask, _transport: Transport) -> Iterator[Batch]:
    """Each file under the prefix that is new or has changed, and each known one that is no longer there.

    Hidden files are left out. Known files of another prefix, which the declaration named before, are left as they are.
    """
    storage, root, listing = _list(ask)
    base = f"{(ask.spec.url or '').rstrip('/')}/"
    names = {f"{base}{printable(within)}": path for path in sorted(listing) if (within := _visible(path, root))}
    changed = [(source, path) for source, path in names.items() if ask.known.get(source) != _mark(listing[path])]
    gone = [source for source in ask.known if source.startswith(base) and source not in names]
    total = min(len(changed), ask.spec.limit)
    for done, (source, path) in enumerate(changed[: ask.spec.limit], 1):
        try:
            data = _read(storage, path, listing[path].get("size") or 0)
        except OSError as error:
            yield Batch((), None, done, total, (f"{source}: expected a readable file, found: {error}",))
            continue
        item = Fetched(source, source.rsplit("/", 1)[-1], data, validators=_mark(listing[path]))
        yield Batch((item,), None, done, total)
    yield Batch(tuple(Fetched(source, source.rsplit("/", 1)[-1], None) for source in gone), None, total, total)


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


def _read(storage: Any, path: str, size: int) -> bytes:
    if size > MAX_FILE_BYTES:
        raise OSError(f"{size:,} bytes, more than {MAX_FILE_BYTES:,}; compress (gzip) or split it")
    data: bytes = storage.cat_file(path)
    return data


def _visible(path: str, root: str) -> str:
    """The path below the prefix; nothing for a hidden file or folder."""
    within = path[len(root) :].lstrip("/") or path.rsplit("/", 1)[-1]
    return "" if any(part.startswith(".") for part in within.split("/")) else within


def _mark(found: dict[str, Any]) -> Validators:
    """Size and the first mark of change that the storage has."""
    mark = next((str(found[name]) for name in _MARKS if found.get(name)), "")
    return Validators(f"{found.get('size')} {mark}")
