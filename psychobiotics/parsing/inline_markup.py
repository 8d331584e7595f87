"""Running text as this project writes it: NFC, one kind of space, superscripts as "^".

A superscript is a dose: `10<sup>9</sup> CFU` must read "10^9 CFU", never "109 CFU".
"""

import re
import unicodedata
from collections.abc import Callable
from html.entities import name2codepoint
from typing import Final

from lxml import etree

_SUPERSCRIPT_CHARACTERS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"
_SUPERSCRIPTS = str.maketrans(_SUPERSCRIPT_CHARACTERS, "0123456789+-()n")
_SUPERSCRIPT_RUN = re.compile(f"[{_SUPERSCRIPT_CHARACTERS}]+")
_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-", "－": "-"})
# "10 ^9": a space between the base and its power is typesetting, not text.
_SPACED_POWER = re.compile(r"(?<![\d.,])10\s\^(?=-?\d)")
_SPACES = re.compile(r"[^\S\n]+")
_ALL_SPACES = re.compile(r"\s+")
# Characters that are no text: controls, zero-width marks, soft hyphens, byte order marks, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
# Elements that say with markup what running text says with characters.
_REWRITTEN: Final = (
    "{*}sup", "SUP", "{*}break", "br", "BR", "{*}msup", "{*}msubsup", "{*}mfrac", "{*}tex-math",
    "disp-formula",
)  # fmt: skip
_ALIKE: Final = {"br": "break", "msubsup": "msup"}
_USUAL_SPACES: Final = "\n\u2009\u00a0\u2003\u200a\t\u2005\u2002\u202f"
_SHORT: Final = 64  # characters; below, looking at each is cheaper than taking out those of ASCII
_PRINTABLE_ASCII: Final = bytes(range(32, 127))
# Characters that a text may keep as they are: printable, in NFC with any neighbour, no superscripts.
_HARMLESS_CHARACTERS: Final = (
    "\u00a1-\u00ac\u00ae-\u00b1\u00b4-\u00b8\u00ba-\u024f\u0391-\u03a1\u03a3-\u03c9"
    "\u2010-\u2027\u2030-\u203a\u20ac\u2122\u2190-\u22ff\u25a0-\u25ff"
)
_HARMLESS: Final = re.compile(f"[{_HARMLESS_CHARACTERS}]*")
_HARMLESS_OR_SPACES: Final = re.compile(f"[{_HARMLESS_CHARACTERS}{_USUAL_SPACES}]*")
_BORDER: Final = "\x00"  # stands in no text of XML, and is no white space
_LETTER_MARKS: Final = {"TM": "™", "tm": "™", "R": "®"}


def clean_text(text: str) -> str:
    r"""One line of clean text: NFC, superscript characters as "^", white space collapsed, invisible characters out.

    >>> clean_text("5 ×\u00a010⁹ CFU d⁻¹\n of Acme®")
    '5 × 10^9 CFU d^-1 of Acme®'
    """
    odd = _odd_characters(text)
    if odd:
        text = _tidy(text, odd)
    text = " ".join(text.split()) if "  " in text else text.strip()
    return _SPACED_POWER.sub("10^", text) if "^" in text and " ^" in text else text


def _odd_characters(text: str) -> str:
    """The characters beyond printable ASCII: few, so that what must be asked of each is asked of few."""
    if len(text) < _SHORT and text.isascii():
        return "" if text.isprintable() else text
    encoded = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE_ASCII)
    return encoded.decode("utf-8", "surrogatepass")


def _tidy(text: str, odd: str) -> str:
    """A text with every space plain, and where it has more than harmless characters, all of them looked at."""
    is_harmless = _HARMLESS_OR_SPACES.fullmatch(odd)
    if not is_harmless:
        text = _fold(text)
    for space in _USUAL_SPACES:
        if space in odd:
            text = text.replace(space, " ")
    # Only the plain space is printable white space; controls and zero-width marks are not printable.
    if is_harmless or text.isprintable():
        return text
    return _INVISIBLE.sub("", " ".join(text.split()))


def cleaner_for(whole: str) -> Callable[[str], str]:
    """What cleans each part of a text: where the whole is clean but for the ends of its parts, those are trimmed."""
    if "  " in whole or ("^" in whole and " ^" in whole) or not _HARMLESS.fullmatch(_odd_characters(whole)):
        return clean_text
    return str.strip


def clean_texts(texts: list[str]) -> list[str]:
    """Each of many short texts as :func:`clean_text` gives it, at the cost of a few passes over all of them.

    >>> clean_texts([" 5\u00a0mg", "", "10⁹ "])
    ['5 mg', '', '10^9']
    """
    joined = _BORDER.join(texts)
    joined = _tidy(joined, _odd_characters("".join(texts)))
    if "  " in joined:
        joined = " ".join(joined.split())
    parts = joined.replace(f" {_BORDER}", _BORDER).replace(f"{_BORDER} ", _BORDER).strip().split(_BORDER)
    if len(parts) != len(texts):  # the borders went with characters that are no text
        return [clean_text(text) for text in texts]
    return [_SPACED_POWER.sub("10^", part) for part in parts] if " ^" in joined else parts


def clean_lines(text: str) -> str:
    """Like :func:`clean_text`, line by line: line breaks stay, white space at the ends of lines goes."""
    text = _INVISIBLE.sub("", _fold(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")))
    return "\n".join(_SPACED_POWER.sub("10^", _SPACES.sub(" ", line)).strip() for line in text.split("\n"))


def _fold(text: str) -> str:
    """NFC, with superscript characters as "^"; most texts need neither, and asking is cheaper than doing."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    for character in _SUPERSCRIPT_CHARACTERS:
        if character in text:
            return _SUPERSCRIPT_RUN.sub(lambda m: "^" + m.group().translate(_SUPERSCRIPTS), text)
    return text


def raise_text(text: str) -> str:
    """A superscript's own text as it stands in running text.

    >>> raise_text("9"), raise_text("−1"), raise_text("®"), raise_text(" ")
    ('^9', '^-1', '®', '')
    """
    text = _ALL_SPACES.sub(" ", text).strip()
    if not text:
        return ""
    if text in _LETTER_MARKS:
        return _LETTER_MARKS[text]
    if text[0].isalnum() or text[0] in "+-−–‐‑(":
        return "^" + text.translate(_MINUS)
    return text


def element_text(element: etree._Element) -> str:
    """All text of an element in document order, superscripts raised, not yet cleaned.

    Comments and processing instructions say nothing; an unresolved entity reference (`&alpha;` of a DTD that is never
    loaded) is looked up among the HTML names, and stays as written when it is not one.
    """
    if not len(element):
        return element.text or ""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: etree._Element, parts: list[str]) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        tag = child.tag
        if isinstance(tag, str):
            if tag == "sup" or tag.endswith("}sup"):
                parts.append(raise_text(element_text(child)))
            else:
                _collect(child, parts)
        elif isinstance(child, etree._Entity):
            parts.append(entity_text(child))
        if child.tail:
            parts.append(child.tail)


def entity_text(entity: etree._Entity) -> str:
    """The character that an unresolved named entity stands for, or the reference as written."""
    codepoint = name2codepoint.get(entity.name or "")
    return chr(codepoint) if codepoint else f"&{entity.name};"


def inner_text(element: etree._Element) -> str:
    """All text inside an element as it stands."""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def raise_superscripts(root: etree._Element) -> None:
    """Rewrite a tree in place so that its bare text (`itertext`) reads as running text.

    Superscripts get their "^", line breaks and displayed formulas a space, powers and fractions of MathML their signs,
    TeX its formula alone (or nothing where MathML says the same), and unresolved entities their characters.
    """
    found: dict[str, list[etree._Element]] = {}
    for node in root.iter(etree.Entity, *_REWRITTEN):
        name = node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""
        found.setdefault(_ALIKE.get(name, name), []).append(node)
    for entity in found.get("", ()):
        _replace(entity, entity_text(entity))
    for element in found.get("sup", ()):
        _raise(element)
    for element in found.get("break", ()):
        element.tail = " " + (element.tail or "")
    for element in found.get("disp-formula", ()):
        element.text, element.tail = " " + (element.text or ""), " " + (element.tail or "")
        for label in element.iterchildren("label"):
            label.tail = " " + (label.tail or "")
    for element in found.get("msup", ()):
        if len(element):
            _flatten(element[-1], raise_text(inner_text(element[-1])))
    for element in found.get("mfrac", ()):
        if len(element) == 2:
            _flatten(element[1], "/" + inner_text(element[1]).strip())
    for element in found.get("tex-math", ()):
        parent = element.getparent()
        has_mathml = parent is not None and any(str(c.tag).endswith("}math") for c in parent)
        _flatten(element, "" if has_mathml else _formula(inner_text(element)))


def _raise(element: etree._Element) -> None:
    """Raise a superscript; letters right before a letter are a mark or an ordinal's end, which a space sets apart."""
    text = raise_text(inner_text(element))
    _flatten(element, text)
    tail = element.tail
    if tail and tail[0].isalpha() and text[1:].isalpha():
        element.tail = " " + tail


def _formula(tex: str) -> str:
    """The formula inside a TeX document."""
    _, begin, rest = tex.partition("\\begin{document}")
    return (rest if begin else tex).partition("\\end{document}")[0].replace("$$", " ").replace("$", "").strip()


def _flatten(element: etree._Element, text: str) -> None:
    del element[:]
    element.text = text


def _replace(node: etree._Element, text: str) -> None:
    """Replace a node by text; the node's tail stays."""
    parent, text = node.getparent(), text + (node.tail or "")
    if parent is None:
        return
    previous = node.getprevious()
    if previous is None:
        parent.text = (parent.text or "") + text
    else:
        previous.tail = (previous.tail or "") + text
    node.tail = None
    parent.remove(node)


def bare_text(element: etree._Element | None) -> str:
    """Clean text of an element of a tree that :func:`raise_superscripts` has rewritten; "" for none."""
    return "" if element is None else clean_text(inner_text(element))
