"""Study designs: finer terms of the field, the design of the contract each belongs to, evidence levels."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list


@dataclass(frozen=True, slots=True)
class Design:
    """One design.

    Attributes:
        id: Term of the field ("pilot_rct").
        design: Value of `studies.design`, or None where the term does not decide it.
        cue_phrases: Words that point to it (own wording; some are weak alone).
        population: "human", "animal_or_cell" or None.
        evidence_level: OCEBM 2011 level of the treatment-benefit row, 1 (highest) to 5, or None where not read.
    """

    id: str
    design: str | None
    cue_phrases: tuple[str, ...]
    population: str | None
    evidence_level: int | None


@cache
def load_designs() -> tuple[Design, ...]:
    """All designs, sorted by id."""
    return tuple(
        Design(
            row["id"],
            row["design"] or None,
            split_list(row["cue_phrases"]),
            row["population"] or None,
            int(row["evidence_level_ocebm_2011"]) if row["evidence_level_ocebm_2011"] else None,
        )
        for row in read_rows("designs")
    )
