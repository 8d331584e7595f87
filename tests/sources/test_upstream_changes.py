"""What happens upstream reaches the dataset: revisions, retractions, deletions, each named as the cause of a change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from psychobiotics.pipeline.fetching import fetch_sources
from psychobiotics.pipeline.refresh import ingest, refresh
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.publishing.changelog import render_changelog
from psychobiotics.publishing.publish import diff_versions
from psychobiotics.sources.answers import Limits
from tests.sources.loopback import Server
from tests.sources.services import ARTICLE, RETRACTED_TYPE, TRIAL_TYPE, PubMed
from tests.sources.test_fetching import PAGE, declare, one

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Upstream:
    """A PubMed of two records, a data root that asks it, and the versions made of it."""

    def __init__(self, data: Path, server: Server, limits: Limits) -> None:
        self.pubmed = PubMed()
        self.pubmed.add(90000001, n=60)
        self.pubmed.add(90000002, n=44)
        self.pubmed.join(server)
        self.workspace = declare(data, one("pubmed", server.url, query="probiotics"))
        self._limits = limits
        self._day = 0

    def publish(self) -> str:
        now = START + timedelta(days=self._day)
        self._day += 1
        fetch_sources(self.workspace, now, limits=self._limits)
        version = refresh(self.workspace, now, workers=1).published.version
        assert version is not None
        return version.name

    def studies(self) -> dict[str, dict[str, Any]]:
        table = pq.read_table(self.workspace.processed / "latest" / "studies.parquet")
        return {row["study_id"]: row for row in table.to_pylist()}

    def documents(self) -> list[str]:
        table = pq.read_table(self.workspace.processed / "latest" / "documents.parquet")
        return sorted(table["source"].to_pylist())

    def refusals(self, check: str) -> list[str]:
        table = pq.read_table(self.workspace.processed / "latest" / "quarantine.parquet")
        return [row["message"] for row in table.to_pylist() if row["check"] == check]

    def changes(self, old: str, new: str) -> str:
        return render_changelog(diff_versions(self.workspace.processed, old, new))


@pytest.fixture
def upstream(tmp_path: Path, server: Server, quick: Limits) -> Upstream:
    return Upstream(tmp_path / "data", server, quick)


def test_revised_record__keeps_its_study_and_names_old_and_new(upstream: Upstream) -> None:
    first = upstream.publish()
    upstream.pubmed.add(90000001, n=63)
    second = upstream.publish()
    assert upstream.studies()["pmid:90000001"]["n_enrolled"] == 63
    text = upstream.changes(first, second)
    assert "changed source" in text
    assert any("n_enrolled" in line and "60" in line and "63" in line for line in text.splitlines())


def test_retracted_record__leaves_with_that_cause(upstream: Upstream) -> None:
    first = upstream.publish()
    upstream.pubmed.add(90000002, types=TRIAL_TYPE + RETRACTED_TYPE)
    second = upstream.publish()
    assert set(upstream.studies()) == {"pmid:90000001"}
    assert "retracted document" in upstream.changes(first, second)


def test_unchanged_upstream__publishes_nothing(upstream: Upstream) -> None:
    assert upstream.publish() == upstream.publish()


def test_page_that_left__takes_its_rows_with_it(tmp_path: Path, server: Server, quick: Limits) -> None:
    text = b"Kazemi et al. (2018) gave 81 patients with depression a probiotic for 8 weeks; BDI scores fell (p = 0.04)."
    server.routes["/a"] = lambda handler, _query: handler.answer(PAGE % (text * 2), "text/html")
    workspace: Workspace = declare(tmp_path / "data", f'[pages]\nkind = "urls"\nurls = ["{server.url}/a"]')
    versions = []
    for day in range(2):
        fetch_sources(workspace, START + timedelta(days=day), limits=quick)
        published = refresh(workspace, START + timedelta(days=day), workers=1).published
        assert published.version is not None
        versions.append(published.version.name)
        server.routes.clear()
    latest = workspace.processed / "latest"
    assert pq.read_table(latest / "documents.parquet").num_rows == 0
    assert "deleted_upstream" in pq.read_table(latest / "quarantine.parquet")["check"].to_pylist()
    assert "removed document" in render_changelog(diff_versions(workspace.processed, *versions))


def test_retracted_record__takes_the_paper_s_full_text_with_it(upstream: Upstream, tmp_path: Path) -> None:
    paper = tmp_path / "paper.xml"
    marked = '<article-id pub-id-type="pmid">90000002</article-id><title-group>'
    paper.write_text(ARTICLE.format(pmcid="PMC9000002").replace("<title-group>", marked))
    ingest(upstream.workspace, [paper], START)
    first = upstream.publish()
    assert upstream.documents() == ["paper.xml", "pubmed:90000001", "pubmed:90000002"]
    upstream.pubmed.add(90000002, types=TRIAL_TYPE + RETRACTED_TYPE)
    second = upstream.publish()
    assert upstream.documents() == ["pubmed:90000001"]
    assert "paper.xml: withdrawn upstream, as pubmed-90000002.xml says" in upstream.refusals("retracted_upstream")
    assert "retracted document" in upstream.changes(first, second)


def test_deleted_record__leaves_whichever_file_holds_it(upstream: Upstream, tmp_path: Path) -> None:
    first = upstream.publish()
    update = tmp_path / "update.xml"
    update.write_text(
        "<PubmedArticleSet><DeleteCitation><PMID>90000002</PMID></DeleteCitation></PubmedArticleSet>", "utf-8"
    )
    ingest(upstream.workspace, [update], START)
    second = upstream.publish()
    assert upstream.documents() == ["pubmed:90000001"]
    assert "pubmed:90000002, record 0: withdrawn upstream, as update.xml says" in upstream.refusals("deleted_upstream")
    assert "removed document" in upstream.changes(first, second)


def test_second_copy_of_a_record__is_counted(upstream: Upstream, tmp_path: Path) -> None:
    export = tmp_path / "zz-export.xml"
    export.write_text(f"<PubmedArticleSet>{upstream.pubmed.records[90000001]}</PubmedArticleSet>")
    ingest(upstream.workspace, [export], START)
    upstream.publish()
    assert upstream.documents() == ["pubmed:90000001", "pubmed:90000002"]
    assert upstream.refusals("duplicate") == [
        "zz-export.xml, record 0: the same bytes as in pubmed:90000001, record 0, which is kept"
    ]
