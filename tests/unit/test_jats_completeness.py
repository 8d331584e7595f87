"""Every paragraph and every table cell of real articles stands in the document's text once."""

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
BLOCKS = ("p", "list", "def-list", "table-wrap", "fig", "fn", "supplementary-material", "disp-quote", "boxed-text")


def fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))


def source_tree(path: Path) -> etree._Element:
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, load_dtd=False, no_network=True)
    root = etree.fromstring(path.read_bytes(), parser)
    for formula in list(root.iter("tex-math", "{*}math")):  # formulas are laid out anew
        formula.clear(keep_tail=True)
    return root


def parsed(path: Path) -> Document:
    data = path.read_bytes()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), path.name, path.name, path.name, ""), data)
    assert isinstance(document, Document)
    return document


@pytest.mark.skipif(not ARTICLES, reason="../shared/eval/jats is not there")
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_jats__every_paragraph_stands_in_the_text_once(path: Path) -> None:
    text = fold(parsed(path).text)
    paragraphs = [p for p in source_tree(path).iter("p", "license-p") if next(p.iterdescendants(*BLOCKS), None) is None]
    folded = Counter(
        fold("".join(p.itertext())) for p in paragraphs if next(p.iter("inline-formula", "disp-formula"), None) is None
    )
    assert folded
    wrong = [(p[:80], text.count(p), n) for p, n in folded.items() if p and text.count(p) < n]
    assert not wrong
    # A long paragraph stands nowhere a second time, unless the source repeats it.
    repeated = [(p[:80], text.count(p)) for p, n in folded.items() if len(p) > 100 and text.count(p) > n]
    source = fold("".join(source_tree(path).itertext()))
    assert all(source.count(p) >= n for p, n in repeated)


@pytest.mark.skipif(not ARTICLES, reason="../shared/eval/jats is not there")
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_jats__every_table_cell_stands_in_the_tables_once(path: Path) -> None:
    document = parsed(path)
    cells = Counter(
        fold(cell)
        for section in document.sections
        if section.kind is SectionKind.TABLE
        for line in document.text[section.start : section.end].split("\n")
        for cell in line.split("\t")
    )
    plain = [
        c for c in source_tree(path).iter("td", "th") if next(c.iter("inline-formula", "disp-formula"), None) is None
    ]
    source = Counter(fold("".join(cell.itertext())) for cell in plain)
    missing = {cell: n - cells[cell] for cell, n in source.items() if cell and cells[cell] < n}
    assert not missing
