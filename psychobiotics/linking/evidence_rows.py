"""Evidence rows: where in which document each value stands."""

from psychobiotics.records.drafts import Fields, Value
from psychobiotics.records.tables import Row

MAX_QUOTE = 300  # characters; the contract's bound


def evidence_rows(table: str, record_id: str, document_id: str, fields: Fields) -> list[Row]:
    """One row for each quote of each field, in column order."""
    return [row for field in sorted(fields) for row in _rows_of(table, record_id, document_id, field, fields[field])]


def _rows_of(table: str, record_id: str, document_id: str, field: str, value: Value) -> list[Row]:
    rows: dict[int, Row] = {}
    for quote in value.quotes:
        text = quote.text[:MAX_QUOTE]
        rows.setdefault(
            quote.start,
            {
                "table": table,
                "record_id": record_id,
                "field": field,
                "document_id": document_id,
                "char_start": quote.start,
                "char_end": quote.start + len(text),
                "quote": text,
                "method": value.method,
                "confidence": value.confidence,
            },
        )
    return list(rows.values())
