"""Files under a folder or a prefix of any storage that fsspec reaches ("s3://bucket/reviews/", "gs://...", a folder).

A file whose size and time have not changed is not read again; one that is no longer there is gone.
"""

from collections.abc import Iterator
from typing import Any

import fsspec

from psychobiotics.records.errors import SourceError
from psychobiotics.sources.fetched import Ask, Batch, Fetched
from psychobiotics.sources.transport import Transport, Validators

_MARKS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "updated", "created")


def fetch_files(ask: Ask, _transport: Transport) -> Iterator[Batch]:
    """Each file under the prefix that is new or has changed, and each known one that is no longer there."""
    prefix = ask.spec.url or ""
    try:
        storage, root = fsspec.core.url_to_fs(prefix)
        listing: dict[str, dict[str, Any]] = storage.find(root, detail=True)
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
    names = {f"{prefix.rstrip('/')}/{path[len(root) :].lstrip('/')}": path for path in sorted(listing)}
    changed = [(source, path) for source, path in names.items() if ask.known.get(source) != _mark(listing[path])]
    gone = [source for source in ask.known if source not in names]
    total, done = min(len(changed), ask.spec.limit), 0
    for source, path in changed[: ask.spec.limit]:
        done += 1
        try:
            data = storage.cat_file(path)
        except OSError as error:
            yield Batch((), None, done, total, (f"{source}: expected a readable file, found: {error}",))
            continue
        item = Fetched(source, path.rsplit("/", 1)[-1], data, validators=_mark(listing[path]))
        yield Batch((item,), None, done, total)
    yield Batch(tuple(Fetched(source, source.rsplit("/", 1)[-1], None) for source in gone), None, done, total)


def _mark(found: dict[str, Any]) -> Validators:
    """Size and the first mark of change that the storage has."""
    mark = next((str(found[name]) for name in _MARKS if found.get(name)), "")
    return Validators(f"{found.get('size')} {mark}")
