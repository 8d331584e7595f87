"""Facts about a document to the columns of `documents`."""

from collections.abc import Sequence

from psychobiotics.normalisation.bibliography import normalise_bibliography
from psychobiotics.normalisation.dates import parse_date
from psychobiotics.normalisation.related_papers import identifiers
from psychobiotics.records.document import Document, Quote
from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact

_TEXTS = ("title", "publisher", "disclaimer")
_DATES = ("published_on", "updated_on")
_IDENTIFIERS = ("journal", "doi", "pmid", "pmcid", "registry_id")
_METHOD = "document"


def normalise_document(facts: Sequence[Fact], document: Document) -> dict[str, Value]:
    """All columns of `documents` that the text decides.

    Args:
        facts: From `extract_document_facts`: `kind` and `commercial_signal` (concept = enumeration value), and title,
            publisher, published_on, updated_on, author, disclaimer, journal, doi, pmid, pmcid, registry_id, url,
            version.
        document: For language and provenance, which the parser knows.
    """
    values: dict[str, Value] = {}
    for fact in facts:
        if fact.field in _TEXTS:
            values.setdefault(fact.field, _text(fact))
        elif fact.field in _DATES and fact.field not in values:
            values |= _date(fact)
        elif fact.field == "version" and fact.quote.text.isdecimal():
            values["record_version"] = Value(int(fact.quote.text), (fact.quote,), fact.rule, fact.confidence)
        elif fact.field == "url":
            values.setdefault("url", Value(fact.quote.text.strip(), (fact.quote,), fact.rule, fact.confidence))
    bibliography = normalise_bibliography([f for f in facts if f.field in {*_IDENTIFIERS, "author"}])
    values |= {name: bibliography[name] for name in (*_IDENTIFIERS, "authors") if name in bibliography}
    values |= _kind(facts) | _commerce(facts)
    if article_type := next((fact for fact in facts if fact.field == "article_type" and fact.concept), None):
        values["article_type"] = Value(str(article_type.concept), (article_type.quote,), article_type.rule)
    if spoken_of := identifiers(facts, "notice_of_"):
        values["notice_of"] = spoken_of
    for name in ("language", "provenance"):
        if said := getattr(document, name):
            values[name] = Value(said, (), "parser")
    return values


def _text(fact: Fact) -> Value:
    return Value(" ".join(fact.quote.text.split()), (fact.quote,), fact.rule, fact.confidence)


def _date(fact: Fact) -> dict[str, Value]:
    parsed = parse_date(fact.quote.text)
    if parsed is None:
        return {}
    quotes: tuple[Quote, ...] = (fact.quote,)
    return {
        fact.field: Value(parsed[0], quotes, fact.rule, fact.confidence),
        f"{fact.field}_precision": Value(parsed[1], quotes, fact.rule, fact.confidence),
    }


def _kind(facts: Sequence[Fact]) -> dict[str, Value]:
    kinds = [fact for fact in facts if fact.field == "kind" and fact.concept]
    if not kinds:
        return {"kind": Value("other", (), _METHOD)}
    best = max(kinds, key=lambda fact: fact.confidence)
    return {"kind": Value(str(best.concept), (best.quote,), best.rule, best.confidence)}


def _commerce(facts: Sequence[Fact]) -> dict[str, Value]:
    signals = [fact for fact in facts if fact.field == "commercial_signal" and fact.concept]
    quotes = tuple(fact.quote for fact in signals)
    names = tuple(sorted({str(fact.concept) for fact in signals})) or ("none_stated",)
    return {
        "commercial_signals": Value(names, quotes, "web_page.commercial_signals"),
        "has_commercial_interest": Value(bool(signals), quotes, "web_page.commercial_signals"),
    }
