"""Numbers of included studies."""

import pytest

from tests.unit.study_reader import read_column

TITLE = "Strains and mood: a systematic review."


@pytest.mark.parametrize(
    ("abstract", "studies"),
    [
        ("From 900 records, 14 studies were included.", 14),
        ("Of 212 trials screened, eleven were included in the synthesis.", 11),
        ("We identified 3,000 studies; nine RCTs involving 400 participants met the inclusion criteria.", 9),
        ("Thirteen of 52 papers met the criteria.", 13),
        ("Twenty-two trials with 1,930 participants entered the network.", 22),
        ("Of 2,004 records, twelve trials (610 participants) qualified.", 12),
        ("Thirteen studies with 2,210 people met the criteria: eight randomised trials and five cohort studies.", 13),
        ("We identified 18 RCTs encompassing 990 adults.", 18),
        ("Nineteen RCTs, comprising 1,901 individuals, were included.", 19),
        (
            "Five cross-sectional studies that report how sleep and the gut go together in 395 people with gout were "
            "included.",
            5,
        ),
        ("Two trials compared yogurt with milk in women.", None),
        ("A total of 500 articles were screened and 480 studies were excluded.", None),
        ("Databases were searched to May 2020.", None),
    ],
)
def test_review_scope__counts_included_studies_alone(abstract: str, studies: int | None) -> None:
    assert read_column("n_studies", abstract, TITLE) == studies


def test_review_scope__counts_people_beside_studies() -> None:
    abstract = "Nine trials with 412 participants were included."
    assert read_column("n_enrolled", abstract, TITLE) == 412


def test_review_scope__is_no_column_of_a_trial() -> None:
    abstract = "Forty adults were randomised. Two earlier studies were included in the discussion."
    assert read_column("n_studies", abstract) is None
