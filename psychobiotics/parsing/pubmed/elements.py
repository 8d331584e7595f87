"""Children and texts of the elements of a PubMed record, at little cost."""

from lxml import etree

from psychobiotics.parsing.inline_markup import clean_text, element_text

Children = dict[str, etree._Element]


def children(element: etree._Element) -> Children:
    """The first child of each tag."""
    return {child.tag: child for child in element.iterchildren(reversed=True)}


def text_of(element: etree._Element | None) -> str:
    """The clean text of an element, "" for none."""
    if element is None:
        return ""
    return clean_text(element_text(element) if len(element) else element.text or "")
