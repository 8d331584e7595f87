"""Who is studied: population, conditions, severity, ages, sex, place."""

import pytest

from tests.unit.study_reader import read_column


@pytest.mark.parametrize(
    ("abstract", "conditions"),
    [
        ("We enrolled adults suffering from mild to moderate depression.", ("depressive-disorder",)),
        ("This trial recruited women with migraine.", ("migraine",)),
        ("Thirty depressed students were recruited.", ("depressive-disorder",)),
        ("This study enrolled patients with Parkinson's disease (PD). PD patients took kefir.", ("parkinson-disease",)),
    ],
)
def test_conditions__are_what_the_population_has(abstract: str, conditions: tuple[str, ...]) -> None:
    assert read_column("condition_ids", abstract) == conditions


@pytest.mark.parametrize(
    "abstract",
    [
        "The strain improved depression scores.",
        "We recruited volunteers without depression.",
        "Depression was measured.",
    ],
)
def test_conditions__are_not_outcomes(abstract: str) -> None:
    assert "depressive-disorder" not in (read_column("condition_ids", abstract) or ())


@pytest.mark.parametrize(
    ("abstract", "severity"),
    [
        ("We enrolled adults with mild to moderate depression.", "mild_to_moderate"),
        ("We enrolled adults with severe depression.", "severe"),
        ("We enrolled adults with depression. No severe adverse events occurred.", None),
    ],
)
def test_severity__is_that_of_the_condition(abstract: str, severity: str | None) -> None:
    assert read_column("severity", abstract) == severity


@pytest.mark.parametrize(
    ("column", "abstract", "value"),
    [
        ("age_mean", "We enrolled 40 adults with a mean age of 29 ± 5.7 years.", 29.0),
        ("age_min", "We enrolled women aged 20-50 years.", 20.0),
        ("age_max", "Men aged between 30 and 45 years were enrolled.", 45.0),
        ("age_max", "About 2% of people aged 65-70 years are affected worldwide.", None),
        ("female_percent", "We enrolled 40 adults (62% women).", 62.0),
        ("female_percent", "We enrolled 30 women and 10 men.", 75.0),
        ("country", "Participants were recruited at two clinics in Norway.", "NO"),
        ("country", "The strain was given to Iranian women.", "IR"),
        ("country", "The Chinese version of the scale was used.", None),
        ("diagnosis_basis", "Patients with depression according to DSM-5 were enrolled.", "DSM-5"),
        ("diagnosis_basis", "Adults took L. reuteri DSM 17938.", None),
        ("antidepressants", "It was given as an add-on to antidepressants in 40 adults.", "add_on"),
        ("population", "This trial recruited women with migraine.", "women with migraine"),
    ],
)
def test_population__quotes_what_is_stated(column: str, abstract: str, value: object) -> None:
    assert read_column(column, abstract) == value


def test_age__of_animals_is_no_column() -> None:
    assert read_column("age_mean", "Mice (mean age 8 weeks) were used.") is None


@pytest.mark.parametrize(
    ("abstract", "population"),
    [
        ("We recruited 40 patients with lupus and 16 healthy volunteers.", "patients with lupus"),
        ("We recruited adult men and women with lupus to compare two teas.", "adult men and women with lupus"),
        ("We recruited patients with lupus and explored their sleep.", "patients with lupus"),
        ("Stool was collected from 80 children who were enrolled.", "children"),
        ("We recruited lupus patients. Placebo subjects slept badly in the trial.", "lupus patients"),
        ("Patients were recruited.", None),
    ],
)
def test_population__ends_where_the_sentence_goes_on(abstract: str, population: str | None) -> None:
    assert read_column("population", abstract) == population


@pytest.mark.parametrize(
    ("abstract", "column", "value"),
    [
        ("Sixty teenagers aged 12 to 19 years with asthma will receive tea.", "age_min", 12),
        ("The volunteers were women and men, 20 to 55 years of age.", "age_max", 55),
        ("Participants had a mean age of 48.4 ± 12.0 and 48.5 ± 11.3 years in the two groups.", "age_mean", None),
        ("Of 140 participants, 118 (84.3%) were female.", "female_percent", 84.3),
        ("Of 80 nurses, 65.0% (n = 52) were female, 22.5% (n = 18) worked at night.", "female_percent", 65.0),
        ("Participants were mainly female (71.5% and 76.0% in the two groups).", "female_percent", None),
    ],
)
def test_age_and_sex__of_all__not_of_each_group(abstract: str, column: str, value: float | None) -> None:
    assert read_column(column, abstract) == value
