"""Posted outcome measures and their analyses, as findings of the record's arms.

Each analysis with a p-value or an estimate is a finding: facts `outcome`, `p_value`, `effect_measure`, `effect_value`,
`effect_spread`, `ci_low`, `ci_high`, `ci_level`. A measure without such an analysis is one finding for each
intervention against the comparator, at each time that it has values of. Where each group has one value and it is known
whose it is: `group_value_1` (intervention), `group_value_2` (comparator), and `endpoint_value` with `unit` unless the
measure is a change. `timepoint_cue` is the time of the class that the analysis names, else the measure's time frame.
Fact of the study: `participants_analysed`, one a group of the first primary measure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from psychobiotics.parsing.json_reading import Node, nodes_at, text_at, texts_at
from psychobiotics.parsing.registry.arms import find_arm, holds_words
from psychobiotics.parsing.registry.values import (
    Cell,
    Posted,
    Titles,
    titles_of,
    write_denominators,
    write_groups,
    write_values,
)
from psychobiotics.parsing.registry.writer import RegistryWriter, registry_fact, registry_words
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import Fact, FindingMention

_KIND = SectionKind.RESULTS
_STATISTICS = (
    ("p_value", "p-value", "pValue"),
    ("effect_measure", "Estimate of", "paramType"),
    ("effect_value", "Estimate", "paramValue"),
    ("ci_level", "Confidence level (%)", "ciPctValue"),
    ("effect_spread_kind", "Spread of the estimate", "dispersionType"),
    ("effect_spread", "Spread", "dispersionValue"),
    ("ci_sides", "Sides", "ciNumSides"),
    ("ci_low", "Lower limit", "ciLowerLimit"),
    ("ci_high", "Upper limit", "ciUpperLimit"),
)
_TOLD = (
    ("Analysis", "groupDescription"),
    ("Test type", "nonInferiorityType"),
    ("Test type comment", "nonInferiorityComment"),
    ("Method", "statisticalMethod"),
    ("Method comment", "statisticalComment"),
    ("Tested", "testedNonInferiority"),
)
_COMMENTS = (
    ("Lower limit comment", "ciLowerLimitComment"),
    ("Upper limit comment", "ciUpperLimitComment"),
    ("p-value comment", "pValueComment"),
    ("Estimate comment", "estimateComment"),
    ("Other analysis", "otherAnalysisDescription"),
)
_ABOUT = (
    ("Analysed population", "populationDescription"),
    ("Reporting", "reportingStatus"),
    ("Expected to be posted", "anticipatedPostingDate"),
    ("Type of unit", "typeUnitsAnalyzed"),
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NUMBERS = frozenset({"p_value", "effect_value"})


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the findings of one measure are made of.

    Attributes:
        titles: Of its groups.
        outcome: Its title.
        time: Its time frame, where that names one time.
        posted: Its values by class, and what they are.
        analysed: How many participants of each group.
        is_change: Its values are changes, not what is there at the end.
    """

    titles: Titles
    outcome: Quote
    time: Quote | None
    posted: Posted
    analysed: dict[str, Quote]
    is_change: bool


def write_measure(writer: RegistryWriter, node: Node) -> None:
    """Write one of `outcomeMeasures` and note its findings."""
    titles = titles_of(node)
    writer.builder.heading(f"Outcome measure ({text_at(node, 'type')})")
    outcome = writer.line(_KIND, "Outcome", text_at(node, "title"))
    posted = write_values(writer, node, titles)
    writer.line(_KIND, "Description", text_at(node, "description"))
    time = writer.line(_KIND, "Time frame", text_at(node, "timeFrame"))
    for label, key in _ABOUT:
        writer.line(_KIND, label, text_at(node, key))
    write_groups(writer, node)
    analysed = _write_analysed(writer, node, titles)
    analyses = [_write_analysis(writer, analysis, titles) for analysis in nodes_at(node, "analyses")]
    if outcome:
        changes = registry_words("change_word") & set(text_at(node, "title").lower().split())
        time = time if _names_one_time(time) else None
        measure = _Measure(titles, outcome, time, posted, analysed, bool(changes))
        _note_findings(writer, measure, analyses)


def _names_one_time(time: Quote | None) -> bool:
    return time is not None and len(_NUMBER.findall(time.text)) == 1


def _write_analysed(writer: RegistryWriter, node: Node, titles: Titles) -> dict[str, Quote]:
    first_primary = text_at(node, "type") == "PRIMARY" and not any(
        fact.field == "participants_analysed" for fact in writer.facts
    )
    analysed = write_denominators(writer, node, titles)
    if first_primary:
        for quote in analysed.values():
            writer.note("participants_analysed", quote)
    return analysed


class _Analysis(NamedTuple):
    groups: list[str]
    told: str  # the words that say of which class it is
    facts: list[Fact]


def _write_analysis(writer: RegistryWriter, analysis: Node, titles: Titles) -> _Analysis:
    groups = list(texts_at(analysis, "groupIds"))
    writer.line(_KIND, "Analysis of", " against ".join(titles.get(group, "") for group in groups))
    told = [writer.line(_KIND, label, text_at(analysis, key)) for label, key in _TOLD]
    facts = []
    for name, label, key in _STATISTICS:
        if quote := writer.line(_KIND, label, text_at(analysis, key)):
            facts.append(registry_fact(name, quote))
    told += [writer.line(_KIND, label, text_at(analysis, key)) for label, key in _COMMENTS]
    return _Analysis(groups, " | ".join(quote.text for quote in told if quote), facts)


def _note_findings(writer: RegistryWriter, measure: _Measure, analyses: list[_Analysis]) -> None:
    tested = [analysis for analysis in analyses if any(fact.field in _NUMBERS for fact in analysis.facts)]
    for analysis in tested:
        _note_finding(writer, measure, analysis, _cell_of(measure, analysis.told))
    if tested or not any(cell.values for cell in measure.posted.cells):
        return
    timed = [cell for cell in measure.posted.cells if _names_one_time(cell.title)]
    for cell in timed if len(timed) == len(measure.posted.cells) else [_cell_of(measure, "")]:
        for pair in _comparisons(writer, measure):
            _note_finding(writer, measure, _Analysis(pair, "", []), cell)


def _cell_of(measure: _Measure, told: str) -> Cell | None:
    """The only class, or the one whose title an analysis names ("change from baseline at week 2")."""
    if len(measure.posted.cells) == 1:
        return measure.posted.cells[0]
    named = [cell for cell in measure.posted.cells if cell.title and holds_words(told, cell.title.text)]
    named.sort(key=lambda cell: -len(cell.title.text) if cell.title else 0)
    others = [cell for cell in named[1:] if cell.title and not holds_words(named[0].title.text, cell.title.text)]  # type: ignore[union-attr]
    return named[0] if named and not others else None


def _comparisons(writer: RegistryWriter, measure: _Measure) -> Iterator[list[str]]:
    """Each intervention's group with that of the comparator, where there is one comparator."""
    arms = {group: find_arm(writer.arms, title) for group, title in measure.titles.items()}
    against = [group for group, arm in arms.items() if arm and arm.role == "comparator"]
    if len(against) == 1:
        yield from ([group, against[0]] for group, arm in arms.items() if arm and arm.role == "intervention")


def _note_finding(writer: RegistryWriter, measure: _Measure, analysis: _Analysis, cell: Cell | None) -> None:
    """Tie a result to the arms of its two groups, or of its only one, and to their values where each has one."""
    facts = [registry_fact("outcome", measure.outcome), *analysis.facts]
    time = cell.title if cell and _names_one_time(cell.title) else measure.time
    if time:
        facts.append(registry_fact("timepoint_cue", time))
    pairs = [(group, find_arm(writer.arms, measure.titles.get(group, ""))) for group in analysis.groups]
    pairs.sort(key=lambda pair: pair[1] is not None and pair[1].role == "comparator")
    if len(pairs) > 2:
        pairs = []  # a test over many groups is of no arm
    if len(pairs) == 1:
        facts.append(_within(facts[0]))
    arms = [arm for _, arm in pairs]
    if cell and any(arms):
        facts.extend(_value_facts(measure, cell, [group for group, _ in pairs], known=arms[0] is not None))
    keys = [arm.key if arm else None for arm in arms] + [None, None]
    writer.findings.append(FindingMention(tuple(facts), keys[0], keys[1]))


def _value_facts(measure: _Measure, cell: Cell, groups: list[str], known: bool) -> Iterator[Fact]:
    """Values, spreads and numbers of the arm and the comparator; of one group alone only where its arm is known."""
    entries = [entry for group in groups if (entry := cell.only(group))]
    if len(entries) < len(groups) or not (known or len(groups) == 2):
        return
    posted = measure.posted
    found: list[tuple[str, Quote | None]] = [
        ("unit", posted.unit),
        ("value_kind", posted.kind),
        ("spread_kind", posted.spread_kind if entries[0].spread else None),
    ]
    for number, (whose, group, entry) in enumerate(zip(("arm", "comparator"), groups, entries, strict=False), 1):
        if len(groups) == 2:
            found.append((f"group_value_{number}", entry.value))
        if known or whose == "comparator":
            found.append((f"{whose}_value", entry.value))
            found.append((f"{whose}_spread", entry.spread))
            found.append((f"{whose}_n", cell.analysed.get(group) or measure.analysed.get(group)))
    if known and not measure.is_change:
        found.append(("endpoint_value", entries[0].value))
    yield from (registry_fact(name, quote) for name, quote in found if quote)


def _within(outcome: Fact) -> Fact:
    """One group is compared with itself: the registry holds such an analysis of its change."""
    return Fact("baseline_implied", outcome.quote, "clinicaltrials.one_group", None, 0.5, inferred=True)
