"""One study of an evidence table: the groups and results that its rows tell.

The parser has said which cell is what (`Document.structured`); here the cells are read as text. Pattern: every microbe
of the cell of strains was given, no word of giving is needed; its dose stands in the dose cell; a group called placebo,
or a comparator cell, names the other group; the size cells hold one number each. Cells of the study: `row_cells`;
results: `row_results`.

It must not be fooled by: "not specified", two sizes in one cell, a taxon that a result speaks of, a placebo that looks
like the probiotic.
"""

from collections.abc import Iterator
from dataclasses import replace

from psychobiotics.extraction.arms.arm_strains import strain_mentions
from psychobiotics.extraction.arms.given import given_dose, given_type
from psychobiotics.extraction.arms.products import find_products
from psychobiotics.extraction.findings import extract_findings
from psychobiotics.extraction.reading import SILENT, Reading, Scope
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.extraction.structured.row_cells import read_cell
from psychobiotics.extraction.structured.row_results import row_findings
from psychobiotics.extraction.study_facts import extract_study_facts
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import ArmMention, Fact, StudyMention

_SURE, _CONCLUDED = 0.9, 0.6
_SIZES = ("n_intervention", "n_arm", "n")
_NAMING_GIVEN = ("strains", "arm")


def read_row(reading: Reading, row: StudyMention) -> StudyMention:
    """The study with the facts, arms and findings that the cells of its rows tell.

    Args:
        reading: The document of the rows.
        row: Their cells as facts, those of each group as an arm, those of each row's outcome as a finding.
    """
    scope = Scope(row.key, row.naming, row.name, tuple(_own_sentences(reading, row)))
    arms, keys = _arms(reading, row)
    cells = [fact for quoted in row.facts for fact in read_cell(reading, quoted)]
    stated = {fact.field for fact in cells}
    facts = (*cells, *(fact for fact in extract_study_facts(reading, scope) if fact.field not in stated))
    results = [replace(told, arm_key=keys.get(told.arm_key or "")) for told in row.findings]
    findings = row_findings(reading, scope, arms, results) or extract_findings(reading, scope, arms)
    return replace(row, facts=facts, arms=arms, findings=findings)


def _own_sentences(reading: Reading, row: StudyMention) -> Iterator[Sentence]:
    """The cells that describe the study: not its name, not its identifiers and addresses."""
    for sentence in reading.sentences:
        if sentence.section not in SILENT and not sentence.start <= row.name.quote.start < sentence.end:
            yield sentence


def _arms(reading: Reading, row: StudyMention) -> tuple[tuple[ArmMention, ...], dict[str, str]]:
    """The groups, and the key of each by that of the rows that tell it."""
    told = {fact.field: fact.quote for fact in reversed(row.facts)}
    arms: list[ArmMention] = []
    keys: dict[str, str] = {}
    for mention in row.arms:
        arm = _told_comparator(reading, mention) or _intervention(reading, mention)
        if arm is not None:
            arms.append(replace(arm, key=f"a{len(arms) + 1}"))
            keys[mention.key] = arms[-1].key
    if not any(arm.role == "comparator" for arm in arms) and (other := _comparator(reading, told)):
        arms.append(replace(other, key=f"a{len(arms) + 1}"))
    return tuple(arms), keys


def _cells_of(arm: ArmMention) -> dict[str, Quote]:
    return {fact.field: fact.quote for fact in reversed(arm.facts)}


def _intervention(reading: Reading, arm: ArmMention) -> ArmMention | None:
    given = next(
        (quotes for name in _NAMING_GIVEN if (quotes := [fact.quote for fact in arm.facts if fact.field == name])), []
    )
    if not given:
        return None
    start, end = given[0].start, given[-1].end
    microbes = reading.sightings_in(start, end)
    cells = _cells_of(arm)
    cell = cells.get("dose")
    products = find_products(reading, start, end)
    kind = given_type(reading, start, end) or _labelled_type(reading, cells) or (products[0].type if products else None)
    if kind is None and not microbes:
        return None  # "multiple strains": says nothing that could be normalised
    label = cells.get("arm") or reading.quote(start, end)
    rule = "evidence_rows.intervention"
    facts = [
        Fact("label_reported", label, rule, confidence=_SURE),
        Fact("role", label, rule, "intervention", _SURE),
        Fact("type", label, rule, kind or "probiotic", _SURE if kind else _CONCLUDED, kind is None),
        *(given_dose(reading, cell, kind) or _dose_as_it_stands(cell)),
        *_size(next((cells[name] for name in _SIZES if name in cells), None)),
    ]
    if products:
        quote = reading.quote(products[0].start, products[0].end)
        facts.append(Fact("product", quote, "products.name", products[0].concept, _SURE))
    if form := cells.get("form"):
        facts.append(Fact("form", form, "evidence_rows.form", confidence=_SURE))
    return ArmMention("a1", "intervention", tuple(facts), strain_mentions(reading, microbes))


def _labelled_type(reading: Reading, cells: dict[str, Quote]) -> str | None:
    label = cells.get("arm")
    return given_type(reading, label.start, label.end) if label else None


def _dose_as_it_stands(cell: Quote | None) -> tuple[Fact, ...]:
    return (Fact("dose_reported", cell, "evidence_rows.dose", confidence=_SURE),) if cell is not None else ()


def _size(cell: Quote | None) -> Iterator[Fact]:
    if cell is not None and cell.text.isdigit():
        yield Fact("n", cell, "evidence_rows.size", confidence=_SURE)


def _told_comparator(reading: Reading, arm: ArmMention) -> ArmMention | None:
    """A group that its name, or what it was given, calls a comparator."""
    cells = _cells_of(arm)
    label = cells.get("arm") or cells.get("strains")
    if label is None or reading.sightings_in(label.start, label.end):
        return None
    return _comparing_arm(reading, label, cells.get("n_arm") or cells.get("n"))


def _comparator(reading: Reading, told: dict[str, Quote]) -> ArmMention | None:
    cell = told.get("comparator")
    return _comparing_arm(reading, cell, told.get("n_control")) if cell is not None else None


def _comparing_arm(reading: Reading, cell: Quote, size: Quote | None) -> ArmMention | None:
    cues = reading.cues_of("comparator_terms", cell.start, cell.end)
    if not cues:
        return None
    rule = "evidence_rows.comparator"
    facts = (
        Fact("label_reported", cell, rule, confidence=_SURE),
        Fact("role", cell, rule, "comparator", _SURE),
        Fact("type", reading.quote(cues[0].start, cues[0].end), rule, cues[0].concept, _SURE),
        *_size(size),
    )
    return ArmMention("a1", "comparator", facts)
