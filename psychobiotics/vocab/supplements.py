"""Supplements, comparators, foods and drugs: what an arm may hold besides a probiotic strain or product."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list


@dataclass(frozen=True, slots=True)
class Supplement:
    """One substance, food, drug or class of interventions.

    Attributes:
        id: Vocabulary id ("galacto-oligosaccharides").
        name: Canonical name.
        abbreviation: Usual abbreviation, or None.
        synonyms: Other names.
        role: What it usually is in a trial ("prebiotic", "placebo_excipient", "drug", "drug_class", ...).
        arm_type: Value of `arms.type` for an arm that consists of it, or None (an excipient alone says nothing).
        drug_class: Pharmacological class in short ("SSRI"), or None.
        adjunct_group: Value of `arms.adjunct_to` for a treatment of this kind ("antidepressant"), or None.
        mesh_id: MeSH descriptor, or None.
        context_names: Names that other things share ("PL", "MOS").
    """

    id: str
    name: str
    abbreviation: str | None
    synonyms: tuple[str, ...]
    role: str
    arm_type: str | None
    drug_class: str | None
    adjunct_group: str | None
    mesh_id: str | None
    context_names: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the canonical one first."""
        short = (self.abbreviation,) if self.abbreviation else ()
        return (self.name, *short, *self.synonyms)


@cache
def load_supplements() -> tuple[Supplement, ...]:
    """All supplements, sorted by id."""
    return tuple(
        Supplement(
            row["id"],
            row["canonical_name"],
            row["abbreviation"] or None,
            split_list(row["synonyms"]),
            row["role"],
            row["arm_type"] or None,
            row["drug_class"] or None,
            row["adjunct_group"] or None,
            row["mesh_id"] or None,
            frozenset(split_list(row["needs_context"])),
        )
        for row in read_rows("supplements")
    )


@cache
def supplements_by_id() -> dict[str, Supplement]:
    """Supplements by id."""
    return {supplement.id: supplement for supplement in load_supplements()}
