"""ClinicalTrials.gov, API version 2: search with page tokens, one stored file a study.

Studies are asked for by the date of their last posted update. The pace is one request a second, the service allows
about fifty a minute. Source: ClinicalTrials.gov Data API, `/studies`.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from psychobiotics.records.errors import SourceError
from psychobiotics.sources.fetched import Ask, Batch, Fetched
from psychobiotics.sources.transport import Transport

BASE = "https://clinicaltrials.gov/api/v2"
PACE = 0.8  # requests a second
_PAGE = 100
_NCT = re.compile(r"NCT\d{8}")


def fetch_clinical_trials(ask: Ask, transport: Transport) -> Iterator[Batch]:
    """Registry records that match the query and were updated within the ask's days."""
    token, done, seen = ask.resume, 0, set[str]()
    while done < ask.spec.limit:
        page = _search(ask, transport, token, min(_PAGE, ask.spec.limit - done))
        studies = page["studies"]
        following = page.get("nextPageToken")
        if following in seen:
            raise SourceError(
                f"source {ask.spec.name}: expected a new page token, found one of an earlier page; try again later"
            )
        seen.add(following or "")
        done += len(studies)
        items = tuple(_items(studies))
        nameless = (f"expected {len(studies)} studies with NCT numbers, found {len(items)}",)
        yield Batch(items, following, done, page.get("totalCount"), nameless if len(items) < len(studies) else ())
        if not following:
            return
        token = following


def _search(ask: Ask, transport: Transport, token: str | None, size: int) -> dict[str, Any]:
    since = ask.since.isoformat() if ask.since else "MIN"
    params = {
        "query.term": ask.spec.query,
        "filter.advanced": f"AREA[LastUpdatePostDate]RANGE[{since},{ask.until}]",
        "format": "json",
        "countTotal": "true",
        "pageSize": str(size),
    }
    if token:
        params["pageToken"] = token
    answer = transport.get(f"{ask.spec.url or BASE}/studies", params, _wrong_page)
    page: dict[str, Any] = json.loads(answer.data)
    return page


def _wrong_page(data: bytes, _kind: str) -> str | None:
    try:
        studies = json.loads(data)["studies"]
    except (ValueError, KeyError, TypeError):
        return "a body that is no page of studies"
    return None if isinstance(studies, list) else "a page without a list of studies"


def _items(studies: list[Any]) -> Iterator[Fetched]:
    for study in studies:
        try:
            number = str(study["protocolSection"]["identificationModule"]["nctId"])
        except (KeyError, TypeError):
            continue
        if _NCT.fullmatch(number):
            data = (json.dumps(study, ensure_ascii=False, indent=1) + "\n").encode()
            url = f"https://clinicaltrials.gov/study/{number}"
            yield Fetched(f"clinicaltrials.gov:{number}", f"{number}.json", data, url)
