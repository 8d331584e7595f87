"""Result sentences as full texts of trials write them: one row a phenomenon, in words of our own."""

import pytest

from tests.unit.test_findings import told

COUNTED = {
    "The percentage of women who regained sleep was higher with the tea (p = 0.01).": [
        "percentage of women who regained sleep: increase"],
    "The number of patients needing rescue medication, such as codeine or morphine, fell.": [
        "number of patients needing rescue medication, such as codeine or morphine: decrease"],
    "The proportion of children that were free of cramps at week 4 did not differ between groups.": [
        "proportion of children that were free of cramps: no_difference"],
    "Significantly more patients in the tea group continued antidepressants until the 6 month follow-up.": [
        "continued antidepressants: increase"],
    "Fewer volunteers required rescue analgesia (p = 0.03).": ["required rescue analgesia: decrease"],
    "A greater percentage of the treated patients experienced cramps than controls.": ["cramps: increase"],
    # not fooled by clauses that say who somebody is, and by participles
    "Patients who drank tea had lower cortisol.": ["Cortisol: decrease"],
    "More patients assigned tea were needed.": [],
}  # fmt: skip

NAMES = {
    "There was no change in the fatigue of the tea and juice groups.": ["fatigue: no_difference"],
    "The distance from the target did not differ between groups.": ["distance from the target: no_difference"],
    "Adverse side effects did not differ between the groups (p = 0.4).": ["Adverse side effects: no_difference"],
    "Pain control was better with the tea.": ["Pain control: increase"],
    "The mean ± SD of cortisol in the tea group was lower than in the placebo group (p = 0.02).": ["Cortisol: decrease"],
    # not fooled by a control that is a group, and by what an outcome is of
    "Anxiety was lower than in the vehicle control.": ["anxiety: decrease"],
    "Severity of fatigue and the dropout of the tea group fell.": ["Severity of fatigue: decrease", "dropout: decrease"],
}  # fmt: skip


@pytest.mark.parametrize("sentence", COUNTED)
def test_findings__name_what_counted_people_did(sentence: str) -> None:
    assert told(sentence) == COUNTED[sentence]


@pytest.mark.parametrize("sentence", NAMES)
def test_findings__name_the_outcome_and_not_its_people(sentence: str) -> None:
    assert told(sentence) == NAMES[sentence]
