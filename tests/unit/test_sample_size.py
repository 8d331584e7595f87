"""Numbers of participants as reports of trials word them."""

import pytest

from tests.unit.study_reader import read_column


@pytest.mark.parametrize(
    ("abstract", "enrolled"),
    [
        ("A total of 64 adults with low mood were randomised to capsules or placebo.", 64),
        ("Forty-six nurses were recruited and took sachets for a month.", 46),
        ("We enrolled 1,204 women in four towns.", 1204),
        ("Participants (n = 58) were randomly assigned to kefir (n = 29) or milk (n = 29).", 58),
        ("Students were allocated to a probiotic (n = 31) or a placebo group (n = 33).", 64),
        ("Of 210 people screened, 75 were randomised.", 75),
        ("Thirty-one patients were randomised to the probiotic and 33 to placebo.", 64),
        ("36 patients with insomnia and 40 healthy controls were recruited.", 76),
        ("In this study, 12 male and 14 female Wistar rats received a diet with inulin.", 26),
    ],
)
def test_sample_size__reads_who_was_enrolled(abstract: str, enrolled: int) -> None:
    assert read_column("n_enrolled", abstract) == enrolled


@pytest.mark.parametrize(
    "abstract",
    [
        "We screened 300 volunteers for eligibility.",
        "Mice received the strain daily (n = 10/group).",
        "Low mood affects 280 million people worldwide.",
        "They were aged 18 to 65 years and took 20 mg.",
        "Patients were randomised 1:1 in May 2015 at 12 centres.",
    ],
)
def test_sample_size__is_not_fooled_by_other_numbers(abstract: str) -> None:
    assert read_column("n_enrolled", abstract) is None


@pytest.mark.parametrize(
    ("abstract", "analysed"),
    [
        ("Eighty adults were randomised. Seventy-two completed the trial.", 72),
        ("Of the 90 women enrolled, 81 were included in the final analysis.", 81),
        ("Fifty patients were randomised. Finally, 22 and 21 patients of the two arms were analysed.", 43),
        ("Eighty adults were randomised to a probiotic or placebo.", None),
    ],
)
def test_sample_size__tells_completers_from_enrolled(abstract: str, analysed: int | None) -> None:
    assert read_column("n_analysed", abstract) == analysed


def test_sample_size__counts_dropouts_apart() -> None:
    abstract = "Sixty men were randomised. Seven participants dropped out before the last visit."
    assert read_column("n_dropouts", abstract) == 7
    assert read_column("n_enrolled", abstract) == 60


def test_sample_size__prefers_the_total_that_its_arms_confirm() -> None:
    abstract = (
        "We studied 75 adults (38 given yogurt, 37 given milk). In total 20 participants reported better sleep. "
        "Of these, 12 patients were enrolled in a sub-study."
    )
    assert read_column("n_enrolled", abstract) == 75
