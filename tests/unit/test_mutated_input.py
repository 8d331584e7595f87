"""Real bytes, damaged at random: every parser answers with documents or refusals, in time, and never with a defect."""

import random
from hashlib import sha256
from pathlib import Path
from time import monotonic

import pytest

from bench.mutation import mutate
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.reasons import Reason, Rejection

GOLDEN = Path(__file__).parents[1] / "golden"
SOURCES = sorted(
    p for p in GOLDEN.glob("*/*") if p.is_file() and ".golden." not in p.name and p.suffix not in (".py", ".pyc")
)
ROUNDS = 20  # in a test run; `python -m bench.fuzz` runs 20,000 a format at a desk


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_mutated_input__gives_documents_or_refusals(path: Path) -> None:
    rng = random.Random(path.name)
    for _ in range(ROUNDS):
        data = mutate(path.read_bytes(), rng)
        start = monotonic()
        results = list(parse_item(RawItem(sha256(data).hexdigest(), "m", path.name, path.name, ""), data))
        assert monotonic() - start < 20
        assert results
        for result in results:
            if isinstance(result, Rejection):
                assert result.reason is not Reason.INTERNAL_ERROR, result.message
            else:
                assert isinstance(result, Document)
                assert all(result.text[s.start : s.end] for s in result.sections)


@pytest.mark.parametrize(
    "text",
    [
        "The mice ate yoghurt. ",
        "9",
        "(",
        "a",
        "Methods: ",
        "10 ^9 ",
        "Published Oct 19, 2020 | ",
        "By Ann Lee ",
        "\n\n•",
        "% ",
        "<!-- ",
    ],
)
@pytest.mark.parametrize("wrap", ["{}", "<html><body><p>{}</p></body></html>", "PMID- 1\nTI  - T\nAB  - {}\n"])
def test_long_repeats__cost_no_more_than_their_length(text: str, wrap: str) -> None:
    data = wrap.format(text * (400_000 // len(text))).encode()
    start = monotonic()
    assert list(parse_item(RawItem("0" * 64, "r", "r", "r", ""), data))
    assert monotonic() - start < 15
