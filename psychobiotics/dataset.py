"""The loader for analysts: one published version as pandas, Arrow or DuckDB."""

import os
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from psychobiotics.publishing.parquet import read_table
from psychobiotics.publishing.versions import Version, read_version
from psychobiotics.records.errors import PublishError
from schemas.registry import TABLES


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
        """One table as Arrow, findings below the asked confidence left out.

        Raises:
            PublishError: There is no such table.
        """
        if table not in self.tables:
            raise PublishError(f"table {table}: expected one of {', '.join(self.tables)}, found no such table")
        content = read_table(self.folder / f"{table}.parquet")
        if self._min_confidence is None or table != "findings":
            return content
        return content.filter(pc.is_in(content["finding_id"], pa.array(sorted(self._trusted), pa.string())))

    @cached_property
    def _trusted(self) -> frozenset[str]:
        """Findings whose least certain field reaches the asked confidence."""
        evidence = read_table(self.folder / "evidence.parquet").to_pandas()
        mine = evidence[evidence["table"] == "findings"]
        best = mine.groupby(["record_id", "field"])["confidence"].max()
        least = best.groupby("record_id").min()
        return frozenset(least[least >= (self._min_confidence or 0)].index)

    def __getattr__(self, name: str) -> pd.DataFrame:
        """A table by its name."""
        if name.startswith("_") or name not in TABLES:
            raise AttributeError(f"no table {name!r}; the tables are {', '.join(TABLES)}")
        if name not in self._frames:
            self._frames[name] = self.arrow(name).to_pandas(types_mapper=pd.ArrowDtype)
        return self._frames[name]

    def duckdb(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection in memory, each table a view of its name."""
        connection = duckdb.connect()
        for table in self.tables:
            connection.register(table, self.arrow(table))
        return connection

    def describe(self, name: str) -> dict[str, str]:
        """The words for a table ("findings") or a column ("findings.direction").

        Returns:
            For a column title, description and, where it has them, unit, example and enum (JSON list).

        Raises:
            PublishError: There is no such table or column.
        """
        table, _, column = name.partition(".")
        schema = self.arrow(table).schema
        if column and column not in schema.names:
            raise PublishError(f"column {name}: expected one of {', '.join(schema.names)}, found no such column")
        metadata = schema.field(column).metadata if column else schema.metadata
        return {key.decode(): value.decode() for key, value in (metadata or {}).items() if key != b"ARROW:schema"}

    def __repr__(self) -> str:
        rows = ", ".join(f"{table} {self.arrow(table).num_rows}" for table in self.tables)
        return f"<psychobiotics {self.version}: {rows}>"


def load_dataset(
    version: str = "latest", data: str | Path | None = None, min_confidence: float | None = None
) -> Dataset:
    """Open a published version.

    Args:
        version: Its name, or "latest".
        data: Data root; see :func:`data_root` for the default.
        min_confidence: Leave out findings any of whose values is less certain than this (0 to 1).

    Raises:
        PublishError: Nothing is published there, or the version is broken.
    """
    return Dataset(read_version(data_root(data) / "processed", version), min_confidence)
