"""The dictionary says what the schemas say, and the schemas say enough."""

from pathlib import Path

import pandas as pd
import pytest

from schemas.arrow import frame_dtype
from schemas.dictionary import render_dictionary
from schemas.registry import TABLES

_DICTIONARY = Path(__file__).parents[2] / "docs" / "data_dictionary.md"
_COLUMNS = [
    pytest.param(column, id=f"{table}.{name}")
    for table, schema in TABLES.items()
    for name, column in schema.model.to_schema().columns.items()
]
_WITH_EXAMPLE = [param for param in _COLUMNS if (param.values[0].metadata or {}).get("example") is not None]


def test_dictionary__is_not_stale() -> None:
    assert _DICTIONARY.read_text(encoding="utf-8") == render_dictionary(), "run `make dictionary` and commit the result"


@pytest.mark.parametrize("column", _COLUMNS)
def test_column__is_described_in_words(column) -> None:  # type: ignore[no-untyped-def]
    assert column.title and column.title[0].isupper() | (column.title == "p-value") | (column.title == "p operator")
    assert column.description.endswith(".") and column.description.strip() == column.description


@pytest.mark.parametrize("column", _WITH_EXAMPLE)
def test_column__example_passes_its_own_checks(column) -> None:  # type: ignore[no-untyped-def]
    dtype = frame_dtype(column)
    value = {"Int64": int, "Float64": float, "object": lambda e: [e]}.get(dtype, str)(column.metadata["example"])
    frame = pd.DataFrame({column.name: pd.Series([value], dtype=dtype)})
    assert column.validate(frame)[column.name].equals(frame[column.name])


@pytest.mark.parametrize("table", TABLES)
def test_table__keys_and_references_name_columns_that_exist(table: str) -> None:
    schema = TABLES[table]
    assert set(schema.sort) <= set(schema.columns)
    for reference in schema.foreign_keys:
        assert set(reference.columns) <= set(schema.columns)
        assert set(reference.target) <= set(TABLES[reference.table].columns)


def test_numbers__with_a_unit_in_their_name_say_the_same_unit() -> None:
    units = {"_days": "days", "_percent": "%", "_cfu_per_day": "CFU/day", "_g_per_day": "g/day"}
    for schema in TABLES.values():
        for name, column in schema.model.to_schema().columns.items():
            for suffix, unit in units.items():
                if name.endswith(suffix):
                    assert column.metadata["unit"] == unit, f"{schema.name}.{name}"
