"""Files and folders into the raw store: idempotent, bytes as they are, refusals by name and reason."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from psychobiotics.records.document import ColumnFile
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason, Rejection
from psychobiotics.sources.column_files import is_mapping, mapping_beside, own_mapping, table_of
from psychobiotics.sources.large_files import digest_of, head_of
from psychobiotics.sources.ledger import record_refusal, record_sighting
from psychobiotics.sources.raw_store import Sidecar, mapping_of, store_bytes

# As in parsing's limits. A larger file is refused before it is read, but for a format that is read as a stream.
MAX_FILE_BYTES = 100_000_000
MAX_STREAMED_BYTES = 2_000_000_000

Detector = Callable[[bytes], str]
# Told a file's name, its bytes and its mapping files: says what becomes of a table's columns, line by line; raises
# ParseError for a mapping that is wrong.
Inspector = Callable[[str, bytes, tuple[ColumnFile, ...]], list[str]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Intake:
    """How files are taken in.

    Attributes:
        raw: The raw store.
        detect: Tells the media type of bytes; raises ParseError for what is no document.
        now: Time of the intake.
        licence: Goes into every sidecar.
        provenance: Goes into every sidecar; "paraphrase" for texts of our own wording.
        inspect: Checks tables and their mapping files.
        streamed: Media types that are read as a stream, so that their files may be large.
    """

    raw: Path
    detect: Detector
    now: datetime
    licence: str | None = None
    provenance: str | None = None
    inspect: Inspector | None = None
    streamed: frozenset[str] = frozenset()


@dataclass(slots=True)
class IngestReport:
    """What an intake did, by file name.

    Attributes:
        added: New bytes.
        changed: Of those, new revisions of a known source.
        unchanged: Bytes that were there already.
        remapped: Of those, tables whose mapping file has changed.
        refused: What is no document.
        notes: What becomes of tables' columns, where a person should know it.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    remapped: list[str] = field(default_factory=list)
    refused: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def ingest_paths(paths: Sequence[Path], intake: Intake, progress: Progress | None = None) -> IngestReport:
    """Take files, and all files of folders, into the raw store.

    Symbolic links are not followed, hidden files are skipped; a file or folder that is not there is refused by name.

    Raises:
        SourceError: The store cannot be written.
    """
    report = IngestReport()
    found = list(dict.fromkeys(pair for path in paths for pair in _files(path, report)))
    for done, (path, source) in enumerate(found, 1):
        _ingest_file(path, source, intake, report)
        if progress:
            progress(done, len(found))
    return report


def _files(path: Path, report: IngestReport) -> Iterator[tuple[Path, str]]:
    """Pairs of file and source: the path within the given folder, or the bare name, never a machine's own path."""
    if path.is_symlink() or not path.exists():
        message = (
            f"{path.name}: expected a file or a folder, found {'a symbolic link' if path.is_symlink() else 'nothing'}"
        )
        report.refused.append(Rejection(printable(path.name), Reason.UNREADABLE, f"{message}; name the file itself"))
    elif path.is_dir():
        root = path.resolve()
        for file in sorted(root.rglob("*")):
            hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
            if file.is_file() and not file.is_symlink() and not hidden and (taken := _with_table(file, report)):
                yield taken, printable(f"{root.name}/{taken.relative_to(root).as_posix()}")
    elif path.is_file():
        if taken := _with_table(path, report):
            yield taken, printable(taken.name)
    else:
        message = f"{path.name}: expected a file or a folder, found a device or a pipe"
        report.refused.append(Rejection(printable(path.name), Reason.UNREADABLE, message))


def _with_table(path: Path, report: IngestReport) -> Path | None:
    """The file itself, or for a mapping file its table; None where that is missing."""
    if not is_mapping(path.name):
        return path
    try:
        return table_of(path)
    except ParseError as error:
        report.refused.append(Rejection(printable(path.name), Reason(error.reason), printable(str(error))))
        return None


def _ingest_file(path: Path, source: str, intake: Intake, report: IngestReport) -> None:
    name = printable(path.name)
    try:
        data, columns = _read(path, intake), mapping_beside(path)
    except ParseError as error:
        _refuse(source, name, error, intake, report)
        return
    ingest_bytes(data, Origin(source, name, intake.licence, intake.provenance, None, columns), intake, report)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes came from: what their sidecar will say; `columns` is the text of a table's mapping file."""

    source: str
    file_name: str
    licence: str | None = None
    provenance: str | None = None
    url: str | None = None
    columns: str | None = None


def ingest_bytes(data: bytes | Path, origin: Origin, intake: Intake, report: IngestReport) -> None:
    """Take one document (of a large file, its path) into the store, or refuse it by name and reason.

    Raises:
        SourceError: The store cannot be written.
    """
    try:
        head, digest, size = _known(data)
        media_type = intake.detect(head)
        if intake.inspect and not isinstance(data, Path):
            mapping = own_mapping(origin.file_name, origin.columns)
            report.notes += intake.inspect(origin.file_name, data, mapping)
    except ParseError as error:
        _refuse(origin.source, origin.file_name, error, intake, report)
        return
    sidecar = Sidecar(
        origin.source,
        origin.file_name,
        digest,
        size,
        media_type,
        intake.now.isoformat(timespec="seconds"),
        origin.licence,
        origin.provenance,
        origin.url,
        origin.columns,
    )
    mapped = mapping_of(intake.raw, digest)
    added = store_bytes(intake.raw, data, sidecar)
    revises = record_sighting(intake.raw, origin.source, digest, intake.now)
    (report.added if added else report.unchanged).append(sidecar.file_name)
    if added and revises:
        report.changed.append(sidecar.file_name)
    if not added and mapping_of(intake.raw, digest) != mapped:
        report.remapped.append(sidecar.file_name)


def _refuse(source: str, name: str, error: ParseError, intake: Intake, report: IngestReport) -> None:
    message = str(error) if name in str(error) else f"{source}: {error}"  # two folders may hold one name
    rejection = Rejection(name, Reason(error.reason), message)
    report.refused.append(rejection)
    record_refusal(intake.raw, source, rejection, intake.now)


def _known(data: bytes | Path) -> tuple[bytes, str, int]:
    """What a format is told by, hash and size."""
    if not isinstance(data, Path):
        return data, sha256(data).hexdigest(), len(data)
    try:
        return head_of(data), digest_of(data), data.stat().st_size
    except OSError as error:
        raise _unreadable(error) from error


def _read(path: Path, intake: Intake) -> bytes | Path:
    """The bytes of a file; of a large one that may be streamed, its path."""
    try:
        size = path.stat().st_size
        if size <= MAX_FILE_BYTES:
            return path.read_bytes()
        refuse_too_large(size, may_stream(head_of(path), intake))
    except OSError as error:
        raise _unreadable(error) from error
    return path


def refuse_too_large(size: int, streams: bool) -> None:
    """Refuse a file by its size, wherever it lies.

    Raises:
        ParseError: TOO_LARGE.
    """
    most = MAX_STREAMED_BYTES if streams else MAX_FILE_BYTES
    if size > most:
        message = f"expected at most {most:,} bytes, found {size:,}; compress (gzip) or split the file"
        raise ParseError(Reason.TOO_LARGE, message)


def may_stream(head: bytes, intake: Intake) -> bool:
    """Whether a file that begins like this is of a format that is read as a stream."""
    try:
        return intake.detect(head) in intake.streamed
    except ParseError:
        return False


def _unreadable(error: OSError) -> ParseError:
    return ParseError(Reason.UNREADABLE, f"expected a readable file, found: {error.strerror or error}")


def printable(name: str) -> str:
    """A name as it may be shown and stored: control characters, which a file name may hold, become spaces."""
    return "".join(c if c.isprintable() else " " for c in name.encode("utf-8", "replace").decode())
