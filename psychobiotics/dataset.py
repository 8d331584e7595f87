"""The loader for analysts: one published version as pandas, Arrow or DuckDB."""

import json
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from psychobiotics.publishing import versions
from psychobiotics.publishing.confidence import trusted_tables
from psychobiotics.publishing.parquet import read_table
from psychobiotics.publishing.versions import Version, read_version
from psychobiotics.records.errors import PublishError
from schemas.registry import TABLES

if TYPE_CHECKING:
    import duckdb

# Words of a table or column; "enum" and "primary_key" are lists.
Words = dict[str, str | list[str]]


def data_root(data: str | Path | None = None) -> Path:
    """The data root: as given, else PSYCHOBIOTICS_DATA, else the checkout's `data/`, else `data/` here."""
    named = data or os.environ.get("PSYCHOBIOTICS_DATA")
    if named:
        return Path(named)
    checkout = Path(__file__).resolve().parent.parent
    return checkout / "data" if (checkout / "pyproject.toml").is_file() else Path("data")


class Dataset:
    """One version. Each table is an attribute (a pandas frame with Arrow types), read when first asked for.

    >>> ds = load_dataset()                                    # doctest: +SKIP
    >>> ds.studies[["label", "design", "n_enrolled"]]          # doctest: +SKIP
    >>> ds.duckdb().sql("select design, count(*) from studies group by 1")   # doctest: +SKIP
    """

    def __init__(self, version: Version, min_confidence: float | None = None) -> None:
        self._version = version
        self._min_confidence = min_confidence
        self._frames: dict[str, pd.DataFrame] = {}

    @property
    def version(self) -> str:
        """Name of the version, as "2026.11.1"."""
        return self._version.name

    @property
    def folder(self) -> Path:
        """Where its Parquet files lie."""
        return self._version.folder

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables."""
        return tuple(self._version.hashes)

    def arrow(self, table: str) -> pa.Table:
        """One table as Arrow, values below the asked confidence left out.

        Raises:
            PublishError: There is no such table, or its file is broken.
        """
        return self._trusted[table] if table in self._trusted else self._read(table)

    def _read(self, table: str) -> pa.Table:
        return read_table(self._path(table))

    def _path(self, table: str) -> Path:
        if table not in self.tables:
            raise PublishError(f"table {table}: expected one of {', '.join(self.tables)}, found no such table")
        return self.folder / f"{table}.parquet"

    @cached_property
    def _trusted(self) -> dict[str, pa.Table]:
        return trusted_tables(self._read, self._min_confidence) if self._min_confidence is not None else {}

    def __getattr__(self, name: str) -> pd.DataFrame:
        """A table by its name."""
        if name.startswith("_") or name not in TABLES:
            raise AttributeError(f"no table {name!r}; the tables are {', '.join(TABLES)}")
        if name not in self._frames:
            self._frames[name] = self.arrow(name).to_pandas(types_mapper=pd.ArrowDtype)
        return self._frames[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables]

    def duckdb(self) -> "duckdb.DuckDBPyConnection":
        """A DuckDB connection in memory, each table a view of its name; files are read when a query asks for them."""
        from duckdb import connect  # only here: it makes every command slower, and talks to stderr when a run fails

        connection = connect()
        for table in self.tables:
            if table in self._trusted:
                connection.register(table, self._trusted[table])
            else:
                path = str(self._path(table).resolve()).replace("'", "''")
                connection.execute(f"create view {table} as select * from read_parquet('{path}')")
        return connection

    def describe(self, name: str) -> Words:
        """The words for a table ("findings") or a column ("findings.direction").

        Returns:
            For a column title, description and, where it has them, unit, example and enum; for a table its name,
            description, schema_version and primary_key.

        Raises:
            PublishError: There is no such table or column.
        """
        table, _, column = name.partition(".")
        schema = pq.read_schema(self._path(table))
        if column and column not in schema.names:
            raise PublishError(f"column {name}: expected one of {', '.join(schema.names)}, found no such column")
        metadata = schema.field(column).metadata if column else schema.metadata
        words: Words = {key.decode(): value.decode() for key, value in (metadata or {}).items()}
        lists = {key: json.loads(str(words[key])) for key in ("enum", "primary_key") if key in words}
        return {key: value for key, value in words.items() if ":" not in key} | lists

    def __repr__(self) -> str:
        rows = ", ".join(f"{resource['name']} {resource['rows']}" for resource in self._version.manifest["resources"])
        trust = "" if self._min_confidence is None else f", values of confidence {self._min_confidence} and more"
        return f"<psychobiotics {self.version}{trust}: {rows}>"


def load_dataset(
    version: str = "latest", data: str | Path | None = None, min_confidence: float | None = None
) -> Dataset:
    """Open a published version.

    Args:
        version: Its name, or "latest".
        data: Data root; see :func:`data_root` for the default.
        min_confidence: Leave out values whose best evidence is less certain than this (0 to 1): they become null, and a
            row that cannot be without one of them is left out.

    Raises:
        PublishError: Nothing is published there, or the version is broken.
        ValueError: `min_confidence` is not between 0 and 1.
    """
    if min_confidence is not None and not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence: expected a number from 0 to 1, found {min_confidence!r}")
    return Dataset(read_version(data_root(data) / "processed", version), min_confidence)


def list_versions(data: str | Path | None = None) -> list[str]:
    """Names of all published versions, oldest first."""
    return versions.list_versions(data_root(data) / "processed")
