"""Biomarkers: substances and ratios that studies measure, their domain and orientation."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list


@dataclass(frozen=True, slots=True)
class Biomarker:
    """One biomarker.

    Attributes:
        id: Vocabulary id ("bdnf"), the value of `findings.outcome_id`.
        name: Canonical name.
        abbreviation: Usual abbreviation, or None.
        synonyms: Other names.
        biomarker_class: Class in the field's words ("cytokine").
        outcome_domain: A value of `findings.outcome_domain`.
        higher_is: "better", "worse" or None where it depends on the context.
        orientation_basis: "read" where a source states the orientation, "general knowledge" else, None without one.
        mesh_id: MeSH descriptor of this very concept, or None (`broader_mesh_id` in the file is not it).
        context_names: Names that other things share ("NA", "NO").
    """

    id: str
    name: str
    abbreviation: str | None
    synonyms: tuple[str, ...]
    biomarker_class: str
    outcome_domain: str
    higher_is: str | None
    orientation_basis: str | None
    mesh_id: str | None
    context_names: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the canonical one first."""
        short = (self.abbreviation,) if self.abbreviation else ()
        return (self.name, *short, *self.synonyms)


@cache
def load_biomarkers() -> tuple[Biomarker, ...]:
    """All biomarkers, sorted by id."""
    return tuple(
        Biomarker(
            row["id"],
            row["canonical_name"],
            row["abbreviation"] or None,
            split_list(row["synonyms"]),
            row["biomarker_class"],
            row["outcome_domain"],
            row["higher_is"] or None,
            row["orientation_basis"] or None,
            row["mesh_id"] or None,
            frozenset(split_list(row["needs_context"])),
        )
        for row in read_rows("biomarkers")
    )


@cache
def biomarkers_by_id() -> dict[str, Biomarker]:
    """Biomarkers by id."""
    return {biomarker.id: biomarker for biomarker in load_biomarkers()}
