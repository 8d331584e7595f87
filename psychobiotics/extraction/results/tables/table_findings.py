"""Findings from tables that compare two groups, or one with its start: each row an outcome, values and a p-value.

Pattern: where p is below 0.05 the values tell the direction, else there is no difference; the control is the column
that a text calls so, else the second.

It must not be fooled by: what `result_tables` leaves out.
"""

from collections.abc import Iterator

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.groups.group_labels import tells_control
from psychobiotics.extraction.results.groups.groups import default_comparator, find_arm
from psychobiotics.extraction.results.tables.result_tables import ResultRow, ResultTable, find_tables
from psychobiotics.extraction.results.tables.table_grid import Span
from psychobiotics.extraction.short_forms import spelled_in
from psychobiotics.records.mentions import ArmMention, Fact, FindingMention

_MEASURED = frozenset({"instruments", "biomarkers"})
_RULE = "findings.table"


def read_tables(
    reading: Reading, arms: tuple[ArmMention, ...], controls: frozenset[str], is_trial: bool = False
) -> Iterator[FindingMention]:
    """A finding for each row of each table that compares two groups.

    Args:
        reading: The document.
        arms: The study's groups.
        controls: Names of its control in lower case, beside the usual words.
        is_trial: Its groups were shared out at random.
    """
    for table in find_tables(reading):
        if table.within:
            start = _fact(reading, "comparator_cue", table.groups[1], "baseline")
            told = FindingMention((start,), find_arm(None, arms, "intervention"), None)
            treated = 0
        else:
            treated, control = _sides(reading, table, controls)
            told = _groups(reading, table, (treated, control), arms, "trial" if is_trial else None)
        for row in table.rows:
            facts = (*_outcome(reading, row), *_numbers(reading, row, treated), *told.facts)
            yield FindingMention(facts, told.arm_key, told.comparator_arm_key)


def _groups(
    reading: Reading, table: ResultTable, sides: tuple[int, int | None], arms: tuple[ArmMention, ...], kind: str | None
) -> FindingMention:
    """What all rows of a comparison of two groups say of them."""
    facts = _facts_of_groups(reading, table, *sides, kind)
    names = {fact.field: fact.quote.text for fact in facts}
    arm = find_arm(names.get("arm_cue"), arms, "intervention")
    against = find_arm(names["comparator_cue"], arms, "comparator") if "comparator_cue" in names else None
    return FindingMention(tuple(facts), arm, against or default_comparator(arms))


def _sides(reading: Reading, table: ResultTable, controls: frozenset[str]) -> tuple[int, int | None]:
    """Which of the two columns is the treated group's, and which the control's where a name says so."""
    told = [_is_control(reading.document.text[slice(*group)], controls) for group in table.groups]
    if told[0] != told[1]:
        return (1, 0) if told[0] else (0, 1)
    return 0, None


def _is_control(name: str, controls: frozenset[str]) -> bool:
    words = {word.strip("()[],.^*").lower() for word in name.split()}
    return tells_control(name) or bool(words & controls)


def _facts_of_groups(
    reading: Reading, table: ResultTable, treated: int, control: int | None, kind: str | None
) -> list[Fact]:
    facts = [_fact(reading, "arm_cue", table.groups[treated])]
    if control is not None:
        facts.append(_fact(reading, "comparator_cue", table.groups[control], kind))
    return facts


def _outcome(reading: Reading, row: ResultRow) -> Iterator[Fact]:
    start, end = row.name
    hits = [h for h in reading.hits_in(start, end) if h.vocabulary in _MEASURED and (h.start, h.end) == (start, end)]
    concept = f"{hits[0].vocabulary}/{hits[0].concept}" if hits else None
    yield _fact(reading, "outcome", row.name, concept)
    if spelled := spelled_in(reading.document.text[start:end], reading.short_forms):
        yield Fact("outcome_spelled", spelled[1], f"{_RULE}.outcome_spelled", spelled[0])
    if row.time is not None:
        yield _fact(reading, "timepoint_cue", row.time)


def _numbers(reading: Reading, row: ResultRow, treated: int) -> Iterator[Fact]:
    if row.is_null:
        yield _fact(reading, "null_cue", row.p_value)
        yield _fact(reading, "significance_cue", row.p_value, "not_significant")
        return
    if row.values is not None:
        yield _fact(reading, "group_value_1", row.values[treated])
        yield _fact(reading, "group_value_2", row.values[1 - treated])
    yield _fact(reading, "p_value", row.p_value)


def _fact(reading: Reading, field: str, span: Span, concept: str | None = None) -> Fact:
    return Fact(field, reading.quote(*span), f"{_RULE}.{field}", concept)
