"""Declared sources over loopback servers that speak the services' real formats."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import fsspec
import pytest

from psychobiotics.pipeline.fetching import fetch_sources, list_sources
from psychobiotics.pipeline.workspace import Workspace
from psychobiotics.records.errors import SourceError
from psychobiotics.sources.answers import Limits
from psychobiotics.sources.fetch import SourceReport
from psychobiotics.sources.ledger import current_items
from psychobiotics.sources.pubmed import KEY_VARIABLE
from psychobiotics.sources.raw_store import read_item
from tests.sources.loopback import Handler, Query, Server
from tests.sources.services import EuropePmc, PubMed, Registry, registry_study

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def declare(data: Path, text: str) -> Workspace:
    data.mkdir(exist_ok=True)
    (data / "sources.toml").write_text(text)
    return Workspace(data)


def one(kind: str, url: str, **more: object) -> str:
    lines = [f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}" for key, value in more.items()]
    return "\n".join(["[source]", f'kind = "{kind}"', f'url = "{url}"', *lines])


def sources_of(workspace: Workspace) -> list[str]:
    return [item.source for item in current_items(workspace.raw)]


@pytest.fixture
def pubmed(server: Server) -> PubMed:
    service = PubMed()
    service.join(server)
    return service


def test_pubmed__stores_one_file_a_record(tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits) -> None:
    for pmid in (90000001, 90000002, 90000003):
        pubmed.add(pmid)
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert (report.added, report.error, report.unfinished) == (3, None, False)
    assert sources_of(workspace) == ["pubmed:90000001", "pubmed:90000002", "pubmed:90000003"]
    first = read_item(workspace.raw, current_items(workspace.raw)[0])
    assert pubmed.records[90000001].encode() in first


def test_pubmed__asks_again_only_for_what_changed_since(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits
) -> None:
    pubmed.add(90000001)
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics"))
    fetch_sources(workspace, NOW, limits=quick)
    [report] = fetch_sources(workspace, NOW.replace(day=28), limits=quick)
    asked = [query for path, query, _ in server.requests if path == "/esearch.fcgi"]
    assert [(query["mindate"], query["maxdate"]) for query in asked] == [
        ("1900/01/01", "2026/11/21"),
        ("2026/11/18", "2026/11/28"),
    ]
    assert {query["datetype"] for query in asked} == {"mdat"}
    assert (report.added, report.unchanged) == (0, 1)


def test_pubmed__another_query_starts_from_the_beginning(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits
) -> None:
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics"))
    fetch_sources(workspace, NOW, limits=quick)
    declare(tmp_path / "data", one("pubmed", server.url, query="prebiotics"))
    fetch_sources(workspace, NOW, limits=quick)
    assert [query["mindate"] for _, query, _ in server.requests] == ["1900/01/01", "1900/01/01"]


def test_pubmed__halves_days_that_hold_too_many(tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits) -> None:
    counts: list[tuple[str, str]] = []

    def search(handler: Handler, query: Query) -> None:
        counts.append((query["mindate"], query["maxdate"]))
        whole = query["mindate"] == "2020/01/01" and query["maxdate"] == "2026/11/21"
        body = b'{"esearchresult": {"count": "%d", "webenv": "W", "querykey": "1"}}' % (12_000 if whole else 1)
        handler.answer(body, "application/json")

    pubmed.add(90000001)
    server.routes["/esearch.fcgi"] = search
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics", since=date(2020, 1, 1)))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert report.error is None
    assert counts[0] == ("2020/01/01", "2026/11/21")
    assert counts[1][0] == "2020/01/01"
    assert counts[-1][1] == "2026/11/21"
    assert len(counts) == 3


def test_pubmed__goes_on_where_the_limit_stopped_it(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits
) -> None:
    for pmid in range(90000001, 90000008):
        pubmed.add(pmid)
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics", limit=3))
    reports = [fetch_sources(workspace, NOW, limits=quick)[0] for _ in range(3)]
    assert [(report.added, report.unfinished) for report in reports] == [(3, True), (3, True), (1, False)]
    assert len(sources_of(workspace)) == 7


@pytest.mark.parametrize("body", [b"<html><body>Error</body></html>", b"<PubmedArticleSet><PubmedArticle>"])
def test_pubmed__no_records_where_records_should_be_is_an_error(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits, body: bytes
) -> None:
    pubmed.add(90000001)
    server.routes["/efetch.fcgi"] = lambda handler, _query: handler.answer(body, "text/html")
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert report.error is not None
    assert "efetch.fcgi" in report.error
    assert sources_of(workspace) == []


def test_pubmed__the_key_stays_in_the_request(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "top-secret-key")
    pubmed.add(90000001)
    server.routes["/efetch.fcgi"] = lambda handler, _query: handler.answer(b"busy", status=500)
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics"))
    [failed] = fetch_sources(workspace, NOW, limits=quick)
    pubmed.join(server)
    [done] = fetch_sources(workspace, NOW, limits=quick)
    assert {query.get("api_key") for _, query, _ in server.requests} == {"top-secret-key"}
    assert "top-secret" not in f"{failed}{done}"
    written = [path for path in workspace.data.rglob("*") if path.is_file()]
    assert done.added == 1
    assert all(b"top-secret" not in path.read_bytes() for path in written)


def test_registry__follows_page_tokens(tmp_path: Path, server: Server, quick: Limits) -> None:
    Registry([registry_study(f"NCT9000000{n}") for n in range(1, 6)]).join(server)
    workspace = declare(tmp_path / "data", one("clinicaltrials", server.url, query="probiotic", since=date(2020, 1, 1)))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert report.added == 5
    assert sources_of(workspace)[0] == "clinicaltrials.gov:NCT90000001"
    assert server.requests[0][1]["filter.advanced"] == "AREA[LastUpdatePostDate]RANGE[2020-01-01,2026-11-21]"
    assert [query.get("pageToken") for _, query, _ in server.requests] == [None, "t2", "t4"]


def test_registry__a_repeated_page_token_ends_the_source_with_an_error(
    tmp_path: Path, server: Server, quick: Limits
) -> None:
    body = b'{"studies": [], "nextPageToken": "again"}'
    server.routes["/studies"] = lambda handler, _query: handler.answer(body, "application/json")
    workspace = declare(tmp_path / "data", one("clinicaltrials", server.url, query="probiotic"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert report.error is not None
    assert "page token" in report.error
    assert len(server.requests) == 2


def test_registry__a_token_that_has_expired_starts_over(tmp_path: Path, server: Server, quick: Limits) -> None:
    registry = Registry([registry_study(f"NCT9000000{n}") for n in range(1, 6)])
    registry.join(server)
    workspace = declare(tmp_path / "data", one("clinicaltrials", server.url, query="probiotic", limit=2))
    fetch_sources(workspace, NOW, limits=quick)
    server.routes["/studies"] = lambda handler, query: (
        handler.answer(b"expired", status=400) if "pageToken" in query else registry.search(handler, query)
    )
    [refused] = fetch_sources(workspace, NOW, limits=quick)
    registry.join(server)
    [again] = fetch_sources(workspace, NOW, limits=quick)
    assert refused.error is not None
    assert "pageToken" not in server.requests[-1][1]
    assert again.error is None


def test_europe_pmc__takes_open_full_texts(tmp_path: Path, server: Server, quick: Limits) -> None:
    EuropePmc({"PMC9000001": "Y", "PMC9000002": "N", "PMC9000003": "Y"}).join(server)
    workspace = declare(tmp_path / "data", one("europe_pmc", server.url, query="probiotic"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert (report.added, report.error) == (2, None)
    assert sources_of(workspace) == ["europepmc:PMC9000001", "europepmc:PMC9000003"]
    assert {item.licence for item in current_items(workspace.raw)} == {"cc by"}


def test_europe_pmc__one_article_that_fails_does_not_keep_the_others_back(
    tmp_path: Path, server: Server, quick: Limits
) -> None:
    EuropePmc({"PMC9000001": "Y", "PMC9000002": "Y"}).join(server)
    server.routes["/PMC9000001/fullTextXML"] = lambda handler, _query: handler.answer(b"<html>no</html>", "text/html")
    workspace = declare(tmp_path / "data", one("europe_pmc", server.url, query="probiotic"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert sources_of(workspace) == ["europepmc:PMC9000002"]
    assert len(report.failed) == 1
    assert "PMC9000001" in report.failed[0]


PAGE = b"<html><head><title>Probiotic news</title></head><body><article><p>%b</p></article></body></html>"
TEXT = b"A 2016 review found that probiotics reduced anxiety in nurses. " * 3


def test_feed__fetches_the_pages_that_it_links_to(tmp_path: Path, server: Server, quick: Limits) -> None:
    entries = "".join(f"<item><title>n</title><link>{server.url}/news/{n}</link></item>" for n in (1, 2))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{entries}</channel></rss>'
    server.routes["/feed"] = lambda handler, _query: handler.answer(feed.encode(), "application/rss+xml")
    for number in (b"1", b"2"):
        body = PAGE % (TEXT + number)
        server.routes[f"/news/{number.decode()}"] = lambda handler, _query, body=body: handler.answer(body, "text/html")  # type: ignore[misc]
    workspace = declare(tmp_path / "data", one("feed", f"{server.url}/feed"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert report.added == 2
    assert sources_of(workspace) == [f"{server.url}/news/1", f"{server.url}/news/2"]


def test_urls__an_unchanged_page_is_not_sent_again_and_one_that_left_is_gone(
    tmp_path: Path, server: Server, quick: Limits
) -> None:
    def route(handler: Handler, _query: Query) -> None:
        unchanged = handler.headers.get("If-None-Match") == '"v1"'
        handler.answer(b"" if unchanged else PAGE % TEXT, "text/html", 304 if unchanged else 200, ETag='"v1"')

    server.routes["/a"] = route
    workspace = declare(tmp_path / "data", f'[pages]\nkind = "urls"\nurls = ["{server.url}/a", "{server.url}/never"]')
    [first] = fetch_sources(workspace, NOW, limits=quick)
    [second] = fetch_sources(workspace, NOW, limits=quick)
    assert (first.added, first.gone, second.added, second.unchanged) == (1, 0, 0, 1)
    del server.routes["/a"]
    [third] = fetch_sources(workspace, NOW, limits=quick)
    assert third.gone == 1
    assert sources_of(workspace) == []
    server.routes["/a"] = route
    [fourth] = fetch_sources(workspace, NOW, limits=quick)
    assert fourth.unchanged == 1  # its bytes never left the store
    assert sources_of(workspace) == [f"{server.url}/a"]


def test_files__reads_what_changed_and_notices_what_left(tmp_path: Path, quick: Limits) -> None:
    folder = tmp_path / "shared"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.html").write_bytes(PAGE % TEXT)
    (folder / "deep" / "b.html").write_bytes(PAGE % (TEXT + b"b"))
    workspace = declare(tmp_path / "data", one("files", f"file://{folder}"))
    [first] = fetch_sources(workspace, NOW, limits=quick)
    [second] = fetch_sources(workspace, NOW, limits=quick)
    (folder / "a.html").write_bytes(PAGE % (TEXT + b"changed"))
    (folder / "deep" / "b.html").unlink()
    [third] = fetch_sources(workspace, NOW, limits=quick)
    assert (first.added, second.added + second.unchanged, third.added, third.gone) == (2, 0, 1, 1)
    assert (first.changed, third.changed) == (0, 1)
    assert sources_of(workspace) == [f"file://{folder}/a.html"]


def test_files__an_empty_folder_does_not_empty_the_dataset(tmp_path: Path, quick: Limits) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "a.html").write_bytes(PAGE % TEXT)
    workspace = declare(tmp_path / "data", one("files", str(folder)))
    fetch_sources(workspace, NOW, limits=quick)
    shutil.rmtree(folder)
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert report.error is not None
    assert "mounted" in report.error
    assert len(sources_of(workspace)) == 1


def test_sources__one_that_fails_does_not_stop_the_next(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits
) -> None:
    pubmed.add(90000001)
    text = one("pubmed", f"{server.url}/nowhere", query="x") + "\n" + one("pubmed", server.url, query="y")
    text = text.replace("[source]", "[broken]", 1).replace("[source]", "[whole]", 1)
    workspace = declare(tmp_path / "data", text)
    broken, whole = fetch_sources(workspace, NOW, limits=quick)
    assert (broken.error is not None, whole.added) == (True, 1)
    told = {status.spec.name: status.state for status in list_sources(workspace)}
    assert told["broken"] is not None
    assert told["broken"].message == broken.error
    assert told["whole"] is not None
    assert told["whole"].last_success == NOW.date()


def test_refused_document__is_named_and_the_rest_goes_in(tmp_path: Path, server: Server, quick: Limits) -> None:
    server.routes["/a"] = lambda handler, _query: handler.answer(b"\x7fELF" + bytes(range(256)) * 20, "text/html")
    server.routes["/b"] = lambda handler, _query: handler.answer(PAGE % TEXT, "text/html")
    workspace = declare(tmp_path / "data", f'[pages]\nkind = "urls"\nurls = ["{server.url}/a", "{server.url}/b"]')
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert [rejection.reason for rejection in report.refused] == ["not_a_document"]
    assert report.added == 1


def test_killed_run__loses_nothing_and_is_gone_on_with(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits
) -> None:
    for pmid in range(90000001, 90000301):  # two batches
        pubmed.add(pmid)

    def fetch(handler: Handler, query: Query) -> None:
        if query["retstart"] != "0":
            time.sleep(30)  # the second batch does not come
        pubmed.fetch(handler, query)

    server.routes["/efetch.fcgi"] = fetch
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics"))
    command = [sys.executable, "-m", "psychobiotics.cli", "fetch", "--data", str(workspace.data)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2], env=dict(os.environ))
    end = time.monotonic() + 60
    while server.paths().count("/efetch.fcgi") < 2 and time.monotonic() < end:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert len(sources_of(workspace)) == 200
    pubmed.join(server)
    server.requests.clear()
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert (report.added, report.unchanged) == (100, 0)
    assert [query["retstart"] for path, query, _ in server.requests if path == "/efetch.fcgi"] == ["200"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a]\nkind = 'pubmet'\nquery = 'x'", r"\[a\] kind: expected one of pubmed, .*, found 'pubmet'"),
        ("[a]\nkind = 'pubmed'", r"\[a\]: expected 'query' for a source of kind pubmed, found none"),
        ("[a]\nkind = 'urls'\nurls = 'x'", r"\[a\] urls: expected a list, found 'x'"),
        ("[a]\nkind = 'pubmed'\nquery = 'x'\nlimits = 3", r"\[a\]: expected one of .*, found the key 'limits'"),
        ("[a]\nkind = 'pubmed'\nquery = 'x'\nsince = '2020'", r"since: expected a date as 2020-01-31, found '2020'"),
        ("[a]\nkind = 'pubmed'\nquery = 'x'\nlimit = 0", r"limit: expected a number from 1, found 0"),
        ("[a]\nkind = 'feed'\nurl = 'https://me:word@x.org/f'", r"\[a\] url: expected an address without a name"),
        ("[a\n", "expected TOML with one table a source"),
        ("kind = 'pubmed'", r"\[kind\]: expected a table"),
    ],
)
def test_declarations__say_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    workspace = declare(tmp_path / "data", text)
    with pytest.raises(SourceError, match=told):
        fetch_sources(workspace, NOW)


def test_defaults__are_declared_without_a_file(tmp_path: Path) -> None:
    names = [status.spec.name for status in list_sources(Workspace(tmp_path / "data"))]
    assert names == ["pubmed-psychobiotics", "europe-pmc-psychobiotics", "clinicaltrials-psychobiotics"]
    assert not (tmp_path / "data").exists()


def test_report__is_small_enough_to_pickle() -> None:
    import pickle

    report = SourceReport("a", added=3)
    assert pickle.loads(pickle.dumps(report)) == report


def test_urls__beyond_the_limit_are_asked_by_the_next_run(tmp_path: Path, server: Server, quick: Limits) -> None:
    for number in range(5):
        body = PAGE % (TEXT + str(number).encode())
        server.routes[f"/{number}"] = lambda handler, _query, body=body: handler.answer(body, "text/html")  # type: ignore[misc]
    urls = [f"{server.url}/{number}" for number in range(5)]
    workspace = declare(tmp_path / "data", f'[pages]\nkind = "urls"\nlimit = 3\nurls = {urls}')
    reports = [fetch_sources(workspace, NOW, limits=quick)[0] for _ in range(2)]
    assert [(report.added, report.unfinished) for report in reports] == [(3, True), (2, False)]


def test_same_page_at_two_addresses__stays_until_both_have_left(tmp_path: Path, server: Server, quick: Limits) -> None:
    for name in ("a", "b"):
        server.routes[f"/{name}"] = lambda handler, _query: handler.answer(PAGE % TEXT, "text/html")
    urls = [f"{server.url}/a", f"{server.url}/b"]
    workspace = declare(tmp_path / "data", f'[pages]\nkind = "urls"\nurls = {urls}')
    fetch_sources(workspace, NOW, limits=quick)
    assert sources_of(workspace) == urls[:1]
    del server.routes["/a"]
    fetch_sources(workspace, NOW, limits=quick)
    assert [(item.source, item.url) for item in current_items(workspace.raw)] == [(urls[1], urls[1])]
    del server.routes["/b"]
    fetch_sources(workspace, NOW, limits=quick)
    assert sources_of(workspace) == []


def test_pubmed__records_that_move_up_while_a_run_rests_are_not_missed(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits
) -> None:
    for pmid in range(90000001, 90000007):
        pubmed.add(pmid)
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics", limit=3))
    fetch_sources(workspace, NOW, limits=quick)
    del pubmed.records[90000001]  # changed since: it has another day now
    fetch_sources(workspace, NOW, limits=quick)
    assert "pubmed:90000004" in sources_of(workspace)


def test_pubmed__fewer_records_than_counted_are_told(
    tmp_path: Path, server: Server, pubmed: PubMed, quick: Limits
) -> None:
    pubmed.add(90000001)
    answer = b'{"esearchresult": {"count": "2", "webenv": "W", "querykey": "1"}}'
    server.routes["/esearch.fcgi"] = lambda handler, _query: handler.answer(answer, "application/json")
    workspace = declare(tmp_path / "data", one("pubmed", server.url, query="probiotics"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert report.failed == ["expected 2 records, found 1; the others may be deleted"]


def test_files__any_storage_of_fsspec_will_do(tmp_path: Path, quick: Limits) -> None:
    storage = fsspec.filesystem("memory")
    storage.pipe({"/inbox/a.html": PAGE % TEXT, "/inbox/.index": b"x", "/inbox/b\n.html": PAGE % (TEXT + b"b")})
    workspace = declare(tmp_path / "data", one("files", "memory://inbox"))
    try:
        [report] = fetch_sources(workspace, NOW, limits=quick)
    finally:
        storage.rm("/inbox", recursive=True)
    assert (report.added, report.refused, report.failed) == (2, [], [])
    assert sources_of(workspace) == ["memory://inbox/a.html", "memory://inbox/b .html"]


def test_files__another_folder_does_not_take_the_old_one_s_rows(tmp_path: Path, quick: Limits) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_bytes(PAGE % (TEXT + name.encode()))
    fetch_sources(declare(tmp_path / "data", one("files", f"file://{tmp_path}/old")), NOW, limits=quick)
    workspace = declare(tmp_path / "data", one("files", f"file://{tmp_path}/new"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert (report.added, report.gone, len(sources_of(workspace))) == (1, 0, 2)


def test_files__a_folder_that_is_not_there_is_an_error(tmp_path: Path, quick: Limits) -> None:
    workspace = declare(tmp_path / "data", one("files", f"file://{tmp_path}/nowhere"))
    [report] = fetch_sources(workspace, NOW, limits=quick)
    assert report.error is not None
    assert "found nothing there" in report.error


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (
            "pubmed",
            ("/esearch.fcgi", b'{"esearchresult": {"count": "1", "webenv": 5, "querykey": {}, "errorlist": 3}}'),
        ),
        ("clinicaltrials", ("/studies", b'{"studies": [], "nextPageToken": ["a list"]}')),
        ("europe_pmc", ("/search", b'{"resultList": {"result": ["no article"]}}')),
    ],
)
def test_answer_of_an_unknown_form__stops_only_its_own_source(
    tmp_path: Path, server: Server, quick: Limits, kind: str, answer: tuple[str, bytes]
) -> None:
    path, body = answer
    server.routes[path] = lambda handler, _query: handler.answer(body, "application/json")
    server.routes["/a"] = lambda handler, _query: handler.answer(PAGE % TEXT, "text/html")
    odd = one(kind, server.url, query="probiotic").replace("[source]", "[odd]")
    workspace = declare(tmp_path / "data", f'{odd}\n[pages]\nkind = "urls"\nurls = ["{server.url}/a"]')
    first, second = fetch_sources(workspace, NOW, limits=quick)
    assert first.error is not None
    assert "source odd: expected an answer in the form that the service documents" in first.error
    assert (second.added, second.error) == (1, None)


REPORTS = (
    SourceReport("pubmed-psychobiotics", added=12, changed=2, unchanged=88, gone=1),
    SourceReport("an address", failed=["source an address: expected a page, found 503"], unfinished=True),
    SourceReport("x" * 70, error="source x: expected an answer, found none"),
)


def test_report_lines__are_a_table_that_programs_read_and_that_fits_a_terminal() -> None:
    from psychobiotics.cli.fetching import WIDEST_NAME, report_lines

    lines = list(report_lines(REPORTS))
    assert lines[0].split() == ["source", "asked", "new", "changed", "gone", "failed"]
    assert [line.rsplit(maxsplit=5) for line in lines[1:4]] == [
        ["pubmed-psychobiotics", "101", "10", "2", "1", "0"],
        ["an address", "1", "0", "0", "0", "1"],
        ["x" * 70, "0", "0", "0", "0", "0"],
    ]
    assert lines[4:] == [
        "an address: source an address: expected a page, found 503",
        "an address: stopped at its limit; the next run goes on from there",
        f"{'x' * 70}: stopped: source x: expected an answer, found none",
    ]
    assert max(map(len, list(report_lines(REPORTS, WIDEST_NAME))[:4])) == 80
    assert list(report_lines(())) == []
