"""The composition: quotes are true, and the cost is linear."""

import time

import pytest

from tests.unit.study_reader import make_document, read_facts, read_values


def test_facts__quote_the_document() -> None:
    title, abstract = (
        "Kefir and mood: a randomised trial in Norway.",
        "Forty adults (62% women) took kefir for 8 weeks.",
    )
    text = make_document(title, abstract).text
    facts = read_facts(abstract, title)
    assert facts
    assert all(text[f.quote.start : f.quote.end] == f.quote.text for f in facts)


def test_values__are_absent_where_nothing_is_stated() -> None:
    assert set(read_values("The weather was fine.")) <= {"title"}


@pytest.mark.parametrize(
    "unit",
    [
        "Forty adults were randomised for 8 weeks. ",
        "9",
        "(",
        "a-",
        "n = 4 (",
        "one hundred and ",
        "x",
        "12 of 13 of ",
        "mean age ",
    ],
)
def test_cost__grows_linearly(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    start = time.perf_counter()
    read_facts(text)
    assert time.perf_counter() - start < 4
