"""Confidence as it was measured: smoothing, falling back, what is copied, and how the estimate is judged."""

from dataclasses import replace

import pytest

from bench.confidence import calibration_error, cross_validate, estimate, look_up, reliability
from bench.samples import Sample
from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.confidence import study_path
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import Value
from psychobiotics.vocab.confidence import find_confidence, load_confidence, pooled_confidence
from tests.unit.study_reader import make_document

_QUOTE = Quote(0, 1, "x")


def _samples(path: tuple[str, ...], right: int, wrong: int) -> list[Sample]:
    return [Sample(f"f{i}", path, 1.0, i < right) for i in range(right + wrong)]


def test_estimate__draws_a_path_towards_its_parent() -> None:
    found = estimate(_samples(("study.n", "a"), 20, 0) + _samples(("study.n", "b"), 10, 10), prior=10)
    assert found["*",] == (40, 30, pytest.approx(31 / 42))
    parent = found["study.n",][2]
    assert found["study.n", "a"][2] == pytest.approx((20 + 10 * parent) / 30)
    assert found["study.n", "b"][2] < parent < found["study.n", "a"][2] < 1


def test_estimate__leaves_out_what_was_hardly_seen() -> None:
    found = estimate(_samples(("study.n", "a"), 20, 0) + _samples(("study.n", "rare"), 2, 0))
    assert ("study.n", "rare") not in found
    assert look_up(found, ("study.n", "rare", "deeper")) == found["study.n",][2]
    assert look_up(found, ("study.unknown",)) == found["*",][2]


def test_reliability__is_nought_where_confidence_is_the_share_right() -> None:
    judged = [(0.75, True, "f")] * 3 + [(0.75, False, "f")]
    assert calibration_error(judged) == 0
    assert reliability(judged) == [(0.7, 0.8, 4, 0.75, 0.75)]
    assert calibration_error([(0.95, False, "f")]) == pytest.approx(0.95)


def test_cross_validation__judges_each_value_once_by_other_documents() -> None:
    samples = [Sample("only", ("study.n", "a"), 1.0, True)] * 30 + [Sample("other", ("study.m", "a"), 1.0, False)] * 30
    judged = cross_validate(samples)
    assert len(judged) == 60
    assert all(confidence < 0.5 for confidence, _, field in judged if field == "study.n")


def test_file__holds_shares_of_what_was_counted() -> None:
    known = load_confidence()
    assert known
    assert all(0 <= m.correct <= m.n and 0 < m.confidence < 1 for m in known.values())
    assert all(path[:-1] in known or len(path) == 1 for path in known)


def test_look_up__falls_back_to_what_was_measured() -> None:
    path = ("finding.direction", "findings.direction_cue", "a part that no gold text has")
    assert find_confidence(path[:2]) is not None
    assert find_confidence(path) == find_confidence(path[:2])
    assert find_confidence(("study.never_measured", "r")) is None


def test_draft__values_have_measured_confidence_and_copied_ones_their_own() -> None:
    text = "We randomised 60 adults to a probiotic or placebo for 8 weeks. Anxiety fell significantly (p = 0.01)."
    document = replace(make_document("A randomised trial of a probiotic in adults", text), kind_hint="abstract")
    [study] = normalise(document, extract(document)).studies
    assert study.fields["n_enrolled"].confidence == find_confidence(
        study_path("n_enrolled", study.fields["n_enrolled"])
    )
    [finding] = study.findings
    assert finding.fields["favours"].confidence == finding.fields["direction"].confidence < 1
    assert study_path("doi", Value("10.1000/x", (_QUOTE,), "pubmed.doi")) == ()
    assert all(v.confidence <= 1 for v in study.fields.values()) and pooled_confidence() < 1
