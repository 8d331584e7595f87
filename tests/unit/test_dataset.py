"""What an analyst loads."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import psychobiotics
from psychobiotics import Dataset, list_versions, load_dataset
from psychobiotics.dataset import data_root
from psychobiotics.publishing.publish import publish
from psychobiotics.records.errors import PublishError
from psychobiotics.records.tables import Tables
from tests.sample_dataset import NOW, add_row, finding_id, made_from, sample_frames, sample_tables

STUDY = "ref:berger-2019"
STRAIN = {"study_id": STUDY, "arm_id": "a1", "position": 1}


def tables_with_strain() -> Tables:
    tables = sample_tables()
    add_row(tables, "arm_strains", "news", **STRAIN, taxon="Lactococcus lactis", taxon_reported="L. lactis")
    return tables


FRAMES = sample_frames(tables_with_strain())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    publish(FRAMES, tmp_path / "processed", made_from(sample_tables()), NOW)
    return tmp_path


def doubt(tmp_path: Path, *values: tuple[str, str]) -> Path:
    """Publish the sample with little confidence in some (record_id, field)."""
    tables = tables_with_strain()
    for row in tables.rows["evidence"]:
        if (row["record_id"], row["field"]) in values:
            row["confidence"] = 0.3
    publish(sample_frames(tables), tmp_path / "processed", made_from(tables), NOW)
    return tmp_path


def test_dataset__tables_are_pandas_frames(data: Path) -> None:
    ds = load_dataset(data=data)
    assert isinstance(ds.studies, pd.DataFrame)
    assert list(ds.studies["label"]) == [STUDY, "ref:lang-2020"]
    assert str(ds.studies.dtypes["n_enrolled"]) == "int64[pyarrow]"
    assert ds.findings is ds.findings
    assert "findings" in dir(ds)
    assert ds.version == "2026.11.1"


def test_dataset__arrow_and_duckdb(data: Path) -> None:
    ds = load_dataset(data=data)
    assert ds.arrow("arms").num_rows == 1
    connection = ds.duckdb()
    sql = "select s.label, count(*) from studies s join findings using (study_id) group by 1"
    assert connection.sql(sql).fetchall() == [(STUDY, 2)]
    assert {row[0] for row in connection.sql("show tables").fetchall()} == set(ds.tables)


def test_dataset__folder_with_a_quote_in_its_name(tmp_path: Path) -> None:
    publish(FRAMES, tmp_path / "o'data" / "processed", made_from(sample_tables()), NOW)
    ds = load_dataset(data=tmp_path / "o'data")
    assert ds.duckdb().sql("select count(*) from studies").fetchall() == [(2,)]


def test_dataset__describes_columns_and_tables(data: Path) -> None:
    ds = load_dataset(data=data)
    direction = ds.describe("findings.direction")
    assert direction["title"] == "Direction"
    assert "no_difference" in direction["enum"]
    assert ds.describe("arms.dose_cfu_per_day")["unit"] == "CFU/day"
    assert ds.describe("arms")["primary_key"] == ["study_id", "arm_id"]
    assert ds.describe("arms")["description"].startswith("One row per")  # type: ignore[union-attr]


def test_dataset__unknown_names_are_told(data: Path) -> None:
    ds = load_dataset(data=data)
    with pytest.raises(AttributeError, match="no table 'moods'"):
        ds.moods  # noqa: B018
    with pytest.raises(PublishError, match=r"table moods: expected one of documents, studies"):
        ds.arrow("moods")
    with pytest.raises(PublishError, match=r"column studies\.mood: expected one of"):
        ds.describe("studies.mood")


def test_dataset__repr_reads_no_table(data: Path) -> None:
    ds = load_dataset(data=data)
    (ds.folder / "studies.parquet").unlink()
    assert repr(ds).startswith("<psychobiotics 2026.11.1: documents 2, studies 2, arms 1")
    with pytest.raises(PublishError, match=r"2026\.11\.1/studies\.parquet.*broken"):
        ds.studies  # noqa: B018


def test_load__old_version_by_name(data: Path) -> None:
    frames = FRAMES | {"studies": FRAMES["studies"].iloc[:1]}
    publish(frames, data / "processed", made_from(sample_tables()), NOW)
    assert list_versions(data) == ["2026.11.1", "2026.11.2"]
    assert len(load_dataset(data=data).studies) == 1
    assert len(load_dataset("2026.11.1", data).studies) == 2


def test_load__nothing_published_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="psychobiotics refresh"):
        load_dataset(data=tmp_path)
    assert list_versions(tmp_path) == []


def test_data_root__given_then_environment_then_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSYCHOBIOTICS_DATA", str(tmp_path / "env"))
    assert data_root(tmp_path / "given") == tmp_path / "given"
    assert data_root() == tmp_path / "env"
    monkeypatch.delenv("PSYCHOBIOTICS_DATA")
    assert data_root() == Path(psychobiotics.__file__).resolve().parents[1] / "data"


def test_min_confidence__none_and_low_leave_everything(tmp_path: Path) -> None:
    folder = doubt(tmp_path, (STUDY, "n_enrolled"))
    for least in (None, 0.1):
        ds = load_dataset(data=folder, min_confidence=least)
        for table in ds.tables:
            assert ds.arrow(table).num_rows == load_dataset(data=folder).arrow(table).num_rows
        assert list(ds.studies["n_enrolled"].dropna()) == [80]


def test_min_confidence__percent_instead_of_a_share_is_refused(data: Path) -> None:
    with pytest.raises(ValueError, match="from 0 to 1, found 80"):
        load_dataset(data=data, min_confidence=80)


def test_min_confidence__optional_value_becomes_null(tmp_path: Path) -> None:
    ds = load_dataset(data=doubt(tmp_path, (STUDY, "n_enrolled")), min_confidence=0.5)
    studies = ds.studies.set_index("study_id")
    assert studies["n_enrolled"].isna().all()
    assert studies.loc[STUDY, "year"] == 2019
    assert len(ds.findings) == 2
    assert ds.evidence_map["n_participants"].isna().all()


def test_min_confidence__row_that_needs_the_value_is_left_out(tmp_path: Path) -> None:
    ds = load_dataset(data=doubt(tmp_path, (finding_id("calm"), "direction")), min_confidence=0.5)
    assert list(ds.findings["finding_id"]) == [finding_id("calm again")]
    assert list(ds.translation["n_human_findings"]) == [1]


def test_min_confidence__strains_leave_with_their_arm_and_findings_forget_it(tmp_path: Path) -> None:
    ds = load_dataset(data=doubt(tmp_path, (f"{STUDY}/a1", "type")), min_confidence=0.5)
    assert ds.arms.empty
    assert ds.arm_strains.empty
    assert len(ds.findings) == 2
    assert ds.findings["arm_id"].isna().all()
    assert ds.duckdb().sql("select count(*) from arms").fetchall() == [(0,)]
    assert ds.arrow("arms").schema.equals(load_dataset(data=tmp_path).arrow("arms").schema)


def test_min_confidence__one_sure_quote_is_enough(tmp_path: Path) -> None:
    tables = tables_with_strain()
    unsure = next(e for e in tables.rows["evidence"] if (e["record_id"], e["field"]) == (STUDY, "n_enrolled"))
    tables.rows["evidence"].append(unsure | {"char_start": 7, "char_end": 10, "quote": "who"})
    unsure["confidence"] = 0.2
    publish(sample_frames(tables), tmp_path / "processed", made_from(tables), NOW)
    assert list(load_dataset(data=tmp_path, min_confidence=0.5).studies["n_enrolled"].dropna()) == [80]


def test_package__loads_no_pandas_until_a_dataset_is_asked_for() -> None:
    code = "import sys, psychobiotics; assert 'pandas' not in sys.modules; psychobiotics.load_dataset; assert 'pandas' in sys.modules"
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, timeout=60)
    assert psychobiotics.Dataset is Dataset
