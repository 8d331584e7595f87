"""One cell of an evidence table as the facts that extraction gives of running text.

Pattern: the column says what the cell is, so a word is enough: a country's name, "RCT", "double-blind", "mice"; one
number is a size, numbers set apart by "/", "+" or "vs" are those of groups; "75% (45)" is a share.

It must not be fooled by: a cell that names two countries, "yes" for a registration number, a share below one without a
per cent sign (a fraction or a percentage: nobody knows).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from psychobiotics.extraction.design.registration_funding import find_registrations
from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.study_cues import find_cues
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.countries import find_country, load_countries
from psychobiotics.vocab.designs import load_designs

_SURE = 0.95
_IMPLIED = 0.5  # a crossover is taken as randomised
_LEXICONS = {"design": "design_cues", "blinding": "blinding_cues", "species": "species_words"}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_GROUP_LINK = re.compile(r"\s*(?:[/+|:;&]|vs?\.?\s|versus\s|and\s)\s*(?:n\s?=\s?)?(?=\d)", re.IGNORECASE)
_LONE_NUMBER = re.compile(r"\D{0,20}?(\d{1,3}(?:[,  ]\d{3})+|\d+)(?![.,]?\d|\s?[-–]\s?\d)")
_RANGE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s?(?:[-–—]|to)\s?\d{1,3}(?:[.,]\d+)?")
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?(?=\s?%)")
_UNIT = re.compile(r"\b(?:days?|weeks?|months?|years?|wks?|d|w|mo)\b", re.IGNORECASE)


def read_cell(reading: Reading, cell: Fact) -> Iterator[Fact]:
    """The facts that a cell states; none where it says nothing that its column asks for."""
    read = _READERS.get(cell.field)
    if read is None:
        yield cell
    else:
        yield from read(reading, cell)


def _part(cell: Fact, start: int, end: int, **changes: object) -> Fact:
    """A stretch of the cell as a fact of its own."""
    begin = cell.quote.start
    quote = Quote(begin + start, begin + end, cell.quote.text[start:end])
    return replace(cell, quote=quote, **changes)  # type: ignore[arg-type]


def _conditions(reading: Reading, cell: Fact) -> Iterator[Fact]:
    for hit in reading.hits_in(cell.quote.start, cell.quote.end):
        if hit.vocabulary == "conditions":
            quote = reading.quote(hit.start, hit.end)
            yield Fact("condition_ids", quote, "evidence_rows.condition", hit.concept, 0.9)


def _country(_reading: Reading, cell: Fact) -> Iterator[Fact]:
    """The country whose name is the whole cell, else the only one named in it."""
    whole = find_country(cell.quote.text.strip(" ."))
    found = {whole.code: (0, len(cell.quote.text))} if whole else dict(_named_countries(cell.quote.text))
    if len(found) == 1:
        [(code, span)] = found.items()
        yield _part(cell, *span, rule="evidence_rows.country", concept=code, confidence=_SURE)


def _named_countries(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for country in load_countries():
        for name in (country.name, *country.synonyms):
            if name in text and (match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)):
                yield country.code, match.span()


def _cues(_reading: Reading, cell: Fact) -> Iterator[Fact]:
    """Words of design, blinding or species; the bare name of a design or a blinding is enough here."""
    [sentence] = find_cues([cell.quote.text])
    whole = sentence.text.strip(" .").replace("-", "_").replace(" ", "_")
    found = [(c.start, c.end, c.concept) for c in sentence.cues if c.lexicon == _LEXICONS[cell.field]]
    found = [cue for cue in found if cue[2] != "any"]
    if not found and cell.field == "design" and any(whole in (d.id, d.design) for d in load_designs()):
        found = [(0, len(sentence.text), whole)]
    if not found and cell.field == "blinding":
        [spelled] = find_cues([f"{sentence.text.strip(' .')}-blind"])
        found = [(0, len(sentence.text), c.concept) for c in spelled.cues if c.lexicon == "blinding_cues"]
    for start, end, concept in found:
        yield _part(cell, start, end, rule=f"evidence_rows.{cell.field}", concept=concept, confidence=_SURE)
        if concept == "crossover":
            yield _part(cell, start, end, rule="evidence_rows.design", concept="rct", confidence=_IMPLIED)


def _size(_reading: Reading, cell: Fact) -> Iterator[Fact]:
    """One number; several that are linked are groups, whose sum normalisation may build."""
    numbers = list(_NUMBER.finditer(cell.quote.text))
    links = [_GROUP_LINK.match(cell.quote.text, number.end()) for number in numbers]
    if numbers and links[0]:
        if cell.field == "n_enrolled" and all(links[:-1]) and numbers[-1].end() == len(cell.quote.text.rstrip()):
            yield from (
                _part(cell, *number.span(), field="n_arm", concept="cell", confidence=_SURE) for number in numbers
            )
    elif match := _LONE_NUMBER.match(cell.quote.text):
        yield _part(cell, *match.span(1))


def _age(_reading: Reading, cell: Fact) -> Iterator[Fact]:
    if match := _RANGE.match(cell.quote.text.strip("( ")):
        begin = cell.quote.text.index(match.group())
        yield _part(cell, begin, begin + len(match.group()), field="age_range")
    elif cell.field == "age_mean" and (number := _NUMBER.search(cell.quote.text)):
        yield _part(cell, *number.span())


def _share(_reading: Reading, cell: Fact) -> Iterator[Fact]:
    match = _SHARE.search(cell.quote.text) or _NUMBER.fullmatch(cell.quote.text)
    if match and not 0 < float(match.group().replace(",", ".")) < 1:
        yield _part(cell, *match.span())


def _duration(_reading: Reading, cell: Fact) -> Iterator[Fact]:
    """A length with its unit, which may stand in the heading ("Duration (weeks)") instead."""
    text = cell.quote.text
    if _NUMBER.fullmatch(text.strip()):
        if unit := _UNIT.search(cell.concept or ""):
            yield replace(cell, field="duration_days", concept=unit.group().lower())
    else:
        yield replace(cell, field="duration_days", concept=None)


def _registration(_reading: Reading, cell: Fact) -> Iterator[Fact]:
    for start, end in find_registrations(cell.quote.text):
        yield _part(cell, start, end)
        return
    words = cell.quote.text.split()
    if len(words) == 1 and any(c.isdigit() for c in words[0]):
        yield cell


_READERS: dict[str, Callable[[Reading, Fact], Iterator[Fact]]] = {
    "age_mean": _age,
    "age_range": _age,
    "blinding": _cues,
    "condition": _conditions,
    "country": _country,
    "design": _cues,
    "duration": _duration,
    "female_percent": _share,
    "n_analysed": _size,
    "n_enrolled": _size,
    "registry_id": _registration,
    "species": _cues,
}
