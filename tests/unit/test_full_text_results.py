"""Result sentences as full texts of trials write them: one row a phenomenon, in words of our own."""

import pytest

from tests.unit.test_findings import rows_of, told

COUNTED = {
    "The percentage of women who regained sleep was higher with the tea (p = 0.01).": [
        "percentage of women who regained sleep: increase"],
    "The number of patients needing rescue medication, such as codeine or morphine, fell.": [
        "number of patients needing rescue medication, such as codeine or morphine: decrease"],
    "The proportion of children that were free of cramps at week 4 did not differ between groups.": [
        "proportion of children that were free of cramps: no_difference"],
    "Significantly more patients in the tea group continued vitamins until the 9 month visit.": [
        "continued vitamins: increase"],
    "The proportion of patients with a ≥50% reduction of pain was higher with tea (p = 0.01).": [
        "proportion of patients with a ≥50% reduction of pain: increase"],
    "Fewer volunteers required rescue analgesia (p = 0.03).": ["required rescue analgesia: decrease"],
    "A greater percentage of the treated patients experienced cramps than controls.": ["cramps: increase"],
    # not fooled by clauses that say who somebody is, and by participles
    "Patients who drank tea had lower cortisol.": ["Cortisol: decrease"],
    "More patients assigned tea were needed.": [],
}  # fmt: skip

DEGREES = {
    "Pain decreased more in the probiotic group.": ["Pain: decrease"],
    "Vigor increased more with the probiotic.": ["Vigor: increase"],
    # not fooled by what others saw
    "Baker et al [3] showed that tea lowered pain.": [],
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


@pytest.mark.parametrize("sentence", DEGREES)
def test_findings__degrees_leave_the_direction(sentence: str) -> None:
    assert told(sentence) == DEGREES[sentence]


@pytest.mark.parametrize("sentence", NAMES)
def test_findings__name_the_outcome_and_not_its_people(sentence: str) -> None:
    assert told(sentence) == NAMES[sentence]


# "x (p)" stands for a result with its p-value: values alone tell the direction.
NUMBERS = {
    "Pain was 3.2 ± 1.1 in the tea group and 4.5 ± 1.2 in the placebo group (p = 0.01).": ["Pain: decrease"],
    "Pain was 4.5 ± 1.2 in the placebo group and 3.2 ± 1.1 in the tea group (p = 0.01).": ["Pain: decrease"],
    "Nausea occurred in 12% of the placebo group and in 5% of the treated group (p = 0.02).": ["Nausea: decrease"],
    "Cramps were seen in 8% and 9% of children, respectively (p = 0.8).": ["Cramps: no_difference"],
    "Cramps were seen in 5%, 10% and 40% of children in the tea, juice and placebo groups (p = 0.001).": [
        "Cramps: decrease"],
    "Cramps were seen in 8%, 52% and 48% of children in the tea, juice and placebo groups (p = 0.001).": [
        "Cramps: unclear"],
    "In the tea group 50% of children experienced no cramps as compared to 86% in the milk group (p = 0.01).": [
        "no cramps: decrease"],
    "Then 39 (80%) tea subjects and 12 (53%) placebo subjects reported making an attempt (p = 0.006).": [
        "making an attempt: increase"],
    "Only 14/20 women on tea required codeine compared with 19/20 on placebo (p = 0.04).": ["required codeine: decrease"],
    "The proportion of women taking codeine had dropped to 69% in the tea group and 59% in the placebo group (p = 0.01).":
        ["proportion of women taking codeine: increase"],
    # not fooled by a p-value for each group, by times, by numbers without a statistic
    "Pain fell to 3 in the tea group (p = 0.01) and 5 in the placebo group (p = 0.2).": [
        "Pain: decrease", "Pain: decrease"],
    "Pain was rated after 8 weeks in 12 women and 14 men.": [],
}  # fmt: skip

LABELS = {
    "Group A received placebo and group B received tea.\nPain was 5.1 in group A and 3.2 in group B (p = 0.01).":
        ["Pain: decrease"],
    "Group 1: tea; group 2: treatment as usual.\nPain was 5.1 in group 1 and 3.2 in group 2 (p = 0.01).":
        ["Pain: increase"],
    "They had treatment as usual (TAU).\nPain was 5.1 in the TAU group and 3.2 with tea (p = 0.01).": ["Pain: decrease"],
    # not fooled by an addition to usual care
    "Group A: usual care plus tea; group B: usual care.\nPain was 5.1 in group A and 3.2 in group B (p = 0.01).":
        ["Pain: increase"],
}  # fmt: skip


@pytest.mark.parametrize("sentence", NUMBERS)
def test_findings__numbers_of_groups_tell_the_direction(sentence: str) -> None:
    assert told(sentence) == NUMBERS[sentence]


@pytest.mark.parametrize("text", LABELS)
def test_findings__a_text_says_which_label_is_the_control(text: str) -> None:
    assert told(text) == LABELS[text]


BEHIND_GROUPS = {
    "Greater improvements were observed in the tea + milk group compared to the milk group in anxiety (p = 0.03).": [
        "anxiety: decrease"],
    "The improvements were greater among the tea drinkers compared to controls for fatigue (p = 0.003).": [
        "fatigue: decrease"],
    "The reductions were smaller in the tea group for fatigue (p = 0.01).": ["fatigue: increase"],
    "Tea was more effective for pain control than placebo (p = 0.02).": ["pain control: increase"],
    "The women rated their sleep more highly (p = 0.02).": ["sleep: increase"],
    "Compared with controls, the tea group scored higher on vigor (p = 0.01).": ["vigor: increase"],
    # not fooled by a verb that tells it, by questions, by what has no outcome
    "Tea was more effective than placebo in reducing pain (p = 0.02).": ["pain: decrease"],
    "Is tea more effective than placebo for pain?": [],
    "The improvements were greater (p = 0.02).": [],
}  # fmt: skip

CONTROL_FIRST = {
    "The placebo group had higher cortisol than the tea group (p = 0.02).": ["Cortisol: decrease"],
    "Cortisol was higher in the placebo group than in the tea group (p = 0.02).": ["Cortisol: decrease"],
    "The untrained group had the highest fatigue scores compared with the trained groups (P<.001).": [
        "fatigue scores: decrease"],
    # not fooled by a change from baseline, by whom a transplant came from
    "Cortisol rose in the placebo group compared with baseline.": ["Cortisol: increase"],
    "Transplants from patients raised cortisol compared to transplants from healthy controls.": ["Cortisol: increase"],
    "Compared with the placebo group, cortisol was lower in the tea group.": ["Cortisol: decrease"],
}  # fmt: skip

NULLS = {
    "There was no significant group by time interaction for anxiety (p = 0.4).": ["anxiety: no_difference"],
    "Anxiety did not reach statistical significance (p = 0.08).": ["anxiety: no_difference"],
    "Differences in anxiety did not achieve significance.": ["anxiety: no_difference"],
    # not fooled by an interaction of nothing, by an ability to reach
    "No significant time-by-group interactions were found.": [],
    "The pooled effect did not reach significance (p = 0.11).": [],
}  # fmt: skip


@pytest.mark.parametrize("sentence", BEHIND_GROUPS)
def test_findings__find_the_outcome_behind_the_groups(sentence: str) -> None:
    assert told(sentence) == BEHIND_GROUPS[sentence]


@pytest.mark.parametrize("sentence", CONTROL_FIRST)
def test_findings__what_is_told_of_the_control_goes_the_other_way(sentence: str) -> None:
    assert told(sentence) == CONTROL_FIRST[sentence]


@pytest.mark.parametrize("sentence", NULLS)
def test_findings__nulls_of_trials(sentence: str) -> None:
    assert told(sentence) == NULLS[sentence]


EVENTS = {
    "There were fewer falls in the tea group.": ["falls: decrease"],
    "Patients had a shorter hospital stay with the tea.": ["hospital stay: decrease"],
    "Tea was associated with lower blood loss (p = 0.01).": ["blood loss: decrease"],
    "Women on tea were twice as likely to quit smoking (OR 2.1, 95% CI 1.2-3.4).": ["quit smoking: increase"],
    "Relapse was reported by 12% of the tea group and 30% of the placebo group (p = 0.01).": ["Relapse: decrease"],
    # not fooled by a change
    "Symptoms fall with the tea.": ["Symptoms: decrease"],
}  # fmt: skip


@pytest.mark.parametrize("sentence", EVENTS)
def test_findings__events_of_trials(sentence: str) -> None:
    assert told(sentence) == EVENTS[sentence]


RANKS = {
    "Tea was superior to placebo for pain (p = 0.01).": ["pain: decrease"],
    "Tea was noninferior to placebo for pain.": ["pain: no_difference"],
    "The hazard ratio for death with tea was 0.80 (95% CI 0.65-0.98).": ["death: decrease"],
    "The tea group had a mean pain score of 3.2 compared with 4.5 in the control group (p = 0.01).": [
        "mean pain score: decrease"],
    "There was no evidence that tea reduced falls.": ["falls: no_difference"],
    # not fooled by a verb that tells it, by evidence that there is
    "Tea was superior to placebo in reducing pain.": ["pain: decrease"],
    "There is evidence that tea reduced falls.": ["falls: decrease"],
}  # fmt: skip


@pytest.mark.parametrize("sentence", RANKS)
def test_findings__ranks_ratios_and_denials(sentence: str) -> None:
    assert told(sentence) == RANKS[sentence]


def test_findings__a_null_takes_no_p_value_of_the_clause_before() -> None:
    text = (
        "Fatigue showed the nonsignificant change between the groups (P = 0.3). There was significant improvement within "
        "the tea group (4%, P = 0.03) and nonsignificant change in the milk group (1%, P = 0.8)."
    )
    rows = [row for row in rows_of(text) if row["direction"] == "no_difference"]
    assert rows
    assert all(row.get("p_value") != 0.03 for row in rows)


def test_findings__a_part_of_an_instrument_is_better_as_the_whole_is() -> None:
    for sentence in ("The SF-36 physical component improved.", "The EQ-5D utility value improved."):
        (row,) = rows_of(sentence)
        assert (row["direction"], row["favours"]) == ("increase", "intervention")
