"""The real services, one small question each: `make test ARGS="tests/live --live"`. Off by default."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from psychobiotics.pipeline.fetching import fetch_sources
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.sources.ledger import current_items

pytestmark = pytest.mark.live

QUERIES = {
    "pubmed": '"psychobiotics"[ti] AND randomized controlled trial[pt]',
    "europe_pmc": 'TITLE:"psychobiotics"',
    "clinicaltrials": "psychobiotic",
}


@pytest.mark.parametrize("kind", QUERIES)
def test_service__answers_in_the_form_that_we_read(kind: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    since = date(2018, 1, 1)
    (data / "sources.toml").write_text(
        f"[source]\nkind = '{kind}'\nquery = '{QUERIES[kind]}'\nsince = {since}\nlimit = 5\n"
    )
    [report] = fetch_sources(Workspace(data), datetime.now(UTC))
    assert report.error is None
    assert report.failed == []
    assert report.refused == []
    assert 0 < report.added <= 5
    assert len(current_items(data / "raw")) == report.added
