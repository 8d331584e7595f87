"""The microbes of an arm, one mention each: repeated names fall together, a genus yields to its species.

Pattern: mentions are the same when their full names and their designations are; a name without a designation yields
to the same name with one; a genus or a species that is the parent of another given one yields to it; a strain that
stands alone joins the strain that a name carries.

Reads rightly: "Bifidobacterium longum 1714 ... B. longum" (one), "Lactobacillus ... L. casei" (the species), "L. casei
and L. reuteri" (two).
It must not be fooled by: two strains of one species (each stays), a subspecies beside another species of its genus.
"""

from collections.abc import Iterable

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.strains import Sighting
from psychobiotics.records.mentions import Fact, StrainMention
from psychobiotics.vocab.strains import find_strain, strain_key


def strain_mentions(reading: Reading, sightings: Iterable[Sighting]) -> tuple[StrainMention, ...]:
    """Quote each distinct microbe once, in the order in which the text gives them."""
    distinct = _distinct(reading, [_with_taxon(reading, s) for s in sightings])
    return tuple(StrainMention(tuple(_facts(reading, s))) for s in distinct)


def _with_taxon(reading: Reading, sighting: Sighting) -> Sighting:
    """A strain that stands alone, as the record names it with its taxon elsewhere."""
    if sighting.taxon is not None:
        return sighting
    code = _designation(reading, sighting)
    named = (s for s in reading.sightings if s.taxon is not None and s.strain and _designation(reading, s) == code)
    return next(named, sighting)


def _distinct(reading: Reading, sightings: Iterable[Sighting]) -> list[Sighting]:
    best: dict[tuple[str, str], Sighting] = {}
    for sighting in sightings:
        key = _name(sighting), _designation(reading, sighting)
        kept = best.get(key)
        if kept is None or (_is_short(reading, kept) and not _is_short(reading, sighting)):
            best[key] = sighting
    keys = list(best)
    return [best[key] for key in keys if not any(_yields(key, other) for other in keys if other != key)]


def _yields(key: tuple[str, str], other: tuple[str, str]) -> bool:
    """True where `other` says all that `key` says, and more."""
    name, strain = key
    other_name, other_strain = other
    if strain and strain == other_strain:
        return not name or (bool(other_name) and other_name.startswith(f"{name} "))
    if strain:
        return False
    return other_name == name or other_name.startswith(f"{name} ")


def _name(sighting: Sighting) -> str:
    return (sighting.taxon.concept or sighting.taxon.name) if sighting.taxon else ""


def _designation(reading: Reading, sighting: Sighting) -> str:
    if sighting.strain is None:
        return ""
    written = reading.document.text[slice(*sighting.strain)]
    known = find_strain(written)
    return strain_key(known.designation if known else written)


def _is_short(reading: Reading, sighting: Sighting) -> bool:
    return "." in reading.document.text[sighting.start : sighting.start + 4]


def _facts(reading: Reading, sighting: Sighting) -> Iterable[Fact]:
    if sighting.taxon is not None:
        taxon = sighting.taxon
        quote = reading.quote(taxon.start, taxon.end)
        yield Fact("taxon", quote, f"taxa.{taxon.rank}", taxon.concept, 0.95 if taxon.concept else 0.8)
        if full := _full_name(reading, sighting):
            yield full
    if sighting.strain is not None:
        quote = reading.quote(*sighting.strain)
        yield Fact(
            "strain", quote, "strains.designation", sighting.strain_concept, 0.95 if sighting.strain_concept else 0.85
        )


def _full_name(reading: Reading, sighting: Sighting) -> Fact | None:
    """Where an abbreviated name of no vocabulary is spelled out by the record, the words that do."""
    taxon = sighting.taxon
    if taxon is None or taxon.concept or not _is_short(reading, sighting):
        return None
    for other in reading.sightings:
        if other.taxon is not None and other.taxon.name == taxon.name and not _is_short(reading, other):
            return Fact("taxon_full", reading.quote(other.taxon.start, other.taxon.end), "taxa.spelled_out")
    return None
