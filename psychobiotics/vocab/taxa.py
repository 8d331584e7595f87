"""Names of microbes: every name a taxon has or had, and the one that holds now.

Names follow Zheng et al. 2020 for Lactobacillaceae and later changes as read by the sources in the file. A taxid
persists through renaming, so it may have been read under a former name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list

_RANK_MARK = re.compile(r"\b(?:subspecies|subsp|ssp|sub\s?sp)\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Taxon:
    """One taxon.

    Attributes:
        current_name: The id: "Lactiplantibacillus plantarum", "Bifidobacterium animalis subsp. lactis".
        rank: "genus", "species" or "subspecies" (and above: "family", "order", "class", "phylum").
        ncbi_taxid: NCBI taxonomy id of this rank, or None where no source was read.
        former_names: Full names that it had ("Lactobacillus plantarum").
        vernacular_names: Common names ("bifidobacteria").
    """

    current_name: str
    rank: str
    ncbi_taxid: int | None
    former_names: tuple[str, ...]
    vernacular_names: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Full names, the current one first."""
        return (self.current_name, *self.former_names)

    @property
    def genus(self) -> str:
        """First word of the current name."""
        return self.current_name.split(" ", 1)[0]

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """The full names with their genus as an initial: "L. plantarum"; empty for a genus.

        >>> find_taxon("Lactobacillus plantarum").abbreviations
        ('L. plantarum',)
        """
        return tuple(dict.fromkeys(abbreviate(name) for name in self.names if " " in name))


def abbreviate(name: str) -> str:
    """Shorten the genus of a full name to its initial.

    >>> abbreviate("Bifidobacterium animalis subsp. lactis")
    'B. animalis subsp. lactis'
    """
    genus, rest = name.split(" ", 1)
    return f"{genus[0]}. {rest}"


@cache
def load_taxa() -> tuple[Taxon, ...]:
    """All taxa, sorted by current name."""
    return tuple(
        Taxon(
            row["current_name"],
            row["rank"],
            int(row["ncbi_taxid"]) if row["ncbi_taxid"] else None,
            split_list(row["former_names"]),
            split_list(row["vernacular_names"]),
        )
        for row in read_rows("taxa")
    )


def find_taxon(name: str, genera: Iterable[str] = ()) -> Taxon | None:
    """The taxon that a name means: full, former, vernacular, or abbreviated.

    Args:
        name: As written; "ssp.", "subspecies" and a left out "subsp." read alike.
        genera: Genera that the record writes in full (any of their names). They decide an abbreviation that several
            taxa share ("L. lactis"); without them such a one gives None.

    >>> find_taxon("Lactobacillus rhamnosus").current_name
    'Lacticaseibacillus rhamnosus'
    >>> find_taxon("B. lactis").current_name
    'Bifidobacterium animalis subsp. lactis'
    >>> find_taxon("L. lactis") is None
    True
    >>> find_taxon("L. lactis", genera=["Lactococcus"]).current_name
    'Lactococcus lactis'
    """
    candidates = _index().get(_key(name), ())
    if len(candidates) > 1:
        known = set(genera)
        candidates = tuple(taxon for taxon in candidates if known & _genera_under(taxon, name))
    return candidates[0] if len(candidates) == 1 else None


def ambiguous_abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviations that several taxa share, with the current names they may mean."""
    shared: dict[str, set[str]] = {}
    for taxon in load_taxa():
        for short in taxon.abbreviations:
            shared.setdefault(short, set()).add(taxon.current_name)
    return {short: tuple(sorted(names)) for short, names in sorted(shared.items()) if len(names) > 1}


def _genera_under(taxon: Taxon, short: str) -> set[str]:
    """Genera under which the taxon's own names shorten to `short`."""
    return {name.split(" ", 1)[0] for name in taxon.names if _key(name) == _key(short) or _shortens(name, short)}


def _shortens(name: str, short: str) -> bool:
    return " " in name and _key(abbreviate(name)) == _key(short)


@cache
def _index() -> dict[str, tuple[Taxon, ...]]:
    found: dict[str, list[Taxon]] = {}
    for taxon in load_taxa():
        for name in (*taxon.names, *taxon.abbreviations, *taxon.vernacular_names):
            holders = found.setdefault(_key(name), [])
            if taxon not in holders:
                holders.append(taxon)
    return {key: tuple(holders) for key, holders in found.items()}


def _key(name: str) -> str:
    return " ".join(_RANK_MARK.sub(" ", name).lower().split())
