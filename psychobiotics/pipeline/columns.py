"""Mapping files of a data root: each table's own, and `columns.toml` for all of them."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from psychobiotics.parsing.detect import MediaType, detect_media_type
from psychobiotics.parsing.tables.column_mapping import read_mapping
from psychobiotics.parsing.tables.report import TABLES, ColumnReport, report_columns
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.document import ColumnFile, RawItem
from psychobiotics.records.errors import ParseError, SourceError
from psychobiotics.sources.column_files import ENDING, mapping_beside, own_mapping
from psychobiotics.sources.ledger import current_items

OF_ALL = "columns.toml"
_HEAD = 65_536
_NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Inspector:
    """Looks at the columns of tables that are taken in.

    Attributes:
        of_all: The mapping file of the data root.
    """

    of_all: tuple[ColumnFile, ...]

    def __call__(self, name: str, data: bytes, own: tuple[ColumnFile, ...]) -> list[str]:
        """What a person should know of a table's columns, line by line.

        Raises:
            ParseError: The table's own mapping file is wrong or does not fit it.
        """
        try:
            reports = report_columns(name, data, (*own, *self.of_all))
        except ParseError as error:
            if own:
                raise
            return [f"{name}: {error}"]
        unknown = [repr(report.heading) for report in reports if report.note == _NOT_KNOWN]
        if not unknown:
            return []
        return [f"{name}: not known and kept as text: {', '.join(unknown)}; name them in {name}{ENDING}"]


def project_columns(workspace: Workspace) -> tuple[ColumnFile, ...]:
    """`columns.toml` of the data root, where there is one.

    Raises:
        SourceError: It cannot be read, or is wrong.
    """
    path = workspace.data / OF_ALL
    try:
        if not path.is_file():
            return ()
        files = (ColumnFile(OF_ALL, path.read_text("utf-8-sig"), of_all_tables=True),)
        read_mapping(files)
    except (OSError, UnicodeDecodeError, ParseError) as error:
        raise SourceError(f"{path}: expected a mapping file, found: {error}") from error
    return files


def mapped_items(workspace: Workspace) -> tuple[RawItem, ...]:
    """The files that a build reads, tables with their mapping files.

    Raises:
        SourceError: The store, the ledger or `columns.toml` cannot be read.
    """
    items, files = current_items(workspace.raw), project_columns(workspace)
    if not files:
        return items
    return tuple(
        replace(item, columns=(*item.columns, *files)) if _may_hold_table(workspace, item) else item for item in items
    )


def mapping_hashes(items: Iterable[RawItem]) -> dict[str, str]:
    """Mapping files as sources of a version: `<source>.columns.toml` and `columns.toml` to the SHA-256 of each."""
    found: dict[str, str] = {}
    for item in items:
        for file in item.columns:
            found[file.name if file.of_all_tables else item.source + ENDING] = sha256(file.text.encode()).hexdigest()
    return found


def table_columns(path: Path, files: Sequence[ColumnFile]) -> list[ColumnReport]:
    """What each column of a table on disk is read as, by its own mapping file and those given.

    Raises:
        ParseError: The table or a mapping file is wrong.
        SourceError: It cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path.name}: expected a readable file, found: {error.strerror or error}") from error
    try:
        return report_columns(path.name, data, (*own_mapping(path.name, mapping_beside(path)), *files))
    except ParseError as error:
        message = str(error)
        raise ParseError(error.reason, message if path.name in message else f"{path.name}: {message}") from error


def _may_hold_table(workspace: Workspace, item: RawItem) -> bool:
    """A table, or an archive that may hold one; a packed file of records does not depend on columns."""
    if item.media_type == MediaType.GZIP:
        with (workspace.raw / item.path).open("rb") as file:
            head = file.read(_HEAD)
        try:
            inner = detect_media_type(zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _HEAD))
        except (zlib.error, ParseError):
            return False
        return inner in TABLES
    return item.media_type in TABLES or item.media_type in ("", MediaType.ZIP)
