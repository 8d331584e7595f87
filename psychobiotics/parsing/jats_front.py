"""The front matter of a JATS article as metadata lines: identifiers, authors, journal, dates, licence, funding."""

from collections.abc import Iterator

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text
from psychobiotics.parsing.jats_references import person_name
from psychobiotics.parsing.pubmed_dates import best_date, month_number
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, Quote

_ELECTRONIC = frozenset({"epub", "pub", "epub-ppub", "epreprint"})
_PRINTED = frozenset({"ppub", "collection", "ecorrected"})
# Paragraphs that are no part of the article's own text, and must not get lost: by the line that holds them.
_ASIDE = (
    ("Journal's notes", "front/journal-meta/notes//p"),
    ("Notes", "front/notes//p"),
    ("About the authors", "front/article-meta/contrib-group/contrib/bio//p"),
    ("Licences of figures", "body//fig//license-p"),
    ("Abstracts of parts", "sub-article/front-stub/abstract//p"),
    ("Abstracts of responses", "response/front-stub/abstract//p"),
)
_RETRACTED = frozenset({"retraction-forward", "retracted"})


def write_front_facts(builder: TextBuilder, article: etree._Element, title: Quote | None) -> Metadata:
    """Write one line a fact and return their quotes."""
    journal = article.find("front/journal-meta")
    meta = article.find("front/article-meta")
    if meta is None:
        return Metadata(title=title)
    authors = builder.facts("Authors", _authors(meta))
    builder.facts("Affiliations", (bare_text(aff) for aff in meta.iter("aff")))
    quotes: dict[str, Quote | None] = {
        "journal": builder.fact("Journal", _journal_title(journal)),
        "publisher": builder.fact("Publisher", _publisher(journal)),
        "volume": builder.fact("Volume", bare_text(meta.find("volume"))),
        "issue": builder.fact("Issue", bare_text(meta.find("issue"))),
        "pages": builder.fact("Pages", _pages(meta)),
        "published_on": builder.fact("Published", _published(meta)),
        **_write_identifiers(builder, meta),
    }
    builder.facts("Article type", filter(None, [article.get("article-type", "")]))
    subjects = builder.facts("Subjects", _subjects(meta))
    keywords = builder.facts("Keywords", _keywords(meta))
    funding = builder.facts("Funding", _awards(meta))
    _write_rights(builder, meta)
    builder.facts("Related notices", _related(article))
    for label, path in _ASIDE:
        builder.facts(label, (bare_text(paragraph) for paragraph in article.iterfind(path)))
    return Metadata(
        title=title,
        authors=authors,
        publication_types=subjects,
        keywords=keywords,
        funding=funding,
        journal=quotes["journal"],
        publisher=quotes["publisher"],
        volume=quotes["volume"],
        issue=quotes["issue"],
        pages=quotes["pages"],
        published_on=quotes["published_on"],
        doi=quotes["doi"],
        pmid=quotes["pmid"],
        pmcid=quotes["pmcid"],
    )


def is_retracted(article: etree._Element) -> bool:
    """True where the article itself carries a link to its retraction."""
    return any(r.get("related-article-type") in _RETRACTED for r in article.iterfind("front//related-article"))


def _write_identifiers(builder: TextBuilder, meta: etree._Element) -> dict[str, Quote | None]:
    ids: dict[str, str] = {}
    for element in meta.iterfind("article-id"):
        ids.setdefault(element.get("pub-id-type", ""), bare_text(element))
    pmcid = ids.get("pmcid") or ids.get("pmc") or ids.get("pmcaid") or ""
    return {
        "doi": builder.fact("DOI", ids.get("doi")),
        "pmid": builder.fact("PMID", ids.get("pmid")),
        "pmcid": builder.fact("PMCID", f"PMC{pmcid}" if pmcid.isdecimal() else pmcid),
    }


def _authors(meta: etree._Element) -> Iterator[str]:
    for contributor in meta.iterfind("contrib-group/contrib"):
        if contributor.get("contrib-type", "author") != "author":
            continue
        name = contributor.find("name")
        if name is None:
            name = contributor.find("name-alternatives/name")
        if name is None:
            name = contributor.find("string-name")
        yield person_name(name) if name is not None else bare_text(contributor.find("collab"))


def _journal_title(journal: etree._Element | None) -> str:
    if journal is None:
        return ""
    titles = (bare_text(element) for element in journal.iter("journal-title", "abbrev-journal-title"))
    return next((title for title in titles if title), "")


def _publisher(journal: etree._Element | None) -> str:
    return "" if journal is None else bare_text(journal.find("publisher/publisher-name"))


def _pages(meta: etree._Element) -> str:
    first, last = bare_text(meta.find("fpage")), bare_text(meta.find("lpage"))
    if first:
        return f"{first}-{last}" if last and last != first else first
    return bare_text(meta.find("elocation-id"))


def _published(meta: etree._Element) -> str | None:
    printed, electronic, other = None, None, None
    for date in meta.iterfind("pub-date"):
        kind = date.get("pub-type") or date.get("date-type") or ""
        text = _iso_date(date)
        if kind in _PRINTED or date.get("publication-format") == "print":
            printed = printed or text
        elif kind in _ELECTRONIC:
            electronic = electronic or text
        else:
            other = other or text
    return best_date(printed, electronic) or other


def _iso_date(date: etree._Element) -> str | None:
    year = bare_text(date.find("year"))
    month = month_number(bare_text(date.find("month")))
    day = bare_text(date.find("day"))
    if not year.isdecimal():
        return bare_text(date.find("string-date")) or None
    if not month:
        return year
    return f"{year}-{month}-{int(day):02d}" if day.isdecimal() and 0 < int(day) < 32 else f"{year}-{month}"


def _subjects(meta: etree._Element) -> Iterator[str]:
    seen: set[str] = set()
    for subject in meta.iterfind("article-categories//subject"):
        text = bare_text(subject)
        if text not in seen:
            seen.add(text)
            yield text


def _keywords(meta: etree._Element) -> Iterator[str]:
    for group in meta.iterfind("kwd-group"):
        for keyword in group.iter("kwd", "compound-kwd"):
            yield bare_text(keyword)


def _awards(meta: etree._Element) -> Iterator[str]:
    for group in meta.iterfind("funding-group/award-group"):
        parts = [bare_text(element) for element in group.iter("funding-source", "award-id")]
        yield ", ".join(part for part in parts if part)


def _write_rights(builder: TextBuilder, meta: etree._Element) -> None:
    """Copyright and licence: what the text may be used for travels with it."""
    for permissions in (*meta.iterfind("permissions"), meta):
        builder.facts("Copyright", (bare_text(e) for e in permissions.iterfind("copyright-statement")))
        for licence in permissions.iterfind("license"):
            link = licence.get("{http://www.w3.org/1999/xlink}href", "")
            builder.facts("Licence", [link, *(bare_text(child) for child in licence)])


def _related(article: etree._Element) -> Iterator[str]:
    for related in article.iterfind("front//related-article"):
        link = related.get("{http://www.w3.org/1999/xlink}href", "")
        text = " ".join(part for part in (link, bare_text(related)) if part)
        yield f"{related.get('related-article-type', 'related')}: {text}"
