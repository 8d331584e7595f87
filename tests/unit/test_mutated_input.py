"""Real bytes, damaged at random: every parser answers with documents or refusals, in time, and never with a defect."""

import random
from hashlib import sha256
from pathlib import Path
from time import monotonic

import pytest

from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem
from psychobiotics.records.reasons import Reason, Rejection

GOLDEN = Path(__file__).parents[1] / "golden"
SOURCES = sorted(
    p for p in GOLDEN.glob("*/*") if p.is_file() and ".golden." not in p.name and p.suffix not in (".py", ".pyc")
)
ROUNDS = 20  # in a test run; the same loop ran with 400 a file at a desk


def mutate(data: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 20))):
        place = rng.randrange(max(1, len(damaged)))
        kind = rng.randrange(6)
        if kind == 0:
            del damaged[place:]
        elif kind == 1:
            damaged[place : place + 1] = bytes([rng.randrange(256)])
        elif kind == 2:
            damaged[place:place] = rng.choice(
                (b"&z;", b"<b>" * 50, b"\x00", b"]]>", b"{[" * 40, b'="' + b"x" * 999, b"\xff\xfe")
            )
        elif kind == 3:
            end = place + rng.randrange(1, 200)
            damaged[place:place] = damaged[place:end] * rng.randrange(1, 9)
        elif kind == 4:
            del damaged[place : place + rng.randrange(1, 60)]
        else:
            damaged[place : place + 4] = rng.choice((b"10e99", b"-1", b"''''", b"\r\n\r\n", b'"",,'))
    return bytes(damaged)


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
    ],
)
@pytest.mark.parametrize("wrap", ["{}", "<html><body><p>{}</p></body></html>", "PMID- 1\nTI  - T\nAB  - {}\n"])
def test_long_repeats__cost_no_more_than_their_length(text: str, wrap: str) -> None:
    data = wrap.format(text * (400_000 // len(text))).encode()
    start = monotonic()
    assert list(parse_item(RawItem("0" * 64, "r", "r", "r", ""), data))
    assert monotonic() - start < 15
