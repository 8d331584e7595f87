"""What kind of thing an arm is given, told by a title's words or by the groups, on texts of our own."""

import pytest

from tests.unit.study_reader import read_arms
from tests.unit.test_arms import types


@pytest.mark.parametrize(
    ("title", "abstract", "kind"),
    [
        (
            "Effects of a psychosocial programme on worry in nurses: a randomised trial.",
            "We randomised 60 nurses to the programme or a waiting list.",
            "psychological",
        ),
        (
            "Effect of resistance training on sleep in drivers: a randomised trial.",
            "We randomised 40 drivers to training or a waiting list.",
            "other",
        ),
        (
            "Exaglutide attenuates worry in diabetic mice.",
            "Here, we gave exaglutide to mice once a week for eight weeks.",
            "drug",
        ),
        (
            "Diet rich in fermented foods and inulin for calm: a randomised trial.",
            "We randomised 40 adults to a diet, rich in kefir and inulin, or to a control diet.",
            "diet",
        ),
    ],
)
def test_arm_kinds__a_title_tells_the_kind(title: str, abstract: str, kind: str) -> None:
    assert types(read_arms(title, abstract), "intervention") == [kind]


def test_arm_kinds__a_drug_that_made_the_illness__is_not_tested() -> None:
    found = read_arms("Exaplatin-induced nausea in mice.", "Here, exaplatin made mice eat less.")
    assert types(found, "intervention") == []


def test_arm_kinds__a_species_named_in_the_title_and_shared_out__is_given() -> None:
    found = read_arms(
        "Limosilactobacillus reuteri in restless children.",
        "In this trial, children were allocated at random to L. reuteri or placebo.",
    )
    assert types(found, "intervention") == ["probiotic"]
    assert types(found, "comparator") == ["placebo"]


def test_arm_kinds__a_sample_size__begins_what_the_study_itself_did() -> None:
    found = read_arms(
        "Probiotic for tired clerks.",
        "Clerks (n = 40) received a probiotic or placebo for a month. In this study sleep did not change.",
    )
    assert types(found, "comparator") == ["placebo"]


@pytest.mark.parametrize(
    "words", ["no treatment effect", "no intervention by time interaction", "no treatment difference"]
)
def test_arm_kinds__no_effect_of_treatment__is_no_untreated_group(words: str) -> None:
    found = read_arms(
        "Probiotic for clerks.", f"In this trial, 40 clerks took a probiotic or placebo; mood showed {words}."
    )
    assert types(found, "comparator") == ["placebo"]


@pytest.mark.parametrize(
    ("abstract", "compared"),
    [
        (
            "Forty nurses were randomised to yoga or to a control group who maintained their usual level of activity.",
            "no_treatment",
        ),
        ("Forty nurses were randomised to yoga; the controls received conventional rehabilitation.", "usual_care"),
        ("Forty nurses were randomised to yoga or to routine nursing education alone.", "usual_care"),
    ],
)
def test_arm_kinds__who_goes_on_as_before__is_a_control(abstract: str, compared: str) -> None:
    assert types(read_arms("Yoga for nurses: a randomised trial.", abstract), "comparator") == [compared]


def test_arm_kinds__a_possible_treatment__is_not_given() -> None:
    found = read_arms(
        "Microbes of fearful mice.", "Here, mice differed. Probiotic therapy emerges as a possible treatment."
    )
    assert types(found, "intervention") == []


def test_arm_kinds__what_other_studies_gave__is_no_comparator() -> None:
    found = read_arms(
        "Exaserelin for nurses: a randomised trial.",
        "Forty nurses were randomised to exaserelin. Uptake was lower than in studies with tamoxifen.",
    )
    assert types(found, "comparator") == []
