"""What the models refuse and what they let pass."""

import pandas as pd
import pandera.pandas as pa
import pytest

from schemas.arrow import arrow_schema, frame_dtypes
from schemas.columns import check_name
from schemas.registry import TABLES

_FINDING = {
    "finding_id": "fnd-" + "0" * 16,
    "study_id": "ref:doe-2018",
    "document_id": "doc-" + "0" * 16,
    "analysis": "between_group",
    "outcome": "Beck Depression Inventory",
    "outcome_reported": "BDI",
    "outcome_kind": "instrument",
    "outcome_domain": "depression",
    "direction": "decrease",
    "significance": "significant",
    "favours": "intervention",
    "outcome_id": "bdi",
}
_STUDY = {
    "study_id": "ref:doe-2018",
    "label": "Doe 2018",
    "n_documents": 1,
    "review_status": "automatic",
}


def _frame(table: str, *rows: dict[str, object]) -> pd.DataFrame:
    """Rows as a validation frame: absent is null, or an empty list."""
    data = {}
    for name, dtype in frame_dtypes(table).items():
        cells = [row.get(name, [] if dtype == "object" else None) for row in rows]
        data[name] = pd.Series(cells, dtype=dtype)
    return pd.DataFrame(data)


def _failures(table: str, *rows: dict[str, object]) -> set[tuple[str, str]]:
    try:
        TABLES[table].model.validate(_frame(table, *rows), lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
        return {(column, check_name(check)) for column, check in zip(cases["column"], cases["check"], strict=True)}
    return set()


def _checks(table: str, *rows: dict[str, object]) -> set[str]:
    return {check for _, check in _failures(table, *rows)}


def test_finding__passes_with_required_columns_alone() -> None:
    assert _failures("findings", _FINDING) == set()


def test_study__passes_with_required_columns_alone() -> None:
    assert _failures("studies", _STUDY) == set()


def test_finding__score_that_the_instrument_cannot_give_is_refused() -> None:
    assert _checks("findings", _FINDING | {"baseline_value": 90.0}) == {"baseline_outside_instrument"}
    assert _checks("findings", _FINDING | {"endpoint_value": -1.0}) == {"endpoint_outside_instrument"}
    assert _checks("findings", _FINDING | {"baseline_value": 63.0}) == set()


def test_finding__a_percentage_is_no_score() -> None:
    assert _checks("findings", _FINDING | {"endpoint_value": 90.0, "unit": "% of patients"}) == set()


@pytest.mark.parametrize(
    ("change", "column", "check"),
    [
        ({"direction": "down"}, "direction", "in_enumeration"),
        ({"p_value": 1.5, "p_operator": "="}, "p_value", "less_than_or_equal_to"),
        ({"p_value": -0.1, "p_operator": "="}, "p_value", "greater_than_or_equal_to"),
        ({"p_operator": "≤", "p_value": 0.5}, "p_operator", "in_enumeration"),
        ({"outcome_id": "no-such-scale"}, "outcome_id", "in_enumeration"),
        ({"finding_id": "f1"}, "finding_id", "has_form"),
        ({"document_id": None}, "document_id", "not_nullable"),
        ({"flags": ["", "x"]}, "flags", "has_items"),
    ],
)
def test_finding__wrong_value_is_refused_by_name(change: dict[str, object], column: str, check: str) -> None:
    assert _failures("findings", _FINDING | change) == {(column, check)}


def test_finding__interval_in_wrong_order_is_refused() -> None:
    assert _checks("findings", _FINDING | {"ci_low": 2.0, "ci_high": 1.0}) == {"ci_low_above_ci_high"}
    assert _checks("findings", _FINDING | {"ci_low": 2.0}) == set()


def test_finding__p_value_needs_its_operator() -> None:
    assert _checks("findings", _FINDING | {"p_value": 0.04}) == {"p_value_without_operator"}


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"year": 1780}, "greater_than_or_equal_to"),
        ({"country": "UK"}, "in_enumeration"),
        ({"female_percent": 101.0}, "less_than_or_equal_to"),
        ({"n_enrolled": -1}, "greater_than_or_equal_to"),
        ({"age_min": 70.0, "age_max": 18.0}, "age_min_above_age_max"),
        ({"study_id": "Doe 2018"}, "has_form"),
        ({"pmid": "PMID 123"}, "has_form"),
        ({"condition_ids": ["sadness"]}, "has_items"),
        ({"condition_ids": ["burnout", "burnout"]}, "has_items"),
        ({"design": "trial"}, "in_enumeration"),
    ],
)
def test_study__impossible_value_is_refused(change: dict[str, object], check: str) -> None:
    assert _checks("studies", _STUDY | change) == {check}


@pytest.mark.parametrize(
    "study_id",
    [
        "doi:10.1016/j.clnu.2018.09.010",
        "pmid:30368334",
        "nct:NCT00000000",
        "irct:IRCT2015",
        "ref:doe-2018",
        "ref:review-2016-a1b2c3",
    ],
)
def test_study__every_kind_of_id_is_accepted(study_id: str) -> None:
    assert _failures("studies", _STUDY | {"study_id": study_id}) == set()


def test_conflict__two_documents_may_state_the_same_value() -> None:
    row = {
        "study_id": "ref:doe-2018",
        "field": "p_value",
        "values": ["0.021", "0.02", "0.02"],
        "document_ids": ["doc-" + "0" * 16] * 3,
        "resolution": "identical_within_rounding",
    }
    assert _failures("conflicts", row) == set()


def test_evidence__quote_must_fill_its_span() -> None:
    row = {
        "table": "studies",
        "record_id": "ref:doe-2018",
        "field": "n_enrolled",
        "document_id": "doc-" + "0" * 16,
        "char_start": 10,
        "char_end": 13,
        "quote": "110",
        "method": "sample_size.randomised",
        "confidence": 1.0,
    }
    assert _failures("evidence", row) == set()
    assert _checks("evidence", row | {"quote": "11"}) == {"quote_length"}


@pytest.mark.parametrize("table", TABLES)
def test_arrow_schema__has_the_columns_of_the_model_in_order(table: str) -> None:
    schema = arrow_schema(table)
    assert tuple(schema.names) == TABLES[table].columns
    assert schema.metadata[b"schema_version"] == b"1"
    assert all(field.metadata[b"title"] and field.metadata[b"description"] for field in schema)


def test_arrow_schema__carries_unit_and_enumeration() -> None:
    assert arrow_schema("arms").field("dose_cfu_per_day").metadata[b"unit"] == b"CFU/day"
    assert b'"crossover_rct"' in arrow_schema("studies").field("design").metadata[b"enum"]
