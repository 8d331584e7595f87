"""Facts about a document: what kind it is, who publishes it and when, and whether they gain by it.

Pattern: a format that fixes the kind (a PubMed record, a registry record) decides it; else the cue phrases of the page
are weighed (`page_kind_cues.csv`). A page whose publisher makes or names the product as its own is a press release
whatever it calls itself. Facts: `kind`, `commercial_signal` (concept = enumeration value), `title`, `publisher`,
`published_on`, `updated_on`, `author`, `disclaimer`, and the identifiers of a record.

It must not be fooled by: a trial report that thanks a manufacturer (an abstract has no commercial signals), a blog
that mentions a press release.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from psychobiotics.extraction.documents.publisher import find_publisher
from psychobiotics.extraction.documents.related_papers import NOTICES, find_article_type, find_related
from psychobiotics.extraction.reading import Reading
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.page_cues import PageCue, load_commercial_cues, load_disclaimers, load_page_kind_cues

_SECOND_PERSON = re.compile(r"\b(?:you|your|yourself|we’ve|we've|let’s|let's)\b", re.IGNORECASE)
_INSTITUTION = re.compile(r"\b(?:University|Universität|College|Hospital|School of|Medical Center)\b")
_OF_ITS_OWN = 2.0  # an institution on research mostly tells of its own
_OPENING = 600  # characters
_OWN_MARK = re.compile(r"[®™]")
_STATED = ("title", "published_on", "updated_on", "journal", "doi", "pmid", "pmcid", "url", "version")
# Signals that make a page its publisher's own; a coupon or an affiliate list sells other people's products.
_OWNERSHIP = frozenset({"manufacturer", "sells_product"})


def extract_document_facts(reading: Reading) -> tuple[Fact, ...]:
    """Quote what a document says of itself."""
    facts = list(_stated(reading))
    if reading.document.kind_hint:
        if article_type := find_article_type(reading):
            facts.append(article_type)
            facts += _spoken_of(reading) if article_type.concept in NOTICES else ()
        anchor = reading.document.metadata.title or reading.quote(0, min(1, len(reading.document.text)))
        return (*facts, Fact("kind", anchor, "web_page.format", reading.document.kind_hint))
    publisher = find_publisher(reading)
    signals = list(_commercial_signals(reading, publisher))
    kind = _find_kind(reading, signals, publisher)
    facts += [*([publisher] if publisher else []), *signals, kind]
    facts += _cues(reading, load_disclaimers(), "disclaimer")[:1]
    return tuple(facts)


def _stated(reading: Reading) -> Iterator[Fact]:
    metadata = reading.document.metadata
    for field in _STATED:
        quote: Quote | None = getattr(metadata, field)
        if quote:
            yield Fact(field, quote, "web_page.stated")
    yield from (Fact("author", author, "web_page.stated") for author in metadata.authors)
    yield from (Fact("registry_id", quote, "web_page.stated") for quote in metadata.registry_ids)


def _spoken_of(reading: Reading) -> Iterator[Fact]:
    """The papers that a notice is about."""
    for paper in find_related(reading):
        for field, quote in (("notice_of_pmid", paper.pmid), ("notice_of_doi", paper.doi)):
            if quote and paper.word.role == "notice_of":
                yield Fact(field, quote, "related_papers.link")


def _commercial_signals(reading: Reading, publisher: Fact | None) -> Iterator[Fact]:
    seen: set[str] = set()
    for fact in _cues(reading, load_commercial_cues(), "commercial_signal"):
        if fact.concept and fact.concept not in seen:
            seen.add(fact.concept)
            yield fact
    yield from _own_product(reading, publisher, seen)


def _own_product(reading: Reading, publisher: Fact | None, seen: set[str]) -> Iterator[Fact]:
    """A trade mark beside the publisher's own name: who owns the mark sells the product and praises it."""
    if publisher is None:
        return
    name = publisher.quote.text.lower()
    title = reading.document.metadata.title
    opening = reading.document.text[:_OPENING]
    headed = (title is not None and _OWN_MARK.search(title.text) is not None) or bool(_OWN_MARK.search(opening))
    for sentence in reading.sentences:
        own = _OWN_MARK.search(sentence.text) and (headed or name in sentence.text.lower())
        if own and "manufacturer" in seen:
            for signal in ("sells_product", "promotional_claim"):
                if signal not in seen:
                    seen.add(signal)
                    quote = reading.quote(sentence.start, sentence.end)
                    yield Fact("commercial_signal", quote, "web_page.own_trade_mark", signal, 0.8, inferred=True)
            return


def _find_kind(reading: Reading, signals: Sequence[Fact], publisher: Fact | None) -> Fact:
    weights: defaultdict[str, float] = defaultdict(float)
    first: dict[str, Quote] = {}
    strength = {cue.text: cue.weight for cue in load_page_kind_cues()}
    for fact in _cues(reading, load_page_kind_cues(), "kind"):
        weights[str(fact.concept)] += strength[_folded(fact.quote.text)]
        first.setdefault(str(fact.concept), fact.quote)
    you = list(_SECOND_PERSON.finditer(reading.document.text))
    if you:
        weights["blog"] += min(2.0, 0.25 * len(you))
        first.setdefault("blog", reading.quote(*you[0].span()))
    made_here = any(fact.concept == "manufacturer" for fact in signals)
    for fact in signals:
        leaning = {"coupon_code": "blog", "affiliate_list": "blog", "sponsored": "blog"}.get(str(fact.concept))
        sure = leaning or fact.concept == "manufacturer" or (fact.concept in _OWNERSHIP and made_here)
        weights[leaning or "press_release"] += 2.0 if sure else 1.0
        first.setdefault(leaning or "press_release", fact.quote)
    if publisher is not None and _INSTITUTION.search(publisher.quote.text):
        weights["press_release"] += _OF_ITS_OWN
        first.setdefault("press_release", publisher.quote)
    if not weights:
        anchor = reading.document.metadata.title or reading.quote(0, min(1, len(reading.document.text)))
        return Fact("kind", anchor, "web_page.nothing_says", "other", 0.3)
    kind = max(sorted(weights), key=lambda k: weights[k])
    confidence = weights[kind] / sum(weights.values())
    return Fact("kind", first[kind], "web_page.kind_cues", kind, round(confidence, 2))


def _cues(reading: Reading, cues: Iterable[PageCue], field: str) -> list[Fact]:
    """The first place of each cue, in text order."""
    folded = _folded(reading.document.text)
    found: list[Fact] = []
    for cue in cues:
        start = _find(folded, cue.text)
        if start >= 0:
            quote = reading.quote(start, start + len(cue.text))
            found.append(Fact(field, quote, f"web_page.{field}", cue.concept, 0.8))
    return sorted(found, key=lambda fact: fact.quote.start)


def _find(folded: str, cue: str) -> int:
    start = folded.find(cue)
    while start > 0 and folded[start - 1].isalnum() and cue[0].isalnum():
        start = folded.find(cue, start + 1)
    return start


def _folded(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("’", "'").replace("\u00a0", " ")
