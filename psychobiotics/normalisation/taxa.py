"""Microbes to current names, designations and taxonomy ids.

A reported name is kept; the current one follows Zheng et al. 2020 and later changes as the vocabulary has them. Where
the vocabulary knows the strain and its species contradicts the reported one (not merely refines it), the strain
decides: R0052 was called an acidophilus until 2006.
"""

from psychobiotics.records.drafts import Value
from psychobiotics.records.mentions import Fact, StrainMention
from psychobiotics.vocab.strains import Strain, find_strain
from psychobiotics.vocab.taxa import Taxon, find_taxon


def normalise_strain(mention: StrainMention) -> dict[str, Value]:
    """Columns of `arm_strains` for one microbe; `position` is the caller's."""
    facts = {fact.field: fact for fact in mention.facts}
    fields: dict[str, Value] = {}
    taxon = facts.get("taxon")
    strain = _strain(facts.get("strain"), taxon, fields)
    if taxon is not None:
        _add_taxon(taxon, facts.get("taxon_full"), strain, fields)
    return fields


def _strain(fact: Fact | None, taxon: Fact | None, fields: dict[str, Value]) -> Strain | None:
    if fact is None:
        return None
    known = find_strain(fact.quote.text)
    if known and _is_namesake(known, fact.quote.text, taxon):
        known = None
    designation = known.designation if known else clean_designation(fact.quote.text)
    fields["strain"] = Value(designation, (fact.quote,), fact.rule, fact.confidence)
    fields["strain_reported"] = Value(fact.quote.text, (fact.quote,), fact.rule, fact.confidence)
    return known


def _is_namesake(strain: Strain, written: str, taxon: Fact | None) -> bool:
    """Whether a strain of another species is only spelled alike: "B. longum BL04" is not the animalis "Bl-04"."""
    known = find_taxon(taxon.concept) if taxon and taxon.concept else None
    names = {name.casefold() for name in strain.names}
    return _contradicting(known, strain) is not None and clean_designation(written).casefold() not in names


def clean_designation(written: str) -> str:
    """A designation without trade marks, with plain hyphens and single spaces.

    >>> clean_designation("Probio®‑M8")
    'Probio-M8'
    """
    for dash in "‐‑‒–":
        written = written.replace(dash, "-")
    return " ".join(written.replace("®", "").replace("™", "").split())


def _add_taxon(fact: Fact, full: Fact | None, strain: Strain | None, fields: dict[str, Value]) -> None:
    known = find_taxon(fact.concept) if fact.concept else None
    decided = _contradicting(known, strain)
    shown = full or fact
    name = decided or (known.current_name if known else _spell(shown.quote.text))
    method = "strains.species_of_strain" if decided else fact.rule
    quotes = (fact.quote, full.quote) if full else (fact.quote,)
    fields["taxon"] = Value(name, quotes, method, 0.8 if decided else fact.confidence)
    fields["taxon_reported"] = Value(fact.quote.text, (fact.quote,), fact.rule, fact.confidence)
    taxon = find_taxon(decided) if decided else known
    if taxon is not None and taxon.ncbi_taxid is not None:
        fields["ncbi_taxid"] = Value(taxon.ncbi_taxid, (fact.quote,), "vocabulary.taxa", fact.confidence)


def _contradicting(known: Taxon | None, strain: Strain | None) -> str | None:
    """The strain's species where it is another one than the reported, not its parent or its subspecies."""
    if known is None or strain is None or strain.taxon is None or " " not in known.current_name:
        return None
    reported, listed = known.current_name, strain.taxon
    if reported == listed or reported.startswith(f"{listed} ") or listed.startswith(f"{reported} "):
        return None
    return listed


def _spell(written: str) -> str:
    return " ".join(written.replace("ssp.", "subsp.").split())
