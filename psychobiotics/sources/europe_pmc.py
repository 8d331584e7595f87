"""Europe PMC: search with cursor marks, and the full text (JATS XML) of each open-access article that it finds.

Articles are asked for by `UPDATE_DATE`. Those without open full text are left to PubMed, which has their abstracts.
Source: Europe PMC Articles RESTful API, `search` and `{PMCID}/fullTextXML`.
"""

import json
from collections.abc import Iterator
from typing import Any

from psychobiotics.records.errors import SourceError
from psychobiotics.sources.fetched import Ask, Batch, Fetched
from psychobiotics.sources.transport import Transport

BASE = "https://www.ebi.ac.uk/europepmc/webservices/rest"
_PAGE = 100
_FIRST_PAGE = "*"


def fetch_europe_pmc(ask: Ask, transport: Transport) -> Iterator[Batch]:
    """Open-access full texts that match the query and changed within the ask's days."""
    mark, done, seen = ask.resume or _FIRST_PAGE, 0, set[str]()
    while done < ask.spec.limit:
        found = _search(ask, transport, mark, min(_PAGE, ask.spec.limit - done))
        articles = found["resultList"]["result"]
        following = str(found.get("nextCursorMark") or "")
        seen.add(mark)
        items, failed = _full_texts(ask, transport, articles)
        done += len(articles)
        ended = not articles or not following or following in seen  # the last page repeats its own mark
        yield Batch(items, None if ended else following, done, int(found.get("hitCount", 0)), failed)
        if ended:
            return
        mark = following


def _search(ask: Ask, transport: Transport, mark: str, size: int) -> dict[str, Any]:
    since = ask.since or "1900-01-01"
    params = {
        "query": f"({ask.spec.query}) AND OPEN_ACCESS:y AND UPDATE_DATE:[{since} TO {ask.until}]",
        "resultType": "core",
        "format": "json",
        "pageSize": str(size),
        "cursorMark": mark,
    }
    answer = transport.get(f"{ask.spec.url or BASE}/search", params, _wrong_page)
    page: dict[str, Any] = json.loads(answer.data)
    return page


def _wrong_page(data: bytes, _kind: str) -> str | None:
    try:
        results = json.loads(data)["resultList"]["result"]
    except (ValueError, KeyError, TypeError):
        return "a body that is no page of results"
    return None if isinstance(results, list) else "a page without a list of results"


def _full_texts(
    ask: Ask, transport: Transport, articles: list[dict[str, Any]]
) -> tuple[tuple[Fetched, ...], tuple[str, ...]]:
    items, failed = [], []
    for article in articles:
        pmcid = str(article.get("pmcid") or "")
        if not pmcid.removeprefix("PMC").isdigit() or article.get("isOpenAccess") != "Y":
            continue
        try:
            answer = transport.get(f"{ask.spec.url or BASE}/{pmcid}/fullTextXML", None, _wrong_article, None, True)
        except SourceError as error:  # one article must not keep the others back
            failed.append(str(error))
            continue
        data = None if answer.gone else answer.data
        url = f"https://europepmc.org/article/PMC/{pmcid}"
        items.append(Fetched(f"europepmc:{pmcid}", f"{pmcid}.xml", data, url, article.get("license")))
    return tuple(items), tuple(failed)


def _wrong_article(data: bytes, _kind: str) -> str | None:
    if b"<article" not in data[:5_000]:
        return "a body that is no article"
    return None if data.rstrip().endswith(b"</article>") else "a body that ends before its end"
