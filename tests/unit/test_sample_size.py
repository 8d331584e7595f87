"""Numbers of participants as reports of trials word them."""

import pytest

from tests.unit.study_reader import read_column


@pytest.mark.parametrize(
    ("abstract", "enrolled"),
    [
        ("A total of 64 adults with low mood were randomised to capsules or placebo.", 64),
        ("A total of at least 256 residents will be enrolled.", 256),
        ("We studied the sleep of our cohort of 730 participants of the valley.", 730),
        ("Forty-six nurses were recruited and took sachets for a month.", 46),
        ("We enrolled 1,204 women in four towns.", 1204),
        ("Participants (n = 58) were randomly assigned to kefir (n = 29) or milk (n = 29).", 58),
        ("Students were allocated to a probiotic (n = 31) or a placebo group (n = 33).", 64),
        ("Of 210 people screened, 75 were randomised.", 75),
        ("Thirty-one patients were randomised to the probiotic and 33 to placebo.", 64),
        ("36 patients with insomnia and 40 healthy controls were recruited.", 76),
        ("Children drank oat milk with a yeast (n = 17) or plain oat milk (n = 19) at breakfast.", 36),
        ("We took swabs of hungry pilots (n = 20) compared to control subjects (n = 25).", 45),
        (
            "Ten schools were randomised to serve yogurt (five schools, 120 children) or milk (five schools, 131 children).",
            251,
        ),
        ("In a non-randomised study, 33 nurses chose to eat miso at noon, and 31 others served as the control.", 64),
        ("We assigned 48 drivers with reflux to a test group (Group A) or a control group (Group B).", 48),
        ("One hundred and twenty pilots with insomnia had visits at baseline and after kefir.", 120),
        ("We included 98 pilots. Of these, 91 completed (kefir, 46 pilots; milk, 45 pilots).", 98),
        ("The number of pilots was 64.", 64),
        ("Sixty-two pilots (31 kefir, 31 milk) had their sleep recorded.", 62),
        ("We enrolled 51 U.S. navy cooks with insomnia.", 51),
        ("We gave women kefir or milk; 104 of 118 women completed the trial.", 118),
        ("In this trial 71 healthy males took inulin.", 71),
        ("Within a regional cohort, 3,104 adults without insomnia at baseline reported what they ate.", 3104),
        ("Outpatients with epilepsy (N = 52) who met the criteria and had seizures were recruited.", 52),
        ("Sixty-one sailors (20 women) were randomly assigned to capsules or placebo.", 61),
        ("Our trial in 95 men was neutral. In this analysis of the 80 men who completed it, age had no effect.", 95),
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
        "In group 2 patients did not improve.",
        "Stool from three donors was transplanted into the mice.",
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
        ("We randomised women to kefir or milk; 104 of 118 women completed the trial.", 104),
        ("Data of 61 of the 70 randomised patients were analysed.", 61),
        ("Forty-four clerks were enrolled and analysed.", 44),
        ("Sixty cooks were randomised. The trial was completed by 55 cooks.", 55),
        ("Seventy-two pupils were randomised to a yeast or placebo; all were included in the analysis.", 72),
        ("Data analysis was possible for 14 women in the kefir group and 15 in the milk group.", 29),
        ("A total of 66 men were enrolled, and 63 men (31 kefir, 32 milk) were included in the analysis.", 63),
        ("Eighty adults were randomised to a probiotic or placebo.", None),
        ("Thirty volunteers completed questionnaires on sleep.", None),
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


def test_sample_size__in_a_review_is_told_with_the_number_of_studies() -> None:
    abstract = (
        "Seven trials with 520 participants were pooled. Fatigue fell in studies that enrolled mostly women "
        "(two trials, 150 participants) and in long studies (three trials, 201 participants)."
    )
    assert read_column("n_enrolled", abstract, "Kefir and fatigue: a meta-analysis.") == 520


def test_sample_size__of_a_review_adds_up_people_and_controls() -> None:
    abstract = "We identified 19 studies (including a total of 900 patients and 850 controls) that met the criteria."
    assert read_column("n_enrolled", abstract, "Kefir and fatigue: a systematic review.") == 1750


def test_sample_size__analysed_is_no_small_part_of_those_enrolled() -> None:
    abstract = "Ninety cooks were randomised. Completed diaries could not be had from ten cooks."
    assert read_column("n_analysed", abstract) is None


def test_sample_size__of_a_trial_is_not_that_of_earlier_trials() -> None:
    abstract = (
        "Five trials with 700 patients were found in the literature. We randomised 30 patients to inulin or placebo."
    )
    assert read_column("n_enrolled", abstract) == 30


def test_sample_size__counts_donors_whose_stool_is_studied_in_the_laboratory() -> None:
    abstract = "Stool of five donors with poor sleep was incubated with inulin for 24 hours in batch cultures."
    assert read_column("n_enrolled", abstract) == 5


@pytest.mark.parametrize(
    ("abstract", "analysed"),
    [
        ("Sixty adults were randomised. Data of 52 participants were analysed.", 52),
        ("Sixty adults were randomised. Analyses were conducted on 52 participants.", 52),
        ("Sixty adults were enrolled. The final sample comprised 52 participants.", 52),
        ("Sixty adults were enrolled. Eight participants dropped out, leaving 52 for the analysis.", 52),
        ("Sixty adults were randomised; 52 remained in the study at week 8.", 52),
        (
            "A total of 60 adults were randomised; 28 in the kefir group and 24 in the placebo group completed the study.",
            52,
        ),
        (
            "Sixty adults were randomised; the intention-to-treat population comprised 58 and the per-protocol population "
            "50 participants.",
            58,
        ),
        ("The final sample comprised 52 participants.", None),
        ("Sixty adults were randomised; analyses of variance were used.", None),
    ],
)
def test_n_analysed__is_who_was_left(abstract: str, analysed: int | None) -> None:
    assert read_column("n_analysed", abstract) == analysed
