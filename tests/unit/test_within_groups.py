"""What a result is compared with where no group is: its own start, or nothing that is known. In words of our own."""

import pytest

from tests.unit.test_findings import SINGLE_ARM, TRIAL, rows_of

FROM_THE_START = (
    "Fatigue decreased in both groups.",
    "All groups showed improvements in sleep quality.",
    "Fatigue decreased steadily regardless of treatment.",
    "Sleep quality did not improve in either group.",
    "No change in fatigue was seen in both groups.",
    "Cortisol fell in each of the three arms.",
    "There was no significant change in fatigue within the tea group (p = 0.4).",
)
AGAINST_THE_OTHER = (
    "Fatigue was similar in both groups.",
    "There was no difference in fatigue between both groups.",
    "Fatigue decreased in both treated groups.",
    "Fatigue decreased in the tea group.",
    "Both groups slept, but fatigue decreased in the tea group.",
)


@pytest.mark.parametrize("sentence", FROM_THE_START)
def test_findings__what_all_groups_did_is_told_against_their_start(sentence: str) -> None:
    (row,) = rows_of(sentence, TRIAL)
    assert (row["comparator"], row["analysis"]) == ("baseline", "within_group")


@pytest.mark.parametrize("sentence", AGAINST_THE_OTHER)
def test_findings__what_differs_between_groups_is_not(sentence: str) -> None:
    (row,) = rows_of(sentence, TRIAL)
    assert (row["comparator"], row["analysis"]) == ("placebo", "between_group")


def test_findings__what_groups_did_alike_is_told_twice() -> None:
    rows = rows_of("Fatigue rose in both groups alike.", TRIAL)
    assert {(row["comparator"], row["direction"]) for row in rows} == {
        ("placebo", "no_difference"),
        ("baseline", "increase"),
    }


def test_findings__only_a_study_of_one_group_is_compared_with_its_start() -> None:
    told = "Then fatigue fell (p = 0.02)."
    assert rows_of(f"All drank tea. {told}", SINGLE_ARM)[0]["comparator"] == "baseline"
    assert rows_of(f"It was a non-randomised study. {told}", SINGLE_ARM)[0]["comparator"] == "baseline"
    assert "comparator" not in rows_of(f"They were randomly assigned. {told}", SINGLE_ARM)[0]


def test_findings__controls_of_a_trial_are_not_healthy_people() -> None:
    told = "Fatigue was lower than in the control group (p = 0.02)."
    assert "comparator" not in rows_of(f"They were randomly assigned. {told}")[0]
    assert rows_of(f"Nurses were asked. {told}")[0]["comparator"] == "healthy_controls"


def test_findings__what_differs_between_groups_has_no_start() -> None:
    for sentence in ("There was no difference in fatigue between the two groups.",
                     "There were no intervention effects on fatigue between week 0 and week 8."):  # fmt: skip
        (row,) = rows_of(sentence, SINGLE_ARM)
        assert "comparator" not in row
