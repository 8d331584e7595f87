"""What a page says of itself in its markup: meta tags and JSON-LD."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from psychobiotics.parsing.inline_markup import clean_text, inner_text

_MAX_JSON = 500_000
_SITE = re.compile(r"\s+(?:[|–—-]|::|»)\s+(?P<site>[^|–—]{2,60})$")
# Property or name of a meta tag, in order of trust, by the fact that it states.
_META: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "og:title", "twitter:title", "dc.title", "title"),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher", "publisher", "application-name"),
    "published_on": (
        "article:published_time", "citation_publication_date", "citation_online_date", "datepublished",
        "og:published_time", "dc.date.issued", "dc.date", "date", "publish-date", "pubdate", "parsely-pub-date",
        "sailthru.date", "citation_date",
    ),
    "updated_on": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dc.date.modified"),
    "url": ("og:url", "citation_fulltext_html_url"),
    "language": ("og:locale", "citation_language", "dc.language", "language"),
    "journal": ("citation_journal_title", "prism.publicationname"),
    "volume": ("citation_volume", "prism.volume"),
    "issue": ("citation_issue", "prism.number"),
    "first_page": ("citation_firstpage", "prism.startingpage"),
    "last_page": ("citation_lastpage", "prism.endingpage"),
    "doi": ("citation_doi", "prism.doi", "dc.identifier.doi"),
    "pmid": ("citation_pmid", "ncbi_article_id"),
}  # fmt: skip
# Classes and properties of `time` elements: microformats, schema.org, and what content systems write.
_TIME_MARKS = {
    "published_on": frozenset({"published", "dt-published", "entry-date", "post-date", "datepublished", "pubdate"}),
    "updated_on": frozenset({"updated", "dt-updated", "modified", "datemodified"}),
}
_AUTHORS = ("citation_author", "author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_LINKED_ARTICLES = ("Article", "NewsArticle", "BlogPosting", "MedicalWebPage", "WebPage", "ScholarlyArticle", "Report",
                    "MedicalScholarlyArticle", "TechArticle", "Product")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """Facts by name (see `_META`), and authors in order."""

    facts: dict[str, str]
    authors: tuple[str, ...]


def read_head(root: etree._Element) -> Head:
    """Read a page's meta tags and JSON-LD; persons and dates are taken from JSON-LD where it has them."""
    metas = _meta_tags(root)
    facts: dict[str, str] = {}
    for fact, names in _META.items():
        value = next((metas[name][0] for name in names if name in metas), "")
        if value:
            facts[fact] = value
    canonical = root.find(".//link[@rel='canonical']")
    if canonical is not None and canonical.get("href", "").startswith("http"):
        facts["url"] = canonical.get("href", "").strip()
    title = root.find(".//title")
    if "title" not in facts and title is not None:
        facts["title"] = clean_text(inner_text(title))
    facts.setdefault("language", root.get("lang", ""))
    if "publisher" not in facts and title is not None:
        facts["publisher"] = _site_in_title(root, clean_text(inner_text(title)))
    linked = _linked_data(root)
    facts.update(
        {name: value for name, value in linked.facts.items() if value and (name not in facts or "_on" in name)}
    )
    for name, value in _marked_times(root):
        facts.setdefault(name, value)
    authors = linked.authors or next((metas[name] for name in _AUTHORS if name in metas), ())
    return Head(
        {name: value for name, value in facts.items() if value},
        tuple(author for author in authors if author and not author.startswith("http")),
    )


def _marked_times(root: etree._Element) -> Iterator[tuple[str, str]]:
    """(fact, date) of `time` elements that say what they date, where a page has one such date.

    Lists of other articles have dates of their own: several that differ say nothing of this page.
    """
    found: dict[str, dict[str, str]] = {}
    for element in root.iter("time"):
        said = {*element.get("class", "").lower().split(), element.get("itemprop", "").lower()}
        said |= {"pubdate"} if "pubdate" in element.attrib else set()
        value = clean_text(element.get("datetime", ""))
        fact = next((fact for fact, marks in _TIME_MARKS.items() if said & marks), None)
        if fact and value:
            found.setdefault(fact, {}).setdefault(value[:10], value)
    for fact, values in found.items():
        if len(values) == 1:
            yield fact, next(iter(values.values()))


def _site_in_title(root: etree._Element, title: str) -> str:
    """The site's name, where the markup's title is the page's heading with it behind: "Heading - Site"."""
    for heading in root.iter("h1"):
        text = clean_text(inner_text(heading))
        match = _SITE.match(title, len(text)) if text and title.startswith(text) else None
        if match:
            return match["site"]
    return ""


def _meta_tags(root: etree._Element) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = clean_text(meta.get("content", ""))
        if name and content and len(content) < 2000:
            found[name] = (*found.get(name, ()), content)
    return found


def _linked_data(root: etree._Element) -> Head:
    for script in root.iter("script"):
        if script.get("type", "").strip().lower() != "application/ld+json" or len(script.text or "") > _MAX_JSON:
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data, 0):
            if any(k in _LINKED_ARTICLES for k in _as_list(node.get("@type"))) and (
                "datePublished" in node or "author" in node
            ):
                return _read_node(node)
    return Head({}, ())


def _nodes(data: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > 6:
        return
    if isinstance(data, dict):
        yield data
        yield from _nodes(data.get("@graph"), depth + 1)
        yield from _nodes(data.get("mainEntity"), depth + 1)
    elif isinstance(data, list):
        for item in data[:200]:
            yield from _nodes(item, depth + 1)


def _read_node(node: dict[str, object]) -> Head:
    facts = {
        "title": _string(node.get("headline")),
        "published_on": _string(node.get("datePublished")),
        "updated_on": _string(node.get("dateModified")),
        "publisher": _name(node.get("publisher")),
        "page_type": " ".join(kind for kind in _as_list(node.get("@type")) if isinstance(kind, str)),
        "language": _string(node.get("inLanguage")),
    }
    authors = node.get("author")
    names = [_name(a) for a in _as_list(authors)]
    return Head({k: v for k, v in facts.items() if v}, tuple(name for name in names if name))


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _string(value: object) -> str:
    return clean_text(value) if isinstance(value, str) else ""


def _name(value: object) -> str:
    if isinstance(value, dict):
        return _string(value.get("name"))
    return _name(value[0]) if isinstance(value, list) and value else _string(value)
