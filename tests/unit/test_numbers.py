"""Numbers as they are printed."""

import pytest

from psychobiotics.normalisation.numbers import parse_integer, parse_number, parse_range


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,345 adults", 12345),
        ("3 456", 3456),
        ("7,5 g", 7.5),
        ("0,25", 0.25),
        ("1.5E9", 1.5e9),
        ("2 × 10^10 CFU", 2e10),
        ("10 ^ 8", 1e8),
        ("20 billion", 2e10),
        ("three hundred million", 3e8),
        ("Twenty-one", 21),
        ("one hundred forty-four", 144),
        ("two hundred and six", 206),
        ("a hundred", 100),
        ("two dozen", 24),
        ("a total of 64 women", 64),
        ("half", 0.5),
    ],
)
def test_parse_number__reads_digits_powers_and_words(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "women", "a capsule", "an arm", "20-30", "two to four", "onerous", "and six"])
def test_parse_number__abstains_from_articles_ranges_and_prose(text: str) -> None:
    assert parse_number(text) is None


def test_parse_integer__refuses_fractions() -> None:
    assert parse_integer("41.5") is None
    assert parse_integer("41.0") == 41


@pytest.mark.parametrize(
    ("text", "value"),
    [("20–30 y", (20, 30)), ("aged between 6 and 12", None), ("between 6 and 12", (6, 12)), ("two to four", (2, 4))],
)
def test_parse_range__needs_two_ends(text: str, value: tuple[float, float] | None) -> None:
    assert parse_range(text) == value


def test_parse_number__stays_fast_on_endless_input() -> None:
    assert parse_number("one hundred and " * 50_000) == 101
    assert parse_integer("9" * 100_000) is None
    assert parse_number("1e" + "9" * 1000) is None
    assert parse_number("1," * 100_000) == 1.1
