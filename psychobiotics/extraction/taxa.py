"""Names of microbes in a text: binomials, subspecies, abbreviated genera, single genera.

Pattern: a capitalised genus (or its abbreviation with a point) and a lower-case epithet, with an optional subspecies.
A name counts when the vocabulary knows it, when its genus is a known one and its epithet looks Latin, or when both
look Latin. An abbreviated genus is resolved through the record's own full names, then through the vocabulary.

Reads rightly: "Bifidobacterium animalis subsp. lactis", "L. plantarum", "Komagataella pastoris".
It must not be fooled by: "Lactobacillus abundance", "Serum levels", "E. Smith".
"""

import re
from collections.abc import Iterable
from functools import cache

from psychobiotics.extraction.reading import Reading
from psychobiotics.records.record import record
from psychobiotics.vocab.cues import token_set
from psychobiotics.vocab.taxa import load_taxa

_NAME = re.compile(
    r"(?P<genus>[A-Z](?<![A-Za-z0-9_-].)(?:[a-z]{0,3}\.|[a-z]{4,}))"  # the capital first: quickly found
    r"(?:\s?(?P<epithet>(?<=\.)[a-z]{4,}|(?<=\s)[a-z]{4,})"
    r"(?P<sub>\s(?:subsp|ssp|subspecies|sub\s?sp|var)\.?\s[A-Za-z][a-z]{3,})?)?(?![a-z])"
)
_LATIN_EPITHET = re.compile(
    r"(?:us|um|is|ae|ii|ri|ni|li|ti|si|ei|ki|di|ens|ans|ensis|ense|eus|ea|osa|ata|ina|ila|ica|ola|oides|era|ax|ex|ix"
    r"|ula|ela|ia|ma|ita|iae|lla|rum)\Z"
)
_LATIN_GENUS = re.compile(
    r"(?:bacter|bacterium|bacillus|coccus|monas|ella|myces|vibrio|spira|genes|spora|plasma|bacteroides|bacteria)\Z"
)


@record(frozen=True, slots=True)
class TaxonMention:
    """A microbe's name: `text[start:end]`.

    Attributes:
        name: The name in full where the record or the vocabulary resolves its genus, else as written.
        concept: Current name in the vocabulary, or None.
        rank: "genus", "species" or "subspecies", by shape.
    """

    start: int
    end: int
    name: str
    concept: str | None
    rank: str

    @property
    def genus(self) -> str:
        """First word of the full name."""
        return self.name.split(" ", 1)[0]


def find_taxa(reading: Reading) -> tuple[TaxonMention, ...]:
    """All names of microbes, in text order, not overlapping. Cost linear in the text."""
    text = reading.document.text
    matches = [m for m in _NAME.finditer(text) if _is_plausible(m)]
    full = _full_names(matches)
    return tuple(mention for m in matches if (mention := _mention(m, full)) is not None)


def _is_plausible(match: re.Match[str]) -> bool:
    genus, epithet = match.group("genus", "epithet")
    if genus.endswith("."):
        return bool(epithet) and _looks_like_epithet(epithet) and _has_abbreviation(genus, epithet)
    if genus in _genera():
        return True
    return bool(_LATIN_GENUS.search(genus)) or bool(
        epithet and f"{genus} {epithet}" in _names() and _looks_like_epithet(epithet)
    )


def _has_abbreviation(genus: str, epithet: str) -> bool:
    """Abbreviations are trusted for a Latin epithet only: "et al. found" is none."""
    return len(genus) <= 5 and (epithet in _epithets() or bool(_LATIN_EPITHET.search(epithet)))


def _looks_like_epithet(word: str) -> bool:
    return word in _epithets() or (bool(_LATIN_EPITHET.search(word)) and word not in token_set("not_epithets"))


def _full_names(matches: Iterable[re.Match[str]]) -> dict[str, list[str]]:
    """Epithet to the genera that the record writes in full with it; "" to all genera it writes in full."""
    full: dict[str, list[str]] = {"": []}
    for match in matches:
        if not match["genus"].endswith("."):
            full[""].append(match["genus"])
            if match["epithet"] and _looks_like_epithet(match["epithet"]):
                full.setdefault(match["epithet"], []).append(match["genus"])
    return full


def _mention(match: re.Match[str], full: dict[str, list[str]]) -> TaxonMention | None:
    genus, epithet, sub = match["genus"], match["epithet"], match["sub"] or ""
    if epithet is None or not _looks_like_epithet(epithet):
        if genus.endswith("."):
            return None
        return TaxonMention(match.start(), match.start() + len(genus), genus, _names().get(genus), "genus")
    if genus.endswith("."):
        resolved = _resolve(genus, epithet, full)
        if resolved is None and epithet not in _epithets():
            return None  # "C. elegans", "D. melanogaster": nobody says that it is a microbe
        genus = resolved or genus
    tail = f" subsp. {sub.split()[-1].lower()}" if sub else ""  # some write "ssp. Bulgaricus"
    name = f"{genus} {epithet}{tail}"
    concept = _names().get(name) or _species(f"{genus} {epithet}", bool(sub))
    return TaxonMention(match.start(), match.end(), name, concept, "subspecies" if sub else "species")


def _species(name: str, with_subspecies: bool) -> str | None:
    """The current name of a species; of an unknown subspecies only where the species has another name now."""
    current = _names().get(name)
    return None if with_subspecies and current == name else current


def _resolve(abbreviation: str, epithet: str, full: dict[str, list[str]]) -> str | None:
    """The full genus of an abbreviation: same epithet in the record, then vocabulary, then the record's only genus."""
    stem = abbreviation[:-1]
    for genus in full.get(epithet, ()):
        if _abbreviates(stem, genus):
            return genus
    known = [name.split(" ", 1)[0] for name in _by_epithet().get(epithet, ())]
    known = [genus for genus in known if _abbreviates(stem, genus)]
    if in_record := [genus for genus in known if genus in full[""]]:
        return in_record[0]
    if len({_names()[f"{genus} {epithet}"] for genus in known}) == 1:
        return known[0]
    if known:
        return None
    here = {genus for genus in full[""] if _abbreviates(stem, genus)}
    return here.pop() if len(here) == 1 else None


def _abbreviates(stem: str, genus: str) -> bool:
    """The first letter, then letters in order: "Lb" abbreviates "Lactobacillus"."""
    if not stem or genus[:1] != stem[:1]:
        return False
    rest = iter(genus[1:].lower())
    return all(letter in rest for letter in stem[1:].lower())


@cache
def _names() -> dict[str, str]:
    """Every full name, current or former, to the current one."""
    names: dict[str, str] = {}
    for taxon in load_taxa():
        for former in taxon.former_names:
            names.setdefault(former.replace(" ssp. ", " subsp. "), taxon.current_name)
    names.update({taxon.current_name: taxon.current_name for taxon in load_taxa()})
    return names


@cache
def _by_epithet() -> dict[str, list[str]]:
    """Epithet of a species to the full names that carry it, current ones first."""
    found: dict[str, list[str]] = {}
    current = sorted({*_names().values()})
    for name in [*current, *sorted(set(_names()) - set(current))]:
        words = name.split()
        if len(words) == 2:
            found.setdefault(words[1], []).append(name)
    return found


@cache
def _epithets() -> frozenset[str]:
    return frozenset(word for name in _names() for word in name.split()[1:] if word.islower() and word.isalpha())


@cache
def _genera() -> frozenset[str]:
    return token_set("genera") | {name.split(" ", 1)[0] for name in _names()}
