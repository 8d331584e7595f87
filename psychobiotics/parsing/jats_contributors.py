"""Who contributed to a JATS article: authors, editors, groups and their members, affiliations."""

from collections.abc import Iterator

from lxml import etree

from psychobiotics.parsing.inline_markup import bare_text, clean_text, inner_text
from psychobiotics.parsing.jats_references import person_name
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.parsing.xml_reading import ByTag, children_by_tag, first_child

# How to reach people is left out.
_CONTACTS = frozenset({"email", "phone", "fax", "uri", "ext-link"})
_MARKS = frozenset({"label", "sup"})
_PLACES = frozenset({"institution", "institution-wrap", "addr-line", "city", "state", "postal-code", "country"})


def author_names(meta: ByTag) -> list[str]:
    """The authors in order, each once."""
    return [
        name for contributor in _contributors(meta) if _role(contributor) == "author" for name in _name(contributor)
    ]


def contributor_names(meta: ByTag) -> list[str]:
    """All who contributed, in order."""
    return [name for contributor in _contributors(meta) for name in _name(contributor)]


def write_contributors(builder: TextBuilder, meta: ByTag) -> None:
    """Lines on editors and reviewers, members of groups, other forms of names, and places of work."""
    contributors = list(_contributors(meta))
    others = [contributor for contributor in contributors if _role(contributor) != "author"]
    builder.facts("Other contributors", (f"{name} ({_role(c)})" for c in others for name in _name(c)))
    builder.facts("Members of groups", (name for c in contributors for name in _members(c)))
    builder.facts("Other forms of names", (name for c in contributors for name in _forms(c)[1:]))
    addresses = (first_child(contributor, "address") for contributor in contributors)
    builder.facts("Addresses", (address_text(address) for address in addresses if address is not None))
    groups = meta.get("contrib-group", ())
    builder.facts("On behalf of", (bare_text(e) for group in groups for e in group.iter("on-behalf-of")))


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


def address_text(address: etree._Element) -> str:
    """The lines of an address, without telephone and mail."""
    return ", ".join(filter(None, (bare_text(part) for part in address if part.tag not in _CONTACTS)))


def _contributors(meta: ByTag) -> Iterator[etree._Element]:
    for group in meta.get("contrib-group", ()):
        yield from group.iterchildren("contrib")


def _role(contributor: etree._Element) -> str:
    return contributor.get("contrib-type", "author")


def _name(contributor: etree._Element) -> list[str]:
    return _forms(contributor)[:1]


def _forms(contributor: etree._Element) -> list[str]:
    """The forms of a contributor's name, the one to cite first."""
    parts = children_by_tag(contributor)
    forms = [person_name(name) for name in parts.get("name", ())]
    for alternatives in parts.get("name-alternatives", ()):
        names = [child for child in alternatives if child.tag in ("name", "string-name")]
        forms += [person_name(name) for name in sorted(names, key=lambda name: name.tag != "name")]
    forms += [person_name(name) for name in parts.get("string-name", ())]
    collaborations = list(parts.get("collab", ()))
    for alternatives in parts.get("collab-alternatives", ()):
        collaborations += alternatives.iterchildren("collab")
    forms += [_group_name(collaboration) for collaboration in collaborations]
    return [form for form in forms if form]


def _group_name(collaboration: etree._Element) -> str:
    """A group's name without the list of its members."""
    own = [child for child in collaboration if child.tag != "contrib-group"]
    return clean_text((collaboration.text or "") + "".join(inner_text(child) + (child.tail or "") for child in own))


def _members(contributor: etree._Element) -> Iterator[str]:
    for collaboration in contributor.iter("collab"):
        for member in collaboration.iter("contrib"):
            yield from _name(member)
