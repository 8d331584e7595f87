"""An entry of a JATS reference list as one line: "Lee A, Kim B (2018). Title. Journal, 12(3), 45-50. doi:…."."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, clean_text, inner_text

# How a citation's parts are cleaned: `clean_text`, or `str.strip` where the whole list needs no more.
Clean = Callable[[str], str]

_CITATIONS = frozenset({
    "element-citation", "mixed-citation", "citation", "nlm-citation", "citation-alternatives", "product",
})  # fmt: skip
_ID_LABELS = {"doi": "doi:", "pmid": "PMID: ", "pmcid": "PMCID: ", "pmc": "PMCID: "}
# Parts that a citation has once, each with a place of its own in the line.
_SINGLE = frozenset({"year", "article-title", "source", "volume", "issue", "fpage", "lpage", "elocation-id", "label"})
_PEOPLE = frozenset({"name", "string-name", "collab", "etal"})
# Parts of names that a publisher may leave to be set apart by whoever lays them out.
_OF_NAMES = ("name", "surname", "given-names", "suffix")
_MOST_INITIALS = 3  # capitals that are initials, not a name
_AUTHORS = (None, "author", "allauthors")
_NO_WORDS = " .\n\t"


@dataclass(slots=True)
class _Parts:
    """What stands in a citation, by place."""

    single: dict[str, str] = field(default_factory=dict)
    groups: list[etree._Element] = field(default_factory=list)
    loose: list[etree._Element] = field(default_factory=list)  # people outside any group
    others: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)

    def lay_out(self, clean: Clean) -> str:
        """Authors, year, title, journal and pages, the rest, identifiers."""
        single = self.single
        people: list[str] = []
        editors: list[str] = []
        for group in self.groups:
            if group.get("person-group-type") in _AUTHORS:
                people += _people(group, clean)
            else:
                editors.append(", ".join(person_name(name, clean) for name in group.iterchildren("name")))
        authors = ", ".join(people + _people(self.loose, clean))
        year = single.get("year", "")
        head = f"{authors} ({year})" if authors and year else authors or (f"({year})" if year else "")
        title = single.get("article-title", "").rstrip(".")
        others = [clean(text).rstrip(".") for text in self.others + editors]
        line = ". ".join(filter(None, (head, title, self._place(), *others, *self.identifiers)))
        return f"{single['label']} {line}" if single.get("label") else line

    def _place(self) -> str:
        get = self.single.get
        volume, issue, first, last = get("volume", ""), get("issue", ""), get("fpage", ""), get("lpage", "")
        number = f"{volume}({issue})" if issue else volume
        pages = f"{first}-{last}" if first and last else first or last
        return ", ".join(filter(None, (get("source", "").rstrip("."), number, pages, get("elocation-id", ""))))


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
    body = " ".join(filter(None, texts + notes))
    return f"{label}. {body}" if label and body else body or label or ""


def citation_text(citation: etree._Element, clean: Clean = clean_text) -> str:
    """A citation in the author's own punctuation, or one laid out from its parts."""
    if citation.tag == "citation-alternatives" and len(citation):
        return " ".join(filter(None, (citation_text(form, clean) for form in citation)))
    parts = _read_parts(citation, clean)
    return clean(_labelled_text(citation)) if parts is None else parts.lay_out(clean)


def _read_parts(citation: etree._Element, clean: Clean) -> _Parts | None:
    """The parts; None where words or commas stand between them, as in a mixed citation, or where there are none."""
    if (citation.text or "").strip(_NO_WORDS):
        return None
    parts = _Parts()
    single = parts.single
    for child in citation:
        if (tail := child.tail) and tail.strip(_NO_WORDS):
            return None
        tag = child.tag
        if tag in _SINGLE:
            text = clean(inner_text(child) if len(child) else child.text or "")
            if single.setdefault(tag, text) is not text:
                parts.others.append(text)  # a second source, year or label
        elif tag == "person-group":
            parts.groups.append(child)
        elif tag == "pub-id":
            parts.identifiers.append(_ID_LABELS.get(child.get("pub-id-type", ""), "") + clean(inner_text(child)))
        elif tag in _PEOPLE:
            parts.loose.append(child)
        else:
            parts.others.append(clean(inner_text(child)))
    return parts if single or parts.groups or parts.identifiers or parts.loose else None


def _labelled_text(citation: etree._Element) -> str:
    """The text of a citation with each identifier that stands bare named, so that a PMID is not taken for a page."""
    for part in citation.iter(*_OF_NAMES):
        following = part.getnext()
        if not part.tail and following is not None and following.tag in _OF_NAMES:
            part.tail = ", " if part.tag == "name" else " "
    if next(citation.iterchildren("pub-id"), None) is None:
        return inner_text(citation)
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


def _people(group: etree._Element | list[etree._Element], clean: Clean) -> list[str]:
    names: list[str] = []
    for child in group:
        tag = child.tag
        if tag in ("name", "string-name"):
            names.append(person_name(child, clean))
        elif tag == "collab":
            names.append(clean(inner_text(child)))
        elif tag == "etal":
            names.append(clean(inner_text(child)) or "et al.")
    return list(filter(None, names))


def person_name(name: etree._Element, clean: Clean = clean_text) -> str:
    """A name such as "Lee AB": last name, then initials as they are given."""
    if len(name) == 2:
        first, second = name[0], name[1]
        last = first.text
        if last and first.tag == "surname" and second.tag == "given-names" and not len(first) and not len(second):
            given = second.text or ""
            if len(given) <= _MOST_INITIALS and given.isalpha() and given.isupper():
                return f"{clean(last)} {given}"
            return clean(f"{clean(last)} {initials(given)}")
    parts = {tag: bare_text(name.find(tag)) for tag in ("surname", "given-names", "suffix")}
    if not parts["surname"]:
        return bare_text(name)
    return clean_text(" ".join((parts["surname"], initials(parts["given-names"]), parts["suffix"])))


def initials(given: str) -> str:
    """Initials of given names; those that are initials already stay.

    >>> initials("Anna Maria"), initials("J-P"), initials("AB")
    ('AM', 'JP', 'AB')
    """
    words = given.replace("-", " ").replace(".", " ").split()
    return "".join([word if word.isupper() and len(word) <= _MOST_INITIALS else word[0].upper() for word in words])
