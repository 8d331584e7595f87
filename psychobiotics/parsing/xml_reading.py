"""The hardened way to read XML: no entities, no network, no DTD, libxml2's own caps on depth and size left on."""

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import IO, TypedDict, cast

from lxml import etree

from psychobiotics.parsing.limits import Limits
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

ByTag = Mapping[str, list[etree._Element]]


class _Options(TypedDict):
    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    dtd_validation: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


# How every XML parser here is made: whole trees and streams are read under the same rules.
_SAFE = _Options(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_ENTITY_DECLARATION = re.compile(rb"<!ENTITY", re.IGNORECASE)
_LONG_ATTRIBUTE = re.compile(rb"=\"([^\"]{60000,})")
# How libxml2 words its caps (huge_tree=False): depth 256, text node 10 MB, amplification by entities.
_CAP_WORDS = ("excessive depth", "huge", "amplification", "entity loop", "maximum allowed", "too long")


def read_tree(data: bytes, limits: Limits) -> etree._Element:
    """Parse a whole XML document; comments and processing instructions are left out.

    Raises:
        ParseError: MALFORMED, or FORBIDDEN_MARKUP for entities of the document's own and anything beyond the caps.
    """
    refuse_entities(data)
    if len(data) > limits.max_attribute_chars:
        _refuse_long_attributes(data, limits)
    parser = etree.XMLParser(**_SAFE)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise xml_error(error) from error


def iterate_elements(stream: IO[bytes], tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield each element of `tags` when it is complete, and forget it afterwards: memory stays that of one record.

    Raises:
        ParseError: As :func:`read_tree`; what was complete before the break has been yielded.
    """
    context = etree.iterparse(stream, events=("end",), tag=tags, **_SAFE)
    try:
        for _, element in context:
            yield element
            element.clear()
            parent = element.getparent()
            if parent is not None:
                while parent[0] is not element:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise xml_error(error) from error


def first_child(element: etree._Element, tag: str) -> etree._Element | None:
    """The first child of a tag, or None; what `find` gives, at a fraction of its cost."""
    if len(element) and (first := element[0]).tag == tag:
        return first
    return next(element.iterchildren(tag), None)


def children_by_tag(element: etree._Element) -> ByTag:
    """The children of an element in one walk; the lists are in document order."""
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        found.setdefault(child.tag, []).append(child)
    return found


def xpath_finder(path: str) -> Callable[[etree._Element], list[etree._Element]]:
    """What finds the elements on a path below an element, in document order, each once."""
    return cast(Callable[[etree._Element], list[etree._Element]], etree.XPath(path))


def canonical_bytes(element: etree._Element) -> bytes:
    """Canonical XML of an element; one that refers to an unknown entity has none, and is serialised as it stands."""
    try:
        return etree.tostring(element, method="c14n", with_tail=False)
    except etree.C14NError:
        return etree.tostring(element, encoding="utf-8", with_tail=False)


def refuse_entities(head: bytes) -> None:
    """Refuse a document that declares entities of its own (XML bombs, external files).

    Raises:
        ParseError: With reason FORBIDDEN_MARKUP.
    """
    prolog = head[:65_536].replace(b"\x00", b"")
    # An exclamation mark is rare: one look at each is cheaper than a pattern over it all.
    mark = prolog.find(b"!")
    while mark >= 0 and prolog[mark + 1 : mark + 7].upper() != b"ENTITY":
        mark = prolog.find(b"!", mark + 1)
    if mark >= 0 and b"<!DOCTYPE" in prolog and _ENTITY_DECLARATION.search(prolog):
        raise ParseError(
            Reason.FORBIDDEN_MARKUP, "expected XML without entities of its own, found an <!ENTITY> declaration"
        )


def _refuse_long_attributes(data: bytes, limits: Limits) -> None:
    longest = max((len(match) for match in _LONG_ATTRIBUTE.findall(data)), default=0)
    if longest > limits.max_attribute_chars:
        raise ParseError(
            Reason.FORBIDDEN_MARKUP,
            f"expected attributes of at most {limits.max_attribute_chars:,} characters, found one of {longest:,}",
        )


def xml_error(error: etree.XMLSyntaxError) -> ParseError:
    """The error of libxml2 as one of ours: beyond a cap, or malformed."""
    message = str(error)
    if any(word in message.lower() for word in _CAP_WORDS):
        return ParseError(Reason.FORBIDDEN_MARKUP, f"expected XML within the caps on depth and size, found: {message}")
    return ParseError(Reason.MALFORMED, f"expected well-formed XML, found: {message}; fetch the file again")


def open_bytes(data: bytes) -> IO[bytes]:
    """A stream over bytes in memory."""
    return BytesIO(data)
