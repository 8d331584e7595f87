"""Abbreviations that a text spells out, and the outcomes that are named with them."""

import pytest

from psychobiotics.extraction.short_forms import find_short_forms, spelled_in
from tests.unit.test_findings import rows_of

SPELLED = {
    "They rated sleep with the Quiet Night Index (QNI).": {"QNI": "Quiet Night Index"},
    "Grip strength of the left hand (GSL; primary outcome) rose.": {"GSL": "Grip strength of the left hand"},
    "Arterial oxygen tension (AOT2) and TRT (total rest time) were noted.": {
        "AOT2": "Arterial oxygen tension", "TRT": "total rest time"},
    # not fooled by brackets that spell nothing out, or two things
    "It fell (P = .02) in Leeds (UK) as in Table 2 (A).": {},
    "Rest time (RT) was long. Reaction time (RT) was short.": {},
    "The bath was warm. The heart was calm (TBW).": {},
}  # fmt: skip


@pytest.mark.parametrize("text", SPELLED)
def test_short_forms__spelled_out_by_their_letters(text: str) -> None:
    found = find_short_forms(text)
    assert {short: quote.text for short, quote in found.items()} == SPELLED[text]
    assert all(text[quote.start : quote.end] == quote.text for quote in found.values())


def test_spelled_in__takes_the_longest_words() -> None:
    forms = find_short_forms("The rest index (RI), and the night rest index (NRI).")
    found = spelled_in("mean night rest index", forms)
    assert found is not None and found[0] == "NRI"


def test_finding__is_named_with_both_forms() -> None:
    text = "We measured the sway of the trunk (SOT).\nSOT improved in the kefir group (p = 0.01)."
    row = rows_of(text)[0]
    assert row["outcome"] == "sway of the trunk (SOT)"
    assert row["outcome_reported"] == "SOT"


def test_finding__orientation_is_read_from_the_words() -> None:
    """Capitals alone look like a scale, which is better lower; the words say that it is none."""
    text = "Range of the elbow (ROE) was measured.\nThe tea improved ROE (p < 0.05)."
    assert rows_of(text)[0]["direction"] == "increase"
