"""What every published version keeps, on the shipped documents."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from psychobiotics import load_dataset
from psychobiotics.parsing.parse import parse_item
from psychobiotics.pipeline.refresh import refresh
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.document import Document
from psychobiotics.sources.raw_store import list_items, read_item
from psychobiotics.validation.cross_checks import COMPUTED
from psychobiotics.validation.refusals import record_ids
from schemas.registry import TABLES


def table(published: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(published / f"{name}.parquet")


def test_version__has_every_table_and_reads_without_our_code(published: Path) -> None:
    assert {path.stem for path in published.glob("*.parquet")} == set(TABLES)
    assert len(pd.read_parquet(published / "studies.parquet")) > 10


def test_evidence__every_quote_is_the_text_at_its_span(published: Path) -> None:
    raw = published.parent.parent / "raw"
    texts = {
        document.document_id: document.text
        for item in list_items(raw)
        for document in parse_item(item, read_item(raw, item))
        if isinstance(document, Document)
    }
    evidence = table(published, "evidence")
    assert len(evidence) > 500
    for row in evidence.itertuples():
        assert texts[row.document_id][row.char_start : row.char_end] == row.quote
        assert len(row.quote) <= 300


def test_evidence__every_extracted_value_has_some(published: Path) -> None:
    evidence = table(published, "evidence")
    supported = set(zip(evidence["table"], evidence["record_id"], evidence["field"], strict=True))
    checked = 0
    for name, computed in COMPUTED.items():
        frame = table(published, name)
        ids = record_ids(name, frame)
        for column in frame.columns.difference(list(computed)):
            for record, value in zip(ids, frame[column], strict=True):
                stated = len(value) > 0 if hasattr(value, "__len__") and not isinstance(value, str) else pd.notna(value)
                if stated:
                    checked += 1
                    assert (name, record, column) in supported, (name, record, column)
    assert checked > 500


def test_linking__news_record_and_reference_are_one_study(published: Path) -> None:
    studies = table(published, "studies").set_index("study_id")
    study = studies.loc["pmid:32989186"]
    assert study["n_documents"] == 2
    assert studies.loc[study["parent_study_id"], "label"] == "Kazemi 2018"
    assert studies.loc[study["parent_study_id"], "n_documents"] == 1


def test_conflicts__p_value_of_the_news_agrees_within_rounding(published: Path) -> None:
    conflicts = table(published, "conflicts")
    rows = conflicts[conflicts["field"] == "p_value"]
    assert [sorted(values) for values in rows["values"]] == [["0.02", "0.021"]]
    assert list(rows["resolution"]) == ["identical_within_rounding"]


def test_translation__bdnf_carries_over_and_anxiety_does_not(published: Path) -> None:
    rows = table(published, "translation").set_index(["intervention_id", "outcome_id"])
    assert rows.loc[("product:cerebiome", "bdnf"), "verdict"] == "concordant"
    assert rows.loc[("arm_type:probiotic", "anxiety"), "verdict"] == "discordant"


def test_manifest__hashes_rows_and_sources(published: Path) -> None:
    manifest = json.loads((published / "datapackage.json").read_text("utf-8"))
    assert manifest["version"] == published.resolve().name == "2026.11.1"
    assert len(manifest["sources"]) == 14
    rows = {resource["name"]: resource["rows"] for resource in manifest["resources"]}
    assert rows["studies"] == len(table(published, "studies"))


def test_load_dataset__gives_frames_arrow_duckdb_and_words(published: Path) -> None:
    dataset = load_dataset(data=published.parent.parent)
    assert dataset.version == "2026.11.1"
    assert dataset.describe("findings.direction")["title"] == "Direction"
    [(count,)] = dataset.duckdb().sql("select count(*) from studies").fetchall()
    assert count == len(dataset.studies) == dataset.arrow("studies").num_rows


BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from psychobiotics.pipeline.refresh import refresh
from psychobiotics.pipeline.workspace import Workspace
if __name__ == "__main__":
    refresh(Workspace(Path(sys.argv[1])), datetime.now(UTC), workers=2)
"""


def test_two_builds_from_scratch__are_the_same_bytes(published: Path, data_root: Path, tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(BUILD)
    subprocess.run([sys.executable, str(script), str(data_root)], check=True)
    other = data_root / "processed" / "latest"
    for name in TABLES:
        assert (other / f"{name}.parquet").read_bytes() == (published / f"{name}.parquet").read_bytes(), name


def test_second_refresh__publishes_nothing(data_root: Path) -> None:
    workspace = Workspace(data_root)
    first = refresh(workspace, datetime(2026, 11, 21, tzinfo=UTC), workers=1)
    second = refresh(workspace, datetime(2026, 12, 1, tzinfo=UTC), workers=1)
    assert first.published.is_new
    assert not second.published.is_new
    assert second.reused == second.files == 14
    assert [path.name for path in (data_root / "processed").glob("2026*")] == ["2026.11.1"]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_parquet__columns_carry_their_words(published: Path, name: str) -> None:
    import pyarrow.parquet as pq

    schema = pq.read_schema(published / f"{name}.parquet")
    assert all(field.metadata and field.metadata[b"description"] for field in schema)
