"""The text and metadata of one PubMed record: title, abstract section by section, then the bibliographic lines."""

from collections.abc import Callable, Iterator
from functools import cache

from lxml import etree

from psychobiotics.parsing.inline_markup import clean_text, element_text
from psychobiotics.parsing.pubmed_dates import best_date, read_date
from psychobiotics.parsing.section_labels import section_kind, split_labelled
from psychobiotics.parsing.source_file import Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, Quote, SectionKind
from psychobiotics.vocab.files import read_rows

# NlmCategory of a structured abstract's section, for labels that say nothing by themselves.
_CATEGORIES = {
    "BACKGROUND": SectionKind.BACKGROUND,
    "OBJECTIVE": SectionKind.OBJECTIVE,
    "METHODS": SectionKind.METHODS,
    "RESULTS": SectionKind.RESULTS,
    "CONCLUSIONS": SectionKind.CONCLUSION,
}
_RETRACTION = frozenset({"RetractionIn"})

Children = dict[str, etree._Element]


def lay_out_record(element: etree._Element, index: int) -> tuple[TextBuilder, Metadata, Traits]:
    """Lay out a PubmedArticle or PubmedBookArticle."""
    top = children(element)
    citation = top.get("MedlineCitation")
    if citation is None:
        citation = top.get("BookDocument", element)
    parts = children(citation)
    article = children(parts["Article"]) if "Article" in parts else parts
    builder = TextBuilder()
    title = _write_title(builder, article)
    _write_abstract(builder, article, parts)
    builder.start_facts()
    metadata = _write_facts(builder, top, parts, article, title)
    builder.end_facts()
    corrections = [c.get("RefType", "") for c in parts.get("CommentsCorrectionsList", ())]
    retracted = any(c in _RETRACTION for c in corrections) or any(
        quote.text == "Retracted Publication" for quote in metadata.publication_types
    )
    has_english = "Abstract" in article or _languages(article) in (["eng"], [])
    traits = Traits("pubmed_xml", "abstract", "en" if has_english else None, retracted, index)
    return builder, metadata, traits


def children(element: etree._Element) -> Children:
    """The first child of each tag."""
    return {child.tag: child for child in element.iterchildren(reversed=True)}


def text_of(element: etree._Element | None) -> str:
    """The clean text of an element, "" for none."""
    if element is None:
        return ""
    return clean_text(element_text(element) if len(element) else element.text or "")


def _write_title(builder: TextBuilder, article: Children) -> Quote | None:
    text = text_of(article.get("ArticleTitle")) or text_of(article.get("VernacularTitle"))
    if not text and "Book" in article:
        text = text_of(article["Book"].find("BookTitle"))
    return builder.block(SectionKind.TITLE, text) if text else None


def _write_abstract(builder: TextBuilder, article: Children, parts: Children) -> None:
    abstract = article.get("Abstract")
    if abstract is not None:
        builder.gap()
        sections = abstract.findall("AbstractText")
        if len(sections) == 1 and not sections[0].get("Label"):
            write_unlabelled(builder, text_of(sections[0]))
        else:
            for section in sections:
                _write_labelled(builder, section)
    first = parts.get("OtherAbstract")
    for other in () if first is None else (first, *first.itersiblings("OtherAbstract")):
        if other.get("Language", "eng") == "eng":
            builder.heading(f"Other abstract ({other.get('Type', 'unknown')})")
            for section in other.iterchildren("AbstractText"):
                builder.block(SectionKind.BODY, text_of(section), "Other abstract")


def _write_labelled(builder: TextBuilder, section: etree._Element) -> None:
    text = text_of(section)
    if not text:
        return
    label = clean_text(section.get("Label", "")).rstrip(": ")
    kind = section_kind(label) or _CATEGORIES.get(section.get("NlmCategory", "")) or SectionKind.ABSTRACT
    if label and label != "UNLABELLED":
        builder.labelled(kind, label, text)
    else:
        builder.block(kind, text)


def write_unlabelled(builder: TextBuilder, text: str) -> None:
    """Write an abstract that is one run of text, split where it carries labels inside."""
    if not text:
        return
    quote = builder.write(text)
    parts = split_labelled(text)
    for part in parts:
        builder.mark(part.kind, quote.start + part.start, quote.start + part.end, part.label)
    if not parts:
        builder.mark(SectionKind.ABSTRACT, quote.start, quote.end)
    builder.write("\n")


def _write_facts(
    builder: TextBuilder, top: Children, parts: Children, article: Children, title: Quote | None
) -> Metadata:
    authors = _write_list(builder, "Authors", article.get("AuthorList"), _author_names)
    journal = children(article["Journal"]) if "Journal" in article else {}
    issue = children(journal["JournalIssue"]) if "JournalIssue" in journal else {}
    book = children(article["Book"]) if "Book" in article else {}
    quotes: dict[str, Quote | None] = {
        "journal": builder.fact("Journal", text_of(journal.get("Title")) or text_of(book.get("BookTitle"))),
        "publisher": builder.fact("Publisher", _publisher(book)),
        "volume": builder.fact("Volume", text_of(issue.get("Volume"))),
        "issue": builder.fact("Issue", text_of(issue.get("Issue"))),
        "pages": builder.fact("Pages", _pages(article.get("Pagination"))),
        "published_on": builder.fact("Published", _published(issue, article, book)),
        "language": builder.fact("Language", "; ".join(_languages(article))),
    }
    quotes |= _write_identifiers(builder, top, parts, article)
    types = _write_list(builder, "Publication types", article.get("PublicationTypeList"), _texts)
    mesh = _write_list(builder, "MeSH", parts.get("MeshHeadingList"), _mesh_terms)
    keywords = _write_list(builder, "Keywords", parts.get("KeywordList"), _keywords)
    registry = _write_list(builder, "Registry", article.get("DataBankList"), _registry_ids)
    funding = _write_list(builder, "Funding", article.get("GrantList"), _grants)
    _write_list(builder, "Related notices", parts.get("CommentsCorrectionsList"), _corrections)
    return Metadata(
        title=title,
        authors=authors,
        registry_ids=registry,
        publication_types=types,
        mesh_terms=mesh,
        keywords=keywords,
        funding=funding,
        **quotes,
    )


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
        "pmcid": builder.fact("PMCID", found.get("pmc")),
    }


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


def _author_names(authors: etree._Element) -> Iterator[str]:
    """Names such as "Heidarzadeh-Rad N": last name first, then initials; a group by its name."""
    for author in authors:
        if author.get("ValidYN") == "N":
            continue
        last = given = initials = suffix = ""
        for part in author:
            tag, text = part.tag, part.text or ""
            if tag == "LastName":
                last = text if not len(part) else element_text(part)
            elif tag == "Initials":
                initials = text
            elif tag == "ForeName":
                given = text
            elif tag == "Suffix":
                suffix = text
            elif tag == "CollectiveName":
                last, initials = element_text(part).strip(" ."), " "
        initials = initials or _initials(given)
        name = f"{last} {initials}"
        # Names of letters alone, as most are, need no cleaning.
        yield (
            name
            if name.isascii() and last.isalpha() and initials.isalpha() and not suffix
            else clean_text(f"{name} {suffix}")
        )


def _initials(forename: str) -> str:
    if forename.isalpha():  # one word, as most are
        return forename[0].upper()
    words = (forename.replace("-", " ") if "-" in forename else forename).split()
    return "".join([word[0].upper() for word in words if word[0].isalpha()])


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


def _languages(article: Children) -> list[str]:
    first = article.get("Language")
    return [] if first is None else [text_of(first), *(text_of(e) for e in first.itersiblings("Language"))]


def _texts(element: etree._Element) -> Iterator[str]:
    for child in element:
        yield text_of(child)


def _keywords(first: etree._Element) -> Iterator[str]:
    """The keywords of all lists: authors', NASA's, the library's."""
    for keywords in (first, *first.itersiblings("KeywordList")):
        yield from _texts(keywords)


def _mesh_terms(headings: etree._Element) -> Iterator[str]:
    for heading in headings:
        yield "/".join(text_of(part) for part in heading)


def _registry_ids(banks: etree._Element) -> Iterator[str]:
    for bank in banks:
        if text_of(bank.find("DataBankName")).lower() in _trial_registries():
            for number in bank.iterfind("AccessionNumberList/AccessionNumber"):
                yield text_of(number)


def _grants(grants: etree._Element) -> Iterator[str]:
    seen: set[str] = set()
    for grant in grants:
        parts = children(grant)
        fields = (text_of(parts.get(tag)) for tag in ("GrantID", "Agency", "Country"))
        text = ", ".join(field for field in fields if field)
        if text not in seen:
            seen.add(text)
            yield text


def _corrections(corrections: etree._Element) -> Iterator[str]:
    """Errata, retractions, comments and updates, as PubMed names them, with what they point at."""
    for element in corrections:
        pmid = text_of(element.find("PMID"))
        source = text_of(element.find("RefSource"))
        yield f"{element.get('RefType', 'Related')}: {source}" + (f" (PMID {pmid})" if pmid else "")


@cache
def _trial_registries() -> frozenset[str]:
    """Names of PubMed data banks that register studies (the others hold sequences, structures or data sets)."""
    return frozenset(row["data_bank"].lower() for row in read_rows("trial_registries"))
