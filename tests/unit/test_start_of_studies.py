"""What is told of the time before anything was given, in words of our own."""

import pytest

from tests.unit.test_findings import TRIAL, rows_of, told

SENTENCES = {
    "There were no significant differences in age, sex, weight or pain between the groups.": [],
    "The groups were similar in age and body weight.": [],
    "Mean pain scores at baseline were similar between groups, but at week 8 fatigue fell.": ["fatigue: decrease"],
    "Groups did not differ in marital status, sleep or pain.": [],
    # not fooled by who the people are, and by what changed
    "There was no difference in weight between the groups.": ["weight: no_difference"],
    "Pain did not differ between groups of the same age.": ["Pain: no_difference"],
    "There was no difference in education classes.": ["education classes: no_difference"],
    "Height did not differ between the groups at month 6.": ["Height: no_difference"],
    "Pain fell, and there was no difference in age.": ["Pain: decrease"],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_findings__leave_out_what_was_alike_at_the_start(sentence: str) -> None:
    assert told(sentence) == SENTENCES[sentence]


def test_findings__a_change_between_two_values_is_told_against_the_first() -> None:
    (row,) = rows_of("Pain improved (7.3 to 5.7, p < 0.01).", TRIAL)
    assert (row["comparator"], row["baseline_value"]) == ("baseline", 7.3)
    (row,) = rows_of("Pain improved (95% CI 1.3 to 5.7, p < 0.01).", TRIAL)
    assert row["comparator"] == "placebo"
    (row,) = rows_of("Pain improved (7.3 to 5.7, p < 0.01) compared with placebo.", TRIAL)
    assert row["comparator"] == "placebo"
