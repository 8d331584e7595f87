"""Mapping files on their way in: `included.csv.columns.toml` goes along with `included.csv`, from disk or storage.

It is no document of its own. Without its table it is refused, so that a misspelt name does not go unnoticed.
"""

from pathlib import Path

from psychobiotics.records.document import ColumnFile
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

ENDING = ".columns.toml"


def is_mapping(name: str) -> bool:
    """Whether a file of this name speaks of a table beside it.

    >>> is_mapping("included.csv.columns.toml"), is_mapping("columns.toml")
    (True, False)
    """
    return name.endswith(ENDING) and len(name) > len(ENDING)


def table_of(path: Path) -> Path:
    """The table that a mapping file speaks of.

    Raises:
        ParseError: UNREADABLE where it is not beside the file.
    """
    table = path.with_name(path.name.removesuffix(ENDING))
    if not table.is_file():
        raise ParseError(
            Reason.UNREADABLE,
            f"{path.name}: expected the table {table.name} beside it, found none; name the file after its table",
        )
    return table


def mapping_beside(path: Path) -> str | None:
    """The text of a table's mapping file, None where there is none.

    Raises:
        ParseError: UNREADABLE, BROKEN_ENCODING.
    """
    beside = path.with_name(path.name + ENDING)
    try:
        return mapping_text(beside.name, beside.read_bytes()) if beside.is_file() else None
    except OSError as error:
        message = f"{beside.name}: expected a readable file, found: {error.strerror or error}"
        raise ParseError(Reason.UNREADABLE, message) from error


def mapping_text(name: str, data: bytes) -> str:
    """The text of a mapping file.

    Raises:
        ParseError: BROKEN_ENCODING.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{name}: expected UTF-8, found a broken sequence at byte {error.start}; save it as UTF-8"
        raise ParseError(Reason.BROKEN_ENCODING, message) from error


def own_mapping(file_name: str, text: str | None) -> tuple[ColumnFile, ...]:
    """A table's own mapping file as what goes with its bytes."""
    return (ColumnFile(f"{file_name}{ENDING}", text),) if text is not None else ()
