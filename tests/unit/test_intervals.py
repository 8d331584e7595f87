"""Intervals as printed, and results of animals that nobody names."""

from dataclasses import replace

from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.records.drafts import Fields
from tests.unit.study_reader import make_document


def _fields(result: str) -> Fields:
    text = f"We randomised 60 adults to a probiotic or placebo for 8 weeks. {result}"
    document = replace(make_document("A randomised trial of a probiotic in adults", text), kind_hint="abstract")
    [study] = normalise(document, extract(document)).studies
    return study.findings[0].fields


def test_interval__printed_in_reverse_around_its_effect_is_read_in_order_and_says_so() -> None:
    fields = _fields("Anxiety fell compared with placebo (SMD = -0.68, 95% CI -0.11 to -1.36, p = 0.009).")
    assert (fields["ci_low"].value, fields["ci_high"].value) == (-1.36, -0.11)
    assert fields["ci_low"].quotes[0].text == "-1.36"
    assert fields["ci_low"].method == "inferred:findings.ci_printed_in_reverse"


def test_interval__that_its_effect_does_not_explain_stays_as_printed() -> None:
    fields = _fields("Anxiety fell compared with placebo (RR 1.00, 95% CI 0.7 to 0.32, p = 0.009).")
    assert (fields["ci_low"].value, fields["ci_high"].value) == (0.7, 0.32)


def test_interval__in_order_stays() -> None:
    fields = _fields("Anxiety fell compared with placebo (SMD = -0.68, 95% CI -1.36 to -0.11, p = 0.009).")
    assert (fields["ci_low"].value, fields["ci_low"].method) == (-1.36, "findings.ci_low")
