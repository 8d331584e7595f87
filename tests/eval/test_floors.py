"""Extraction on texts of our own never gets worse: each field stays on its floor, and floors only rise."""

import json
import subprocess
from pathlib import Path

import pytest

from bench.floors import FLOORS, GOLD, gold_hash, measure, raised, read_floors
from bench.scoring import Count

ROOT = Path(__file__).resolve().parents[2]


def test_extraction__stays_on_its_floors() -> None:
    floors = read_floors()["floors"]
    counts = measure()
    assert set(floors) == set(counts)
    below = {field: (round(counts[field].f1, 3), floor) for field, floor in floors.items() if counts[field].f1 < floor}
    assert not below, "run `python -m bench.floors` and see what has got worse"


def test_gold__is_what_the_floors_were_measured_on() -> None:
    assert read_floors()["gold"] == gold_hash(), "texts or annotations changed: run `python -m bench.floors --raise`"


def test_floors__were_not_lowered() -> None:
    name = FLOORS.relative_to(ROOT).as_posix()
    log = subprocess.run(
        ["git", "log", "-2", "--format=%H", "--", name], cwd=ROOT, capture_output=True, text=True, check=False
    )
    commits = log.stdout.split()
    if len(commits) < 2:
        pytest.skip("no earlier floors in the history that is here")
    shown = subprocess.run(["git", "show", f"{commits[1]}:{name}"], cwd=ROOT, capture_output=True, check=True)
    before, now = json.loads(shown.stdout), read_floors()
    if before["gold"] == now["gold"]:
        lowered = {field: floor for field, floor in before["floors"].items() if now["floors"].get(field, 0) < floor}
        assert not lowered


def test_raised__never_lowers_a_floor() -> None:
    old = {"gold": "g", "floors": {"study.design": 0.9}}
    assert raised(old, {"study.design": Count(10, 10, 5)}, "g")["floors"] == {"study.design": 0.9}
    assert raised(old, {"study.design": Count(10, 10, 10)}, "g")["floors"] == {"study.design": 1.0}


def test_gold__names_texts_that_are_there() -> None:
    texts = {path.name for path in (GOLD / "docs").iterdir()}
    named = {
        line.split(",")[0]
        for name in ("studies", "findings")
        for line in (GOLD / f"{name}.csv").read_text("utf-8").splitlines()[1:]
    }
    assert named
    assert named <= texts
