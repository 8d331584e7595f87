"""A list of addresses, and the pages that an RSS or Atom feed points to; unchanged ones are not sent again."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import feedparser

from psychobiotics.records.errors import SourceError
from psychobiotics.sources.fetched import Ask, Batch, Fetched
from psychobiotics.sources.transport import Transport

PACE = 1.0  # requests a second to one host
_NAME = re.compile(r"[^A-Za-z0-9.]+")


def fetch_urls(ask: Ask, transport: Transport) -> Iterator[Batch]:
    """Each declared address that has changed; one that answers 404 or 410 is gone."""
    yield from _fetch(ask, transport, ask.spec.urls)


def fetch_feed(ask: Ask, transport: Transport) -> Iterator[Batch]:
    """Each page that the feed links to, newest first as the feed has them."""
    address = ask.spec.url or ""
    answer = transport.get(address, expect=_wrong_feed)
    entries = feedparser.parse(answer.data, sanitize_html=False, resolve_relative_uris=False).entries
    links = [str(entry.get("link", "")) for entry in entries]
    yield from _fetch(
        ask, transport, [link for link in dict.fromkeys(links) if link.startswith(("http://", "https://"))]
    )


def _fetch(ask: Ask, transport: Transport, urls: Sequence[str]) -> Iterator[Batch]:
    wanted = list(urls)
    start = int(ask.resume or 0) if (ask.resume or "0").isdigit() else 0
    for number, url in enumerate(wanted[start : start + ask.spec.limit], start + 1):
        resume = str(number) if number < len(wanted) else None
        try:
            answer = transport.get(url, validators=ask.known.get(url), may_be_gone=True)
        except SourceError as error:  # one page must not keep the others back
            yield Batch((), resume, number, len(wanted), (str(error),))
            continue
        if answer.unchanged:
            yield Batch((), resume, number, len(wanted), unchanged=1)
            continue
        data = None if answer.gone else answer.data
        yield Batch((Fetched(url, file_name(url), data, url, None, answer.validators),), resume, number, len(wanted))
    if not wanted[start:]:
        yield Batch((), None, len(wanted), len(wanted))


def file_name(url: str) -> str:
    """A name for people, from an address.

    >>> file_name("https://example.org/news/2024/new-trial/?a=b")
    'example.org-new-trial.html'
    """
    parts = urlsplit(url)
    last = next((part for part in reversed(parts.path.split("/")) if part), "")
    name = _NAME.sub("-", f"{parts.hostname or 'page'}-{last}").strip("-.")[:80]
    return name if "." in last else f"{name}.html"


def _wrong_feed(data: bytes, _kind: str) -> str | None:
    head = data[:2_000].lower()
    return None if b"<rss" in head or b"<feed" in head or b"<rdf" in head else "a body that is no RSS or Atom feed"
