"""Strain designations behind a taxon's name: "helveticus R0052", "rhamnosus GG (LGG)", "plantarum (JYLP-326)".

Pattern: after the name may stand "strain", a bracket or a trade mark sign, then a designation: a culture collection
and its number, a code with a digit in it, or capitals that the vocabulary knows. "and"/"," may add further codes of
the same species. A designation may also stand alone where the vocabulary knows it beyond doubt ("LP299v").

Reads rightly: "L. fermentum PS150 and GR1009", "subsp. longum 35624™", "(DSM 17938)".
It must not be fooled by: "Lactobacillus 16S rRNA", "B. longum 10^9 CFU", "L. reuteri IL-10", "Bifidobacterium in 2019".
"""

import re
from collections.abc import Iterable, Iterator

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.taxa import TaxonMention, find_taxa
from psychobiotics.extraction.terms import TermHit
from psychobiotics.records.record import record
from psychobiotics.vocab.cues import token_set, word_pattern

_LEAD = re.compile(
    r"[®™]?\s?(?P<open>[(\[])?\s?(?:(?:probiotic |bacterial |yeast )?(?:sub)?strains?[\s,:]\s?"
    r"|str\.\s?|(?:designated|named)\s)?[\"'“‘]?|[-,]\s?strains?\s"
)
_COLLECTION = (
    rf"{word_pattern('culture_collections')}"
    r"(?:[\s:®-]{1,2}(?:BAA|PTA|BP|I|M|P|SD|S|E|No\.?)(?=[\s-]))?[\s:®-]{0,2}[A-Z]?\d[A-Za-z0-9-]*(?:\s\d{3}(?![\d.%]))?"
)
_CODE = r"(?=[A-Za-z®™:/-]{0,10}\d)[A-Za-z0-9][A-Za-z0-9®:/‐‑–-]{1,17}"
_CAPITALS = r"[A-Z]{2,6}(?![A-Za-z0-9])"
_LETTERS = r"[A-Z]{2,4}-[A-Z]{1,4}(?![A-Za-z0-9-])"
_DESIGNATION = re.compile(rf"(?:{_COLLECTION}|{_CODE}|{_LETTERS}|{_CAPITALS})(?![A-Za-z0-9])")
_LINK = re.compile(r"[®™\"'”’]?(?:\s?\([^()]{1,40}\))?(?:\s?,?\s?(?:and|&|or|plus|\+)\s|\s?,\s?|/)")
_TAIL = re.compile(r"[-–](?:[a-z]{3,}.*|an?)$")  # a dash without spaces: "KX-1-a strain that"
_UNIT = re.compile(
    r"\s?(?:[×x·*^%]|CFU|cfu|log|mg\b|g\b|kg\b|m[lL]\b|µ|μ|days?\b|weeks?\b|months?\b|years?\b|h\b|min\b|mice\b|rats\b"
    r"|patients\b|participants\b|adults\b|rRNA|rDNA|billion|million|sequenc|=|\.\d)"
)
_NUMBER = re.compile(r"\d+(?:[.,/-]\d+)*\Z")
_PERIOD = re.compile(r"\d+-(?:day|week|month|year|hour|min|fold)s?\Z", re.IGNORECASE)
_BIOCHEMISTRY = re.compile(rf"{word_pattern('numbered_substances')}-?\d{{1,3}}(?!\d)", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,6}\Z|[A-Z]{2,4}-[A-Z]{1,4}\Z")
_ROMAN = re.compile(r"[IVX]{2,5}\Z")
_NOT_CODE = re.compile(r"(?:sp|spp|strain|isolate|ucg|otu|asv)\d|[ivx]+[a-z]?\Z|\d+s\Z|(?:ucg|ge)-", re.IGNORECASE)


@record(frozen=True, slots=True)
class Sighting:
    """A taxon, a strain of it, or both, as they stand together in the text.

    Attributes:
        start, end: The whole.
        taxon: The taxon's name, or None where the designation stands alone.
        strain: (start, end) of the designation, or None.
        strain_concept: The designation in the vocabulary, or None.
    """

    start: int
    end: int
    taxon: TaxonMention | None
    strain: tuple[int, int] | None = None
    strain_concept: str | None = None


def find_sightings(reading: Reading) -> tuple[Sighting, ...]:
    """All taxa with their strains, and strains alone, in text order. A taxon with two strains gives two."""
    known = {hit.start: hit for hit in reading.hits if hit.vocabulary == "strains"}
    found: list[Sighting] = []
    for taxon in find_taxa(reading):
        found.extend(_with_strains(reading.document.text, taxon, known))
    text = reading.document.text
    taken = {position for s in found if s.strain for position in range(s.start, s.end)}
    alone = {
        hit.start: Sighting(hit.start, hit.end, None, (hit.start, hit.end), hit.concept)
        for hit in known.values()
        if hit.start not in taken and _stands_alone(text[hit.start : hit.end], hit)
    }
    for start, end in _repeats(text, found):
        if start not in taken:
            alone.setdefault(start, Sighting(start, end, None, (start, end)))
    return tuple(sorted([*found, *alone.values()], key=lambda s: (s.start, s.end)))


def _repeats(text: str, found: Iterable[Sighting]) -> Iterator[tuple[int, int]]:
    """Where the record repeats a designation without its taxon: "PS150" after "L. fermentum PS150"."""
    codes = {text[slice(*s.strain)] for s in found if s.strain is not None}
    codes = {code for code in codes if len(code) >= 4 and any(map(str.isdigit, code)) and not code.isdigit()}
    if codes:
        pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, codes), key=len, reverse=True))})(?![\w])")
        yield from (match.span() for match in pattern.finditer(text))


def _stands_alone(written: str, hit: TermHit) -> bool:
    return not hit.needs_context and sum(c.isalnum() for c in written) >= 3


def _with_strains(text: str, taxon: TaxonMention, known: dict[int, TermHit]) -> Iterator[Sighting]:
    spans = list(_strain_spans(text, taxon.end, known))
    if not spans:
        yield Sighting(taxon.start, taxon.end, taxon)
    for start, end in spans:
        hit = known.get(start)
        concept = hit.concept if hit and hit.end == end else None
        yield Sighting(taxon.start, end, taxon, (start, end), concept)


def _strain_spans(text: str, position: int, known: dict[int, TermHit]) -> Iterator[tuple[int, int]]:
    lead = _LEAD.match(text, position)
    if lead is None or lead.end() == position:
        return
    span = _designation(text, lead.end(), known, bracketed=bool(lead["open"]))
    while span is not None:
        yield span
        link = _LINK.match(text, span[1])
        span = _designation(text, link.end(), known, bracketed=False) if link else None
        if span is not None and _ACRONYM.match(text[span[0] : span[1]]):
            return  # in a list, capitals alone are another thing's abbreviation


def _designation(text: str, start: int, known: dict[int, TermHit], bracketed: bool) -> tuple[int, int] | None:
    if hit := known.get(start):
        return hit.start, hit.end
    match = _DESIGNATION.match(text, start)
    if match is None:
        return None
    if _PERIOD.match(match.group()):
        return None
    word = _TAIL.sub("", match.group()).rstrip("-–:/®™")
    end = start + len(word)
    if _ACRONYM.match(word):
        refused = bracketed or word in token_set("not_designations") or _ROMAN.match(word)
        return None if refused else (start, end)
    return (start, end) if _is_code(word, text, end) else None


def _is_code(word: str, text: str, end: int) -> bool:
    if len(word) < 2 or _PERIOD.match(word) or _BIOCHEMISTRY.match(word) or _NOT_CODE.match(word):
        return False
    if _NUMBER.match(word):
        digits = sum(c.isdigit() for c in word)
        return digits >= 3 and not _UNIT.match(text, end) and not (len(word) == 4 and word[:2] in {"19", "20"})
    return not (word[0].isdigit() and _UNIT.match(text, end)) and not re.match(r"\d+[xX×]\d", word)
