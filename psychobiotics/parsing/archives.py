"""Packed files within limits: .gz of one file, .zip of many; PubMed XML in either is unpacked while it is streamed."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from gzip import BadGzipFile, GzipFile
from pathlib import PurePosixPath
from typing import IO

from psychobiotics.parsing.detect import MediaType, detect_media_type
from psychobiotics.parsing.limits import Limits
from psychobiotics.parsing.pubmed.pubmed_xml import parse_pubmed_stream
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.parsing.xml_reading import refuse_entities
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

# What zipfile and zlib let out for damaged, locked or exotic archives.
ARCHIVE_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_HEAD = 65_536
_SMALL = 10_000_000  # what unpacks to less is no bomb, however well it is packed

ParseFile = Callable[[SourceFile], Iterator[Parsed]]


class LimitedReader(io.RawIOBase):
    """A stream that refuses to unpack beyond the limits."""

    def __init__(self, stream: IO[bytes], packed: int, most: int, limits: Limits) -> None:
        super().__init__()
        self._stream = stream
        self._most = min(most, max(_SMALL, packed * limits.max_ratio))
        self._read = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer.

        Raises:
            ParseError: UNSAFE_ARCHIVE beyond the limits, MALFORMED for broken packing.
        """
        try:
            data = self._stream.read(len(buffer))
        except (EOFError, BadGzipFile, zlib.error, zipfile.BadZipFile) as error:
            raise ParseError(
                Reason.MALFORMED, f"expected a whole packed file, found: {error}; fetch it again"
            ) from error
        self._read += len(data)
        if self._read > self._most:
            raise ParseError(
                Reason.UNSAFE_ARCHIVE,
                f"expected to unpack to at most {self._most:,} bytes, found more; unpack it yourself",
            )
        buffer[: len(data)] = data
        return len(data)


def parse_gzip(file: SourceFile, parse_file: ParseFile) -> Iterator[Parsed]:
    """Parse what a .gz holds: PubMed records as a stream, anything else whole.

    Raises:
        ParseError: UNSAFE_ARCHIVE, MALFORMED, and what the format inside raises.
    """
    head = _open_gzip(file, file.limits.max_streamed_bytes).read(_HEAD)
    if head and _is_pubmed(head):
        refuse_entities(head)
        yield from _parse_stream(file, _open_gzip(file, file.limits.max_streamed_bytes))
        return
    data = _open_gzip(file, file.limits.max_raw_bytes).readall()
    yield from _parse_inner(file, data or b"", parse_file)


def _open_gzip(file: SourceFile, most: int) -> LimitedReader:
    return LimitedReader(GzipFile(fileobj=io.BytesIO(file.data)), len(file.data), most, file.limits)  # type: ignore[arg-type]


def _is_pubmed(head: bytes) -> bool:
    return detect_media_type(head) is MediaType.PUBMED_XML


def _limited(stream: IO[bytes], packed: int, limits: Limits) -> LimitedReader:
    return LimitedReader(stream, packed, limits.max_streamed_bytes, limits)


def _parse_stream(file: SourceFile, stream: LimitedReader) -> Iterator[Parsed]:
    buffered = io.BufferedReader(stream, 1 << 18)
    yield from parse_pubmed_stream(replace(file, media_type=MediaType.PUBMED_XML.value), buffered)


def parse_zip(file: SourceFile, parse_file: ParseFile) -> Iterator[Parsed]:
    """Parse the members of a .zip, each as a document of its own; what cannot be read is refused by its name.

    Raises:
        ParseError: UNSAFE_ARCHIVE for paths that leave the archive, too many members or too high a ratio; MALFORMED.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            refuse_unsafe(members, file.limits)
            for member in sorted(members, key=lambda m: m.filename):
                if not PurePosixPath(member.filename).name.startswith(".") and "__MACOSX" not in member.filename:
                    yield from _parse_member(file, archive, member, parse_file)
    except ARCHIVE_ERRORS as error:
        raise ParseError(Reason.MALFORMED, f"expected a whole zip archive, found: {error}; fetch it again") from error


def refuse_unsafe(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse an archive by its table of contents, before anything is unpacked.

    Raises:
        ParseError: UNSAFE_ARCHIVE.
    """
    if len(members) > limits.max_archive_members:
        raise ParseError(
            Reason.UNSAFE_ARCHIVE, f"expected at most {limits.max_archive_members:,} files, found {len(members):,}"
        )
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise ParseError(
                Reason.UNSAFE_ARCHIVE, "expected names inside the archive, found one that leads outside it"
            )
    packed, unpacked = (sum(getattr(m, size) for m in members) for size in ("compress_size", "file_size"))
    if unpacked > min(limits.max_streamed_bytes, max(_SMALL, packed * limits.max_ratio)):
        raise ParseError(
            Reason.UNSAFE_ARCHIVE, f"expected to unpack to at most {limits.max_streamed_bytes:,} bytes, found more"
        )


def _parse_member(
    file: SourceFile, archive: zipfile.ZipFile, member: zipfile.ZipInfo, parse_file: ParseFile
) -> Iterator[Parsed]:
    name = f"{file.item.file_name}/{member.filename}"
    item = replace(file.item, file_name=name, source=f"{file.item.source}#{member.filename}")
    inner = replace(file, item=item)
    inner.deadline.restart()
    try:
        with archive.open(member) as stream:
            head = stream.read(_HEAD)
        if head and _is_pubmed(head):
            refuse_entities(head)
            with archive.open(member) as stream:
                yield from _parse_stream(inner, _limited(stream, member.compress_size, file.limits))
            return
        with archive.open(member) as stream:
            limit = file.limits.max_raw_bytes
            data = LimitedReader(stream, member.compress_size, limit, file.limits).readall() or b""
        yield from _parse_inner(inner, data, parse_file)
    except ParseError as error:
        yield inner.rejection(Reason(error.reason), str(error))


def _parse_inner(file: SourceFile, data: bytes, parse_file: ParseFile) -> Iterator[Parsed]:
    """Parse unpacked bytes; an archive inside an archive is refused."""
    if data and detect_media_type(data) in (MediaType.GZIP, MediaType.ZIP):
        raise ParseError(Reason.UNSAFE_ARCHIVE, "expected documents in the archive, found another archive; unpack it")
    yield from parse_file(replace(file, data=data))
