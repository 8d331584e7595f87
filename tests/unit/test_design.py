"""Design, blinding and species as reports and other people's pages word them."""

import pytest

from psychobiotics.records.mentions import Naming
from tests.unit.study_reader import read_column, read_values


@pytest.mark.parametrize(
    ("title", "abstract", "design"),
    [
        ("Kefir and sleep: a randomised trial.", "Forty adults were enrolled.", "rct"),
        (
            "Kefir and sleep.",
            "In this double-blind, placebo-controlled crossover study, adults were randomised.",
            "crossover_rct",
        ),
        ("Kefir and sleep: study protocol for a randomised trial.", "Adults will be randomised.", "protocol"),
        ("Kefir and sleep.", "Participants will be randomised. Sleep will be measured at week 8.", "protocol"),
        ("Kefir: a systematic review and meta-analysis of randomised trials.", "We pooled 12 trials.", "meta_analysis"),
        ("Kefir: a systematic review of randomised trials.", "We found 12 trials.", "systematic_review"),
        ("Kefir and the brain.", "In this review, we discuss how kefir may act.", "narrative_review"),
        ("Kefir in mice.", "Mice were randomly divided into groups and fed kefir.", "animal_in_vivo"),
        ("Kefir and mood: a post hoc analysis of a randomised trial.", "We measured cortisol.", "post_hoc_analysis"),
        ("Kefir and mood: an open-label study.", "Twenty women took kefir daily.", "single_arm_trial"),
        ("Kefir and mood: a retrospective cohort study.", "Patients who took kefir were followed.", "cohort"),
        ("Kefir and mood: a cross-sectional study.", "Adults answered questions.", "cross_sectional"),
        ("Kefir and mood: a Mendelian randomization study.", "We used two cohorts.", "other"),
    ],
)
def test_design__follows_what_the_report_calls_itself(title: str, abstract: str, design: str) -> None:
    assert read_column("design", abstract, title) == design


@pytest.mark.parametrize(
    ("title", "abstract", "design"),
    [
        ("Kefir and sleep.", "Adults were randomised to kefir or placebo; optional cross-over was permitted.", "rct"),
        ("Kefir and sleep: a cross-over study.", "On two days, 40 adults drank kefir or a placebo.", "crossover_rct"),
        ("Yogurt and mood.", "Within a population-based cohort, 3,000 adults were followed for 9 years.", "cohort"),
        ("Inulin and the flora.", "We incubated stool of six donors with inulin in batch cultures.", "in_vitro"),
        ("Massage and the gut: a pilot study.", "In this ABA-design study, six men got massages.", "single_arm_trial"),
        ("Kefir and memory: a systematic review without meta-analysis.", "We found 12 trials.", "systematic_review"),
        ("Flies and kefir.", "Here, Drosophila were fed kefir and lived longer.", "animal_in_vivo"),
        (
            "Gut microbes and worry in adolescents.",
            "We studied associations of stool microbes with worry in 95 adolescents.",
            "cross_sectional",
        ),
        (
            "Gut microbes of infants and later crying.",
            "We asked in 80 infants whether gut microbes are associated with crying at the 4-week follow-up.",
            "cohort",
        ),
        ("Short-chain acids in insomnia.", "We analysed stool of 26 patients and 40 controls.", "case_control"),
    ],
)
def test_design__is_concluded_where_no_usual_word_tells_it(title: str, abstract: str, design: str) -> None:
    assert read_column("design", abstract, title) == design


def test_design__is_no_observation_where_something_is_given() -> None:
    abstract = "We gave 40 adults kefir for 8 weeks and looked for associations with sleep."
    assert read_column("design", abstract, "Kefir and sleep.") not in {"cross_sectional", "cohort"}


def test_species__of_a_meta_analysis_is_that_of_those_pooled() -> None:
    abstract = "Curcumin acts in rat models of colitis. We pooled three studies with 326 patients."
    assert read_column("species", abstract, "Curcumin: a meta-analysis.") == "human"


def test_design__is_not_fooled_by_trials_that_are_wanted() -> None:
    abstract = "We measured faecal samples of 40 adults. Further randomised trials are needed."
    assert read_column("design", abstract) != "rct"


def test_design__infers_case_control_and_says_so() -> None:
    value = read_values("Faecal samples of 30 patients with insomnia and 30 healthy controls were collected.")["design"]
    assert (value.value, value.method.startswith("inferred:")) == ("case_control", True)


def test_design__takes_a_review_that_others_name_as_of_no_stated_kind() -> None:
    values = read_values("A 2019 review found effects in both animal and human studies.", "News", Naming.DESCRIBED)
    assert (values["design"].value, values["species"].value) == ("review", "mixed")


@pytest.mark.parametrize(
    ("abstract", "species"),
    [
        ("Adult C57BL/6 mice were given the strain.", "mouse"),
        ("Wistar rats were fed inulin. Patients may profit.", "rat"),
        ("Zebrafish were exposed to the strain for a week.", "other_animal"),
        ("Women with low mood were enrolled. Studies in mice had suggested an effect.", "human"),
    ],
)
def test_species__is_that_of_those_studied(abstract: str, species: str) -> None:
    assert read_column("species", abstract) == species


def test_blinding__reads_the_word() -> None:
    assert read_column("blinding", "This triple-blind trial enrolled 40 adults.") == "triple"
    assert read_column("blinding", "This trial enrolled 40 adults.") is None
