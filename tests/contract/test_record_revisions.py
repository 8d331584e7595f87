"""Two revisions of one PubMed record in two ingested files: the newer one replaces the older, and the changelog says so."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from psychobiotics.dataset import Dataset
from psychobiotics.pipeline.refresh import ingest, refresh
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.publishing.changelog import render_changelog
from psychobiotics.publishing.publish import diff_versions
from psychobiotics.publishing.versions import read_version

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def revision(adults: int, version: int = 1, day: int = 1) -> str:
    return (
        f'<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="{version}">90000001</PMID>'
        f"<DateRevised><Year>2021</Year><Month>05</Month><Day>{day:02}</Day></DateRevised><Article>"
        "<ArticleTitle>Kefir and mood: a randomised trial in adults.</ArticleTitle><Abstract><AbstractText>"
        f"We randomised {adults} adults to kefir or placebo for eight weeks.</AbstractText></Abstract>"
        "<Language>eng</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )


class Root:
    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace(folder / "data")
        self._folder = folder
        self._day = 0

    def add(self, name: str, text: str) -> str:
        """Ingest a file and publish; the version's name."""
        path = self._folder / name
        path.write_text(text, "utf-8")
        now = NOW + timedelta(days=self._day)
        self._day += 1
        ingest(self.workspace, [path], now)
        version = refresh(self.workspace, now, workers=1).published.version
        assert version is not None
        return version.name

    def dataset(self) -> Dataset:
        return Dataset(read_version(self.workspace.processed))

    def kept(self) -> list[tuple[str, int]]:
        dataset = self.dataset()
        assert len(dataset.studies) == 1
        return list(zip(dataset.documents["source"], dataset.studies["n_enrolled"], strict=True))


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)


def test_newer_revision__replaces_the_older_and_the_changelog_names_both_values(root: Root) -> None:
    first = root.add("baseline.xml", revision(60))
    second = root.add("a-later-update.xml", revision(63, day=9))
    assert root.kept() == [("a-later-update.xml", 63)]
    changes = render_changelog(diff_versions(root.workspace.processed, first, second))
    assert any("n_enrolled" in line and "60" in line and "63" in line for line in changes.splitlines())
    assert "changed source" in changes
    [message] = root.dataset().quarantine.query("check == 'superseded'")["message"]
    assert message.startswith(
        "baseline.xml, record 0: version 1, revised 2021-05-01; a-later-update.xml, record 0 holds"
    )


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (revision(60, version=1, day=20), revision(63, version=2, day=3)),
        (revision(60, day=3), revision(63, day=4)),
    ],
    ids=["version goes before day", "day"],
)
def test_order_of_files__does_not_matter(root: Root, older: str, newer: str) -> None:
    root.add("a.xml", newer)
    root.add("b.xml", older)
    assert root.kept() == [("a.xml", 63)]


def test_equal_revisions__of_which_the_later_file_is_kept(root: Root) -> None:
    root.add("pubmed26n0001.xml", revision(60))
    root.add("pubmed26n0002.xml", revision(63))
    assert root.kept() == [("pubmed26n0002.xml", 63)]
