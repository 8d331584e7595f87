"""PubMed XML that is not packed streams like a packed one: any size, the memory of one record."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from psychobiotics.dataset import Dataset
from psychobiotics.parsing.limits import DEFAULT_LIMITS
from psychobiotics.parsing.parse import parse_item
from psychobiotics.pipeline.fetching import fetch_sources
from psychobiotics.pipeline.refresh import ingest, refresh
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.publishing.versions import read_version
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.reasons import Reason, Rejection

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ITEM = RawItem("0" * 64, "r", "r.xml", "r.xml", "")
SMALL = replace(DEFAULT_LIMITS, max_raw_bytes=1_000, max_streamed_bytes=100_000)
MEASURE = """
import resource, sys
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import RawItem
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
with open(sys.argv[1], "rb") as stream:
    documents = parse_item(RawItem("0" * 64, "r", "r.xml", "r.xml", ""), stream)
    next(documents)
    before = peak()
    print(sum(1 for _ in documents), peak() - before)
"""


def record(number: int) -> bytes:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{90000000 + number}</PMID><Article>"
        f"<ArticleTitle>Kefir and mood, trial {number}.</ArticleTitle><Abstract><AbstractText>"
        f"We randomised {40 + number} adults to kefir or placebo.</AbstractText></Abstract>"
        "<Language>eng</Language></Article></MedlineCitation></PubmedArticle>\n"
    ).encode()


def large(path: Path, records: int, filler: int = 0) -> Path:
    """A PubMed file with `filler` megabytes of comments before each record."""
    comment = b"<!--" + b" " * 999_990 + b"-->\n"
    with path.open("wb") as file:
        file.write(b'<?xml version="1.0"?>\n<PubmedArticleSet>\n')
        for number in range(records):
            file.write(comment * filler + record(number))
        file.write(b"</PubmedArticleSet>\n")
    return path


def test_stream__gives_the_documents_that_the_bytes_give(tmp_path: Path) -> None:
    data = large(tmp_path / "a.xml", 20).read_bytes()
    assert len(data) > SMALL.max_raw_bytes
    whole = list(parse_item(ITEM, data))
    assert list(parse_item(ITEM, io.BytesIO(data), SMALL)) == whole
    assert list(parse_item(ITEM, data, SMALL)) == whole
    assert all(isinstance(document, Document) for document in whole)
    assert len(whole) == 20


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"word " * 1_000, Reason.TOO_LARGE),
        (b"\x00" * 5_000, Reason.TOO_LARGE),
        (b"<PubmedArticleSet>" + record(1) * 1_000 + b"</PubmedArticleSet>", Reason.TOO_LARGE),
        (b'<!DOCTYPE PubmedArticleSet [<!ENTITY a "b">]><PubmedArticleSet>' + record(1) * 9, Reason.FORBIDDEN_MARKUP),
    ],
    ids=["text", "zeros", "beyond the limit of streams", "entities"],
)
def test_stream__of_anything_else_is_refused(data: bytes, reason: Reason) -> None:
    for given in (data, io.BytesIO(data)):
        [rejection] = parse_item(ITEM, given, SMALL)
        assert isinstance(rejection, Rejection)
        assert rejection.reason is reason


def test_zip__unpacks_records_as_a_stream_as_gzip_does(tmp_path: Path) -> None:
    data = large(tmp_path / "a.xml", 20).read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", data)
        archive.writestr("b.txt", b"word " * 1_000)
        archive.writestr("c.xml", b'<!DOCTYPE PubmedArticleSet [<!ENTITY a "b">]>' + data)
    limits = replace(SMALL, max_raw_bytes=len(packed.getvalue()))
    assert len(data) > limits.max_raw_bytes
    *documents, text, entities = parse_item(ITEM, packed.getvalue(), limits)
    assert [type(document) for document in documents] == [Document] * 20
    assert isinstance(text, Rejection)
    assert isinstance(entities, Rejection)
    assert (text.reason, entities.reason) == (Reason.UNSAFE_ARCHIVE, Reason.FORBIDDEN_MARKUP)


def test_fetch__of_a_large_file_follows_the_rule_of_ingest(tmp_path: Path) -> None:
    folder = tmp_path / "bucket"
    folder.mkdir()
    path = large(folder / "baseline.xml", 3, filler=40)
    with (folder / "notes.txt").open("wb") as notes:
        notes.write(b"words")
        notes.truncate(120_000_000)
    workspace = Workspace(tmp_path / "data")
    workspace.data.mkdir()
    (workspace.data / "sources.toml").write_text(f'[bucket]\nkind = "files"\nurl = "file://{folder}"\nenabled = true\n')
    [report] = [r for r in fetch_sources(workspace, NOW) if r.name == "bucket"]
    assert (report.added, len(report.failed)) == (1, 1)
    assert "notes.txt: expected a readable file, found: expected at most 100,000,000 bytes" in report.failed[0]
    [stored] = workspace.raw.glob("*/*--baseline.xml")
    assert stored.stat().st_size == path.stat().st_size


def test_memory__does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = large(tmp_path / "a.xml", 40, filler=3)
    run = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    count, megabytes = map(int, run.stdout.split())
    assert path.stat().st_size > DEFAULT_LIMITS.max_raw_bytes
    assert count == 39
    assert megabytes < 40


def test_ingest_and_refresh__take_a_large_file(tmp_path: Path) -> None:
    path = large(tmp_path / "baseline.xml", 3, filler=40)
    workspace = Workspace(tmp_path / "data")
    assert ingest(workspace, [path], NOW).added == ["baseline.xml"]
    assert ingest(workspace, [path], NOW).unchanged == ["baseline.xml"]
    [stored] = workspace.raw.glob("*/*--baseline.xml")
    assert stored.stat().st_size == path.stat().st_size
    assert sha256(stored.read_bytes()).hexdigest() == sha256(path.read_bytes()).hexdigest()
    refresh(workspace, NOW, workers=1)
    dataset = Dataset(read_version(workspace.processed))
    assert sorted(dataset.studies["n_enrolled"]) == [40, 41, 42]
