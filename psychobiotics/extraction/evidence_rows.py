"""One row of an evidence table: the groups and results that its cells tell.

The parser has said which cell is what (`Document.structured`); here the cells are read as text. Pattern: every microbe
of the cell of strains was given, no word of giving is needed; its dose stands in the dose cell; a comparator cell names
the other group; the size cells hold one number each. Results are notes: "BDI lower; insulin, hs-CRP lower", "no effect
on POMS", "↓ cortisol".

It must not be fooled by: "not specified", two sizes in one cell, a taxon that a result speaks of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from psychobiotics.extraction.arm_strains import strain_mentions
from psychobiotics.extraction.findings import extract_findings
from psychobiotics.extraction.given import given_dose, given_type
from psychobiotics.extraction.products import find_products
from psychobiotics.extraction.reading import SILENT, Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.study_facts import extract_study_facts
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import ArmMention, Fact, StudyMention

_SURE, _CONCLUDED = 0.9, 0.6


def read_row(reading: Reading, row: StudyMention) -> StudyMention:
    """The row's study with the facts, arms and findings that its cells tell.

    Args:
        reading: The document of the row.
        row: Its cells as facts, those of its intervention as an arm.
    """
    scope = Scope(row.key, row.naming, row.name, tuple(_own_sentences(reading, row)))
    arms = _arms(reading, row)
    cells = [fact for quoted in row.facts for fact in _read_cell(reading, quoted)]
    stated = {fact.field for fact in cells}
    facts = (*cells, *(fact for fact in extract_study_facts(reading, scope) if fact.field not in stated))
    return replace(row, facts=facts, arms=arms, findings=extract_findings(reading, scope, arms))


def _own_sentences(reading: Reading, row: StudyMention) -> Iterator[Sentence]:
    """The cells that describe the study: not its name, not its identifiers and addresses."""
    for sentence in reading.sentences:
        if sentence.section not in SILENT and not sentence.start <= row.name.quote.start < sentence.end:
            yield sentence


def _read_cell(reading: Reading, cell: Fact) -> Iterator[Fact]:
    """A cell as the facts that extraction gives of running text."""
    if cell.field == "duration":
        yield replace(cell, field="duration_days")
    elif cell.field == "condition":
        for hit in reading.hits_in(cell.quote.start, cell.quote.end):
            if hit.vocabulary == "conditions":
                quote = reading.quote(hit.start, hit.end)
                yield Fact("condition_ids", quote, "evidence_rows.condition", hit.concept, _SURE)
    else:
        yield cell


def _arms(reading: Reading, row: StudyMention) -> tuple[ArmMention, ...]:
    cells = {fact.field: fact.quote for arm in row.arms for fact in reversed(arm.facts)}
    told = {fact.field: fact.quote for fact in reversed(row.facts)}
    given = [fact.quote for arm in row.arms for fact in arm.facts if fact.field == "strains"]
    arms = []
    if given and (arm := _intervention(reading, given, cells)):
        arms.append(arm)
    if arm := _comparator(reading, told):
        arms.append(replace(arm, key=f"a{len(arms) + 1}"))
    return tuple(arms)


def _intervention(reading: Reading, given: Sequence[Quote], cells: dict[str, Quote]) -> ArmMention | None:
    start, end = given[0].start, given[-1].end
    microbes = reading.sightings_in(start, end)
    cell = cells.get("dose")
    products = find_products(reading, start, end)
    kind = given_type(reading, start, end) or (products[0].type if products else None)
    if kind is None and not microbes:
        return None  # "multiple strains": says nothing that could be normalised
    label = reading.quote(start, end)
    rule = "evidence_rows.intervention"
    facts = [
        Fact("label_reported", label, rule, confidence=_SURE),
        Fact("role", label, rule, "intervention", _SURE),
        Fact("type", label, rule, kind or "probiotic", _SURE if kind else _CONCLUDED, kind is None),
        *(given_dose(reading, cell, kind) or _dose_as_it_stands(cell)),
        *_size(cells.get("n_intervention")),
    ]
    if products:
        quote = reading.quote(products[0].start, products[0].end)
        facts.append(Fact("product", quote, "products.name", products[0].concept, _SURE))
    if form := cells.get("form"):
        facts.append(Fact("form", form, "evidence_rows.form", confidence=_SURE))
    return ArmMention("a1", "intervention", tuple(facts), strain_mentions(reading, microbes))


def _dose_as_it_stands(cell: Quote | None) -> tuple[Fact, ...]:
    return (Fact("dose_reported", cell, "evidence_rows.dose", confidence=_SURE),) if cell is not None else ()


def _size(cell: Quote | None) -> Iterator[Fact]:
    if cell is not None and cell.text.isdigit():
        yield Fact("n", cell, "evidence_rows.size", confidence=_SURE)


def _comparator(reading: Reading, told: dict[str, Quote]) -> ArmMention | None:
    cell = told.get("comparator")
    if cell is None:
        return None
    cues = reading.cues_of("comparator_terms", cell.start, cell.end)
    if not cues:
        return None
    rule = "evidence_rows.comparator"
    facts = (
        Fact("label_reported", cell, rule, confidence=_SURE),
        Fact("role", cell, rule, "comparator", _SURE),
        Fact("type", reading.quote(cues[0].start, cues[0].end), rule, cues[0].concept, _SURE),
        *_size(told.get("n_control")),
    )
    return ArmMention("a1", "comparator", facts)
