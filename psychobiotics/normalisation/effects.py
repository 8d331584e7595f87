"""Effect measures and their intervals.

Pattern: the name of a measure to the contract's enumeration ("pooled standardised mean difference" is SMD); numbers
with any minus sign.

It must not be fooled by: "r" in words, a "relative risk" (RR) for a "risk difference" (RD).
"""

from psychobiotics.vocab.effect_measures import RATIOS

_NULL_OF_RATIO = 1.0


def read_signed(quote: str) -> float | None:
    """A number with its sign: hyphen, minus and dash are one."""
    text = quote.replace("−", "-").replace("–", "-").replace("·", ".").replace(" ", "").replace("+", "")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def leaves_out_null(measure: str | None, low: float, high: float) -> bool | None:
    """Whether an interval leaves out the null of its measure; None where the measure is not known.

    An interval that reaches below zero is one of a difference, whatever it is called.
    """
    if measure is None and low >= 0:
        return None
    null = _NULL_OF_RATIO if measure in RATIOS else 0.0
    return not low <= null <= high
