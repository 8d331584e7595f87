"""Strains: designations, the ways they are written, and the species they belong to."""

import re
from dataclasses import dataclass
from functools import cache

from psychobiotics.vocab.files import read_rows, split_list

_CODE = re.compile(r"([A-Za-z]{1,8})[\s-]?(\d{1,6}[A-Za-z]{0,2})\Z")
_NOT_KEY = re.compile(r"[^a-z0-9]")
_COPYRIGHT = str.maketrans("", "", "®™")


@dataclass(frozen=True, slots=True)
class Strain:
    """One strain.

    Attributes:
        designation: The id, as its owner writes it: "R0052", "BB-12", "DSM 17938".
        taxon: Current name of its species where a source names it without doubt, else None. The text's own species
            name goes before it: a trial that says "B. longum" does not state the subspecies.
        synonyms: Other designations of the same strain ("Rosell-52").
        collection_ids: Numbers in culture collections.
        context_names: Those of its names that mean the strain only near a taxon or a brand ("GG", "A1").
        ncbi_taxid_strain: NCBI node of the strain (never a species id), or None.
    """

    designation: str
    taxon: str | None
    synonyms: tuple[str, ...]
    collection_ids: tuple[str, ...]
    context_names: frozenset[str]
    ncbi_taxid_strain: int | None

    @property
    def names(self) -> tuple[str, ...]:
        """All designations, the id first."""
        return (self.designation, *self.synonyms, *self.collection_ids)


@cache
def load_strains() -> tuple[Strain, ...]:
    """All strains, sorted by designation."""
    return tuple(
        Strain(
            row["strain"],
            row["taxon"] or None,
            split_list(row["synonyms"]),
            split_list(row["culture_collection_ids"]),
            frozenset(split_list(row["needs_context"])),
            int(row["ncbi_taxid_strain"]) if row["ncbi_taxid_strain"] else None,
        )
        for row in read_rows("strains")
    )


def find_strain(written: str) -> Strain | None:
    """The strain that a designation means, however it is spaced, hyphenated, cased or trade marked.

    >>> find_strain("Rosell®-52").designation
    'R0052'
    >>> find_strain("bb 12").designation
    'BB-12'
    """
    return _index().get(strain_key(written))


def strain_key(written: str) -> str:
    """Letters and digits of a designation in lower case: what two spellings of one strain share.

    >>> strain_key("CNCM I-1722")
    'cncmi1722'
    """
    return _NOT_KEY.sub("", written.translate(_COPYRIGHT).lower())


def designation_variants(name: str) -> tuple[str, ...]:
    """A designation joined, hyphenated and spaced.

    >>> designation_variants("PS128")
    ('PS128', 'PS-128', 'PS 128')
    """
    match = _CODE.match(name)
    if match is None:
        return (name,)
    letters, digits = match.groups()
    return tuple(dict.fromkeys((name, f"{letters}{digits}", f"{letters}-{digits}", f"{letters} {digits}")))


@cache
def _index() -> dict[str, Strain]:
    return {strain_key(name): strain for strain in load_strains() for name in strain.names}
