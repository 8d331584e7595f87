"""Lengths of the intervention, and lengths of other things."""

import pytest

from psychobiotics.normalisation.duration import parse_days
from tests.unit.study_reader import read_column


@pytest.mark.parametrize(
    ("abstract", "days"),
    [
        ("Adults received the capsules daily for 12 weeks.", 84),
        ("In a three-month intervention, women took yogurt.", 90),
        ("Mice were gavaged with the strain for 14 consecutive days.", 14),
        ("After 8 weeks of supplementation, sleep was better.", 56),
        ("Rats underwent restraint for six weeks; during the last two weeks they received kefir.", 14),
        ("Adults were randomised to kefir or milk in two 4-week periods separated by a 2-week washout.", 28),
        ("Supplementation lasted six months.", 180),
        ("Rats were exposed to stress for 4 weeks and then treated with the strain for 2 weeks.", 14),
        ("Guards were assigned to zinc plus a yeast or placebo for 10 weeks.", 70),
        ("Twenty cooks drank inulin or glucose for three weeks each, separated by a washout of two weeks.", 21),
        ("Pupils took the yeast for 12 weeks, followed by a treatment-free period of 4 weeks.", 84),
        ("The capsules were taken for 14 d following a 1-wk run-in.", 14),
        ("This was a 16-week, superiority, 1:1 parallel group comparison of two milks.", 112),
        ("A run-in of 2 weeks was followed by random assignment to 14 weeks of adjunctive probiotic.", 98),
        ("We asked whether 30 days of Saccharomyces boulardii help.", 30),
        ("In the course of one day, 40 volunteers consumed inulin or a placebo.", 1),
        ("Forty cooks took 4 g of inulin or glucose daily for three weeks before their examinations.", 21),
        ("Cooks were divided at random into kefir, milk or water for six weeks.", 42),
        ("Sixteen cooks followed a Mediterranean diet for four months.", 120),
        ("Mice were exposed to bigger mice for 10 days and were given Lactobacillus casei or water for 28 days.", 28),
        ("Rats had a high-fat diet for 12 weeks and were treated with a probiotic for the last 5 weeks.", 35),
        ("This 4-week, double-blind trial gave kefir; a four-day diary told what was eaten.", 28),
        ("The 8-week Kefir for Nurses with Short Nights on Wards (KNSN) randomised trial had 40 nurses.", 56),
        ("We tested a kimchi-enriched diet (KED). Sleep was better after 4 weeks of KED.", 28),
        ("Fibre was taken daily until week 26.", 182),
        ("Each period lasted 4 weeks and was separated by a 2-week wash-out.", 28),
        ("This single-masked, 8-week investigation of kefir had 75 cooks.", 56),
        ("Cooks were randomised to kefir or milk. The drinks were continued 12 weeks.", 84),
        ("Patients took capsules of donor stool in nine weekly doses.", 63),
        ("The supplement was evaluated over 180 days in adults taking it.", 180),
    ],
)
def test_duration__is_how_long_it_was_given(abstract: str, days: float) -> None:
    assert read_column("duration_days", abstract) == days


@pytest.mark.parametrize(
    "abstract",
    [
        "Eight-week-old mice were used.",
        "Patients were followed up for 24 months after discharge.",
        "A washout of 4 weeks separated the periods.",
        "Adults had felt low in the past 3 months.",
        "Women aged 30 years were enrolled.",
        "Symptoms were rated every 2 weeks.",
        "After 1 week of acclimation, mice were tested.",
        "Cooks who had taken antibiotics for 3 weeks before the visit were left out.",
        "Adults who had taken antibiotics during the last 3 months were excluded.",
        "Dysbiosis was induced through a seven-day regimen of antibiotics.",
        "At 36 months from enrolment, sleep was better.",
        "Patients received three cycles of 21 days.",
        "At 6 months, the study had 40 patients.",
        "Median survival was 25 weeks for the bolus and 30 weeks for the therapy.",
        "Urine was stored during three-day pre-trial and intake periods.",
        "Mice received the toxin for 1 day.",
        "3D images of the gut were taken before treatment.",
    ],
)
def test_duration__is_not_fooled_by_other_lengths(abstract: str) -> None:
    assert read_column("duration_days", abstract) is None


def test_duration__takes_the_stress_for_the_giving_only_where_they_ran_together() -> None:
    stress = "Rats were subjected to 21 days of restraint stress."
    assert read_column("duration_days", f"{stress} The strain was provided every day during stress.") == 21
    assert read_column("duration_days", stress) is None


def test_parse_days__needs_a_unit() -> None:
    assert [parse_days(t) for t in ("6 months", "one year", "48 h", "twelve", "weeks")] == [180, 365, 2, None, None]
