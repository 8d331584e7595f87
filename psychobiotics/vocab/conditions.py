"""Conditions: disorders, symptoms and states of the people (or animals) that studies enrol."""

from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition.

    Attributes:
        id: Vocabulary id ("major-depressive-disorder"), a value of `studies.condition_ids`.
        name: Canonical name.
        synonyms: Other names. Bare "depression" stands under depressive-disorder, low mood under depressive-symptoms.
        group: Family of conditions ("mood", "anxiety", "gut", "healthy", ...).
        mesh_id: MeSH descriptor, or None.
        mondo_id: MONDO class, or None.
        context_names: Abbreviations that other things share ("AD", "MS"); they mean the condition where the text also
            spells it out.
    """

    id: str
    name: str
    synonyms: tuple[str, ...]
    group: str
    mesh_id: str | None
    mondo_id: str | None
    context_names: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the canonical one first."""
        return (self.name, *self.synonyms)


@cache
def load_conditions() -> tuple[Condition, ...]:
    """All conditions, sorted by id."""
    return tuple(
        Condition(
            row["id"],
            row["canonical_name"],
            split_list(row["synonyms"]),
            row["condition_group"],
            row["mesh_id"] or None,
            row["mondo_id"] or None,
            frozenset(split_list(row["needs_context"])),
        )
        for row in read_rows("conditions")
    )


@cache
def conditions_by_id() -> dict[str, Condition]:
    """Conditions by id."""
    return {condition.id: condition for condition in load_conditions()}
