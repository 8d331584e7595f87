"""Names of effect measures, and which of them are ratios."""

from psychobiotics.vocab.files import read_rows

RATIOS = frozenset({"OR", "RR", "HR"})


def read_measure(quote: str) -> str:
    """A value of `findings.effect_measure`: "pooled standardised mean difference" is SMD; "other" where not known."""
    folded = " ".join(quote.lower().replace("’", "'").replace("-", " ").split())
    for row in read_rows("effect_measures"):
        if (row["place"] == "whole" and folded == row["name"]) or (
            row["place"] == "end" and folded.endswith(row["name"])
        ):
            return row["measure"]
    return "other"
