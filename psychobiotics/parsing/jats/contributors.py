"""Who contributed to a JATS article: authors, editors, groups and their members, affiliations."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, clean_text, inner_text
from psychobiotics.parsing.jats.references import person_name
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.parsing.xml_reading import ByTag, children_by_tag
from psychobiotics.records.document import Quote

# How to reach people is left out.
_CONTACTS = frozenset({"email", "phone", "fax", "uri", "ext-link"})
_MARKS = frozenset({"label", "sup"})
_PLACES = frozenset({"institution", "institution-wrap", "addr-line", "city", "state", "postal-code", "country"})


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone named as author, editor or reviewer.

    Attributes:
        role: "author" unless the article says otherwise.
        forms: Forms of the name, the one to cite first; at least one.
        parts: What else stands beside the name.
    """

    role: str
    forms: tuple[str, ...]
    parts: ByTag


def read_contributors(meta: ByTag) -> list[Contributor]:
    """All who are named in a front matter, in order."""
    found: list[Contributor] = []
    for group in meta.get("contrib-group", ()):
        for element in group.iterchildren("contrib"):
            parts = children_by_tag(element)
            if forms := _forms(parts):
                found.append(Contributor(element.get("contrib-type", "author"), forms, parts))
    return found


def write_contributors(builder: TextBuilder, meta: ByTag) -> tuple[Quote, ...]:
    """The line of the authors, whose quotes are returned, and lines on whoever and whatever is named beside them."""
    contributors = read_contributors(meta)
    authors = builder.facts("Authors", (c.forms[0] for c in contributors if c.role == "author"))
    builder.facts("Other contributors", (f"{c.forms[0]} ({c.role})" for c in contributors if c.role != "author"))
    builder.facts("Members of groups", (name for c in contributors for name in _members(c.parts)))
    builder.facts("Other forms of names", (form for c in contributors for form in c.forms[1:]))
    addresses = (address for c in contributors for address in c.parts.get("address", ()))
    builder.facts("Addresses", map(_address, addresses))
    groups = meta.get("contrib-group", ())
    builder.facts("On behalf of", (bare_text(e) for group in groups for e in group.iter("on-behalf-of")))
    return authors


def affiliations(meta: etree._Element) -> Iterator[str]:
    """Affiliations with a space behind their mark, and commas where a publisher left them to whoever lays them out."""
    for affiliation in meta.iter("aff"):
        for part in affiliation:
            following = part.getnext()
            if part.tag in _MARKS:
                part.tail = " " + (part.tail or "")
            elif part.tag in _PLACES and not part.tail and following is not None and following.tag in _PLACES:
                part.tail = ", "
        yield bare_text(affiliation)


def _address(address: etree._Element) -> str:
    """The lines of an address, without telephone and mail."""
    return ", ".join(filter(None, (bare_text(part) for part in address if part.tag not in _CONTACTS)))


def _forms(parts: ByTag) -> tuple[str, ...]:
    forms = [person_name(name) for name in parts.get("name", ())]
    for alternatives in parts.get("name-alternatives", ()):
        names = [child for child in alternatives if child.tag in ("name", "string-name")]
        forms += [person_name(name) for name in sorted(names, key=lambda name: name.tag != "name")]
    forms += [person_name(name) for name in parts.get("string-name", ())]
    forms += [_group_name(collaboration) for collaboration in _collaborations(parts)]
    return tuple(filter(None, forms))


def _collaborations(parts: ByTag) -> list[etree._Element]:
    collaborations = list(parts.get("collab", ()))
    for alternatives in parts.get("collab-alternatives", ()):
        collaborations += alternatives.iterchildren("collab")
    return collaborations


def _group_name(collaboration: etree._Element) -> str:
    """A group's name without the list of its members."""
    own = [child for child in collaboration if child.tag != "contrib-group"]
    return clean_text((collaboration.text or "") + "".join(inner_text(child) + (child.tail or "") for child in own))


def _members(parts: ByTag) -> Iterator[str]:
    for collaboration in _collaborations(parts):
        for member in collaboration.iter("contrib"):
            yield from _forms(children_by_tag(member))[:1]
