"""An entry of a JATS reference list as one line: "Lee A, Kim B (2018). Title. Journal, 12(3), 45-50. doi:…."."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, clean_text, inner_text

# How a citation's parts are cleaned: `clean_text`, or `str.strip` where the whole list needs no more.
Clean = Callable[[str], str]

_CITATIONS = frozenset({
    "element-citation", "mixed-citation", "citation", "nlm-citation", "citation-alternatives", "product",
})  # fmt: skip
_ID_LABELS = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: ", "pmc": "PMCID: "}
# Parts of a citation that stand once, at a place of their own.
_SINGLE = frozenset({"year", "article-title", "source", "volume", "issue", "fpage", "lpage", "elocation-id"})
_NAMES = frozenset({"name", "string-name"})
_PEOPLE = _NAMES | {"collab", "etal"}
_PLACED = _SINGLE | _PEOPLE | {"person-group", "pub-id", "label"}
_AUTHORS = (None, "author", "allauthors")


@dataclass(slots=True)
class _Parts:
    """What stands in a citation, by place."""

    single: dict[str, str] = field(default_factory=dict)
    groups: list[etree._Element] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)


def reference_text(reference: etree._Element, clean: Clean = clean_text) -> str:
    """One line for a `ref`, its label first."""
    label, texts, notes = None, [], []
    for child in reference:
        tag = child.tag
        if tag in _CITATIONS:
            texts.append(citation_text(child, clean))
        elif tag != "label":
            notes.append(clean(inner_text(child)))
        elif label is None:
            label = clean(inner_text(child)).rstrip(".")
    body = " ".join(filter(None, (*texts, *notes)))
    return f"{label}. {body}" if label and body else body or label or ""


def citation_text(citation: etree._Element, clean: Clean = clean_text) -> str:
    """A citation in the author's own punctuation, or one laid out from its parts."""
    if citation.tag == "citation-alternatives" and len(citation):
        return citation_text(citation[0], clean)
    tags = [child.tag for child in citation]
    if _PLACED.isdisjoint(tags) or _has_own_text(citation):
        return clean(_label_identifiers(citation) if "pub-id" in tags else inner_text(citation))
    parts = _read_parts(citation, clean)
    single = parts.single
    authors = ", ".join(_authors(citation, parts.groups, clean))
    year, title = single.get("year", ""), single.get("article-title", "").rstrip(".")
    head = f"{authors} ({year})" if authors and year else authors or (f"({year})" if year else "")
    editors = (", ".join(_names(group, clean)) for group in parts.groups if not _is_authors(group))
    others = [clean(text).rstrip(".") for text in (*parts.others, *editors) if text]
    return ". ".join(filter(None, (head, title, _place(single), *others, *parts.identifiers)))


def _has_own_text(citation: etree._Element) -> bool:
    """True where words or commas stand between the parts, as in a mixed citation."""
    if citation.text and citation.text.strip(" .\n\t"):
        return True
    return any(tail.strip(" .\n\t") for child in citation if (tail := child.tail))


def _read_parts(citation: etree._Element, clean: Clean) -> _Parts:
    parts = _Parts()
    single = parts.single
    for child in citation:
        tag = child.tag
        if tag in _SINGLE:
            if tag not in single:
                single[tag] = clean(inner_text(child) if len(child) else child.text or "")
        elif tag == "person-group":
            parts.groups.append(child)
        elif tag == "pub-id":
            parts.identifiers.append(_ID_LABELS.get(child.get("pub-id-type", ""), "") + clean(inner_text(child)))
        elif tag not in _PLACED:
            parts.others.append(clean(inner_text(child)))
    return parts


def _label_identifiers(citation: etree._Element) -> str:
    """The text of a citation with each identifier that stands bare named, so that a PMID is not taken for a page."""
    so_far = citation.text or ""
    parts = [so_far]
    for child in citation:
        text, tail = inner_text(child), child.tail or ""
        if child.tag == "pub-id":
            label = _ID_LABELS.get(child.get("pub-id-type", ""), "")
            if label and label.strip(": ").lower() not in so_far[-12:].lower():
                parts.append(label if not so_far or so_far[-1].isspace() else " " + label)
        parts += (text, tail)
        so_far = (so_far + text + tail)[-40:]
    return "".join(parts)


def _is_authors(group: etree._Element) -> bool:
    return group.get("person-group-type") in _AUTHORS


def _authors(citation: etree._Element, groups: list[etree._Element], clean: Clean) -> Iterator[str]:
    for group in groups or [citation]:
        if not _is_authors(group):
            continue
        for child in group:
            tag = child.tag
            if tag in _NAMES:
                name = person_name(child, clean)
            elif tag == "collab":
                name = clean(inner_text(child))
            elif tag == "etal":
                name = clean(inner_text(child)) or "et al."
            else:
                continue
            if name:
                yield name


def _names(group: etree._Element, clean: Clean) -> Iterator[str]:
    return (person_name(name, clean) for name in group.iterchildren("name"))


def person_name(name: etree._Element, clean: Clean = clean_text) -> str:
    """A name such as "Lee AB": last name, then initials as they are given."""
    if len(name) == 2:
        first, second = name
        if first.tag == "surname" and second.tag == "given-names" and not len(first) and not len(second):
            last, given = first.text, second.text
            if last:
                return clean(f"{clean(last)} {initials(given)}" if given else last)
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
    if len(given) <= 3 and given.isupper() and given.isalpha():
        return given
    words = given.replace("-", " ").replace(".", " ").split()
    return "".join([word if word.isupper() and len(word) <= 3 else word[0].upper() for word in words])


def _place(single: dict[str, str]) -> str:
    volume, issue = single.get("volume", ""), single.get("issue", "")
    first, last = single.get("fpage", ""), single.get("lpage", "")
    number = f"{volume}({issue})" if issue else volume
    pages = f"{first}-{last}" if first and last else first or single.get("elocation-id", "")
    return ", ".join(filter(None, (single.get("source", "").rstrip("."), number, pages)))
