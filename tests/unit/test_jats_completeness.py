"""Every word of real articles stands in the document's text exactly as often as in the source.

Two audits: one over the real words, both ways; one with every text of the source replaced by a word of its own, which
tells a paragraph or cell that stands twice from one that the source repeats.
"""

import re
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem, SectionKind

DOCS = Path(__file__).resolve().parents[3] / "shared" / "eval" / "jats" / "docs"
ARTICLES = sorted(DOCS.glob("*.nxml")) if DOCS.is_dir() else []
# What is laid out anew (initials, dates, formulas) or left out on purpose (how to reach people, ids of the typesetter).
ANEW = ("given-names", "year", "month", "day", "season", "article-id", "pub-id", "elocation-id", "tex-math")
LEFT_OUT = (
    *("email", "phone", "fax", "uri", "role", "degrees", "contrib-id", "journal-id", "issn", "object-id"),
    *("copyright-year", "publisher-loc", "abbrev-journal-title"),
)
# Marks beside a contributor's name that point to notes and affiliations; the word "Keywords" before keywords.
MARKS = ("contrib/xref", "contrib/xref/sup", "kwd-group/title", "contrib/xref/*/sup")
APART = ("p", "td", "th", "title", "label", "break", "sup", "sub", "aff", "name", "list-item", "attrib", "tr", "fn")
FLOWING = ("front/article-meta/abstract", "body", "floats-group", "back")

needs_articles = pytest.mark.skipif(not ARTICLES, reason="../shared/eval/jats is not there")
each_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


def source_tree(path: Path) -> etree._Element:
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, load_dtd=False, no_network=True)
    return etree.fromstring(path.read_bytes(), parser)


def parsed(data: bytes) -> Document:
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "a.nxml", "a.nxml", "a.nxml", ""), data)
    assert isinstance(document, Document)
    return document


def marked(root: etree._Element) -> dict[str, str]:
    """Replace every text that has letters or digits by a word of its own; the words with the path of each."""
    paths: dict[str, str] = {}
    for element in root.iter(etree.Element):
        tags = [ancestor.tag.rpartition("}")[2] for ancestor in element.iterancestors()][::-1]
        path = "/".join([*tags, element.tag.rpartition("}")[2]])
        for name, place in (("text", path), ("tail", "/".join(tags))):
            if re.search(r"\w", getattr(element, name) or "") and not (name == "text" and element.tag in ANEW):
                word = f"Word{len(paths)}z"
                paths[word] = place
                setattr(element, name, word if name == "text" else f" {word} ")
    return paths


def is_left_out(path: str) -> bool:
    parts = path.split("/")
    return bool(set(parts) & set(LEFT_OUT)) or any(re.search(f"{mark}$".replace("*", r"\w+"), path) for mark in MARKS)


@needs_articles
@each_article
def test_jats__every_paragraph_and_every_cell_stands_in_the_text_exactly_once(path: Path) -> None:
    root = source_tree(path)
    paths = marked(root)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")  # the words are of no language
    assert sum(place.endswith("/p") for place in paths.values()) > 0
    counts = Counter(re.findall(r"Word\d+z", parsed(etree.tostring(root, encoding="utf-8")).text))
    wrong = {word: (place, counts[word]) for word, place in paths.items() if counts[word] != 1}
    assert not {word: found for word, found in wrong.items() if not is_left_out(found[0])}
    assert all(count == 0 for _, count in wrong.values())  # what is left out on purpose is not there by halves


def words(text: str) -> Counter[str]:
    """Words of four letters and more, not in capitals: the others may be initials and marks, which are laid out anew."""
    unmarked = re.sub(r"\^[a-z](?=[a-z]{4})", " ", text)
    return Counter(word for word in re.findall(r"[^\W\d_]{4,}", unmarked) if not word.isupper())


@needs_articles
@each_article
def test_jats__the_text_has_the_words_of_the_source_and_no_others(path: Path) -> None:
    document = parsed(path.read_bytes())
    text = words(document.text[: document.sections[-1].start])
    assert document.sections[-1].kind is SectionKind.METADATA
    root = source_tree(path)
    typeset_apart = (part for block in root.iter("ref", "front") for part in block.iter(etree.Element))
    for element in (*root.iter(*APART), *typeset_apart):
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    added = text - words("".join(root.itertext()))
    assert set(added) <= {"References"}  # the heading of a list that has none
    for element in list(root.iter("tex-math", "given-names", "object-id")):
        element.clear(keep_tail=True)
    flowing = words(" ".join("".join(part.itertext()) for name in FLOWING for part in root.iterfind(name)))
    assert not flowing - text
