"""PDF files: columns, broken words, superscripts, and files that give no text."""

from hashlib import sha256
from pathlib import Path

import pytest

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem, SectionKind
from psychobiotics.records.reasons import Reason, Rejection

GOLDEN = Path(__file__).parents[1] / "golden" / "pdf" / "columns_dose.pdf"


def parse(data: bytes) -> Document | Rejection:
    [result] = parse_item(RawItem(sha256(data).hexdigest(), "p", "p.pdf", "p.pdf", ""), data)
    return result


def test_columns__are_read_one_after_the_other_though_drawn_line_by_line() -> None:
    document = parse(GOLDEN.read_bytes())
    assert isinstance(document, Document)
    text = document.text
    assert text.index("All of them were paid for a day.") < text.index("The score fell by 4 points")
    assert "10^9 CFU a day, or a placebo, for eight weeks." in text
    assert document.metadata.title is not None
    assert document.metadata.title.text == "A capsule for low mood"
    assert document.metadata.doi is not None
    assert document.metadata.doi.text == "10.9999/invented.1"
    kinds = {section.kind for section in document.sections}
    assert kinds >= {SectionKind.METHODS, SectionKind.RESULTS}


def test_page_without_text__is_refused_as_scanned() -> None:
    data = GOLDEN.read_bytes()
    start, end = data.index(b"stream\n") + 7, data.index(b"\nendstream")
    rejection = parse(data[:start] + b" " * (end - start) + data[end:])
    assert isinstance(rejection, Rejection)
    assert rejection.reason is Reason.NO_TEXT
    assert "OCR" in rejection.message


@pytest.mark.parametrize("size", [20, 200, 900])
def test_truncated_file__is_refused(size: int) -> None:
    rejection = parse(GOLDEN.read_bytes()[:size])
    assert isinstance(rejection, Rejection)
    assert rejection.reason in (Reason.MALFORMED, Reason.NO_TEXT)
