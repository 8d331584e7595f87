"""Mapping files go along with their tables, from a folder and from a storage; a changed one reads the table anew."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from psychobiotics.cli.app import app
from psychobiotics.pipeline.fetching import fetch_sources
from psychobiotics.pipeline.refresh import ingest, refresh
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.errors import SourceError

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TABLE = "Ref.,Year,Bugs,Country,How many,Colour\nRowan,2018,L. casei,Norway,30,red\nSorrel,2019,B. longum,,24,blue\n"
MAPPING = '[columns]\nstudy = "Ref."\nstrains = "Bugs"\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "data")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "included.csv").write_text(TABLE)
    (folder / "included.csv.columns.toml").write_text(MAPPING)
    return folder / "included.csv"


def studies(workspace: Workspace) -> pd.DataFrame:
    report = refresh(workspace, NOW, workers=1)
    assert report.published.version
    return pd.read_parquet(report.published.version.folder / "studies.parquet")


def test_mapping__goes_along_with_its_table_and_a_changed_one_reads_it_anew(workspace: Workspace, table: Path) -> None:
    first = ingest(workspace, [table], NOW)
    assert first.added == ["included.csv"]
    assert "'How many', 'Colour'" in first.notes[0]
    before = studies(workspace)
    assert before["n_enrolled"].isna().all()
    assert sorted(before["country"].dropna()) == ["NO"]
    table.with_name("included.csv.columns.toml").write_text(MAPPING + 'n_enrolled = "How many"\n')
    again = ingest(workspace, [table.parent], NOW)
    assert (again.added, again.unchanged, again.remapped) == ([], ["included.csv"], ["included.csv"])
    after = studies(workspace)
    assert sorted(after["n_enrolled"]) == [24, 30]
    assert set(after["study_id"]) == set(before["study_id"])
    [*_, newest] = sorted(workspace.processed.glob("2*"))
    assert "changed columns" in (newest / "CHANGELOG.md").read_text()
    titles = {source["title"] for source in json.loads((newest / "datapackage.json").read_text())["sources"]}
    assert titles == {"included.csv", "included.csv.columns.toml"}


def test_mapping__alone_brings_its_table_and_counts_once(workspace: Workspace, table: Path) -> None:
    report = ingest(workspace, [table.with_name("included.csv.columns.toml"), table], NOW)
    assert (report.added, report.unchanged, report.refused) == (["included.csv"], [], [])


def test_mapping__without_its_table_is_refused(workspace: Workspace, table: Path) -> None:
    table.unlink()
    [rejection] = ingest(workspace, [table.parent], NOW).refused
    assert rejection.message == (
        "included.csv.columns.toml: expected the table included.csv beside it, found none; name the file after its table"
    )


def test_mapping__that_does_not_fit_refuses_the_table_at_once(workspace: Workspace, table: Path) -> None:
    table.with_name("included.csv.columns.toml").write_text('[columns]\nstudy = "Reff."\n')
    report = ingest(workspace, [table], NOW)
    assert report.added == []
    assert "expected a column 'Reff.' in the table, found 'Ref.'" in report.refused[0].message


def test_mapping__of_a_file_that_is_no_table_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><p>A 2016 review of probiotics.</p></body></html>")
    (tmp_path / "page.html.columns.toml").write_text(MAPPING)
    [rejection] = ingest(workspace, [tmp_path / "page.html"], NOW).refused
    assert "expected page.html to be a table (CSV, TSV, XLSX), found text/html" in rejection.message


def test_mapping_of_all_tables__is_read_at_each_refresh(workspace: Workspace, table: Path) -> None:
    table.with_name("included.csv.columns.toml").unlink()
    workspace.data.mkdir()
    (workspace.data / "columns.toml").write_text(MAPPING)
    ingest(workspace, [table], NOW)
    assert studies(workspace)["n_enrolled"].isna().all()
    (workspace.data / "columns.toml").write_text(MAPPING + 'n_enrolled = ["How many", "Anzahl"]\n')
    assert sorted(studies(workspace)["n_enrolled"]) == [24, 30]
    [*_, newest] = sorted(workspace.processed.glob("2*"))
    assert "changed columns" in (newest / "CHANGELOG.md").read_text()


def test_mapping_of_all_tables__that_is_wrong_stops_with_its_name(workspace: Workspace, table: Path) -> None:
    workspace.data.mkdir()
    (workspace.data / "columns.toml").write_text('[columns]\nstrain = "Bugs"\n')
    with pytest.raises(SourceError, match=r"columns.toml: .*found 'strain'; did you mean strains"):
        ingest(workspace, [table], NOW)


def test_fetched_table__has_its_mapping_and_changes_with_it(workspace: Workspace, table: Path) -> None:
    workspace.data.mkdir()
    (workspace.data / "sources.toml").write_text(f'[sheets]\nkind = "files"\nurl = "file://{table.parent}"\n')
    [first] = fetch_sources(workspace, NOW)
    [same] = fetch_sources(workspace, NOW)
    table.with_name("included.csv.columns.toml").write_text(MAPPING + 'n_enrolled = "How many"\n')
    table.with_name("lost.csv.columns.toml").write_text(MAPPING)
    [changed] = fetch_sources(workspace, NOW)
    assert (first.added, same.asked, changed.added, changed.changed) == (1, 0, 1, 1)
    assert "lost.csv.columns.toml: expected its table beside it" in changed.failed[0]
    assert sorted(studies(workspace)["n_enrolled"]) == [24, 30]


def test_columns_command__shows_what_is_known_and_what_to_write(workspace: Workspace, table: Path) -> None:
    shown = CliRunner().invoke(app, ["columns", str(table), "--data", str(workspace.data)])
    assert shown.exit_code == 0
    lines = [line.split() for line in shown.stdout.splitlines()]
    assert ["Bugs", "strains"] in lines
    assert ["Colour", "-", "not", "known"] in lines
    assert '# field = "Colour"' in shown.stdout
    fields = CliRunner().invoke(app, ["columns"]).stdout
    assert "n_enrolled " in fields
    assert max(map(len, fields.splitlines())) <= 100
