"""The lists of a PubMed record, item by item as text: authors, headings, numbers of registries and data banks."""

from collections.abc import Iterator
from functools import cache

from lxml import etree

from psychobiotics.parsing.inline_markup import clean_text, element_text
from psychobiotics.parsing.pubmed.elements import Children, children, text_of
from psychobiotics.vocab.files import read_rows


def author_names(authors: etree._Element) -> Iterator[str]:
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


def languages(article: Children) -> list[str]:
    """Codes of the languages that an article is in."""
    first = article.get("Language")
    return [] if first is None else list(siblings(first))


def texts(element: etree._Element) -> Iterator[str]:
    """The text of each child."""
    for child in element:
        yield text_of(child)


def keywords(first: etree._Element) -> Iterator[str]:
    """The keywords of all lists: authors', NASA's, the library's."""
    for listed in (first, *first.itersiblings("KeywordList")):
        yield from texts(listed)


def chemicals(listed: etree._Element) -> Iterator[str]:
    """Each substance with its registry number, where it has one: "Insulin (11061-68-0)"."""
    for chemical in listed:
        number, name = text_of(chemical.find("RegistryNumber")), text_of(chemical.find("NameOfSubstance"))
        yield f"{name} ({number})" if number not in ("", "0") else name


def foreign_abstracts(first: etree._Element) -> Iterator[str]:
    """Abstracts in other languages than English, part by part: "(spa) RESULTADOS: …". Our extractors read English."""
    for other in (first, *first.itersiblings("OtherAbstract")):
        language = other.get("Language", "eng")
        if language != "eng":
            for part in other:
                label = clean_text(part.get("Label", ""))
                yield f"({language}) {label}: {text_of(part)}" if label else f"({language}) {text_of(part)}"


def siblings(first: etree._Element) -> Iterator[str]:
    """The text of an element and of its likes beside it."""
    for element in (first, *first.itersiblings(first.tag)):
        yield text_of(element)


def mesh_terms(headings: etree._Element) -> Iterator[str]:
    """Each heading with its qualifiers: "Depression/diet therapy"."""
    for heading in headings:
        yield "/".join(text_of(part) for part in heading)


def registry_ids(banks: etree._Element) -> Iterator[str]:
    """Numbers of trial registries."""
    return (number for bank, number in _accessions(banks) if bank.lower() in _trial_registries())


def data_bank_ids(banks: etree._Element) -> Iterator[str]:
    """Numbers of the other data banks, with the bank's name: "GENBANK AB123456"."""
    return (f"{bank} {number}" for bank, number in _accessions(banks) if bank.lower() not in _trial_registries())


def _accessions(banks: etree._Element) -> Iterator[tuple[str, str]]:
    for bank in banks:
        name = text_of(bank.find("DataBankName"))
        numbers = [text_of(number) for number in bank.iterfind("AccessionNumberList/AccessionNumber")]
        yield from ((name, number) for number in numbers or [""])


def grants(listed: etree._Element) -> Iterator[str]:
    """Number, agency and country of each grant, once."""
    seen: set[str] = set()
    for grant in listed:
        parts = children(grant)
        fields = (text_of(parts.get(tag)) for tag in ("GrantID", "Agency", "Country"))
        text = ", ".join(field for field in fields if field)
        if text not in seen:
            seen.add(text)
            yield text


def corrections(notices: etree._Element) -> Iterator[str]:
    """Errata, retractions, comments and updates, as PubMed names them, with what they point at."""
    for element in notices:
        pmid = text_of(element.find("PMID"))
        source = text_of(element.find("RefSource"))
        yield f"{element.get('RefType', 'Related')}: {source}" + (f" (PMID {pmid})" if pmid else "")


@cache
def _trial_registries() -> frozenset[str]:
    """Names of PubMed data banks that register studies (the others hold sequences, structures or data sets)."""
    return frozenset(row["data_bank"].lower() for row in read_rows("trial_registries"))
