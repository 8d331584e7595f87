"""PubMed by the E-utilities: esearch with history, efetch in batches, one stored file a record.

Records are asked for by their date of change (`datetype=mdat`), so that a revised or retracted record comes again. A
query of PubMed gives at most its first 10,000 records; longer spans of time are halved until each has fewer. The pace
is three requests a second, ten with a key (NCBI_API_KEY in the environment).
Source: E-utilities help, NCBI Bookshelf NBK25497 and NBK25499.
"""

import json
import os
import re
from collections.abc import Iterator
from datetime import date, timedelta

from psychobiotics.records.errors import SourceError
from psychobiotics.sources.fetched import Ask, Batch, Fetched
from psychobiotics.sources.transport import Transport

BASE = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
KEY_VARIABLE = "NCBI_API_KEY"
_BATCH = 200
_MOST = 9_999  # records of one query that can be fetched
_FIRST_DAY = date(1900, 1, 1)
_RECORD = re.compile(rb"<(Pubmed(?:Book)?Article)[ >].*?</\1>", re.DOTALL)
_PMID = re.compile(rb"<PMID[^>]*>\s*(\d{1,9})\s*</PMID>")


def pace() -> float:
    """Requests a second that NCBI allows."""
    return 10.0 if os.environ.get(KEY_VARIABLE) else 3.0


def fetch_pubmed(ask: Ask, transport: Transport) -> Iterator[Batch]:
    """Records that match the query and changed within the ask's days, oldest days first."""
    first, start, counted = ask.since or _FIRST_DAY, 0, 0
    last = ask.until
    if ask.resume:
        low, high, at, *before = ask.resume.split("/")
        first, last, start = date.fromisoformat(low), date.fromisoformat(high), int(at)
        counted = int(before[0]) if before else 0
    done = 0
    while first <= ask.until:
        search = _search(ask, transport, first, last)
        if search.count > _MOST and first < last:
            last = first + (last - first) // 2
            continue
        # Records that changed since the run stopped have left these days, and those behind them have moved up.
        start, counted = max(0, start - max(0, counted - search.count)), 0
        while start < search.count:
            if done >= ask.spec.limit:
                return
            size = min(_BATCH, ask.spec.limit - done, search.count - start)
            items = _efetch(ask, transport, search, (start, size))
            start, done = start + size, done + size
            fewer = (f"expected {size} records, found {len(items)}; the others may be deleted",)
            place = f"{first}/{last}/{start}/{search.count}"
            yield Batch(items, place, done, search.count, fewer if len(items) < size else ())
        first, last, start = last + timedelta(days=1), ask.until, 0
    yield Batch((), None, done, done)


class _Search:
    """A search that PubMed keeps for us."""

    def __init__(self, count: int, web_env: str, query_key: str) -> None:
        self.count, self.web_env, self.query_key = count, web_env, query_key


def _search(ask: Ask, transport: Transport, first: date, last: date) -> _Search:
    params = {
        "db": "pubmed",
        "term": ask.spec.query,
        "usehistory": "y",
        "retmode": "json",
        "retmax": "0",
        "datetype": "mdat",
        "mindate": first.strftime("%Y/%m/%d"),
        "maxdate": last.strftime("%Y/%m/%d"),
    }
    answer = transport.get(f"{ask.spec.url or BASE}/esearch.fcgi", {**params, **_credentials()}, _wrong_search)
    found = json.loads(answer.data)["esearchresult"]
    missing = found.get("errorlist", {}).get("phrasesnotfound")
    if missing and not int(found["count"]):
        raise SourceError(
            f"source {ask.spec.name}: expected a query that PubMed understands, it knows none of {missing}"
        )
    return _Search(int(found["count"]), found["webenv"], found["querykey"])


def _wrong_search(data: bytes, _kind: str) -> str | None:
    try:
        found = json.loads(data)["esearchresult"]
        int(found["count"]), found["webenv"], found["querykey"]
    except (ValueError, KeyError, TypeError):
        return "a body that is no search result"
    return None


def _efetch(ask: Ask, transport: Transport, search: _Search, place: tuple[int, int]) -> tuple[Fetched, ...]:
    params = {
        "db": "pubmed",
        "WebEnv": search.web_env,
        "query_key": search.query_key,
        "retstart": str(place[0]),
        "retmax": str(place[1]),
        "retmode": "xml",
    }
    answer = transport.get(f"{ask.spec.url or BASE}/efetch.fcgi", {**params, **_credentials()}, _wrong_records)
    return tuple(split_records(answer.data))


def _wrong_records(data: bytes, _kind: str) -> str | None:
    if b"<PubmedArticleSet" not in data[:2_000]:
        return "a body that holds no PubMed records"
    return None if data.rstrip().endswith(b"</PubmedArticleSet>") else "a body that ends before its end"


def split_records(data: bytes) -> Iterator[Fetched]:
    """Each record's own bytes, in a set of its own: a changed record is then a new revision of itself alone."""
    for match in _RECORD.finditer(data):
        pmid = _PMID.search(match.group())
        if pmid is None:
            continue
        number = pmid[1].decode()
        body = b'<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n%b\n</PubmedArticleSet>\n' % match.group()
        yield Fetched(f"pubmed:{number}", f"pubmed-{number}.xml", body, f"https://pubmed.ncbi.nlm.nih.gov/{number}/")


def _credentials() -> dict[str, str]:
    key = os.environ.get(KEY_VARIABLE)
    return {"tool": "psychobiotics", **({"api_key": key} if key else {})}
