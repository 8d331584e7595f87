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


def test_sources_pages__what_they_declare_can_be_fetched(tmp_path: Path) -> None:
    from psychobiotics.sources.declarations import read_declarations

    names = set()
    for page in sorted((PAGES / "sources").glob("*.md")):
        if page.name == "README.md":
            continue
        [declared] = blocks(f"sources/{page.name}", "toml")
        (tmp_path / "sources.toml").write_text(declared)
        [spec] = read_declarations(tmp_path)
        [command] = blocks(f"sources/{page.name}", "sh")
        assert command.split() == ["psychobiotics", "fetch", spec.name]
        names.add(spec.kind)
    assert len(names) == 6


def test_sources_page__commands_run(tmp_path: Path) -> None:
    [code] = blocks("sources/README.md", "sh")
    data = tmp_path / "data"
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "note.txt").write_text("A 2016 review found that probiotics reduced anxiety in nurses.\n")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "PSYCHOBIOTICS_DATA": str(data)}
    lines = [line.partition("#")[0].strip() for line in code.splitlines()]
    write, *others = (line for line in lines if line)
    run = subprocess.run(write.split(), env=settings, capture_output=True, text=True, check=True)
    assert "[pubmed-psychobiotics]" in (data / "sources.toml").read_text("utf-8")
    (data / "sources.toml").write_text(f'[inbox]\nkind = "files"\nurl = "{folder}"\n')
    for line in others:
        command = [*line.split(), *(["--no-prefect", "--workers", "1"] if "refresh" in line else [])]
        run = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        assert "inbox" in run.stdout
    assert "Published " in run.stdout


GOLDEN = PAGES.parents[1] / "tests" / "golden"
# The name that a page uses, the file that stands for it.
EXAMPLES = {
    "pubmed.xml": "pubmed_xml/dose.xml",
    "export.nbib": "nbib/export.nbib",
    "library.ris": "ris/library.ris",
    "library.bib": "bibtex/library.bib",
    "library.xml": "endnote_xml/library.xml",
    "article.nxml": "jats/dose.nxml",
    "record.json": "clinicaltrials/record.json",
    "included.csv": "evidence_table/included.csv",
    "sheet.xlsx": "evidence_table/sheet.xlsx",
    "page.html": "html/dose.html",
    "page.mhtml": "mhtml/dose.mhtml",
    "paper.pdf": "pdf/columns_dose.pdf",
    "notes.docx": "docx/dose.docx",
    "abstract.txt": "plain_text/abstract.txt",
    "page.txt": "plain_text/dose_page.txt",
}


def test_evidence_tables__the_mapping_on_the_page_fits_its_table(tmp_path: Path) -> None:
    [mapping] = blocks("formats/evidence-tables.md", "toml")
    shutil.copy(GOLDEN / "evidence_table" / "included.csv", tmp_path)
    (tmp_path / "included.csv.columns.toml").write_text(mapping)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "PSYCHOBIOTICS_DATA": str(tmp_path / "data")}
    commands = [["columns", "included.csv"], ["columns"], ["ingest", "included.csv"]]
    runs = [
        subprocess.run(["psychobiotics", *c], cwd=tmp_path, env=settings, capture_output=True, text=True, check=True)
        for c in commands
    ]
    assert "ignored" in runs[0].stdout
    assert "n_enrolled" in runs[1].stdout
    assert "1 added, 0 there already, 0 refused" in runs[2].stdout
    assert "not known" not in runs[2].stdout


def test_formats_pages__every_format_is_taken(tmp_path: Path) -> None:
    for name, golden in EXAMPLES.items():
        shutil.copy(GOLDEN / golden, tmp_path / name)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {**os.environ, "PATH": path, "PSYCHOBIOTICS_DATA": str(tmp_path / "data")}
    taken = 0
    for page in sorted((PAGES / "formats").glob("*.md")):
        if page.name == "README.md":
            continue
        [code] = blocks(f"formats/{page.name}", "sh")
        run = subprocess.run(
            ["sh", "-ec", code], cwd=tmp_path, env=settings, capture_output=True, text=True, check=True
        )
        count = len(code.split()) - 2
        assert f"{count} added, 0 there already, 0 refused" in run.stdout
        taken += count
    assert taken == len(EXAMPLES)
