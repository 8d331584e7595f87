"""The raw store: original bytes by content hash, each with a sidecar; never altered, never overwritten.

Layout: `raw/<2 hex>/<16 hex>--<file name>` and beside it `<same>.meta.json`. A file that somebody puts there by hand,
without a sidecar, is taken as its own source.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from psychobiotics.records.document import RawItem
from psychobiotics.records.errors import SourceError
from psychobiotics.sources.column_files import own_mapping
from psychobiotics.sources.large_files import copy_into, digest_of

SIDECAR = ".meta.json"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80  # characters; with the hash and the sidecar's ending well below every file system's 255


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What is known of a raw file besides its bytes.

    Attributes:
        source: Where it came from: relative path, URL or API query.
        file_name: Name as the user knows it.
        sha256: Of the bytes.
        n_bytes: Their number.
        media_type: Found from the content.
        retrieved_at: When it was taken, ISO 8601.
        licence: Where it is known.
        provenance: "paraphrase" for a text of our own wording, None for an original.
        url: Canonical address where it is known.
        columns: Text of the mapping file that goes with a table.
    """

    source: str
    file_name: str
    sha256: str
    n_bytes: int
    media_type: str
    retrieved_at: str | None = None
    licence: str | None = None
    provenance: str | None = None
    url: str | None = None
    columns: str | None = None


def store_bytes(raw: Path, data: bytes | Path, sidecar: Sidecar) -> bool:
    """Put a file and its sidecar into the store; False where these bytes are there already.

    A file too large to be held in memory is handed in by its path, and copied.

    The sidecar is written last: a file without one was cut short, and the next run writes both again. Bytes that are
    there stay as they are; a mapping file that has changed since goes into their sidecar.

    Raises:
        SourceError: The store cannot be written.
    """
    path = _path(raw, sidecar)
    known = next(iter(sorted(path.parent.glob(f"{sidecar.sha256[:16]}--*{SIDECAR}"))), None)
    try:
        if known is not None:  # the same bytes, under whatever name
            _remap(known, sidecar)
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data, sidecar.sha256)
        _write_sidecar(_sidecar_path(path), sidecar)
    except OSError as error:
        raise SourceError(
            f"{path}: expected to write here, found: {error.strerror or error}; free space or permissions, try again"
        ) from error
    return True


def mapping_of(raw: Path, sha256: str) -> str | None:
    """The mapping file that goes with stored bytes; None where there is none, or the bytes are not stored."""
    known = next(iter(sorted((raw / sha256[:2]).glob(f"{sha256[:16]}--*{SIDECAR}"))), None)
    return _read_sidecar(known, known.name).columns if known else None


def _remap(known: Path, sidecar: Sidecar) -> None:
    """Take over a mapping file that differs; one that another source of the same bytes has none of stays."""
    said = _read_sidecar(known, known.name)
    if said.columns != sidecar.columns and (sidecar.columns is not None or said.source == sidecar.source):
        _write_sidecar(known, replace(said, columns=sidecar.columns))


def list_items(raw: Path) -> tuple[RawItem, ...]:
    """Every file of the store, by source and hash.

    Raises:
        SourceError: A sidecar cannot be read.
    """
    paths = sorted(path for path in raw.glob("**/*") if _is_data(path, raw))
    items = (_read_item(raw, path) for path in paths)
    return tuple(sorted(items, key=lambda item: (item.source, item.sha256, item.path)))


def read_item(raw: Path, item: RawItem) -> bytes:
    """The bytes of a stored file.

    Raises:
        SourceError: They cannot be read, or are no longer those that were stored.
    """
    try:
        data = (raw / item.path).read_bytes()
    except OSError as error:
        raise SourceError(f"{item.path}: expected a readable file, found: {error.strerror or error}") from error
    if sha256(data).hexdigest() != item.sha256:
        raise SourceError(f"{item.path}: expected the bytes that its sidecar names, found others; restore the original")
    return data


def open_item(raw: Path, item: RawItem) -> BinaryIO:
    """A stored file that is too large to be held in memory, as a stream.

    Raises:
        SourceError: As :func:`read_item`.
    """
    path = raw / item.path
    try:
        if digest_of(path) == item.sha256:
            return path.open("rb")
    except OSError as error:
        raise SourceError(f"{item.path}: expected a readable file, found: {error.strerror or error}") from error
    raise SourceError(f"{item.path}: expected the bytes that its sidecar names, found others; restore the original")


def _path(raw: Path, sidecar: Sidecar) -> Path:
    name = _UNSAFE.sub("-", sidecar.file_name).strip("-.") or "document"
    stem, dot, ending = name.rpartition(".")
    short = f"{stem[: _LONGEST_NAME - len(ending)]}{dot}{ending}" if dot else name[:_LONGEST_NAME]
    return raw / sidecar.sha256[:2] / f"{sidecar.sha256[:16]}--{short}"


def _sidecar_path(path: Path) -> Path:
    return path.with_name(path.name + SIDECAR)


def _write(path: Path, data: bytes | Path, digest: str = "") -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as file:
        if isinstance(data, Path):
            copy_into(data, file, digest)
        else:
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _write_sidecar(path: Path, sidecar: Sidecar) -> None:
    said = {key: value for key, value in asdict(sidecar).items() if key != "columns" or value is not None}
    _write(path, (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode())


def _is_data(path: Path, raw: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(raw).parts)
    return not hidden and path.is_file() and not path.is_symlink() and not path.name.endswith(SIDECAR)


def _read_item(raw: Path, path: Path) -> RawItem:
    sidecar_path, relative = _sidecar_path(path), path.relative_to(raw).as_posix()
    if not sidecar_path.is_file():
        return RawItem(digest_of(path), relative, path.name, relative, "")
    said = _read_sidecar(sidecar_path, f"{relative}{SIDECAR}")
    columns = own_mapping(said.file_name, said.columns)
    return RawItem(
        said.sha256,
        relative,
        said.file_name,
        said.source,
        said.media_type,
        said.provenance,
        said.licence,
        said.url,
        columns,
    )


def _read_sidecar(path: Path, name: str) -> Sidecar:
    try:
        return Sidecar(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SourceError(f"{name}: expected a sidecar, found it broken ({error}); restore it") from error
