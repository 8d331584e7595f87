"""Sizes of arms and things that titles test, read out of texts of our own."""

import pytest

from tests.unit.study_reader import read_arms

TITLE = "Effects of a probiotic drink on worry in nurses: a randomised placebo-controlled trial."
MICE = "Lactobacillus reuteri QX1 alleviates anxiety-like behaviour in mice."


@pytest.mark.parametrize(
    ("title", "abstract", "sizes"),
    [
        (TITLE, "Nurses were randomised to the probiotic (n = 31) or to placebo (n = 29) for 8 weeks.", [31, 29]),
        (TITLE, "Sixty nurses took part (probiotic: n = 31, placebo: n = 29).", [31, 29]),
        (TITLE, "Overall, 31 nurses were randomised to the probiotic and 29 to placebo.", [31, 29]),
        (TITLE, "Of 60 nurses, 31 were randomised to the active drink and 29 to the control drink.", [31, 29]),
        (TITLE, "We enrolled 60 nurses: 31 in the morning group and 29 in the placebo group.", [31, 29]),
        (TITLE, "In all, 60 nurses were analysed (31 probiotic, 29 placebo).", [31, 29]),
        (TITLE, "The placebo group (n = 29) drank milk. Nurses in the probiotic group (n = 31) drank more.", [31, 29]),
        (
            TITLE,
            "Nurses were in two groups: the probiotic group (31 nurses) and the control group (29 nurses).",
            [31, 29],
        ),
        (TITLE, "Group A (n = 31) received the probiotic and group B (n = 29) received placebo.", [31, 29]),
        (TITLE, "Nurses were randomised to receive the probiotic or placebo (n = 30 per group).", [30, 30]),
        (TITLE, "Sixty nurses were randomised to two groups of 30.", [30, 30]),
        (MICE, "The mice were randomly assigned to a control or a QX1 group (8 mice per group).", [8, 8]),
        (MICE, "Mice were divided into two groups (n = 10) and given QX1 or water.", [10, 10]),
    ],
)
def test_arm_sizes__follow_the_words_of_the_groups(title: str, abstract: str, sizes: list[int]) -> None:
    assert [arm.fields["n"].value for arm in read_arms(title, f"In this trial we gave a drink. {abstract}")] == sizes


@pytest.mark.parametrize(
    "abstract",
    [
        "Sixty nurses were randomised to the probiotic or placebo.",
        "Two nurses from the placebo group and three from the probiotic group dropped out.",
        "They were randomised to probiotic or placebo (35 and 34 nurses, respectively).",
        "A total of 64 nurses per group were required for a power of 80%.",
        "Sleep was better after 14 days of the probiotic than after 14 days of placebo.",
    ],
)
def test_arm_sizes__other_numbers__size_no_arm(abstract: str) -> None:
    assert all("n" not in arm.fields for arm in read_arms(TITLE, f"In this trial we gave a drink. {abstract}"))


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Effect of sour cherry juice on sleep: a randomised placebo-controlled trial in adults.", "sour cherry juice"),
        ("Oral administration of gastrodol alleviates depressive-like behaviour in mice.", "gastrodol"),
        ("Elder peel extract supplementation and mood in rats.", "Elder peel extract"),
    ],
)
def test_tested_thing__of_no_vocabulary__is_an_arm_of_its_own(title: str, label: str) -> None:
    given, *_ = read_arms(title, "Here, 40 were randomly assigned and treated for four weeks.")
    assert (given.fields["type"].value, given.fields["label_reported"].value) == ("other", label)


@pytest.mark.parametrize(
    "title",
    [
        "Effects of chronic restraint stress on the gut of mice.",
        "The gut microbiota regulates sleep in mice.",
        "Splenectomy improves mood in rats.",
    ],
)
def test_tested_thing__harm_or_state__is_no_arm(title: str) -> None:
    arms = read_arms(title, "Here, 40 animals were studied for four weeks.")
    assert not [arm for arm in arms if arm.fields["role"].value == "intervention"]


def test_arm_strains__what_a_strain_is_set_beside__is_not_given() -> None:
    arms = read_arms(
        "Effects of Lactobacillus gasseri QX7 on fat: a randomised placebo-controlled trial in adults.",
        "In this trial, 30 adults were randomised to L. gasseri QX7 or placebo. It acted more than, compared with four "
        "other tested strains (Lactobacillus gasseri QX8, Lactobacillus reuteri QX9), in the dish.",
    )
    assert [strain["strain"].value for arm in arms for strain in arm.strains if "strain" in strain] == ["QX7"]


WORDINGS = (
    (
        "Here, 30 rats were divided into groups of 10 each: control, stress, and stress with a probiotic or vehicle.",
        [10, 10],
    ),
    ("Here, rats were divided into a probiotic group and a vehicle group (eight rats in each).", [8, 8]),
    ("Here, rats were allocated to two groups with ten animals each and given a probiotic or vehicle.", [10, 10]),
    ("Here, each of the two groups (probiotic and vehicle) had 15 rats.", [15, 15]),
    ("Here, 60 rats took a probiotic or vehicle. A total of 60 were enrolled, 30 in each group.", [30, 30]),
    ("Here, rats received a probiotic (group A; n = 31) or vehicle (group B; n = 29).", [31, 29]),
    (
        "Here, rats got a probiotic (n = 31; 15 males and 16 females) or vehicle (n = 29; 9 males and 20 females).",
        [31, 29],
    ),
    ("Here, 60 rats were randomised to a probiotic and vehicle (n = 31 and n = 29, respectively).", [31, 29]),
    ("Here, a sample of 25 per group was required; rats took a probiotic or vehicle.", [None, None]),
    ("Here, rats took a probiotic or vehicle; nothing differed between groups (n = 60).", [None, None]),
)


@pytest.mark.parametrize(("abstract", "sizes"), WORDINGS)
def test_arm_sizes__told_for_each_group_or_in_order(abstract: str, sizes: list[int | None]) -> None:
    arms = read_arms("Probiotic in rats.", abstract)
    assert [arm.fields["n"].value if "n" in arm.fields else None for arm in arms] == sizes
