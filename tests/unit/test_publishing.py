"""What a published version is, and what never stays behind."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest

from psychobiotics.publishing.folders import exclusive
from psychobiotics.publishing.parquet import to_arrow, write_table
from psychobiotics.publishing.publish import Published, publish
from psychobiotics.publishing.versions import file_hash, latest_name, list_versions, read_version
from psychobiotics.records.errors import PublishError
from schemas.registry import TABLES
from tests.sample_dataset import NOW, made_from, sample_frames, sample_tables

FRAMES = sample_frames(sample_tables())


def publish_sample(processed: Path, now: datetime = NOW, label: str | None = None) -> Published:
    """Publish the sample; another label of its studies is another version."""
    frames = FRAMES | ({"studies": FRAMES["studies"].assign(label=pd.array([label] * 2, "string"))} if label else {})
    return publish(frames, processed, made_from(sample_tables()), now)


def entries(processed: Path) -> set[str]:
    return {path.name for path in processed.iterdir()} - {".lock"}


def test_publish__first_version_is_named_by_the_calendar(tmp_path: Path) -> None:
    published = publish_sample(tmp_path)
    assert published.is_new
    assert published.version is not None
    assert published.version.name == "2026.11.1"
    assert entries(tmp_path) == {"2026.11.1", "latest"}
    expected = {f"{table}.parquet" for table in TABLES} | {"datapackage.json", "changelog.json", "CHANGELOG.md"}
    assert {path.name for path in (tmp_path / "latest").iterdir()} == expected
    studies = pd.read_parquet(tmp_path / "latest" / "studies.parquet")
    assert list(studies["study_id"]) == ["ref:berger-2019", "ref:lang-2020"]


def test_publish__nothing_new_publishes_nothing(tmp_path: Path) -> None:
    publish_sample(tmp_path)
    again = publish_sample(tmp_path, datetime(2027, 3, 1, tzinfo=UTC))
    assert not again.is_new
    assert again.version is not None
    assert again.version.name == "2026.11.1"
    assert entries(tmp_path) == {"2026.11.1", "latest"}


def test_publish__a_change_is_the_next_version(tmp_path: Path) -> None:
    publish_sample(tmp_path)
    before = (tmp_path / "2026.11.1" / "findings.parquet").read_bytes()
    published = publish_sample(tmp_path, label="changed")
    assert published.is_new
    assert list_versions(tmp_path) == ["2026.11.1", "2026.11.2"]
    assert latest_name(tmp_path) == "2026.11.2"
    assert (tmp_path / "2026.11.1" / "findings.parquet").read_bytes() == before


def test_publish__versions_are_ordered_by_number_and_month(tmp_path: Path) -> None:
    for day in range(10):
        publish_sample(tmp_path, label=f"Berger {day}")
    publish_sample(tmp_path, datetime(2027, 1, 2, tzinfo=UTC))
    assert list_versions(tmp_path)[-2:] == ["2026.11.10", "2027.1.1"]


def test_publish__files_cannot_be_written_to(tmp_path: Path) -> None:
    publish_sample(tmp_path)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "2026.11.1").iterdir()}
    assert modes == {0o444}


def test_publish__same_rows_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    publish_sample(tmp_path / "here")
    code = (
        "import sys; from pathlib import Path; from tests.unit.test_publishing import publish_sample;"
        "publish_sample(Path(sys.argv[1]))"
    )
    there = tmp_path / "there"
    environment = os.environ | {"PYTHONHASHSEED": "7"}
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", code, str(there)], check=True, cwd=root, env=environment, timeout=120)
    for name in [*(f"{table}.parquet" for table in TABLES), "datapackage.json", "changelog.json", "CHANGELOG.md"]:
        assert (tmp_path / "here" / "latest" / name).read_bytes() == (there / "latest" / name).read_bytes(), name


def test_publish__order_of_rows_does_not_matter(tmp_path: Path) -> None:
    shuffled = {table: frame.iloc[::-1].reset_index(drop=True) for table, frame in FRAMES.items()}
    for table in TABLES:
        write_table(tmp_path / "a.parquet", to_arrow(table, FRAMES[table]))
        write_table(tmp_path / "b.parquet", to_arrow(table, shuffled[table]))
        assert file_hash(tmp_path / "a.parquet") == file_hash(tmp_path / "b.parquet"), table


def test_parquet__carries_words_and_is_compressed_with_zstd(tmp_path: Path) -> None:
    publish_sample(tmp_path)
    file = pq.ParquetFile(tmp_path / "latest" / "arms.parquet")
    field = file.schema_arrow.field("dose_cfu_per_day")
    assert field.metadata[b"unit"] == b"CFU/day"
    assert file.schema_arrow.metadata[b"schema_version"] == b"1"
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_data_package__is_a_valid_frictionless_package(tmp_path: Path) -> None:
    published = publish_sample(tmp_path)
    assert published.version is not None
    descriptor: dict[str, Any] = json.loads((tmp_path / "latest" / "datapackage.json").read_text("utf-8"))
    assert list(frictionless.Package.metadata_validate(descriptor)) == []
    assert [resource["name"] for resource in descriptor["resources"]] == list(TABLES)
    for resource in descriptor["resources"]:
        path = tmp_path / "latest" / resource["path"]
        assert (resource["bytes"], resource["hash"]) == (path.stat().st_size, file_hash(path))
        assert [field["name"] for field in resource["schema"]["fields"]] == pq.read_schema(path).names
    assert descriptor["version"] == "2026.11.1"
    assert descriptor["created"] == "2026-11-21T12:00:00+00:00"
    assert [source["title"] for source in descriptor["sources"]] == ["blog.txt", "news.txt"]
    assert descriptor["stage_version"] == "0" * 16
    assert descriptor["vocabulary_hash"].startswith("sha256:")


def test_data_package__address_of_a_source_is_its_path(tmp_path: Path) -> None:
    tables = sample_tables()
    tables.rows["documents"][0]["source"] = "https://example.org/news"
    publish(FRAMES, tmp_path, made_from(tables), NOW)
    sources = read_version(tmp_path).manifest["sources"]
    assert [source.get("path") for source in sources] == [None, "https://example.org/news"]


def test_latest__left_behind_by_a_killed_run_is_mended(tmp_path: Path) -> None:
    publish_sample(tmp_path)
    publish_sample(tmp_path, label="changed")
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").symlink_to("2026.11.1")
    assert read_version(tmp_path).name == "2026.11.1"
    assert not publish_sample(tmp_path, label="changed").is_new
    assert read_version(tmp_path).name == "2026.11.2"


def test_publish__temporaries_of_a_killed_run_are_cleaned_up(tmp_path: Path) -> None:
    (tmp_path / ".tmp-dead").mkdir(parents=True)
    (tmp_path / ".tmp-dead" / "studies.parquet").write_bytes(b"half")
    (tmp_path / ".tmp-latest-1").symlink_to("nowhere")
    publish_sample(tmp_path)
    assert entries(tmp_path) == {"2026.11.1", "latest"}


def test_publish__second_publisher_is_told_at_once(tmp_path: Path) -> None:
    with exclusive(tmp_path), pytest.raises(PublishError, match="found another one publishing"):
        publish_sample(tmp_path)
    assert publish_sample(tmp_path).is_new


def test_publish__folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "processed").write_text("a file")
    with pytest.raises(PublishError, match=r"processed: expected to write here"):
        publish_sample(tmp_path / "processed")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_publish__folder_without_permission(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PublishError, match="expected to write here"):
        publish_sample(tmp_path)
    tmp_path.chmod(0o700)


def damage_file(folder: Path) -> None:
    path = folder / "findings.parquet"
    path.chmod(0o600)
    path.write_bytes(b"PAR1 no longer")


def remove_file(folder: Path) -> None:
    (folder / "findings.parquet").unlink()


def remove_manifest(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


def damage_manifest(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.chmod(0o600)
    path.write_text('{"resources": [{"name": "studies"')


@pytest.mark.parametrize("damage", [damage_file, remove_file, remove_manifest, damage_manifest])
def test_publish__broken_newest_version_ends_with_one_sentence(tmp_path: Path, damage: Any) -> None:
    publish_sample(tmp_path)
    damage(tmp_path / "2026.11.1")
    with pytest.raises(PublishError, match=r"2026\.11\.1/.*the version is broken: move its folder out") as caught:
        publish_sample(tmp_path, label="changed")
    assert "\n" not in str(caught.value)
    assert entries(tmp_path) == {"2026.11.1", "latest"}
    (tmp_path / "2026.11.1").rename(tmp_path.parent / f"{tmp_path.name}-away")
    assert publish_sample(tmp_path, label="changed").is_new


def test_publish__full_disk_leaves_the_last_version(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: writing fails midway with an OSError."""
    publish_sample(tmp_path)
    code = (
        "import resource, signal, sys; from pathlib import Path;"
        "from tests.unit.test_publishing import publish_sample;"
        "from psychobiotics.records.errors import PublishError;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "try: publish_sample(Path(sys.argv[1]), label='changed')\n"
        "except PublishError as error: print(error)"
    )
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, str(tmp_path)]
    ran = subprocess.run(command, check=True, cwd=root, capture_output=True, text=True, timeout=120)
    assert "expected to write here, found: File too large" in ran.stdout
    assert ran.stdout.count("\n") == 1
    assert entries(tmp_path) == {"2026.11.1", "latest"}


def test_read_version__unknown_one_is_named_with_those_there(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="found none yet"):
        read_version(tmp_path)
    publish_sample(tmp_path)
    with pytest.raises(PublishError, match=r"version 1999\.1\.1: .*2026\.11\.1"):
        read_version(tmp_path, "1999.1.1")


def test_publish__folders_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "2026.11.7-mine").mkdir()
    assert publish_sample(tmp_path).is_new
    assert entries(tmp_path) == {"notes", "2026.11.7-mine", "2026.11.1", "latest"}
