"""Bibliographic facts to the columns of `studies` that identify a paper."""

import re
from collections.abc import Sequence

from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import Scalar, Value
from psychobiotics.records.mentions import Fact

_AS_PRINTED = ("first_author", "journal", "volume", "issue", "pages")
_READ = frozenset({"title", "year", "doi", "pmid", "pmcid", "registry_id", *_AS_PRINTED})
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_PMCID = re.compile(r"PMC\d+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d{2}(?!\d)")


def normalise_bibliography(facts: Sequence[Fact]) -> dict[str, Value]:
    """Columns authors, first_author, year, title, journal, volume, issue, pages, doi, pmid, pmcid, registry_id.

    The first fact of a field counts; `authors` takes all of its facts, in order.
    """
    values: dict[str, Value] = {}
    for fact in facts:
        if fact.field not in _READ or fact.field in values:
            continue
        if (value := _read(fact)) is not None:
            values[fact.field] = Value(value, (fact.quote,), fact.rule, fact.confidence)
    authors = [fact for fact in facts if fact.field == "author"]
    if authors:
        names = tuple(dict.fromkeys(" ".join(fact.quote.text.split()) for fact in authors))
        quotes: tuple[Quote, ...] = tuple(fact.quote for fact in authors)
        values["authors"] = Value(names, quotes, authors[0].rule, authors[0].confidence)
        values.setdefault("first_author", Value(names[0], quotes[:1], authors[0].rule, authors[0].confidence))
    return values


def _read(fact: Fact) -> Scalar | None:
    text = " ".join(fact.quote.text.split())
    if fact.field == "title":
        return text.rstrip(".") or None
    if fact.field in _AS_PRINTED:
        return text.strip(" .,;") or None
    if fact.field == "year":
        match = _YEAR.search(text)
        return int(match.group()) if match else None
    return _identifier(fact.field, text)


def _identifier(field: str, text: str) -> str | None:
    if field == "doi":
        match = _DOI.search(text)
        return match.group().rstrip(".,;)").lower() if match else None
    if field == "pmid":
        return text.lstrip("0") if text.isdigit() else None
    if field == "pmcid":
        match = _PMCID.search(text)
        return match.group().upper() if match else None
    return text.replace(" ", "") if field == "registry_id" else None
