"""The front matter of a JATS article as metadata lines: identifiers, authors, journal, dates, licence, funding."""

from collections.abc import Iterable, Iterator

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text
from psychobiotics.parsing.jats.contributors import affiliations, write_contributors
from psychobiotics.parsing.jats.references import citation_text, person_name
from psychobiotics.parsing.pubmed.dates import best_date, month_number
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.parsing.xml_reading import ByTag, children_by_tag, xpath_finder
from psychobiotics.records.document import Metadata, Quote

_ELECTRONIC = frozenset({"epub", "pub", "epub-ppub", "epreprint"})
_PRINTED = frozenset({"ppub", "collection", "ecorrected"})
# Paragraphs that are no part of the article's own text, and must not get lost: by the line that holds them.
_ASIDE = (
    ("Journal's notes", xpath_finder("front/journal-meta/notes//p")),
    ("Notes", xpath_finder("front/notes//*[self::p or self::title]")),
    ("About the authors", xpath_finder("front/article-meta/contrib-group/contrib/bio//p")),
    ("Comments of the authors", xpath_finder("front/article-meta/contrib-group/contrib/author-comment//p")),
    ("Series", xpath_finder("front/article-meta/article-categories/*[self::series-title or self::series-text]")),
    ("Open access", xpath_finder("front/article-meta/funding-group/open-access//p")),
    ("Translated titles", xpath_finder("front/article-meta/title-group/trans-title-group/*")),
    ("Short titles", xpath_finder("front/article-meta/title-group/alt-title")),
)
_RELATED = xpath_finder("front//related-article")
_RETRACTED = frozenset({"retraction-forward", "retracted"})


def write_front_facts(
    builder: TextBuilder, article: etree._Element, title: Quote | None, licences: list[str]
) -> Metadata:
    """Write one line a fact and return their quotes; `licences` are those of single figures and tables."""
    journal, meta_element = article.find("front/journal-meta"), article.find("front/article-meta")
    if meta_element is None:
        return Metadata(title=title)
    meta = children_by_tag(meta_element)
    authors = write_contributors(builder, meta)
    builder.facts("Affiliations", affiliations(meta_element))
    quotes = {**_write_issue(builder, journal, meta), **_write_identifiers(builder, meta)}
    kinds = builder.facts("Article type", filter(None, [article.get("article-type", "")]))
    subjects = builder.facts("Subjects", _subjects(meta))
    keywords = builder.facts("Keywords", _keywords(meta))
    funding = builder.facts("Funding", _awards(meta))
    _write_context(builder, meta)
    _write_rights(builder, meta_element, meta)
    related = builder.facts("Related notices", _related(article))
    builder.facts("Licences of figures", licences)
    for label, find in _ASIDE:
        builder.facts(label, map(bare_text, find(article)))
    return Metadata(
        title=title,
        authors=authors,
        publication_types=subjects,
        keywords=keywords,
        funding=funding,
        article_type=next(iter(kinds), None),
        links=(),
        related=related,
        registry_ids=(),  # JATS has no element for these two
        mesh_terms=(),
        **quotes,
    )


def _write_context(builder: TextBuilder, meta: ByTag) -> None:
    builder.facts("Award recipients", _recipients(meta))
    builder.facts("Conference", (_listed(conference) for conference in meta.get("conference", ())))
    builder.facts("Reviewed", (citation_text(product) for product in meta.get("product", ())))


def _write_issue(builder: TextBuilder, journal: etree._Element | None, meta: ByTag) -> dict[str, Quote | None]:
    """Write where and when the article stands, by fields of the metadata."""
    return {
        "journal": builder.fact("Journal", _journal_title(journal)),
        "publisher": builder.fact("Publisher", _publisher(journal)),
        "volume": builder.fact("Volume", _text(meta, "volume")),
        "issue": builder.fact("Issue", _text(meta, "issue")),
        "pages": builder.fact("Pages", _pages(meta)),
        "published_on": builder.fact("Published", _published(meta)),
    }


def is_retracted(article: etree._Element) -> bool:
    """True where the article itself carries a link to its retraction."""
    return any(r.get("related-article-type") in _RETRACTED for r in _RELATED(article))


def _text(parts: ByTag, tag: str) -> str:
    return bare_text(parts[tag][0]) if tag in parts else ""


def _write_identifiers(builder: TextBuilder, meta: ByTag) -> dict[str, Quote | None]:
    ids: dict[str, str] = {}
    for element in meta.get("article-id", ()):
        ids.setdefault(element.get("pub-id-type", ""), bare_text(element))
    pmcid = ids.get("pmcid") or ids.get("pmc") or ids.get("pmcaid") or ""
    return {
        "doi": builder.fact("DOI", ids.get("doi")),
        "pmid": builder.fact("PMID", ids.get("pmid")),
        "pmcid": builder.fact("PMCID", f"PMC{pmcid}" if pmcid.isdecimal() else pmcid),
    }


def _journal_title(journal: etree._Element | None) -> str:
    if journal is None:
        return ""
    titles = (bare_text(element) for element in journal.iter("journal-title", "abbrev-journal-title"))
    return next((title for title in titles if title), "")


def _publisher(journal: etree._Element | None) -> str:
    return "" if journal is None else bare_text(journal.find("publisher/publisher-name"))


def _pages(meta: ByTag) -> str:
    first, last = _text(meta, "fpage"), _text(meta, "lpage")
    if first:
        return f"{first}-{last}" if last and last != first else first
    return _text(meta, "elocation-id")


def _published(meta: ByTag) -> str | None:
    printed, electronic, other = None, None, None
    for date in meta.get("pub-date", ()):
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
    parts = children_by_tag(date)
    year, month, day = _text(parts, "year"), month_number(_text(parts, "month")), _text(parts, "day")
    if not year.isdecimal():
        return _text(parts, "string-date") or None
    if not month:
        return year
    return f"{year}-{month}-{int(day):02d}" if day.isdecimal() and 0 < int(day) < 32 else f"{year}-{month}"


def _subjects(meta: ByTag) -> Iterable[str]:
    categories = meta.get("article-categories", ())
    return dict.fromkeys(bare_text(subject) for category in categories for subject in category.iter("subject"))


def _keywords(meta: ByTag) -> Iterator[str]:
    for group in meta.get("kwd-group", ()):
        for keyword in group.iter("kwd", "compound-kwd"):
            yield bare_text(keyword) if keyword.tag == "kwd" else _listed(keyword)


def _listed(element: etree._Element) -> str:
    return ", ".join(filter(None, map(bare_text, element)))


def _awards(meta: ByTag) -> Iterator[str]:
    for funding in meta.get("funding-group", ()):
        for group in funding.iterchildren("award-group"):
            yield ", ".join(filter(None, map(bare_text, group.iter("funding-source", "award-id"))))


def _recipients(meta: ByTag) -> Iterator[str]:
    for funding in meta.get("funding-group", ()):
        for recipient in funding.iter("principal-award-recipient"):
            names = [person_name(name) for name in recipient.iter("name")]
            yield ", ".join(names) if names else bare_text(recipient)


def _write_rights(builder: TextBuilder, meta_element: etree._Element, meta: ByTag) -> None:
    """Copyright and licence: what the text may be used for travels with it."""
    for permissions in (*meta.get("permissions", ()), meta_element):
        builder.facts("Copyright", map(bare_text, permissions.iterchildren("copyright-statement")))
        builder.facts("Copyright holder", map(bare_text, permissions.iterchildren("copyright-holder")))
        for licence in permissions.iterchildren("license"):
            link = licence.get("{http://www.w3.org/1999/xlink}href", "")
            builder.facts("Licence", [link, *map(bare_text, licence)])


def _related(article: etree._Element) -> Iterator[str]:
    for related in _RELATED(article):
        link = related.get("{http://www.w3.org/1999/xlink}href", "")
        text = " ".join(part for part in (link, bare_text(related)) if part)
        yield f"{related.get('related-article-type', 'related')}: {text}"
