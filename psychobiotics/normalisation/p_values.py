"""P-values and significance.

Pattern: "p = 0.021", "P < .001", "ps < .05", "p-value: 0.03", "p less than 0.05", "p = 1.5 × 10^-4". A finding is
significant where its p-value is below 0.05, its interval leaves out the null, or the text says so; a p-value that is
printed overrules the word.

It must not be fooled by: "p = 0.05" (not below), "P > 0.05".
"""

import re

_OPERATORS = (
    ("<=", ("≤", "<=", "< =", "⩽")),
    (">=", ("≥", ">=", "> =", "⩾")),
    ("<", ("<", "less than", "﹤", "＜")),
    (">", (">", "greater than", "﹥", "＞")),
)
_NUMBER = re.compile(
    r"(?P<mantissa>\d*\s?[.,·]\s?\d+|\d+)(?:\s?[x×*·]\s?10\s?\^?\s?(?P<power>[-−–]\s?\d+)|[eE](?P<exp>[-−]?\d+))?"
)
_ALPHA = 0.05  # the level that the contract names


def read_p_value(quote: str) -> tuple[str, float] | None:
    """(operator, value) of a quoted p-value, or None where it is no probability.

    >>> read_p_value("P < .001"), read_p_value("p = 0. 05"), read_p_value("p-value: 1.5 × 10^-4")
    (('<', 0.001), ('=', 0.05), ('=', 0.00015))
    """
    operator = next((name for name, signs in _OPERATORS if any(sign in quote for sign in signs)), "=")
    match = _NUMBER.search(quote)
    if not match:
        return None
    value = float(match["mantissa"].replace(" ", "").replace(",", ".").replace("·", "."))
    power = match["power"] or match["exp"]
    if power:
        value = float(f"{value!r}e{int(power.replace(' ', '').replace('−', '-').replace('–', '-'))}")
    return (operator, value) if 0 <= value <= 1 else None


def is_significant(operator: str, value: float) -> bool | None:
    """Whether a p-value is below 0.05; None where it does not say."""
    if operator in {"<", "<="}:
        return True if value <= _ALPHA else None
    if operator in {">", ">="}:
        return False if value >= _ALPHA else None
    return value < _ALPHA
