"""What a spreadsheet or R gets: every row and column of a version, nothing that runs, nothing overwritten unasked."""

import csv
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from psychobiotics import load_dataset
from psychobiotics.publishing.spreadsheets import export_tables
from psychobiotics.records.errors import PublishError

HOSTILE = '=HYPERLINK("http://localhost/","mood")'
TABLE = pa.table(
    {
        "quote": [HOSTILE, "-5.3", "Bifidobacterium longum Rosell®-175", "bell \x07 in a page"],
        "p_operator": ["=", "<", None, "-"],
        "authors": [["Doe J", "Roe R"], [], None, ["Poe P"]],
        "n": [40, None, 12, 7],
    }
)


def read(_name: str) -> pa.Table:
    return TABLE


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_export_csv__runs_no_formula_and_leaves_signs_and_numbers_alone(tmp_path: Path) -> None:
    export_tables(read, ("findings",), tmp_path / "out")
    [_, *rows] = rows_of(tmp_path / "out" / "findings.csv")
    assert [row[0] for row in rows[:3]] == [f"'{HOSTILE}", "-5.3", "Bifidobacterium longum Rosell®-175"]
    assert [row[1] for row in rows] == ["=", "<", "", "-"]
    assert [row[2] for row in rows] == ["Doe J | Roe R", "", "", "Poe P"]


def test_export_workbook__runs_no_formula_and_keeps_numbers(tmp_path: Path) -> None:
    [path] = export_tables(read, ("findings",), tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(path)["findings"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (HOSTILE, "s")
    assert [sheet.cell(row, 4).value for row in range(1, 6)] == ["n", 40, None, 12, 7]
    assert sheet["B4"].value is None
    assert sheet["A5"].value == "bell   in a page"


@pytest.mark.parametrize("name", ["out", "out.xlsx"])
def test_export__overwrites_only_when_told(tmp_path: Path, name: str) -> None:
    first = export_tables(read, ("findings",), tmp_path / name)
    first[0].write_bytes(b"mine")
    with pytest.raises(PublishError, match="expected no file of that name yet"):
        export_tables(read, ("findings",), tmp_path / name)
    assert first[0].read_bytes() == b"mine"
    export_tables(read, ("findings",), tmp_path / name, replace=True)
    assert first[0].read_bytes() != b"mine"
    assert not [path.name for path in tmp_path.rglob(".*")]


def test_export__the_name_of_one_file_is_no_place_for_all_tables(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="name the folder, as studies/"):
        export_tables(read, ("findings",), tmp_path / "studies.csv")
    assert not list(tmp_path.iterdir())


def test_export_command__gives_every_row_and_says_what_each_column_means(published: Path, tmp_path: Path) -> None:
    root = published.parent.parent
    command = [sys.executable, "-m", "psychobiotics.cli", "export", str(tmp_path / "out"), "--data", str(root)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    dataset = load_dataset(data=root)
    assert ran.stdout.splitlines() == [str(tmp_path / "out" / f"{name}.csv") for name in (*dataset.tables, "columns")]
    columns = rows_of(tmp_path / "out" / "columns.csv")
    for name in dataset.tables:
        [head, *rows] = rows_of(tmp_path / "out" / f"{name}.csv")
        assert head == dataset.arrow(name).column_names
        assert len(rows) == dataset.arrow(name).num_rows
        assert head == [row[1] for row in columns if row[0] == name]
    assert all(row[3] for row in columns)
