"""Rows of evidence tables: cells to facts, groups and results, each pointing at its cell."""

from hashlib import sha256

import pytest

from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.drafts import FindingDraft, StudyDraft

HEADER = "study,year,n_intervention,n_control,n_total,condition,strains,dose,duration,comparator,conclusion"


def read(row: str, header: str = HEADER) -> tuple[Document, StudyDraft]:
    data = f"{header}\n{row}\n".encode()
    item = RawItem(sha256(data).hexdigest(), "t.csv", "t.csv", "t.csv", "")
    [document] = parse_item(item, data)
    assert isinstance(document, Document)
    [study] = normalise(document, extract(document)).studies
    return document, study


def told(finding: FindingDraft) -> tuple[object, object]:
    return finding.fields["outcome"].value, finding.fields["direction"].value


ROW = (
    "Sample,2018,31,30,61,MDD,Lactobacillus helveticus R0052|Bifidobacterium longum R0175,3e9 CFU/day,8 weeks,placebo,"
    '"BDI lower; cortisol, IL-6 lower; sleep quality unchanged"'
)


def test_read_row__gives_arms_with_strains_dose_and_size() -> None:
    _, study = read(ROW)
    given, compared = study.arms
    assert (given.fields["role"].value, given.fields["type"].value) == ("intervention", "probiotic")
    assert given.fields["dose_cfu_per_day"].value == 3e9
    assert given.fields["n"].value == 31
    assert [strain["strain"].value for strain in given.strains] == ["R0052", "R0175"]
    assert (compared.fields["role"].value, compared.fields["type"].value) == ("comparator", "placebo")
    assert compared.fields["n"].value == 30


def test_read_row__gives_what_the_study_is() -> None:
    _, study = read(ROW)
    values = {name: value.value for name, value in study.fields.items()}
    assert (values["n_enrolled"], values["duration_days"], values["year"]) == (61, 56, 2018)
    assert values["condition_ids"] == ("major-depressive-disorder",)
    assert "design" not in values


def test_read_row__gives_results_of_notes() -> None:
    _, study = read(ROW)
    assert [told(finding)[1] for finding in study.findings] == ["decrease", "decrease", "decrease", "no_difference"]
    assert told(study.findings[1])[0] == "Cortisol"
    assert study.findings[0].comparator_arm_key == "a2"


def test_read_row__every_value_points_at_its_cell() -> None:
    document, study = read(ROW)
    values = [*study.fields.values(), *(v for part in (*study.arms, *study.findings) for v in part.fields.values())]
    quotes = [quote for value in values for quote in value.quotes]
    assert quotes
    assert all(document.text[q.start : q.end] == q.text for q in quotes)


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("↓ cortisol, ↑ BDNF, ↔ HAM-D", [("Cortisol", "decrease"), ("Brain-derived neurotrophic factor", "increase")]),
        ("anxiety better; memory worse", [("anxiety", "decrease"), ("memory", "decrease")]),
        ("some cognitive measures changed", []),
    ],
)
def test_read_row__reads_arrows_and_words(conclusion: str, expected: list[tuple[str, str]]) -> None:
    _, study = read(f'Sample,2018,,,61,MDD,L. plantarum 299v,,,,"{conclusion}"')
    assert [told(finding) for finding in study.findings][: len(expected)] == expected
    assert bool(study.findings) is bool(expected)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [("FOS and GOS", "prebiotic"), ("L. casei with inulin", "synbiotic"), ("kefir", "fermented_food")],
)
def test_read_row__tells_what_was_given(cell: str, kind: str) -> None:
    _, study = read(f"Sample,2018,,,61,healthy adults,{cell},,,,")
    assert study.arms[0].fields["type"].value == kind


def test_read_row__is_not_fooled_by_cells_that_say_nothing() -> None:
    _, study = read("Sample,2018,25|25,,61,NR,multiple strains,not specified,NR,,")
    assert study.arms == ()
    assert "duration_days" not in study.fields


def test_read_row__a_number_of_a_reference_is_no_author() -> None:
    _, study = read("ref 30,,,,61,elderly,L. casei,,,,")
    assert "first_author" not in study.fields
