"""Rows of evidence tables as studies whose facts point at cells."""

from hashlib import sha256
from pathlib import Path

import pytest

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.reasons import Reason, Rejection

GOLDEN = Path(__file__).parents[1] / "golden" / "evidence_table"


def parse(data: bytes) -> list[Document | Rejection]:
    return list(parse_item(RawItem(sha256(data).hexdigest(), "t", "t.csv", "t.csv", ""), data))


def facts(document: Document | Rejection) -> dict[str, list[str]]:
    assert isinstance(document, Document)
    [study] = document.structured
    found: dict[str, list[str]] = {}
    for fact in [*study.facts, *(fact for arm in study.arms for fact in arm.facts)]:
        assert document.text[fact.quote.start : fact.quote.end] == fact.quote.text
        found.setdefault(fact.field, []).append(fact.quote.text)
    return found


def test_row__names_study_sample_strains_and_result() -> None:
    first, second = parse((GOLDEN / "included.csv").read_bytes())
    found = facts(first)
    assert found["first_author"] == ["Lee"]
    assert found["year"] == ["2018"]
    assert found["n_enrolled"] == ["60"]
    assert found["strains"] == ["L. casei Invented", "L. helveticus"]
    assert found["outcome"] == ["BDI", "STAI"]
    assert found["dose"] == ["3 × 10^9 CFU"]
    assert facts(second)["year"] == ["2019"]


@pytest.mark.parametrize(
    ("cell", "author"),
    [
        ("Lee et al. (2018)", "Lee"),
        ("van den Berg, 2018", "van den Berg"),
        ("Ann B. Lee 2018", "Ann B. Lee"),
        ("Lee", "Lee"),
    ],
)
def test_study_cell__gives_its_author(cell: str, author: str) -> None:
    [document] = parse(f'Study,N,Outcome\n"{cell}",40,BDI\n'.encode())
    assert facts(document)["first_author"] == [author]


def test_workbook__skips_sheets_without_studies_and_says_where_a_row_stands() -> None:
    [document] = parse((GOLDEN / "sheet.xlsx").read_bytes())
    assert isinstance(document, Document)
    assert document.text.startswith("Place: sheet Trials, row 3")
    assert facts(document)["n_enrolled"] == ["60"]


def test_table_of_something_else__is_refused() -> None:
    [rejection] = parse(b"height,width,depth\n1,2,3\n4,5,6\n")
    assert isinstance(rejection, Rejection)
    assert rejection.reason is Reason.UNSUPPORTED_FORMAT


def test_row_without_a_study__is_refused_alone() -> None:
    rejection, document = parse(b"Study,N,Outcome\n,12,STAI\nLee 2018,40,BDI\n")
    assert isinstance(document, Document)
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.record_index) == (Reason.NO_STUDY, 0)
