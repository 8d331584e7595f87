"""Groups that a sentence lists, and what they add to a study's arms, on texts of our own."""

import pytest

from tests.unit.study_reader import read_arms
from tests.unit.test_arms import types


@pytest.mark.parametrize(
    ("title", "abstract", "tested", "compared"),
    [
        (
            "Kefir and worry in nurses.",
            "Sixty nurses were randomised to kefir (200 ml, with cocoa or vanilla), inulin (10 g) or placebo.",
            ["fermented_food", "prebiotic"],
            ["placebo"],
        ),
        (
            "Yoga and a probiotic for tired nurses.",
            "Nurses were categorised into three groups: yoga with a probiotic, yoga with a placebo, and a probiotic only.",
            ["probiotic"],
            ["placebo"],
        ),
        (
            "A Mediterranean diet for worried nurses: a randomised trial.",
            "Nurses were assigned to a Mediterranean diet, rich in kefir and inulin, or to befriending.",
            ["diet"],
            ["psychological"],
        ),
        (
            "Probiotic for nurses.",
            "In this randomised, placebo-controlled trial, nurses with a probiotic slept well after cognitive therapy.",
            ["probiotic"],
            ["placebo"],
        ),
        (
            "Probiotic in rats.",
            "Here, rats received clindamycin and, after a day, were treated with a probiotic or vehicle.",
            ["probiotic"],
            ["placebo"],
        ),
    ],
)
def test_group_lists__members_that_the_title_does_not_name(
    title: str, abstract: str, tested: list[str], compared: list[str]
) -> None:
    found = read_arms(title, abstract)
    assert types(found, "intervention") == tested
    assert types(found, "comparator") == compared


@pytest.mark.parametrize(
    ("abstract", "compared"),
    [
        ("Here, mice were gavaged daily with either exalin or distilled water, then exposed to noise.", "placebo"),
        ("Here, saline (10 ml/kg) or exalin was injected into mice.", "placebo"),
        (
            "Here, mice were given exatoxin or saline. Exalin reversed exatoxin-induced tremor of model mice.",
            "no_treatment",
        ),
    ],
)
def test_opposed_vehicles__stand_against_the_tested_thing_alone(abstract: str, compared: str) -> None:
    assert types(read_arms("Exalin alleviates fear in mice.", abstract), "comparator") == [compared]
