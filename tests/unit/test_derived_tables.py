"""What the derived tables make of findings."""

import time

import pandas as pd
import pytest

from psychobiotics.publishing.derived import build_derived
from psychobiotics.publishing.translation import build_translation
from psychobiotics.records.drafts import Scalar
from psychobiotics.records.tables import Row, Tables
from psychobiotics.validation.validate import validate
from tests.sample_dataset import add_arm, add_document, add_finding, add_link, add_row, add_study, sample_frames

R52 = {"taxon": "Lactobacillus helveticus", "taxon_reported": "L. helveticus", "strain": "R0052"}
R175 = {"taxon": "Bifidobacterium longum", "taxon_reported": "B. longum", "strain": "R0175"}


def tables_of(*names: str) -> Tables:
    tables = Tables()
    for name in names:
        add_document(tables, name)
    return tables


def add_result(tables: Tables, name: str, *, arm: dict[str, Scalar | None] | None = None, **finding: Scalar) -> None:
    """A study of one intervention arm with one finding, both named after the document."""
    add_study(tables, f"ref:{name}-2020", name, n_enrolled=10)
    add_arm(tables, f"ref:{name}-2020", name, **(arm or {}))
    add_finding(tables, name, f"ref:{name}-2020", name, arm_id="a1", **finding)


def add_strains(tables: Tables, name: str, *strains: dict[str, str]) -> None:
    for position, strain in enumerate(strains, 1):
        add_row(tables, "arm_strains", name, study_id=f"ref:{name}-2020", arm_id="a1", position=position, **strain)


def translation(tables: Tables) -> dict[tuple[object, object], Row]:
    validated = validate(tables)
    assert validated.frames["quarantine"].empty
    rows = build_derived(validated.frames)["translation"]
    return {(row["intervention_id"], row["outcome_id"]): row for row in rows}


BDNF: dict[str, Scalar] = {
    "outcome_id": "bdnf",
    "outcome": "BDNF",
    "outcome_kind": "biomarker",
    "outcome_domain": "neurotrophin",
    "direction": "increase",
}


def test_translation__product_in_people_and_its_strains_in_rats_are_one_intervention() -> None:
    tables = tables_of("trial", "animals")
    add_result(tables, "trial", arm={"product_id": "cerebiome", "product": "CEREBIOME"}, **BDNF)
    add_result(tables, "animals", species="rat", **BDNF)
    add_strains(tables, "animals", R175, R52)
    row = translation(tables)["product:cerebiome", "bdnf"]
    assert (row["animal_direction"], row["human_direction"], row["verdict"]) == ("increase", "increase", "concordant")
    assert (row["animal_study_ids"], row["human_study_ids"]) == (("ref:animals-2020",), ("ref:trial-2020",))
    assert (row["intervention"], row["intervention_kind"]) == ("CEREBIOME", "product")


def test_translation__effect_in_animals_alone_is_discordant() -> None:
    tables = tables_of("review")
    add_result(tables, "review", species="other_animal")
    add_finding(tables, "people", "ref:review-2020", "review", direction="no_difference")
    row = translation(tables)["arm_type:probiotic", "anxiety"]
    expected = ("decrease", "no_difference", "discordant")
    assert (row["animal_direction"], row["human_direction"], row["verdict"]) == expected


@pytest.mark.parametrize(("species", "verdict"), [("human", "human_only"), ("mouse", "animal_only")])
def test_translation__one_side_alone(species: str, verdict: str) -> None:
    tables = tables_of("one")
    add_result(tables, "one", species=species)
    assert translation(tables)["arm_type:probiotic", "anxiety"]["verdict"] == verdict


@pytest.mark.parametrize(
    ("strains", "expected"),
    [
        ((R52,), "strain_set:R0052"),
        ((R52, R175), "product:cerebiome"),
        (
            (R52, {k: v for k, v in R175.items() if k != "strain"}),
            "taxon_set:Bifidobacterium longum+Lactobacillus helveticus",
        ),
    ],
)
def test_translation__intervention_is_as_specific_as_the_document(
    strains: tuple[dict[str, str], ...], expected: str
) -> None:
    tables = tables_of("one")
    add_result(tables, "one")
    add_strains(tables, "one", *strains)
    assert set(translation(tables)) == {(expected, "anxiety")}


def test_translation__studies_that_differ_are_mixed_and_never_concordant() -> None:
    tables = tables_of("a", "b", "c", "d")
    for name, direction, species in (("a", "increase", "human"), ("b", "decrease", "human")):
        add_result(tables, name, direction=direction, species=species)
    for name, direction, species in (("c", "increase", "mouse"), ("d", "decrease", "rat")):
        add_result(tables, name, direction=direction, species=species)
    row = translation(tables)["arm_type:probiotic", "anxiety"]
    assert (row["animal_direction"], row["human_direction"], row["verdict"]) == ("mixed", "mixed", "discordant")


def test_translation__one_result_told_by_two_pages_counts_once() -> None:
    tables = tables_of("report", "news")
    add_result(tables, "report")
    tables.rows["studies"][0] |= {"primary_document_id": tables.rows["documents"][0]["document_id"], "n_documents": 2}
    add_link(tables, "ref:report-2020", "news")
    for number in range(3):
        add_finding(tables, f"told {number}", "ref:report-2020", "news", direction="increase", subgroup=str(number))
    frames = validate(tables).frames
    [row] = build_derived(frames)["translation"]
    assert (row["human_direction"], row["n_human_findings"]) == ("decrease", 1)
    [cell] = build_derived(frames)["evidence_map"]
    assert (cell["n_findings"], cell["n_decrease"], cell["n_increase"]) == (1, 1, 0)


def test_translation__comparison_between_groups_goes_before_change_within() -> None:
    tables = tables_of("one")
    add_result(tables, "one", direction="no_difference")
    add_finding(tables, "within", "ref:one-2020", "one", analysis="within_group", comparator="baseline")
    assert translation(tables)["arm_type:probiotic", "anxiety"]["human_direction"] == "no_difference"


def test_translation__trend_that_is_not_significant_shows_no_effect() -> None:
    tables = tables_of("a", "b")
    add_result(tables, "a", significance="not_significant")
    assert translation(tables)["arm_type:probiotic", "anxiety"]["human_direction"] == "no_difference"
    add_finding(tables, "later", "ref:a-2020", "a", significance="significant", timepoint_days=56.0, arm_id="a1")
    add_result(tables, "b", species="mouse")
    row = translation(tables)["arm_type:probiotic", "anxiety"]
    assert (row["human_direction"], row["n_human_findings"], row["verdict"]) == ("decrease", 2, "concordant")


def test_translation__opposite_effects_in_one_study_are_mixed() -> None:
    tables = tables_of("a")
    add_result(tables, "a")
    add_finding(tables, "men", "ref:a-2020", "a", direction="increase", subgroup="men", arm_id="a1")
    assert translation(tables)["arm_type:probiotic", "anxiety"]["human_direction"] == "mixed"


def test_translation__correlations_and_unclear_results_say_nothing() -> None:
    tables = tables_of("a", "b", "c")
    add_result(tables, "a", direction="positive", analysis="correlation")
    add_result(tables, "b", direction="unclear")
    add_result(tables, "c", species="in_vitro")
    assert translation(tables) == {}


def test_evidence_map__counts_each_cell() -> None:
    tables = tables_of("a", "b", "c")
    add_result(tables, "a", significance="significant")
    add_result(tables, "b", direction="no_difference", significance="not_significant", favours="neither")
    add_result(tables, "c", species="mouse")
    tables.rows["studies"][1].pop("n_enrolled")
    tables.rows["evidence"] = [
        e for e in tables.rows["evidence"] if (e["record_id"], e["field"]) != ("ref:b-2020", "n_enrolled")
    ]
    frames = sample_frames(tables)
    cells = frames["evidence_map"].set_index("species")
    people = cells.loc["human"]
    assert (people["n_studies"], people["n_participants"], people["n_findings"]) == (2, 10, 2)
    assert (people["n_significant"], people["n_not_significant"], people["n_favours_intervention"]) == (1, 1, 1)
    assert people["study_ids"] == ["ref:a-2020", "ref:b-2020"]
    assert cells.loc["mouse", "n_findings"] == 1


def test_derived__empty_dataset_has_none() -> None:
    frames = sample_frames(Tables())
    assert frames["translation"].empty
    assert frames["evidence_map"].empty


def test_derived__cost_grows_linearly() -> None:
    """Fifty thousand findings of as many studies take seconds, not minutes."""
    frames = sample_frames(tables_of("a"))
    one = tables_of("a")
    add_result(one, "a")
    frames = validate(one).frames
    count = 50_000
    tables = ("studies", "arms", "findings")
    many = {name: frames[name].loc[frames[name].index.repeat(count)].reset_index(drop=True) for name in tables}
    for frame in many.values():
        frame["study_id"] = pd.Series([f"ref:s-{n}" for n in range(count)], dtype="string")
    many["findings"]["finding_id"] = pd.Series([f"fnd-{n:016x}" for n in range(count)], dtype="string")
    many["findings"]["outcome_id"] = pd.Series([f"o{n % 9000}" for n in range(count)], dtype="string")
    started = time.perf_counter()
    rows = build_translation(frames | many)
    assert len(rows) == 9000
    assert time.perf_counter() - started < 15
