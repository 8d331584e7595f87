"""The one reader of vocabulary files: CSV, UTF-8, strings as they stand ("NA" is noradrenaline, not a gap)."""

import csv
from functools import cache
from hashlib import sha256
from importlib.resources import files

from psychobiotics.records.errors import VocabularyError

Record = dict[str, str]


@cache
def read_rows(name: str) -> tuple[Record, ...]:
    """Rows of `vocab/data/<name>.csv` as strings; an empty cell is "".

    Raises:
        VocabularyError: The file is missing, or a row has more or fewer cells than the header.
    """
    path = files("psychobiotics.vocab") / "data" / f"{name}.csv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise VocabularyError(f"vocabulary {name!r}: expected {path}, found no such file") from error
    reader = csv.DictReader(lines, strict=True)
    rows = tuple(dict(row) for row in reader)
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise VocabularyError(f"vocabulary {name!r}, row {number}: cells do not match the header")
    return rows


def split_list(cell: str) -> tuple[str, ...]:
    """The parts of a list cell ("a|b|c"), white space trimmed, empty ones left out."""
    return tuple(part for part in (p.strip() for p in cell.split("|")) if part)


@cache
def vocabulary_hash() -> str:
    """SHA-256 over every vocabulary file, by name: part of each cache key."""
    digest = sha256()
    folder = files("psychobiotics.vocab") / "data"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".csv"):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
