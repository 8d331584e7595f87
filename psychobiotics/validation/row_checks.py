"""The Pandera checks of one table, lazily: every failing row with its checks, none lost."""

from collections.abc import Iterator

import pandas as pd
import pandera.errors

from psychobiotics.records.errors import ValidationError
from psychobiotics.validation.refusals import Refusal
from schemas.columns import check_name
from schemas.registry import TABLES


def check_rows(table: str, frame: pd.DataFrame) -> list[Refusal]:
    """All refusals of a table's own checks, and of its unique key.

    Raises:
        ValidationError: A check failed on the table as a whole (a missing column, a wrong dtype).
    """
    if frame.empty and tuple(frame.columns) == TABLES[table].columns:
        return []  # Pandera takes milliseconds a column even where there is nothing to check
    return [*_failures(table, frame), *_repeated_keys(table, frame)]


def _failures(table: str, frame: pd.DataFrame) -> Iterator[Refusal]:
    try:
        TABLES[table].model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.to_dict("records"):
            yield _refusal(table, case)


def _refusal(table: str, case: dict[str, object]) -> Refusal:
    """`drop_invalid_rows` loses valid rows; a failure case names the row, and one without an index is structural."""
    index, column, check = case.get("index"), case.get("column"), check_name(str(case.get("check")))
    if index is None or pd.isna(index):  # type: ignore[call-overload]
        raise ValidationError(f"table {table}: expected the schema's structure, found {check} failing on {column}")
    # A table-level check reports every column of the row: the row itself is what failed.
    level = None if case.get("schema_context") == "DataFrameSchema" else str(column)
    found = case.get("failure_case")
    message = f"{table}.{level or 'row'}: expected {check} to hold, found {found!r}"
    return Refusal(
        int(str(index)), check, level, message if level else f"{table}: expected {check} to hold for the row"
    )


def _repeated_keys(table: str, frame: pd.DataFrame) -> Iterator[Refusal]:
    schema = TABLES[table]
    if not schema.key_is_unique:
        return
    repeated = frame.duplicated(list(schema.key), keep="first")
    for position in repeated.to_numpy().nonzero()[0]:
        yield Refusal(int(position), "duplicate", None, f"{table}: expected one row a key, found a second one")
