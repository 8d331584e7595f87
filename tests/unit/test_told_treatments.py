"""What animals are given where the title names nothing tested, on texts of our own."""

import pytest

from tests.unit.study_reader import read_arms
from tests.unit.test_arms import types

TITLE = "Gut microbes and fear in a mouse model of tremor."


@pytest.mark.parametrize(
    ("abstract", "kind"),
    [
        ("Here, mice received exalin (2 mg/kg) daily. Exalin administration lessened tremor.", "other"),
        ("We found that exalin supplementation alleviates tremor in mice.", "other"),
        ("Here, XQ 1234 was injected for a week. XQ 1234 pretreatment made mice walk.", "other"),
        ("Here, mice got exasemide. Treatment with exasemide did nothing; neither did exasemide pretreatment.", "drug"),
        ("We colonised germ-free mice with stool from patients, and tremor began.", "fmt"),
        ("Here, faecal bacteria of old mice were transplanted into young mice.", "fmt"),
        ("In this study, mice were treated with antibiotics in drinking water.", "drug"),
    ],
)
def test_told_treatments__what_the_sentences_say_is_given(abstract: str, kind: str) -> None:
    assert types(read_arms(TITLE, abstract), "intervention") == [kind]


@pytest.mark.parametrize(
    "abstract",
    [
        "Here, exalin was injected to induce tremor in mice. After exalin treatment, mice with exalin injection shook.",
        "Here, mice received vehicle daily, then vehicle treatment went on.",
        "Here, mice underwent chronic treatment and long-term administration, once exalin was seen.",
        "Here, mice got exalin treatment.",
    ],
)
def test_told_treatments__a_model_a_vehicle_or_what_is_told_once__gives_no_arm(abstract: str) -> None:
    assert types(read_arms(TITLE, abstract), "intervention") == []


def test_told_treatments__what_people_received__is_what_the_study_gives() -> None:
    found = read_arms(
        "Gut microbes and tremor in adults.", "In this study, all 20 patients received oral rifaximin for a week."
    )
    assert types(found, "intervention") == ["drug"]


def test_told_treatments__what_people_happen_to_take__is_not_given() -> None:
    found = read_arms(
        "Gut microbes and mood in adults.", "In this study, we compared patients on antidepressants and controls."
    )
    assert types(found, "intervention") == []


def test_told_treatments__what_a_title_names__is_the_only_thing() -> None:
    found = read_arms(
        "Exagliptin calms mice.", "Here, mice received exalin and exagliptin. Exalin treatment did nothing."
    )
    assert types(found, "intervention") == ["drug"]
