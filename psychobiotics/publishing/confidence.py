"""A version read with a least confidence: values below it are left out, as if no document stated them."""

from collections.abc import Callable, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from psychobiotics.publishing.derived import build_derived
from psychobiotics.publishing.row_texts import texts_of
from psychobiotics.records.tables import RECORD_KEYS
from schemas.arrow import arrow_schema
from schemas.computed import COMPUTED

_DTYPES = {
    pa.string(): pd.StringDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
}

# Table to column to the ids of the records whose value there is too uncertain.
Unsure = Mapping[str, Mapping[str, list[str]]]


def trusted_tables(read: Callable[[str], pa.Table], least: float) -> dict[str, pa.Table]:
    """The tables that change when values below a confidence are left out.

    An uncertain value becomes null (a list becomes empty); a row that cannot be without the value is left out, and what
    hangs on it: strains leave with their arm, findings forget it. Derived tables are built anew from what is left.

    Args:
        read: Reads a table of the version.
        least: Confidence (0 to 1) that the best evidence of a value must reach.
    """
    evidence = read("evidence")
    unsure = _unsure_values(evidence, least)
    tables = {table: _without(table, read(table), unsure) for table in COMPUTED}
    tables["arm_strains"] = tables["arm_strains"].filter(_has_arm(tables, "arm_strains", "arm_id"))
    for column in ("arm_id", "comparator_arm_id"):
        known = _has_arm(tables, "findings", column)
        tables["findings"] = _replaced(tables["findings"], column, pc.invert(known), None)
    tables["evidence"] = evidence.filter(pc.greater_equal(evidence["confidence"], least))
    frames = {name: table.to_pandas(types_mapper=_DTYPES.get) for name, table in tables.items()}
    derived = {name: pa.Table.from_pylist(rows, arrow_schema(name)) for name, rows in build_derived(frames).items()}
    return tables | derived


def _unsure_values(evidence: pa.Table, least: float) -> Unsure:
    best = evidence.group_by(["table", "record_id", "field"]).aggregate([("confidence", "max")])
    unsure: dict[str, dict[str, list[str]]] = {}
    for row in best.filter(pc.less(best["confidence_max"], least)).to_pylist():
        unsure.setdefault(row["table"], {}).setdefault(row["field"], []).append(row["record_id"])
    return unsure


def _without(table: str, rows: pa.Table, unsure: Unsure) -> pa.Table:
    ids = pc.binary_join_element_wise(*(texts_of(rows[key]) for key in RECORD_KEYS[table]), "/")
    keep = pa.chunked_array([pa.array([True] * rows.num_rows, pa.bool_())])
    for column, records in unsure.get(table, {}).items():
        here = pc.is_in(ids, pa.array(records, pa.string()))
        field = rows.schema.field(column)
        if pa.types.is_list(field.type):
            rows = _replaced(rows, column, here, [])
        elif field.nullable:
            rows = _replaced(rows, column, here, None)
        else:
            keep = pc.and_(keep, pc.invert(here))
    return rows.filter(keep)


def _replaced(rows: pa.Table, column: str, where: pa.ChunkedArray, value: list[str] | None) -> pa.Table:
    place = rows.schema.get_field_index(column)
    field = rows.schema.field(place)
    return rows.set_column(place, field, pc.if_else(where, pa.scalar(value, field.type), rows[column]))


def _has_arm(tables: Mapping[str, pa.Table], table: str, column: str) -> pa.ChunkedArray:
    """Row by row, whether the named arm is there."""
    arms = tables["arms"]
    there = pc.binary_join_element_wise(arms["study_id"], arms["arm_id"], "/")
    rows = tables[table]
    asked = pc.binary_join_element_wise(rows["study_id"], rows[column], "/")
    return pc.is_in(asked, there.combine_chunks())
