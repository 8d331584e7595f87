"""Sheets as analysts have them: each shape gives right study records, or a refusal that says why."""

import io
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import openpyxl
import pytest

from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.parsing.tables.column_mapping import ColumnMapping
from psychobiotics.parsing.tables.columns import find_header
from psychobiotics.records.document import ColumnFile, Document, RawItem
from psychobiotics.records.drafts import StudyDraft
from psychobiotics.records.reasons import Reason, Rejection


def parse(data: bytes, mapping: str | None = None) -> list[Document | Rejection]:
    columns = (ColumnFile("t.csv.columns.toml", mapping),) if mapping is not None else ()
    return list(parse_item(RawItem(sha256(data).hexdigest(), "t", "t.csv", "t.csv", "", columns=columns), data))


def studies(data: bytes | str, mapping: str | None = None) -> list[StudyDraft]:
    found = parse(data.encode() if isinstance(data, str) else data, mapping)
    documents = [document for document in found if isinstance(document, Document)]
    return [study for document in documents for study in normalise(document, extract(document)).studies]


def values(study: StudyDraft) -> dict[str, object]:
    return {name: value.value for name, value in study.fields.items()}


def refused(data: str, mapping: str | None = None) -> Rejection:
    [rejection] = [found for found in parse(data.encode(), mapping) if isinstance(found, Rejection)]
    return rejection


def workbook(sheets: dict[str, Sequence[Sequence[object]]], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cell, number_format in (formats or {}).items():
            sheet[cell].number_format = number_format
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


TWO_ROWS = [
    ["Table 1. Characteristics of included trials"],
    [],
    ["Study", None, "Participants", None, None, "Intervention", None, None, "Comparator", "Results"],
    ["Author", "Year", "Population", "n (probiotic)", "n (placebo)", "Strain", "Dose", "Duration (weeks)"],
    ["Alder", 2019, "MDD", 30, 31, "L. plantarum 299v", "1e10 CFU/day", 8, "Placebo", "HAM-D lower"],
    ["a Values are numbers of people."],
]


def test_two_rows_of_headings__are_read_together() -> None:
    [study] = studies(workbook({"Trials": TWO_ROWS}))
    given, compared = study.arms
    assert values(study)["year"] == 2019
    assert values(study)["duration_days"] == 56
    assert (given.fields["n"].value, compared.fields["n"].value) == (30, 31)
    assert given.fields["dose_cfu_per_day"].value == 1e10
    assert study.findings[0].fields["direction"].value == "decrease"


def test_note_below_a_table__is_named_as_what_it_is() -> None:
    [rejection] = [r for r in parse(workbook({"Trials": TWO_ROWS})) if isinstance(r, Rejection)]
    assert rejection.reason is Reason.NO_STUDY
    assert "sheet Trials, row 6" in rejection.message
    assert "'a Values are numbers of people.'" in rejection.message


ARMS = """Study,Year,Country,Group,n,Strains,Dose,Outcomes
Cypress et al.,2018,Italy,Probiotic,28,L. helveticus R0052; B. longum R0175,3e9 CFU/day,BDI
,,,Prebiotic,27,GOS,5 g/day,
,,,Placebo,29,,,
Dogwood et al.,2021,Iran,Probiotic,40,L. casei,1e9 CFU/day,HADS
"""


def test_rows_of_groups__are_one_study_with_an_arm_each() -> None:
    first, second = studies(ARMS)
    told = [(a.fields["type"].value, a.fields["role"].value, a.fields["n"].value) for a in first.arms]
    assert told == [
        ("probiotic", "intervention", 28),
        ("prebiotic", "intervention", 27),
        ("placebo", "comparator", 29),
    ]
    assert values(first)["n_enrolled"] == 84
    assert [s["strain"].value for s in first.arms[0].strains] == ["R0052", "R0175"]
    assert first.arms[1].fields["dose_g_per_day"].value == 5
    assert values(second)["first_author"] == "Dogwood"


def test_size_of_the_whole_study_beside_each_group__is_not_a_groups() -> None:
    rows = "Study,Total N,Arm,Arm n,Product\nWillow 2018,90,Probiotic,44,L. casei\nWillow 2018,90,Placebo,46,\n"
    [study] = studies(rows)
    assert values(study)["n_enrolled"] == 90
    assert [arm.fields["n"].value for arm in study.arms] == [44, 46]


OUTCOMES = """Study,Year,N,Probiotic strain,Comparator,Outcome,SMD,95% CI,p-value,Direction
Elder,2017,60,B. breve A1,placebo,BDI,-0.45,-0.80 to -0.10,0.012,lower
Elder,2017,60,B. breve A1,placebo,STAI,-0.10,-0.45 to 0.25,0.57,no difference
Elder,2017,60,B. breve A1,placebo,BDNF,,,0.04,↑
Elder,2017,60,B. breve A1,placebo,PSS,-0.52,(-0.92; -0.12),<0.01,
Elder,2017,60,B. breve A1,placebo,cortisol,,,,changed
"""


def test_rows_of_outcomes__are_findings_with_their_numbers() -> None:
    [study] = studies(OUTCOMES)
    found = {str(f.fields["outcome_reported"].value): f.fields for f in study.findings}
    assert {name: f["direction"].value for name, f in found.items()} == {
        "BDI": "decrease",
        "STAI": "no_difference",
        "BDNF": "increase",
        "PSS": "decrease",
    }
    bdi = {name: value.value for name, value in found["BDI"].items()}
    assert (bdi["effect_measure"], bdi["effect_value"], bdi["ci_low"], bdi["ci_high"]) == ("SMD", -0.45, -0.8, -0.1)
    assert (bdi["p_value"], bdi["significance"], found["STAI"]["significance"].value) == (
        0.012,
        "significant",
        "not_significant",
    )
    assert values(study)["n_enrolled"] == 60
    assert len(study.arms) == 2


def test_footnote_marks__are_no_part_of_headings_and_cells() -> None:
    rows = 'Study¹,Sample sizeᵃ,% female†,Interventionᵇ\n"Ivy¹, 2014*","1,204",62%*,B. infantis 35624\n'
    [study] = studies(rows)
    assert (values(study)["first_author"], values(study)["n_enrolled"]) == ("Ivy", 1204)
    assert values(study)["female_percent"] == 62


def test_notes_above_and_totals_below__are_no_studies() -> None:
    rows = "Trials found in May 2021,,,\nStudy,Sample size,Strains,Dose\nLee 2018,40,L. casei,\nTotal,40,,\n"
    [study] = studies(rows)
    assert values(study)["first_author"] == "Lee"
    assert "row 4" in refused(rows).message


def test_semicolons_and_decimal_commas__are_read() -> None:
    rows = "Study;Year;Strains;Dose;Outcome;SMD;p\nJuniper;2019;L. plantarum;1,5e9 CFU/day;BDI;-0,45;0,02\n"
    [study] = studies(rows.encode("cp1252"))
    assert study.arms[0].fields["dose_cfu_per_day"].value == 1.5e9
    found = study.findings[0].fields
    assert (found["effect_value"].value, found["p_value"].value) == (-0.45, 0.02)


def test_utf16__is_read() -> None:
    [study] = studies("Author (year)\tParticipants (n)\tProbiotic\nLärch 2012\t38\tL. helveticus\n".encode("utf-16"))
    assert (values(study)["first_author"], values(study)["n_enrolled"]) == ("Lärch", 38)


def test_workbook__percents_dates_blank_columns_and_excluded_sheets() -> None:
    included = [
        [None, "First author", None, "Publication date", "N randomised", "Female (%)", "Probiotics"],
        [None, "Nutmeg", None, date(2019, 5, 1), 50, 0.62, "L. casei"],
        [None, "Pine", None, "2021", date(2024, 8, 12), 0.5, "B. breve"],
    ]
    excluded = [["Study", "Year", "Reason"], ["Quince", 2018, "no control"]]
    sheets = {"Codebook": [["n", "people"]], "Included": included, "Excluded": excluded}
    data = workbook(sheets, {"F2": "0%"})
    first, second = studies(data)
    assert (values(first)["year"], values(first)["female_percent"], values(first)["n_enrolled"]) == (2019, 62, 50)
    assert "n_enrolled" not in values(second)  # a date where Excel made one of "8-12"
    assert "female_percent" not in values(second)  # 0.5 is a fraction or a percentage
    [rejection] = [r for r in parse(data) if isinstance(r, Rejection)]
    assert rejection.reason is Reason.OUT_OF_SCOPE
    assert len(studies(data, 'sheet = ["Excluded"]')) == 1


def test_studies_as_columns__are_refused_with_what_was_found() -> None:
    rejection = refused("Item,Tansy 2018,Umbel 2019\nSample size,30,40\nStrains,L. casei,B. longum\n")
    assert rejection.reason is Reason.UNSUPPORTED_FORMAT
    assert "'Item', 'Tansy 2018', 'Umbel 2019'" in rejection.message


EVERY = (
    "Study,Year,Title,Journal,DOI,PMID,Country,Design,Blinding,Species,Population,n,n_intervention,n_control,Mean age,"
    "% female,Strains,Dose,Form,Duration,Comparator,Outcome,Results,p value,Effect size,95% CI,Funding,Registration,"
    "Arm,Timepoint,Analysed"
)


@pytest.mark.parametrize(
    "nothing",
    ["", "NR", "n.r.", "n/a", "N.A.", "-", "–", "NA", "not reported", "Not stated*", "(NR)", "nan", "None", "?"],
)
def test_cell_that_states_nothing__is_null_in_every_field(nothing: str) -> None:
    width = EVERY.count(",")
    [study] = studies(f"{EVERY}\nBirch,2018{f',{nothing}' * (width - 1)}\n")
    assert {name for name in values(study) if not name.startswith("reports")} <= {"first_author", "year", "funding"}
    assert study.findings == ()
    assert all(arm.fields.keys() <= {"role", "type", "label_reported"} for arm in study.arms)


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("Country", "Iran", "country", "IR"),
        ("Country", "USA and Canada", "country", None),
        ("Country", "Atlantis", "country", None),
        ("Design", "RCT", "design", "rct"),
        ("Design", "crossover", "design", "crossover_rct"),
        ("Design", "cohort", "design", "cohort"),
        ("Blinding", "double", "blinding", "double"),
        ("Blinding", "yes", "blinding", None),
        ("Species", "C57BL/6 mice", "species", "mouse"),
        ("Sample size", "60 (30/30)", "n_enrolled", 60),
        ("Sample size", "30/31", "n_enrolled", 61),
        ("Sample size", "20-30", "n_enrolled", None),
        ("Mean age", "38.2 ± 4.1", "age_mean", 38.2),
        ("Mean age", "18–65", "age_mean", None),
        ("% female", "75% (45)", "female_percent", 75),
        ("Registration", "yes", "registry_id", None),
        ("Registration", "NCT00000001; other", "registry_id", "NCT00000001"),
        ("Duration (weeks)", "8", "duration_days", 56),
    ],
)
def test_cell__is_read_as_its_column_says(column: str, cell: str, field: str, value: object) -> None:
    [study] = studies(f'Study,Year,{column}\nBirch,2018,"{cell}"\n')
    assert values(study).get(field) == value


UNUSUAL = "Ref.,Bugs,How many got it?,Wie lange,Checked by\nRowan 2018,L. casei,n.k.,8 weeks,AB\n"
MAPPING = """
ignore = ["Checked by"]
missing = ["n.k."]
[columns]
study = "Ref."
strains = "Bugs"
n_enrolled = ["How many got it?", "N all"]
duration = "Wie lange"
"""


def test_mapping__names_columns_ignores_some_and_says_what_is_missing() -> None:
    [study] = studies(UNUSUAL, MAPPING.replace(', "N all"', ""))
    assert values(study)["duration_days"] == 56
    assert "n_enrolled" not in values(study)
    assert study.arms[0].strains
    [document] = parse(UNUSUAL.encode(), MAPPING.replace(', "N all"', ""))
    assert isinstance(document, Document)
    assert "AB" not in document.text


def test_mapping__says_where_the_headings_stand() -> None:
    rows = "Study,Year,N\nnot,the,header\nStudy,Year,N\nLee,2018,40\n"
    assert len(studies(rows, "header_row = 3")) == 1


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        (MAPPING, "expected a column 'N all' in the table, found 'Ref.'"),
        ('[columns]\nn_enroled = "N"', "expected a field, found 'n_enroled'; did you mean n_enrolled"),
        ('[columns]\nstudy = "Reff."', "expected a column 'Reff.' in the table, found 'Ref.'"),
        ('study = "Ref."', "found the key 'study'; write it under [columns]"),
        ('[column]\nstudy = "Ref."', "found the key 'column'; did you mean columns?"),
        ("[columns]\nstudy = 3", "[columns] study: expected a name in quotes"),
        ('[columns]\nstudy = "Ref."\ntitle = "ref"', "expected one field for 'ref', found study and title"),
        ("header_row = [3, 7]", "header_row: expected a row's number from 1, or two that follow, found [3, 7]"),
        ("columns = 1", "expected [columns] with one line a field, found 1"),
        ("study = [", "expected TOML, found:"),
    ],
)
def test_mapping__that_is_wrong_says_where_and_what_would_do(mapping: str, told: str) -> None:
    rejection = refused(UNUSUAL, mapping)
    assert rejection.reason is Reason.MALFORMED
    assert "t.csv.columns.toml" in rejection.message
    assert told in rejection.message


def test_mapping__names_a_sheet_that_is_not_there() -> None:
    found = parse(workbook({"Trials": TWO_ROWS}), 'sheet = "Trial"')
    assert isinstance(found[0], Rejection)
    assert "expected the sheet 'trial' of the mapping file, found 'Trials'" in found[0].message


def test_mapping_of_all_tables__may_name_columns_that_a_table_lacks() -> None:
    files = (ColumnFile("columns.toml", '[columns]\nstrains = ["Bugs", "Keime"]\nstudy = "Ref."', of_all_tables=True),)
    data = UNUSUAL.encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "t", "t.csv", "t.csv", "", columns=files), data)
    assert isinstance(document, Document)
    assert document.structured[0].arms


def test_text_with_a_mapping__is_read_as_a_table() -> None:
    [study] = studies("Ref.,Bugs\nRowan 2018,L. casei\n", '[columns]\nstudy = "Ref."\nstrains = "Bugs"')
    assert study.arms


def test_headings_alone__are_found_where_no_row_follows() -> None:
    header = find_header([["A title"], ["Author", "Study", "Year", "Design", "Participants"]], ColumnMapping())
    assert header is not None
    assert header.last == 1
