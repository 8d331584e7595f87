"""An entry of a JATS reference list as one line: "Lee A, Kim B (2018). Title. Journal, 12(3), 45-50. doi:…."."""

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, clean_text, inner_text

_CITATIONS = ("element-citation", "mixed-citation", "citation", "nlm-citation", "citation-alternatives", "product")
_ID_LABELS = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: ", "pmc": "PMCID: "}
_PLACED = frozenset({
    "person-group", "name", "string-name", "collab", "etal", "year", "article-title", "source", "volume", "issue",
    "fpage", "lpage", "elocation-id", "pub-id", "label",
})  # fmt: skip


def reference_text(reference: etree._Element) -> str:
    """One line for a `ref`, its label first."""
    label = bare_text(reference.find("label")).rstrip(".")
    texts = [citation_text(child) for child in reference if child.tag in _CITATIONS]
    notes = [bare_text(child) for child in reference if child.tag not in (*_CITATIONS, "label")]
    body = " ".join(text for text in (*texts, *notes) if text)
    return f"{label}. {body}" if label and body else body or label


def citation_text(citation: etree._Element) -> str:
    """A citation in the author's own punctuation, or one laid out from its parts."""
    if citation.tag == "citation-alternatives" and len(citation):
        return citation_text(citation[0])
    if _has_own_text(citation):
        _label_identifiers(citation)
        return bare_text(citation)
    authors = ", ".join(_authors(citation))
    year = bare_text(citation.find("year"))
    title = bare_text(citation.find("article-title")).rstrip(".")
    head = f"{authors} ({year})" if authors and year else authors or (f"({year})" if year else "")
    parts = [head, title, _place(citation), *_others(citation), *_identifiers(citation)]
    return ". ".join(part for part in parts if part)


def _has_own_text(citation: etree._Element) -> bool:
    """True where words or commas stand between the parts, as in a mixed citation."""
    loose = [citation.text or "", *(child.tail or "" for child in citation)]
    return bool("".join(loose).strip(" .\n\t")) or not any(child.tag in _PLACED for child in citation)


def _label_identifiers(citation: etree._Element) -> None:
    """Name each identifier that stands bare, so that a reader knows a PMID from a page."""
    so_far = citation.text or ""
    for child in citation:
        text = inner_text(child)
        if child.tag == "pub-id":
            label = _ID_LABELS.get(child.get("pub-id-type", ""), "")
            if label and label.strip(": ").lower() not in so_far[-12:].lower():
                gap = "" if not so_far or so_far[-1].isspace() else " "
                child.text = gap + label + (child.text or "")
        so_far = (so_far + text + (child.tail or ""))[-40:]


def _authors(citation: etree._Element) -> list[str]:
    names: list[str] = []
    groups = citation.findall("person-group") or [citation]
    for group in groups:
        if group.get("person-group-type", "author") not in ("author", "allauthors"):
            continue
        for child in group:
            if child.tag in ("name", "string-name"):
                names.append(person_name(child))
            elif child.tag == "collab":
                names.append(bare_text(child))
            elif child.tag == "etal":
                names.append(bare_text(child) or "et al.")
    return [name for name in names if name]


def person_name(name: etree._Element) -> str:
    """A name such as "Lee AB": last name, then initials as they are given."""
    last, given = name.findtext("surname"), name.findtext("given-names")
    if not last or len(name[0]):
        last, given = bare_text(name.find("surname")), bare_text(name.find("given-names"))
    if not last:
        return bare_text(name)
    return clean_text(f"{last} {initials(given)}" if given else last)


def initials(given: str) -> str:
    """Initials of given names; those that are initials already stay.

    >>> initials("Anna Maria"), initials("J-P"), initials("AB")
    ('AM', 'JP', 'AB')
    """
    words = given.replace("-", " ").replace(".", " ").split()
    return "".join(word if word.isupper() and len(word) <= 3 else word[0].upper() for word in words)


def _place(citation: etree._Element) -> str:
    source = bare_text(citation.find("source")).rstrip(".")
    volume, issue = bare_text(citation.find("volume")), bare_text(citation.find("issue"))
    first, last = bare_text(citation.find("fpage")), bare_text(citation.find("lpage"))
    number = f"{volume}({issue})" if issue else volume
    pages = f"{first}-{last}" if first and last else first or bare_text(citation.find("elocation-id"))
    return ", ".join(part for part in (source, number, pages) if part)


def _others(citation: etree._Element) -> list[str]:
    """Parts that have no place of their own: publishers, editions, comments, links, editors."""
    found = [bare_text(child) for child in citation if child.tag not in _PLACED]
    for group in citation.findall("person-group"):
        if group.get("person-group-type", "author") not in ("author", "allauthors"):
            found.append(", ".join(person_name(name) for name in group.iterfind("name")))
    return [clean_text(text).rstrip(".") for text in found if text]


def _identifiers(citation: etree._Element) -> list[str]:
    return [
        _ID_LABELS.get(child.get("pub-id-type", ""), "") + bare_text(child) for child in citation.iterfind("pub-id")
    ]
