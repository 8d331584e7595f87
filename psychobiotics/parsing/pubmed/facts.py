"""The bibliographic lines of a PubMed record: what its fields state, each with characters to point at."""

from collections.abc import Callable, Iterator

from lxml import etree

from psychobiotics.parsing.pubmed.dates import best_date, read_date
from psychobiotics.parsing.pubmed.elements import Children, children, text_of
from psychobiotics.parsing.pubmed.lists import (
    author_names,
    chemicals,
    corrections,
    data_bank_ids,
    foreign_abstracts,
    grants,
    keywords,
    languages,
    mesh_terms,
    registry_ids,
    siblings,
    texts,
)
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, Quote

_RARE: dict[str, tuple[str, Callable[[etree._Element], Iterator[str]]]] = {
    "DateCompleted": ("Completed", lambda element: iter([read_date(element) or ""])),
    "ChemicalList": ("Substances", chemicals),
    "SupplMeshList": ("Supplementary MeSH", texts),
    "GeneSymbolList": ("Genes", texts),
    "PersonalNameSubjectList": ("Persons written about", author_names),
    "InvestigatorList": ("Investigators", author_names),
    "GeneralNote": ("Notes", siblings),
    "OtherAbstract": ("Abstracts in other languages", foreign_abstracts),
}


def write_facts(
    builder: TextBuilder, top: Children, parts: Children, article: Children, title: Quote | None
) -> Metadata:
    """Write the METADATA section.

    Args:
        builder: The text so far.
        top: Children of the record.
        parts: Children of its citation.
        article: Children of its article; the citation's own of a book.
        title: Where the title stands.
    """
    builder.start_facts()
    authors = _write_list(builder, "Authors", article.get("AuthorList"), author_names)
    quotes = _write_issue(builder, parts, article) | _write_identifiers(builder, top, parts, article)
    types = _write_list(builder, "Publication types", article.get("PublicationTypeList"), texts)
    mesh = _write_list(builder, "MeSH", parts.get("MeshHeadingList"), mesh_terms)
    words = _write_list(builder, "Keywords", parts.get("KeywordList"), keywords)
    registry = _write_list(builder, "Registry", article.get("DataBankList"), registry_ids)
    paid = _write_list(builder, "Funding", article.get("GrantList"), grants)
    related = _write_list(builder, "Related notices", parts.get("CommentsCorrectionsList"), corrections)
    _write_rest(builder, parts, article)
    builder.end_facts()
    return Metadata(
        title=title,
        authors=authors,
        registry_ids=registry,
        publication_types=types,
        mesh_terms=mesh,
        keywords=words,
        funding=paid,
        links=(),
        related=related,
        **quotes,
    )


def _write_issue(builder: TextBuilder, parts: Children, article: Children) -> dict[str, Quote | None]:
    """Write where and when the article stands, by fields of the metadata."""
    journal = children(article["Journal"]) if "Journal" in article else {}
    issue = children(journal["JournalIssue"]) if "JournalIssue" in journal else {}
    book = children(article["Book"]) if "Book" in article else {}
    return {
        "journal": builder.fact("Journal", text_of(journal.get("Title")) or text_of(book.get("BookTitle"))),
        "publisher": builder.fact("Publisher", _publisher(book)),
        "volume": builder.fact("Volume", text_of(issue.get("Volume"))),
        "issue": builder.fact("Issue", text_of(issue.get("Issue"))),
        "pages": builder.fact("Pages", _pages(article.get("Pagination"))),
        "published_on": builder.fact("Published", _published(issue, article, book)),
        "updated_on": builder.fact("Revised", read_date(parts.get("DateRevised"))),
        "language": builder.fact("Language", "; ".join(languages(article))),
    }


def _write_rest(builder: TextBuilder, parts: Children, article: Children) -> None:
    """What few records have and no column takes; it stands in the text all the same."""
    if "DataBankList" in article:
        builder.facts("Data banks", data_bank_ids(article["DataBankList"]))
    if "VernacularTitle" in article and "ArticleTitle" in article:  # else it is the title
        builder.fact("Original title", text_of(article["VernacularTitle"]))
    abstract = article.get("Abstract")
    if abstract is not None and len(abstract) and abstract[-1].tag == "CopyrightInformation":  # it closes an abstract
        builder.fact("Copyright", text_of(abstract[-1]))
    if not parts.keys().isdisjoint(_RARE):
        for tag, (label, read) in _RARE.items():
            _write_list(builder, label, parts.get(tag), read)


def _write_list(
    builder: TextBuilder, label: str, element: etree._Element | None, read: Callable[[etree._Element], Iterator[str]]
) -> tuple[Quote, ...]:
    return builder.facts(label, read(element)) if element is not None else ()


def _write_identifiers(
    builder: TextBuilder, top: Children, parts: Children, article: Children
) -> dict[str, Quote | None]:
    found: dict[str, str] = {"pubmed": text_of(parts.get("PMID"))}
    for element in _identifier_elements(top, parts, article):
        kind = element.get("IdType") or element.get("EIdType") or ""
        if element.get("ValidYN") != "N":
            found.setdefault(kind, text_of(element))
    return {
        "doi": builder.fact("DOI", found.get("doi")),
        "pmid": builder.fact("PMID", found.get("pubmed")),
        "version": builder.fact("PMID version", _version(parts.get("PMID"))),
        "pmcid": builder.fact("PMCID", found.get("pmc")),
    }


def _version(pmid: etree._Element | None) -> str | None:
    """Number of a record's version, where there is more than the first: few journals publish in versions."""
    version = pmid.get("Version") if pmid is not None else None
    return version if version != "1" else None


def _identifier_elements(top: Children, parts: Children, article: Children) -> list[etree._Element]:
    """The article's own identifiers; those of its references stand deeper in the tree."""
    found: list[etree._Element] = []
    if "ELocationID" in article:
        found += [article["ELocationID"], *article["ELocationID"].itersiblings("ELocationID")]
    for name in ("PubmedData", "PubmedBookData"):
        if name in top:
            found += top[name].iterfind("ArticleIdList/ArticleId")
    if "ArticleIdList" in parts:
        found += parts["ArticleIdList"]
    return found


def _pages(pagination: etree._Element | None) -> str:
    if pagination is None:
        return ""
    parts = children(pagination)
    start, end = text_of(parts.get("StartPage")), text_of(parts.get("EndPage"))
    return f"{start}-{end}" if start and end else text_of(parts.get("MedlinePgn")) or start


def _published(issue: Children, article: Children, book: Children) -> str | None:
    printed = read_date(issue.get("PubDate", book.get("PubDate")))
    return best_date(printed, read_date(article.get("ArticleDate")))


def _publisher(book: Children) -> str:
    return text_of(book["Publisher"].find("PublisherName")) if "Publisher" in book else ""
