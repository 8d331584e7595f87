"""A curator's value in place of an extracted one, with the words that support it."""

from typing import Any

import pandas as pd
import pandera.errors

from psychobiotics.curation.decisions import Decision
from psychobiotics.curation.record_index import RecordIndex
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.tables import Row, Tables, record_id
from schemas.arrow import frame_dtypes
from schemas.columns import check_name
from schemas.computed import needs_evidence
from schemas.registry import TABLES

_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "Int64": (int,),
    "Float64": (int, float),
    "boolean": (bool,),
    "object": (list,),
}


def override_value(tables: Tables, index: RecordIndex, decision: Decision) -> None:
    """Set (or clear) one field of one record; the study it belongs to becomes "corrected".

    A new value needs support like any other: either the field has quotes already, which the curator reads otherwise,
    or the decision quotes the document. What no document states cannot be curated into the dataset.

    Raises:
        CurationError: No such record or field, a guard that does not hold, or a value that breaks the schema or that
            nothing supports.
    """
    table, field = decision.text("table"), decision.text("field")
    row = index.guarded(decision, table, decision.text("record"))
    value = _checked_value(decision, table, field)
    _replace_evidence(tables, decision, row, value)
    row[field] = value
    _settle_conflicts(tables, row, decision, value)
    study = index.get("studies", str(row.get("study_id")))
    if study is not None:
        study["review_status"] = "corrected"


def _checked_value(decision: Decision, table: str, field: str) -> Scalar | None:
    column = TABLES[table].model.to_schema().columns.get(field)
    if column is None or field in TABLES[table].key:
        raise decision.broken(f"a column of {table} that is not part of its key", repr(field))
    if "clear" in decision.target:
        if not column.nullable and frame_dtypes(table)[field] != "object":
            raise decision.broken(f"a column that may be null, to clear it; {field} may not", "clear = true")
        return None
    value = decision.target["value"]
    dtype = frame_dtypes(table)[field]
    if not isinstance(value, _KINDS[dtype]) or (isinstance(value, bool) and dtype != "boolean"):
        raise decision.broken(f"a value of type {dtype} for {field}", repr(value))
    try:
        column.validate(pd.DataFrame({field: pd.Series([value], dtype=dtype)}))
    except pandera.errors.SchemaError as error:
        check = check_name(str(getattr(error.check, "name", error.check)))
        raise decision.broken(f"a value of {field} that passes {check}", repr(value)) from error
    return _scalar(value, dtype)


def _scalar(value: Any, dtype: str) -> Scalar:
    if dtype == "object":
        return tuple(value)
    return float(value) if dtype == "Float64" else value


def _replace_evidence(tables: Tables, decision: Decision, row: Row, value: Scalar | None) -> None:
    table, field = decision.text("table"), decision.text("field")
    record = record_id(table, row)
    evidence = tables.rows["evidence"]
    mine = [e for e in evidence if (e["table"], e["record_id"], e["field"]) == (table, record, field)]
    if value is None or "quote" in decision.target:
        tables.rows["evidence"] = [e for e in evidence if not any(e is m for m in mine)] if mine else evidence
    if value is None:
        return
    if "quote" in decision.target:
        tables.rows["evidence"].append(_quoted(tables, decision, table, record))
    elif mine:
        for old in mine:
            old["method"], old["confidence"] = decision.method, 1.0
    elif needs_evidence(table, field):
        raise decision.broken("a document and a quote: nothing supports the value yet", "neither")


def _quoted(tables: Tables, decision: Decision, table: str, record: str) -> Row:
    document, quote = decision.text("document"), decision.text("quote")
    start = tables.texts.get(document, "").find(quote)
    if start < 0 or not quote:
        raise decision.broken(f"the quote in the text of {document}", f"no such words: {quote!r}")
    return {
        "table": table,
        "record_id": record,
        "field": decision.text("field"),
        "document_id": document,
        "char_start": start,
        "char_end": start + len(quote),
        "quote": quote,
        "method": decision.method,
        "confidence": 1.0,
    }


def _settle_conflicts(tables: Tables, row: Row, decision: Decision, value: Scalar | None) -> None:
    record = record_id(decision.text("table"), row)
    for conflict in tables.rows["conflicts"]:
        if (conflict.get("record_id"), conflict["field"]) == (record, decision.text("field")):
            conflict["resolution"] = "curated"
            conflict["chosen"] = (
                " | ".join(value) if isinstance(value, tuple) else None if value is None else str(value)
            )
