"""Extraction on texts of our own never gets worse: each field stays on its floor, and floors only rise."""

import json
import subprocess
from pathlib import Path

import pytest

from bench.floors import FOLDERS, floors_path, gold_hash, measure, raised, read_floors
from bench.scoring import Count

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_extraction__stays_on_its_floors(folder: Path) -> None:
    floors = read_floors(folder)["floors"]
    counts = measure(folder)
    assert set(floors) == set(counts)
    below = {field: (round(counts[field].f1, 3), floor) for field, floor in floors.items() if counts[field].f1 < floor}
    assert not below, "run `python -m bench.floors` and see what has got worse"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_gold__is_what_the_floors_were_measured_on(folder: Path) -> None:
    assert read_floors(folder)["gold"] == gold_hash(folder), (
        "texts or annotations changed: run `python -m bench.floors --raise`"
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_floors__were_not_lowered(folder: Path) -> None:
    name = floors_path(folder).relative_to(ROOT).as_posix()
    log = subprocess.run(
        ["git", "log", "-2", "--format=%H", "--", name], cwd=ROOT, capture_output=True, text=True, check=False
    )
    commits = log.stdout.split()
    if len(commits) < 2:
        pytest.skip("no earlier floors in the history that is here")
    shown = subprocess.run(["git", "show", f"{commits[1]}:{name}"], cwd=ROOT, capture_output=True, check=True)
    before, now = json.loads(shown.stdout), read_floors(folder)
    if before["gold"] == now["gold"]:
        lowered = {field: floor for field, floor in before["floors"].items() if now["floors"].get(field, 0) < floor}
        assert not lowered


def test_raised__never_lowers_a_floor() -> None:
    old = {"gold": "g", "floors": {"study.design": 0.9}}
    assert raised(old, {"study.design": Count(10, 10, 5)}, "g")["floors"] == {"study.design": 0.9}
    assert raised(old, {"study.design": Count(10, 10, 10)}, "g")["floors"] == {"study.design": 1.0}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_gold__names_texts_that_are_there(folder: Path) -> None:
    texts = {path.name for path in (folder / "docs").iterdir()}
    named = {
        line.split(",")[0]
        for name in ("studies", "findings")
        for line in (folder / f"{name}.csv").read_text("utf-8").splitlines()[1:]
    }
    assert named
    assert named <= texts
