"""`sources.toml`: which sources there are, what they are asked, and under what licence their documents stand.

[pubmed-psychobiotics]
kind = "pubmed"                # pubmed, europe_pmc, clinicaltrials, urls, feed or files
query = "probiotics AND depression"
since = 2015-01-01             # first date asked for; later runs ask from the last success
limit = 500                    # records a run at most; the next run goes on where this one stopped
licence = "abstracts: publishers' copyright"
enabled = true
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psychobiotics.records.errors import SourceError

FILE = "sources.toml"


class SourceKind(StrEnum):
    """What a source speaks."""

    PUBMED = "pubmed"
    EUROPE_PMC = "europe_pmc"
    CLINICAL_TRIALS = "clinicaltrials"
    URLS = "urls"
    FEED = "feed"
    FILES = "files"


_ASKED = frozenset({SourceKind.PUBMED, SourceKind.EUROPE_PMC, SourceKind.CLINICAL_TRIALS})


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One declared source.

    Attributes:
        name: Its table's name in the file.
        kind: What it speaks.
        query: For the three that are searched, in their own query language.
        url: Address of a feed, prefix of files ("s3://bucket/reviews/"), or another base address of an API.
        urls: Addresses, for kind "urls".
        since: First date asked for.
        limit: Records of one run at most.
        licence: Goes into every sidecar.
        enabled: False leaves it out until it is named.
    """

    name: str
    kind: SourceKind
    query: str = ""
    url: str | None = None
    urls: tuple[str, ...] = ()
    since: date | None = None
    limit: int = 1_000
    licence: str | None = None
    enabled: bool = True


_TYPES: dict[str, type | tuple[type, ...]] = {
    "kind": str,
    "query": str,
    "url": str,
    "urls": list,
    "since": date,
    "limit": int,
    "licence": str,
    "enabled": bool,
}


def default_declarations() -> str:
    """The text of the `sources.toml` that ships with the package."""
    return (files("psychobiotics.sources") / "default_sources.toml").read_text("utf-8")


def read_declarations(data: Path) -> tuple[SourceSpec, ...]:
    """The sources that a data root declares, those of the package where it has no `sources.toml`.

    Raises:
        SourceError: The file is broken; says where, what was expected and what was found.
    """
    path = data / FILE
    try:
        text = path.read_text("utf-8") if path.is_file() else default_declarations()
        tables = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path}: expected TOML with one table a source, found: {error}; correct it") from error
    return tuple(_read_spec(path, name, table) for name, table in tables.items())


def _read_spec(path: Path, name: str, table: object) -> SourceSpec:
    if not isinstance(table, dict):
        raise SourceError(f"{path}: [{name}]: expected a table, found {table!r}; write [{name}] above its keys")
    for key, value in table.items():
        _check(path, name, key, value)
    kind = _kind(path, name, table)
    _check_whole(path, name, kind, table)
    for key, url in (("url", table.get("url", "")), *(("urls", url) for url in table.get("urls", ()))):
        _check_address(path, name, key, url)
    values = {**table, "kind": kind, "urls": tuple(table.get("urls", ()))}
    return SourceSpec(name, **values)


def _check(path: Path, name: str, key: str, value: object) -> None:
    if key not in _TYPES:
        known = ", ".join(f.name for f in fields(SourceSpec) if f.name != "name")
        raise SourceError(f"{path}: [{name}]: expected one of {known}, found the key {key!r}; remove or correct it")
    wanted = _TYPES[key]
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise SourceError(f"{path}: [{name}] {key}: expected {_in_words(wanted)}, found {value!r}; correct it")
    if key == "urls" and not all(isinstance(url, str) for url in value):  # type: ignore[attr-defined]
        raise SourceError(f"{path}: [{name}] urls: expected a list of addresses, found {value!r}; put each in quotes")
    if key == "limit" and value < 1:  # type: ignore[operator]
        raise SourceError(f"{path}: [{name}] limit: expected a number from 1, found {value!r}; correct it")


def _check_address(path: Path, name: str, key: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        secret = parts.password is not None or (parts.username is not None and parts.scheme in ("http", "https"))
    except ValueError as error:
        raise SourceError(f"{path}: [{name}] {key}: expected an address, found: {error}; correct it") from error
    if secret:  # it would stand in the dataset as the documents' source
        raise SourceError(
            f"{path}: [{name}] {key}: expected an address without a name and password, found one with them; "
            "remove them, give credentials by the environment or the storage's own configuration"
        )


def _in_words(wanted: type | tuple[type, ...]) -> str:
    names = {
        str: "text in quotes",
        list: "a list",
        date: "a date as 2020-01-31",
        int: "a number",
        bool: "true or false",
    }
    return names[wanted] if isinstance(wanted, type) else "a value"


def _kind(path: Path, name: str, table: Mapping[str, Any]) -> SourceKind:
    try:
        return SourceKind(table.get("kind", ""))
    except ValueError as error:
        kinds = ", ".join(SourceKind)
        found = repr(table["kind"]) if "kind" in table else "none"
        raise SourceError(f"{path}: [{name}] kind: expected one of {kinds}, found {found}; name one") from error


def _check_whole(path: Path, name: str, kind: SourceKind, table: Mapping[str, Any]) -> None:
    needed = "query" if kind in _ASKED else "urls" if kind is SourceKind.URLS else "url"
    if not table.get(needed):
        raise SourceError(f"{path}: [{name}]: expected {needed!r} for a source of kind {kind}, found none; add it")
