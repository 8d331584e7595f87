"""What pages tell of a study in their own, looser words: sizes, lengths, doses, what was given beside what."""

from hashlib import sha256

import pytest

from psychobiotics.extraction.extract import extract
from psychobiotics.linking.link import link
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.parsing.plain.markdown_text import is_markdown, strip_marks
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.tables import Tables

PADDING = "Gut and mood are linked in many ways that scientists are only beginning to map out in some detail today."


def rows_of(*paragraphs: str) -> Tables:
    text = "\n\n".join(
        ["News | Reading Time 2 minutes", "Do microbes lift the mood of tired people", PADDING, *paragraphs]
    )
    data = text.encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "page.txt", "page.txt", "page.txt", ""), data)
    assert isinstance(document, Document), document
    return link([normalise(document, extract(document))])


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("One study of 40 students facing an exam reported less stress.", "n_enrolled", 40),
        ("A 2018 study with 47 teachers reported fewer colds.", "n_enrolled", 47),
        ("A 2018 review of 21 studies concluded that yoghurts lift the mood.", "n_studies", 21),
        ("The big review from 2018 (29 trials, over 2,500 people) came out negative.", "n_studies", 29),
        ("Berger et al. (2018) gave 70 undergraduates a yoghurt for six weeks.", "duration_days", 42.0),
        (
            "Berger et al. (2018) reported that a yoghurt improved the mood of nurses after 12 weeks.",
            "duration_days",
            84.0,
        ),
        ("Berger et al. (2018) found that 12 weeks of Lactobacillus casei lowered cortisol.", "duration_days", 84.0),
        (
            "Berger et al. (2018) gave yoghurt to 90 people aged 60 to 80 with mild cognitive impairment.",
            "condition_ids",
            ("mild-cognitive-impairment",),
        ),
    ],
)
def test_link__reads_a_study_s_facts_off_a_page(sentence: str, field: str, value: object) -> None:
    [study] = rows_of(sentence).rows["studies"]
    assert study[field] == value


def first_arm(*paragraphs: str) -> dict[str, object]:
    return next(arm for arm in rows_of(*paragraphs).rows["arms"] if arm["role"] == "intervention")


def test_link__a_dose_in_words_counts_a_day() -> None:
    arm = first_arm("Berger et al. (2018) gave 49 adults a probiotic with eight billion colony-forming units a day.")
    assert arm["dose_cfu_per_day"] == 8e9


def test_link__a_dose_per_capsule_waits_for_how_many_are_taken() -> None:
    arm = first_arm(
        "A new study tested a probiotic (10 billion CFU per capsule). In the trial, 40 nurses took two capsules a day."
    )
    assert arm["dose_cfu_per_day"] == 2e10


@pytest.mark.parametrize(
    "sentence",
    [
        "Berger et al. (2018) added a probiotic to antidepressants in 40 patients.",
        "Berger et al. (2018) gave a probiotic to 40 adults who were unwell despite taking an antidepressant.",
        "Berger et al. (2018) gave a probiotic, taken with an antidepressant, to 40 adults.",
    ],
)
def test_link__what_a_probiotic_is_added_to(sentence: str) -> None:
    assert first_arm(sentence)["adjunct_to"] == "antidepressant"


def test_link__a_dead_strain_on_a_page_is_one_postbiotic_arm() -> None:
    rows = rows_of("Berger et al. (2018) gave heat-killed Lactobacillus gasseri CP2305 to 60 students.").rows
    assert [arm["type"] for arm in rows["arms"]] == ["postbiotic"]


def test_link__no_treatment_related_events_are_no_untreated_group() -> None:
    rows = rows_of(
        "Berger et al. (2018) randomised 60 students to a probiotic or placebo.",
        "There were no treatment-related events in the trial.",
    ).rows
    assert [arm["type"] for arm in rows["arms"] if arm["role"] == "comparator"] == ["placebo"]


def test_link__what_is_corrected_is_not_what_was_found() -> None:
    rows = rows_of(
        "CORRECTION: An earlier version of this article said that the study lasted 12 weeks.",
        "Berger et al. (2018) gave a probiotic to 60 students for 24 weeks.",
    ).rows
    assert [study["duration_days"] for study in rows["studies"]] == [168.0]


def test_link__the_page_s_mice_are_not_the_trial_s_people() -> None:
    rows = rows_of(
        "A new trial randomised 60 students to a probiotic or placebo. Their sleep improved.",
        "In earlier experiments it lowered corticosterone in stressed mice.",
    ).rows
    assert {study["species"] for study in rows["studies"]} == {"human"}
    assert all("corticosterone" not in str(f["outcome_reported"]) for f in rows["findings"])


def test_strip_marks__keeps_words_and_leaves_sums_alone() -> None:
    assert (
        strip_marks("A [2022 review](https://x.example/a) of **ten** *small* trials")
        == "A 2022 review of ten small trials"
    )
    assert strip_marks("5 * 10^9 CFU * 2 and snake_case_name") == "5 * 10^9 CFU * 2 and snake_case_name"
    assert not is_markdown("Notes\n* p < 0.05\n* n = 40")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Those on the probiotic were less anxious and slept better than those on placebo.",
            [("anxiety", "decrease", "placebo", None), ("sleep", "increase", "placebo", None)],
        ),
        (
            "It was no better than placebo for stress or mood.",
            [("mood", "no_difference", "placebo", None), ("stress", "no_difference", "placebo", None)],
        ),
        ("It did no better than placebo at improving mood.", [("mood", "no_difference", "placebo", None)]),
        (
            "They had lower scores on the Hamilton Anxiety Scale and on the Beck Anxiety Inventory (p = 0.001 and p = 0.02).",
            [("bai", "decrease", None, 0.02), ("ham-a", "decrease", None, 0.001)],
        ),
        (
            "By the end of the study the PSQI score had fallen in the probiotic group.",
            [("psqi", "decrease", None, None)],
        ),
        (
            "In those with impaired memory at baseline, the MoCA score was higher (p = 0.02).",
            [("moca", "increase", None, 0.02)],
        ),
        ("Anxiety, too, eased more in the probiotic group.", [("anxiety", "decrease", None, None)]),
        (
            "Scores on the anxiety subscale of the Hospital Anxiety and Depression Scale (HADS-A) were lower.",
            [("hads-a", "decrease", None, None)],
        ),
        (
            "It outperformed placebo on the Montgomery-Asberg Depression Rating Scale.",
            [("madrs", "decrease", "placebo", None)],
        ),
    ],
)
def test_link__reads_results_as_prose_tells_them(sentence: str, expected: list[tuple[object, ...]]) -> None:
    rows = rows_of(f"In 2018, Berger and colleagues gave a probiotic to 40 nurses. {sentence}").rows["findings"]
    told = [
        (f["outcome_id"], f["direction"], f.get("comparator"), f.get("p_value")) for f in rows if f.get("outcome_id")
    ]
    assert [row for row in sorted(told, key=str) if row in expected] == expected


@pytest.mark.parametrize(
    "sentence",
    ["The nurses were no less anxious after it.", "Many take it to feel calmer.", "It may be that they slept better."],
)
def test_link__wishes_and_denials_of_feelings_are_no_change(sentence: str) -> None:
    rows = rows_of(f"In 2018, Berger and colleagues gave a probiotic to 40 nurses. {sentence}").rows["findings"]
    assert not any(
        f["outcome_id"] in {"anxiety", "stress", "sleep"} and f["direction"] in {"decrease", "increase"} for f in rows
    )


def test_link__a_summary_of_feelings_yields_to_the_instrument() -> None:
    rows = rows_of(
        "In 2018, Berger and colleagues gave a probiotic to 40 nurses. They were less anxious.",
        "The State-Trait Anxiety Inventory score was lower in the probiotic group than with placebo.",
    ).rows["findings"]
    assert [(f["outcome_id"], f["direction"]) for f in rows] == [("stai", "decrease")]
