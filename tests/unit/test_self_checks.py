"""Self-checks: each flags what does not fit, and nothing else."""

from pathlib import Path

import pytest

from psychobiotics.records.drafts import Scalar
from psychobiotics.records.tables import Tables
from psychobiotics.validation.consistency import CHECKS
from psychobiotics.validation.validate import validate
from tests.sample_dataset import add_arm, add_document, add_study

STUDY = "ref:berger-2019"


def _flags(table: str, study: dict[str, Scalar], arm: dict[str, Scalar] | None = None) -> list[str]:
    tables = Tables()
    add_document(tables, "news")
    add_study(tables, STUDY, "news", **study)
    add_arm(tables, STUDY, "news", **(arm or {}))
    return list(validate(tables).frames[table]["flags"].iloc[0])


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        (
            "flow_above_enrolled",
            {"n_enrolled": 60, "n_analysed": 55, "n_dropouts": 9},
            {"n_enrolled": 60, "n_analysed": 51, "n_dropouts": 9},
        ),
        (
            "percent_against_count",
            {"n_enrolled": 20, "female_percent": 52.0},
            {"n_enrolled": 20, "female_percent": 55.0},
        ),
        (
            "percent_against_count",
            {"n_enrolled": 30, "female_percent": 51.1},
            {"n_enrolled": 30, "n_analysed": 27, "female_percent": 51.9},
        ),
        ("included_without_review", {"design": "rct", "n_studies": 4}, {"design": "systematic_review", "n_studies": 4}),
        ("included_without_review", {"design": "review", "n_studies": 0}, {"design": "rct"}),
    ],
)
def test_study__is_flagged_where_it_does_not_fit(code: str, wrong: dict[str, Scalar], right: dict[str, Scalar]) -> None:
    assert code in _flags("studies", wrong)
    assert code not in _flags("studies", right)


def test_arm__is_held_against_its_study() -> None:
    study: dict[str, Scalar] = {"n_enrolled": 40, "duration_days": 56.0}
    assert _flags("arms", study, {"n": 41, "duration_days": 84.0}) == ["arm_above_enrolled", "arm_duration_above_study"]
    assert _flags("arms", study, {"n": 20, "duration_days": 56.0}) == []


def test_page__has_a_line_for_each_check() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "self-checks.md").read_text("utf-8")
    assert [c for checks in CHECKS.values() for c in checks if f"`{c}`" not in page] == []
