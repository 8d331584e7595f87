"""Dose arithmetic on wordings of our own."""

import pytest

from psychobiotics.extraction.arms.doses import DoseMention, find_doses, find_masses
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.normalisation.doses import DailyDose, DoseParts, daily_cfu, daily_grams
from psychobiotics.records.document import SectionKind
from tests.unit.study_reader import read_arms


def sentence(text: str) -> Sentence:
    return Sentence(0, len(text), text, SectionKind.METHODS, 0, 0)


def parts(text: str, mention: DoseMention) -> DoseParts:
    def cut(span: tuple[int, int] | None) -> str:
        return text[slice(*span)] if span else ""

    return DoseParts(cut(mention.dose), cut(mention.basis), cut(mention.frequency), cut(mention.amount))


def daily(text: str, strains: int = 1) -> DailyDose | None:
    mention = next(find_doses(sentence(text)), None)
    return daily_cfu(parts(text, mention), strains) if mention else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They took 2 billion CFU daily.", 2e9),
        ("two capsules per day, each containing 5 × 10^9 CFU", 1e10),
        ("one sachet (2.5 × 10^9 CFU/g, 2 g) twice daily", 1e10),
        ("9 log10 CFU/day", 1e9),
        ("a dose of 10 log CFU per day", 1e10),
        ("gavaged with 1 × 10^9 CFU/mouse/day", 1e9),
        ("a capsule of 10 billion CFU twice a day", 2e10),
        ("450 billion live bacteria per sachet, two sachets daily", 9e11),
        ("100 mL of fermented milk containing 1 × 10^9 CFU/mL daily", 1e11),
        ("1 × 10^11 cells/day", 1e11),
        ("5 × 10^10 AFU once daily", 5e10),
        ("10^10 UFC/day", 1e10),
        ("gavaged daily with 0.2 mL of a suspension (10^9 CFU/mL)", 2e8),
        ("2 billion spores per 5 mL, 5 mL twice a day", 4e9),
        ("four capsules daily (1.25 × 10^9 CFU per capsule)", 5e9),
        ("one 125-ml bottle of milk drink (6.5 × 10^9 CFU) daily", 6.5e9),
    ],
)
def test_daily_cfu__computes_the_day(text: str, expected: float) -> None:
    dose = daily(text)
    assert dose is not None
    assert dose.per_day == pytest.approx(expected)


@pytest.mark.parametrize(
    "text", ["1 × 10^9 CFU/kg/day", "5 × 10^9 to 1 × 10^10 CFU/day", "4 × 10^9 CFU per capsule", "1 × 10^8 CFU/mL"]
)
def test_daily_cfu__stays_open_where_the_text_does_not_allow_it(text: str) -> None:
    dose = daily(text)
    assert dose is not None
    assert dose.per_day is None


def test_daily_cfu__reads_a_lost_superscript_with_less_confidence() -> None:
    lost, kept = daily("3 x 109 CFU/day"), daily("3 x 10^9 CFU/day")
    assert lost is not None and kept is not None
    assert lost.per_day == kept.per_day == 3e9
    assert lost.confidence < kept.confidence


def test_daily_cfu__sums_over_the_strains_of_each() -> None:
    dose = daily("1 × 10^9 CFU of each strain daily", strains=3)
    assert dose is not None
    assert dose.per_day == pytest.approx(3e9)
    assert dose.basis == "each_strain"


def test_find_doses__a_count_of_things_is_no_dose() -> None:
    assert list(find_doses(sentence("In stool, 105 cells were seen."))) == []


@pytest.mark.parametrize(
    ("text", "grams"), [("10 g/day of inulin", 10), ("500 mg twice daily", 1), ("a daily dose of 5.5 g", 5.5)]
)
def test_daily_grams__computes_the_day(text: str, grams: float) -> None:
    (mention,) = find_masses(sentence(text))
    dose = daily_grams(parts(text, mention))
    assert dose is not None
    assert dose.per_day == pytest.approx(grams)


def test_find_masses__a_mass_per_body_weight_is_no_daily_mass() -> None:
    assert list(find_masses(sentence("40 mg/kg of corticosterone"))) == []


PEOPLE = "Effects of Lactobacillus reuteri QX1 on worry in adults: a randomised placebo-controlled trial."
MICE = "Lactobacillus reuteri QX1 alleviates anxiety-like behaviour in mice."
CHERRY = "Effect of cherry stone powder on sleep: a randomised placebo-controlled trial in adults."


@pytest.mark.parametrize(
    ("title", "told", "column", "daily"),
    [
        (PEOPLE, "They took 2 capsules twice a day, each capsule containing 2.5 × 10^9 CFU.", "dose_cfu_per_day", 1e10),
        (PEOPLE, "A weekly dose of 7 x 10^9 CFU was given.", "dose_cfu_per_day", 1e9),
        (PEOPLE, "They drank 100 ml of fermented milk a day with 10^8 CFU/mL.", "dose_cfu_per_day", 1e10),
        (PEOPLE, "Capsules held 2 x 10^9 TFU and were taken twice daily.", "dose_cfu_per_day", 4e9),
        (PEOPLE, "The probiotic group received 10^8 to 10^9 CFU per day.", "dose_cfu_per_day", None),
        (MICE, "Mice got 10^9 CFU in 0.3 ml of saline every day by gavage.", "dose_cfu_per_day", 1e9),
        (MICE, "Mice were gavaged daily with 0.2 mL of a suspension (1 × 10^9 CFU/mL).", "dose_cfu_per_day", 2e8),
        (MICE, "The strain was given in drinking water (10^9 CFU/mL).", "dose_cfu_per_day", None),
        (MICE, "Mice received 10^10 CFU/kg body weight per day.", "dose_cfu_per_day", None),
        (CHERRY, "They received 1.7 g/d of cherry stone for 14 days.", "dose_g_per_day", 1.7),
        (CHERRY, "They received 35 mg m^-2 of cherry stone.", "dose_g_per_day", None),
    ],
)
def test_dose__of_an_arm__is_what_is_taken_a_day(title: str, told: str, column: str, daily: float | None) -> None:
    arm = read_arms(title, f"In this trial, 60 were randomised. {told}")[0]
    stated = arm.fields.get(column)
    assert (pytest.approx(stated.value) if stated else None) == daily


@pytest.mark.parametrize(
    ("told", "daily"),
    [
        ("Mice were given QX1 at low (10^7 CFU/day) or high (10^9 CFU/day) doses.", [1e7, 1e9]),
        ("Mice were given 10^8 or 10^9 CFU of QX1 per day.", [1e8, 1e9]),
        ("Three groups were given 10^7, 10^8 and 10^9 CFU/mouse a day.", [1e7, 1e8, 1e9]),
        ("Mice were given 10^9 CFU of QX1 per day.", [1e9]),
        ("Mice in groups got L. reuteri QX1 10^9 CFU and Bifidobacterium longum QX2 10^8 CFU per day.", [1e9]),
    ],
)
def test_doses__set_side_by_side__are_arms_of_their_own(told: str, daily: list[float]) -> None:
    arms = read_arms(MICE, f"In this study, mice were stressed. {told}")
    assert [arm.fields["dose_cfu_per_day"].value for arm in arms if "dose_cfu_per_day" in arm.fields] == daily
