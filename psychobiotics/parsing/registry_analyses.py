"""Posted outcome measures and their analyses, as findings of the record's arms.

Each analysis with a p-value or an estimate is a finding: facts `outcome`, `p_value`, `effect_measure`, `effect_value`,
`effect_spread`, `ci_low`, `ci_high`, `ci_level`. A measure without such an analysis is one finding for each
intervention against the comparator. Where each group has one value and it is known whose it is: `group_value_1`
(intervention), `group_value_2` (comparator), and `endpoint_value` with `unit` unless the measure is a change.
`timepoint_cue` is the measure's time frame. Fact of the study: `participants_analysed`, one a group of the first
primary measure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from psychobiotics.parsing.json_reading import Node, nodes_at, text_at, texts_at
from psychobiotics.parsing.registry_arms import find_arm
from psychobiotics.parsing.registry_values import Titles, titles_of, write_denominators, write_groups, write_values
from psychobiotics.parsing.registry_writer import RegistryWriter, registry_fact, registry_words
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import Fact, FindingMention

_KIND = SectionKind.RESULTS
_PARTICIPANTS = "Participants"
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
_NUMBERS = frozenset({"p_value", "effect_value"})


@dataclass(slots=True)
class _Measure:
    """What the findings of one measure are made of.

    Attributes:
        titles: Of its groups.
        facts: What all its findings share: outcome and time frame.
        values: Each group's values.
        unit: Where the unit stands; None for a change, whose value is not that at the end.
    """

    titles: Titles
    facts: list[Fact]
    values: dict[str, list[Quote]] = field(default_factory=dict)
    unit: Quote | None = None


def write_measure(writer: RegistryWriter, node: Node) -> None:
    """Write one of `outcomeMeasures` and note its findings."""
    measure = _Measure(titles_of(node), [])
    writer.builder.heading(f"Outcome measure ({text_at(node, 'type')})")
    if outcome := writer.line(_KIND, "Outcome", text_at(node, "title")):
        measure.facts.append(registry_fact("outcome", outcome))
    posted = write_values(writer, node, measure.titles)
    for value in posted.values:
        measure.values.setdefault(value.group, []).append(value.quote)
    if not registry_words("change_word") & set(text_at(node, "title").lower().split()):
        measure.unit = posted.unit
    writer.line(_KIND, "Description", text_at(node, "description"))
    if time := writer.line(_KIND, "Time frame", text_at(node, "timeFrame")):
        measure.facts.append(registry_fact("timepoint_cue", time))
    writer.line(_KIND, "Analysed population", text_at(node, "populationDescription"))
    writer.line(_KIND, "Reporting", text_at(node, "reportingStatus"))
    writer.line(_KIND, "Expected to be posted", text_at(node, "anticipatedPostingDate"))
    writer.line(_KIND, "Type of unit", text_at(node, "typeUnitsAnalyzed"))
    write_groups(writer, node)
    _write_analysed(writer, node, measure)
    _write_findings(writer, node, measure)


def _write_analysed(writer: RegistryWriter, node: Node, measure: _Measure) -> None:
    first_primary = text_at(node, "type") == "PRIMARY" and not any(
        fact.field == "participants_analysed" for fact in writer.facts
    )
    for units, quote in write_denominators(writer, node, measure.titles):
        if first_primary and units == _PARTICIPANTS:
            writer.note("participants_analysed", quote)


def _write_findings(writer: RegistryWriter, node: Node, measure: _Measure) -> None:
    before = len(writer.findings)
    for analysis in nodes_at(node, "analyses"):
        facts = _write_analysis(writer, analysis, measure.titles)
        if any(fact.field in _NUMBERS for fact in facts):
            _note_finding(writer, measure, list(texts_at(analysis, "groupIds")), facts)
    if len(writer.findings) == before and measure.values:
        for pair in _comparisons(writer, measure):
            _note_finding(writer, measure, pair, [])


def _write_analysis(writer: RegistryWriter, analysis: Node, titles: Titles) -> list[Fact]:
    groups = [titles.get(group, "") for group in texts_at(analysis, "groupIds")]
    writer.line(_KIND, "Analysis of", " against ".join(groups))
    for label, key in _TOLD:
        writer.line(_KIND, label, text_at(analysis, key))
    facts = []
    for name, label, key in _STATISTICS:
        if quote := writer.line(_KIND, label, text_at(analysis, key)):
            facts.append(registry_fact(name, quote))
    for label, key in _COMMENTS:
        writer.line(_KIND, label, text_at(analysis, key))
    return facts


def _comparisons(writer: RegistryWriter, measure: _Measure) -> Iterator[list[str]]:
    """Each intervention's group with that of the comparator, where there is one comparator."""
    arms = {group: find_arm(writer.arms, title) for group, title in measure.titles.items()}
    against = [group for group, arm in arms.items() if arm and arm.role == "comparator"]
    if len(against) == 1:
        yield from ([group, against[0]] for group, arm in arms.items() if arm and arm.role == "intervention")


def _note_finding(writer: RegistryWriter, measure: _Measure, groups: list[str], facts: list[Fact]) -> None:
    """Tie a result to the arms of its two groups, or of its only one, and to their values where each has one."""
    if not measure.facts or measure.facts[0].field != "outcome":
        return
    facts = [*measure.facts, *facts]
    pairs = [(group, find_arm(writer.arms, measure.titles.get(group, ""))) for group in groups]
    pairs.sort(key=lambda pair: pair[1] is not None and pair[1].role == "comparator")
    if len(pairs) > 2:
        pairs = []  # a test over many groups is of no arm
    if len(pairs) == 1:
        facts.append(_within(measure.facts[0]))
    arms = [arm for _, arm in pairs]
    values = [measure.values.get(group, []) for group, _ in pairs]
    if any(arms) and all(len(value) == 1 for value in values):
        if len(pairs) == 2:
            facts += [registry_fact(f"group_value_{n}", value[0]) for n, value in enumerate(values, 1)]
        if arms[0] and measure.unit:
            facts += [registry_fact("endpoint_value", values[0][0]), registry_fact("unit", measure.unit)]
    keys = [arm.key if arm else None for arm in arms] + [None, None]
    writer.findings.append(FindingMention(tuple(facts), keys[0], keys[1]))


def _within(outcome: Fact) -> Fact:
    """One group is compared with itself: the registry holds such an analysis of its change."""
    return Fact("baseline_implied", outcome.quote, "clinicaltrials.one_group", None, 0.5, inferred=True)
