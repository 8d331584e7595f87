"""PDF files: columns, broken words, superscripts, and files that give no text."""

from hashlib import sha256
from pathlib import Path

import pytest

from psychobiotics.parsing.parse import parse_item
from psychobiotics.parsing.pdf.lines import PageLine
from psychobiotics.parsing.pdf.margins import drop_line_numbers, drop_running_lines
from psychobiotics.parsing.pdf.order import order_lines
from psychobiotics.parsing.pdf.paragraphs import join_paragraphs
from psychobiotics.records.document import Document, RawItem, SectionKind
from psychobiotics.records.reasons import Reason, Rejection

FOLDER = Path(__file__).parents[1] / "golden" / "pdf"
GOLDEN = FOLDER / "columns_dose.pdf"


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


def line(text: str, left: float, bottom: float, size: float = 10, page: int = 0) -> PageLine:
    return PageLine(text, left, left + 4.5 * len(text), bottom, size, page)


def test_manuscript__has_no_line_numbers_and_running_heads_and_its_sentences_go_on() -> None:
    document = parse((FOLDER / "numbered_lines.pdf").read_bytes())
    assert isinstance(document, Document)
    text = document.text
    assert "had come back to the office of the trial. Sleep" in text  # over a footnote and a page
    assert "a daily yoghurt would help" in text  # pdfium marks a hyphen at a line's end by a character of its own
    assert "same sleep-related questionnaire, and" in text  # the document has it with its hyphen elsewhere
    assert "TIRED PORTERS" not in text
    assert not any(part.isdecimal() and part != "2" for part in text.split())
    assert document.metadata.title is not None
    assert document.metadata.title.text == "A yoghurt for tired porters"


def test_abstract_beside_a_column_of_addresses__is_read_whole() -> None:
    document = parse((FOLDER / "sidebar.pdf").read_bytes())
    assert isinstance(document, Document)
    assert "hospital cleaners in the winter months, when the days are short" in document.text
    assert "Ann Kitchen Hall of Invented Food" in document.text
    assert "the same corridor. The tea" in document.text


def test_rows_of_a_table__are_no_columns_of_text() -> None:
    rows = [
        (line(f"item {n}", 60, 700 - 12 * n), line("a cell that tells of something at length", 200, 700 - 12 * n))
        for n in range(9)
    ]
    ordered = order_lines([cell for row in rows for cell in row], 612)
    assert [row.text.count("\t") for row in ordered] == [1] * 9


def test_numbers_of_a_tables_first_column__stay() -> None:
    numbers = [line(str(n), 60, 700 - 12 * n) for n in range(1, 9)]
    texts = [line("words of a row", 90, 700 - 12 * n) for n in range(1, 9)]
    prose = [line("prose that begins where the table does", 60, 500 - 12 * n) for n in range(9)]
    assert drop_line_numbers([*numbers, *texts, *prose]) == [*numbers, *texts, *prose]
    assert drop_line_numbers([*numbers, *texts]) == texts


def test_title__that_is_its_own_running_head_stays() -> None:
    first = [
        line("Soup for cleaners", 60, 760, 18),
        line("prose", 60, 400),
        line("more", 60, 380),
        line("end", 60, 360),
    ]
    pages = [first] + [
        [
            line("Soup for cleaners", 60, 760, 9, n),
            *(line(f"{w} of {'pqr'[n - 1]}", 60, 700 - 20 * i, 10, n) for i, w in enumerate("abcde")),
        ]
        for n in (1, 2, 3)
    ]
    kept = drop_running_lines(pages)
    assert [page[0].text for page in kept] == ["Soup for cleaners", "a of p", "a of q", "a of r"]


@pytest.mark.parametrize(
    ("first", "second", "mended"),
    [
        ("and then they ate a probi-", "otic again", "and then they ate a probiotic again"),
        ("rats that were sleep-", "deprived", "rats that were sleep-deprived"),
        ("the headings above the text—", "never below it", "the headings above the text—never below it"),
    ],
)
def test_broken_word__is_mended_by_the_documents_own_words(first: str, second: str, mended: str) -> None:
    own = [line("They were deprived of sleep, and sleep came late.", 60, 700)]
    assert join_paragraphs([*own, line(first, 60, 600), line(second, 60, 588)])[1] == mended


def test_print_scaled_by_its_matrix__has_words_and_a_title() -> None:
    document = parse((FOLDER / "scaled_print.pdf").read_bytes())
    assert isinstance(document, Document)
    assert "their mood was asked about at dawn. The score" in document.text
    assert document.metadata.title is not None
    assert document.metadata.title.text == "Tea for drivers at night"
