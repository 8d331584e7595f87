"""Effect measures and their intervals.

Pattern: the name of a measure to the contract's enumeration ("pooled standardised mean difference" is SMD); numbers
with any minus sign.

It must not be fooled by: "r" in words, a "relative risk" (RR) for a "risk difference" (RD).
"""

from psychobiotics.vocab.files import read_rows

_NULL_OF_RATIO = 1.0
_RATIOS = frozenset({"OR", "RR", "HR"})


def read_measure(quote: str) -> str:
    """A value of `findings.effect_measure`."""
    folded = " ".join(quote.lower().replace("’", "'").replace("-", " ").split())
    for row in read_rows("effect_measures"):
        if (row["place"] == "whole" and folded == row["name"]) or (
            row["place"] == "end" and folded.endswith(row["name"])
        ):
            return row["measure"]
    return "other"


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
    """Whether an interval leaves out the null of its measure; None where the measure is not known."""
    if measure is None:
        return None
    null = _NULL_OF_RATIO if measure in _RATIOS else 0.0
    return not low <= null <= high
