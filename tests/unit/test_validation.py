"""What validation accepts, refuses and counts."""

import pytest

from psychobiotics.records.errors import ValidationError
from psychobiotics.records.reasons import Reason, Rejection
from psychobiotics.records.tables import Tables
from psychobiotics.validation.validate import Validated, validate
from tests.sample_dataset import (
    add_arm,
    add_document,
    add_evidence,
    add_finding,
    add_link,
    add_row,
    add_study,
    document_id,
    finding_id,
    sample_tables,
)

STUDY = "ref:berger-2019"


def refused(validated: Validated) -> set[tuple[str, str, str | None, str]]:
    rows = validated.frames["quarantine"].astype(object).where(lambda f: f.notna(), None).to_dict("records")
    return {(row["table"], row["record_id"], row["column"], row["check"]) for row in rows}


def flags(validated: Validated, table: str) -> list[list[str]]:
    return list(validated.frames[table]["flags"])


def test_validate__clean_tables_pass_whole() -> None:
    tables = sample_tables()
    validated = validate(tables)
    assert refused(validated) == set()
    for table, count in validated.counts.items():
        assert (count.rows_in, count.quarantined, count.duplicates) == (len(tables.rows[table]), 0, 0)
        assert count.rows_out == len(validated.frames[table])
    assert validated.counts["findings"].rows_out == 2


def test_validate__impossible_finding_goes_to_quarantine_and_its_evidence_with_it() -> None:
    tables = sample_tables()
    add_finding(tables, "too sad", STUDY, "news", outcome_id="bdi", baseline_value=90.0)
    validated = validate(tables)
    record = finding_id("too sad")
    assert ("findings", record, None, "baseline_outside_instrument") in refused(validated)
    assert record not in set(validated.frames["findings"]["finding_id"])
    assert record not in set(validated.frames["evidence"]["record_id"])
    assert validated.counts["findings"].quarantined == 1
    assert validated.counts["findings"].rows_out == 2


def test_validate__valid_neighbours_of_a_refused_row_stay() -> None:
    tables = sample_tables()
    for number in range(50):
        add_finding(tables, f"n{number}", STUDY, "news", subgroup=f"n{number}", p_operator="=", p_value=number / 30)
    validated = validate(tables)
    kept = set(validated.frames["findings"]["finding_id"])
    expected = {finding_id(f"n{number}") for number in range(50) if number <= 30}
    assert kept == expected | {finding_id("calm"), finding_id("calm again")}
    assert validated.counts["findings"].quarantined == 19


def test_validate__one_quarantine_row_for_a_check_over_the_row() -> None:
    tables = sample_tables()
    add_finding(tables, "crossed", STUDY, "news", ci_low=2.0, ci_high=1.0)
    rows = [row for row in refused(validate(tables)) if row[0] == "findings"]
    assert rows == [("findings", finding_id("crossed"), None, "ci_low_above_ci_high")]
    assert (validate(tables).frames["quarantine"]["check"] == "ci_low_above_ci_high").sum() == 1


def test_validate__impossible_optional_value_of_a_study_is_refused_without_the_study() -> None:
    tables = sample_tables()
    add_study(tables, "ref:moor-2021", "blog", year=1492, condition_ids=("sadness",), n_enrolled=12)
    validated = validate(tables)
    study = validated.frames["studies"].set_index("study_id").loc["ref:moor-2021"]
    assert study["n_enrolled"] == 12
    assert str(study["year"]) == "<NA>"
    assert study["condition_ids"] == []
    found = {(column, check) for table, _, column, check in refused(validated) if table == "studies"}
    assert found == {("year", "greater_than_or_equal_to"), ("condition_ids", "has_items")}
    evidence = validated.frames["evidence"]
    assert set(evidence.loc[evidence["record_id"] == "ref:moor-2021", "field"]) == {"n_enrolled"}


def test_validate__ages_in_wrong_order_leave_the_study() -> None:
    tables = sample_tables()
    add_study(tables, "ref:moor-2021", "blog", age_min=70.0, age_max=18.0)
    validated = validate(tables)
    study = validated.frames["studies"].set_index("study_id").loc["ref:moor-2021"]
    assert study[["age_min", "age_max"]].isna().all()
    assert ("studies", "ref:moor-2021", None, "age_min_above_age_max") in refused(validated)


def test_validate__children_follow_a_refused_parent_with_a_reason() -> None:
    tables = sample_tables()
    add_study(tables, "ref:moor-2021", "blog", label=None)
    add_arm(tables, "ref:moor-2021", "blog")
    add_finding(tables, "lost", "ref:moor-2021", "blog", arm_id="a1")
    validated = validate(tables)
    assert "ref:moor-2021" not in set(validated.frames["studies"]["study_id"])
    assert ("findings", finding_id("lost"), "study_id", "reference_resolves") in refused(validated)
    assert ("arms", "ref:moor-2021/a1", "study_id", "reference_resolves") in refused(validated)
    assert {row[0] for row in refused(validated)} == {"studies", "arms", "findings", "document_studies", "evidence"}


def test_validate__value_without_evidence_is_refused() -> None:
    tables = sample_tables()
    tables.rows["studies"][1]["country"] = "IR"
    tables.rows["findings"][0]["subgroup"] = "night shift"
    validated = validate(tables)
    assert ("studies", "ref:lang-2020", "country", "has_evidence") in refused(validated)
    assert ("findings", finding_id("calm"), "subgroup", "has_evidence") in refused(validated)
    assert validated.frames["studies"]["country"].isna().all()


def test_validate__evidence_must_quote_the_text_at_its_span() -> None:
    tables = sample_tables()
    row = tables.rows["studies"][0]
    add_evidence(tables, "studies", row, "year", "news")
    tables.rows["evidence"][-1] |= {"char_start": 1, "char_end": 7}
    validated = validate(tables)
    assert {(r[0], r[2], r[3]) for r in refused(validated)} == {("evidence", "quote", "quote_is_text")}
    assert validated.counts["evidence"].quarantined == 1


def test_validate__mention_must_be_the_text_at_its_span() -> None:
    tables = sample_tables()
    place = {"document_id": document_id("news"), "label": "human", "char_start": 0, "char_end": 6}
    tables.rows["entities"] += [place | {"text": "Nurses"}, place | {"char_end": 7, "text": "Nurses?"}]
    validated = validate(tables)
    assert list(validated.frames["entities"]["text"]) == ["Nurses"]
    assert {row[3] for row in refused(validated)} == {"mention_is_text"}


def test_validate__second_row_of_a_key_counts_as_duplicate() -> None:
    tables = sample_tables()
    add_link(tables, "ref:lang-2020", "blog")
    count = validate(tables).counts["document_studies"]
    assert (count.rows_in, count.rows_out, count.quarantined, count.duplicates) == (4, 3, 0, 1)


def test_validate__refused_files_stand_in_the_quarantine() -> None:
    sha = "ab" * 32
    rejection = Rejection("junk.bin", Reason.NOT_A_DOCUMENT, "junk.bin: expected text, found none", 3, sha)
    row = validate(sample_tables(), [rejection]).frames["quarantine"].iloc[0]
    assert (row["table"], row["record_id"], row["check"]) == ("documents", "junk.bin#3", "not_a_document")
    assert row["document_id"] == "doc-" + "ab" * 8


def test_validate__unknown_column_is_a_defect_and_ends_the_run() -> None:
    tables = sample_tables()
    tables.rows["studies"][0]["mood"] = "good"
    with pytest.raises(ValidationError, match=r"table studies.*mood"):
        validate(tables)


def test_validate__number_in_a_text_column_ends_the_run() -> None:
    tables = sample_tables()
    tables.rows["studies"][0]["title"] = 7
    with pytest.raises(ValidationError, match="table studies, column title"):
        validate(tables)


def test_validate__fraction_in_a_whole_number_column_ends_the_run() -> None:
    tables = sample_tables()
    tables.rows["studies"][0]["n_enrolled"] = 80.5
    with pytest.raises(ValidationError, match="n_enrolled"):
        validate(tables)


def test_validate__empty_dataset_is_valid() -> None:
    validated = validate(Tables())
    assert all(count.rows_in == 0 for count in validated.counts.values())


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"n_analysed": 81}, ["analysed_above_enrolled"]),
        ({"n_analysed": 80}, []),
        ({"n_dropouts": 99}, ["dropouts_above_enrolled"]),
        ({"age_mean": 20.0, "age_min": 30.0}, ["age_mean_outside_range"]),
        ({"age_mean": 35.0, "age_min": 30.0, "age_max": 40.0}, []),
    ],
)
def test_flags__study_against_itself(columns: dict[str, int | float], expected: list[str]) -> None:
    tables = sample_tables()
    add_study(tables, "ref:moor-2021", "blog", n_enrolled=80, **columns)
    assert flags(validate(tables), "studies")[-1] == expected


def test_flags__groups_larger_than_the_trial() -> None:
    tables = sample_tables()
    add_arm(tables, STUDY, "news", arm_id="a2", role="comparator", type="placebo", n=60)
    assert flags(validate(tables), "studies")[0] == ["arms_against_total"]
    tables.rows["studies"][0]["design"] = "crossover_rct"
    assert flags(validate(tables), "studies")[0] == []


@pytest.mark.parametrize(("dose", "expected"), [(1e9, []), (1e14, ["dose_implausible"]), (9.0, ["dose_implausible"])])
def test_flags__dose(dose: float, expected: list[str]) -> None:
    tables = sample_tables()
    add_arm(tables, STUDY, "news", arm_id="a2", dose_cfu_per_day=dose)
    assert flags(validate(tables), "arms")[-1] == expected


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"effect_measure": "MD", "ci_low": -3.0, "ci_high": -1.0, "p_value": 0.2}, ["p_against_interval"]),
        ({"effect_measure": "MD", "ci_low": -3.0, "ci_high": -1.0, "p_value": 0.02}, []),
        ({"effect_measure": "OR", "ci_low": 0.5, "ci_high": 1.4, "p_value": 0.01}, ["p_against_interval"]),
        ({"effect_measure": "OR", "ci_low": 1.1, "ci_high": 1.4, "p_value": 0.01}, []),
        ({"ci_low": 1.1, "ci_high": 1.4, "p_value": 0.2}, []),  # no measure: nobody knows where the null is
        ({"effect_measure": "MD", "ci_low": 1.0, "ci_high": 2.0, "ci_level": 90.0, "p_value": 0.07}, []),
        ({"effect_measure": "MD", "effect_value": 3.0, "ci_low": 1.0, "ci_high": 2.0}, ["effect_outside_interval"]),
        ({"significance": "significant", "p_value": 0.3}, ["significance_against_p"]),
        ({"significance": "not_significant", "p_value": 0.01}, ["significance_against_p"]),
        ({"significance": "not_significant", "p_value": 0.05, "p_operator": ">"}, []),
        ({"significance": "significant", "p_value": 0.1, "p_operator": "<"}, []),
        ({"p_value": 0.0}, ["p_is_zero"]),
        ({"p_value": 0.0, "p_operator": ">"}, []),
    ],
)
def test_flags__finding_against_itself(columns: dict[str, str | float], expected: list[str]) -> None:
    tables = sample_tables()
    given = ({"p_operator": "="} if "p_value" in columns else {}) | columns
    add_finding(tables, "odd", STUDY, "news", **given)
    validated = validate(tables)
    assert flags(validated, "findings")[-1] == expected
    assert finding_id("odd") in set(validated.frames["findings"]["finding_id"])


def test_flags__are_no_refusal_and_change_no_value() -> None:
    tables = sample_tables()
    add_finding(tables, "odd", STUDY, "news", significance="significant", p_operator="=", p_value=0.3)
    finding = validate(tables).frames["findings"].set_index("finding_id").loc[finding_id("odd")]
    assert (finding["significance"], finding["p_value"]) == ("significant", 0.3)


def test_validate__claim_needs_its_document() -> None:
    tables = sample_tables()
    add_document(tables, "ad", kind="unheard of")
    claim = {"subject": "yoghurt", "claim_type": "efficacy", "polarity": "supports", "certainty": "hedged"}
    place = {"claim_id": "clm-" + "0" * 16, "document_id": document_id("ad"), "char_start": 0, "char_end": 6}
    add_row(tables, "claims", "ad", **claim, **place, population="human")
    validated = validate(tables)
    assert validated.frames["claims"].empty
    assert ("documents", document_id("ad"), "kind", "in_enumeration") in refused(validated)
    assert ("claims", "clm-" + "0" * 16, "document_id", "reference_resolves") in refused(validated)


def test_validate__refused_study_is_related_to_none_that_is_left() -> None:
    tables = sample_tables()
    study = tables.rows["studies"][0]
    study["related_study_ids"] = ("ref:gone-2001",)
    frames = validate(tables).frames
    assert list(frames["studies"]["related_study_ids"]) == [[]] * len(frames["studies"])
