"""The published rows of registry records against their JSON, field by field.

Own records stand in `registry/`; the shared ones, and those of a folder that `PSYCHOBIOTICS_REGISTRY_RECORDS` names,
are compared too where they are there.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from psychobiotics.dataset import Dataset
from psychobiotics.pipeline.refresh import ingest, refresh
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.publishing.versions import read_version
from tests.contract.registry_expectation import Row, arm_rows, document_row, finding_rows, plain, study_row

HERE = Path(__file__).resolve().parent
FOLDERS = [HERE / "registry", HERE.parents[2] / "shared" / "corpora" / "ctgov"]
if named := os.environ.get("PSYCHOBIOTICS_REGISTRY_RECORDS"):
    FOLDERS.append(Path(named))
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def records_of(path: Path) -> Iterator[dict[str, Any]]:
    data = json.loads(path.read_text("utf-8"))
    yield from data if isinstance(data, list) else data.get("studies", [data])


PATHS = [path for folder in FOLDERS if folder.is_dir() for path in sorted(folder.glob("*.json"))]
RECORDS = {
    record["protocolSection"]["identificationModule"]["nctId"]: record for p in PATHS for record in records_of(p)
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    workspace = Workspace(tmp_path_factory.mktemp("registry") / "data")
    ingest(workspace, PATHS, NOW)
    refresh(workspace, NOW, workers=1)
    return Dataset(read_version(workspace.processed))


def rows(frame: pd.DataFrame, **wanted: str) -> list[Row]:
    for column, value in wanted.items():
        frame = frame[frame[column] == value]
    return [{k: v for k, v in row.items() if not _is_null(v)} for row in frame.to_dict("records")]


def _is_null(value: object) -> bool:
    return value is None or (not hasattr(value, "__len__") and bool(pd.isna(value)))  # type: ignore[call-overload]


def comparable(value: object) -> object:
    if hasattr(value, "tolist"):
        value = value.tolist()
    return value


def differences(got: Row, wanted: Row) -> dict[str, tuple[object, object]]:
    found = {}
    for column, value in wanted.items():
        have = comparable(got.get(column))
        if isinstance(value, set):
            same = isinstance(have, (list, set)) and set(have) == value
        elif isinstance(value, list):
            same = have == value
        else:
            same = have == value if not isinstance(value, str) else str(have) == value
        if not same:
            found[column] = (have, value)
    return found


@pytest.mark.parametrize("nct", RECORDS)
def test_studies__hold_what_the_record_holds(dataset: Dataset, nct: str) -> None:
    [row] = rows(dataset.studies, registry_id=nct)
    wanted = study_row(RECORDS[nct])
    assert (wanted.pop("n_countries", 0) == 1) == ("country" in row)
    assert differences(row, wanted) == {}


@pytest.mark.parametrize("nct", RECORDS)
def test_documents__hold_kind_and_dates(dataset: Dataset, nct: str) -> None:
    [row] = rows(dataset.documents, registry_id=nct)
    assert differences(row, document_row(RECORDS[nct])) == {}


@pytest.mark.parametrize("nct", RECORDS)
def test_arms__hold_label_type_and_size(dataset: Dataset, nct: str) -> None:
    [study] = rows(dataset.studies, registry_id=nct)
    got, wanted = rows(dataset.arms, study_id=study["study_id"]), arm_rows(RECORDS[nct])
    assert len(got) == len(wanted)
    assert [differences(g, w) for g, w in zip(got, wanted, strict=True)] == [{}] * len(wanted)


@pytest.mark.parametrize("nct", RECORDS)
def test_findings__hold_each_posted_analysis(dataset: Dataset, nct: str) -> None:
    [study] = rows(dataset.studies, registry_id=nct)
    labels = {a["arm_id"]: a["label_reported"] for a in rows(dataset.arms, study_id=study["study_id"])}
    got = rows(dataset.findings, study_id=study["study_id"])
    for row in got:
        row["arms"] = {labels[row[key]] for key in ("arm_id", "comparator_arm_id") if key in row}
        row["values"] = {
            labels[row[key]]: tuple(row.get(f"{whose}_{name}") for name in ("value", "spread", "n"))
            for key, whose in (("arm_id", "arm"), ("comparator_arm_id", "comparator"))
            if key in row
        }
    missing = []
    for wanted in finding_rows(RECORDS[nct]):
        match = next((row for row in got if not differences(row, wanted)), None)
        if match is None:
            near = [differences(row, wanted) for row in got if row["outcome_reported"] == wanted["outcome_reported"]]
            missing.append((wanted, near))
        else:
            got.remove(match)
    assert missing == []


@pytest.mark.parametrize("nct", RECORDS)
def test_evidence__quotes_the_record(dataset: Dataset, nct: str) -> None:
    [study] = rows(dataset.studies, registry_id=nct)
    wanted = study_row(RECORDS[nct])
    quoted: dict[str, list[str]] = {}
    for row in rows(dataset.evidence, table="studies", record_id=study["study_id"]):
        quoted.setdefault(row["field"], []).append(row["quote"])
    assert str(wanted["n_enrolled"]) in quoted["n_enrolled"]
    for column in ("registry_status", "allocation_registered", "funding", "why_stopped"):
        if column in wanted:
            assert [plain(q) for q in quoted[column]] == [wanted[column][:300]]
