"""The how-to pages' code runs as it stands."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "docs" / "how-to"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    found = [code for name, code in BLOCK.findall((PAGES / page).read_text("utf-8")) if name == language]
    assert found, f"{page} has no {language} block"
    return found


def test_load_the_dataset__python_blocks_run(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = published.parent.parent
    monkeypatch.setenv("PSYCHOBIOTICS_DATA", str(data))
    monkeypatch.chdir(data.parent)
    for code in blocks("load-the-dataset.md", "python"):
        names: dict[str, object] = {}
        exec(compile(code, "load-the-dataset.md", "exec"), names)
        assert {"studies", "ds"} & set(names)


def test_add_documents__shell_block_runs(data_root: Path, tmp_path: Path) -> None:
    [code, *_] = blocks("add-documents.md", "sh")
    papers = tmp_path / "my-papers"
    papers.mkdir()
    (papers / "note.txt").write_text("A 2016 review found that probiotics reduced anxiety in nurses.\n")
    news = next(data_root.glob("raw/*/*news-rudzki*.html"))
    shutil.copy(news, tmp_path / "a-news-item.html")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "PSYCHOBIOTICS_DATA": str(data_root)}
    code = code.replace("psychobiotics refresh", "psychobiotics refresh --no-prefect --workers 1")
    run = subprocess.run(["sh", "-ec", code], cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "1 added, 1 there already, 0 refused" in run.stdout
    assert "Published " in run.stdout


def test_curate__the_example_is_a_decision(tmp_path: Path) -> None:
    from psychobiotics.curation.decisions import load_decisions

    [code] = blocks("curate.md", "toml")
    (tmp_path / "example.toml").write_text(code)
    [decision] = load_decisions(tmp_path)
    assert decision.kind == "override"
