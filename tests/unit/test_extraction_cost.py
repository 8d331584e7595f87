"""The cost of extraction grows no faster than the text, whatever is repeated in it."""

from time import process_time

import pytest

from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.records.document import Document, Section, SectionKind

REPEATED = {
    "sentence": "Twelve weeks of the strain lowered anxiety (p = 0.02) in 60 students. ",
    "digits": "7",
    "opening brackets": "(",
    "closing brackets": ")",
    "small letters": "a",
    "capitals": "A",
    "list": "stress, mood and sleep decreased, ",
    "nested brackets": "(mood (sleep [stress])) ",
    "p-values": "p = 0.04, ",
    "lines": "mood fell\n",
    "names": "L. casei ",
}
SHORT = 12_000  # characters
STEPS = 4


def _read(unit: str, size: int, kind: str | None) -> float:
    title = "Effect of a probiotic on mood: a randomised trial."
    text = f"{title}\n{unit * (size // len(unit))}"
    sections = (Section(SectionKind.TITLE, 0, len(title)), Section(SectionKind.ABSTRACT, len(title) + 1, len(text)))
    document = Document("doc-0", "0" * 64, "s", "f.txt", "text/plain", "test", text, sections, kind_hint=kind)
    started = process_time()
    normalise(document, extract(document))
    return process_time() - started


@pytest.mark.parametrize("kind", [None, "abstract"])
@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_extract__costs_no_more_a_character_in_a_longer_text(unit: str, kind: str | None) -> None:
    _read(unit, 100, kind)  # loads lexicons
    short = max(_read(unit, SHORT, kind), 0.01)
    # Linear is 4, quadratic 16; what is below a hundredth of a second is not measured.
    assert _read(unit, SHORT * STEPS, kind) < 11 * short
