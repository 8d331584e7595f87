"""The results section of a registry record: flow of participants, baseline, outcome measures, analyses, adverse events.

Each posted analysis with a p-value or an estimate becomes a finding: facts `outcome`, `p_value`, `effect_measure`,
`effect_value`, `ci_low`, `ci_high`, `ci_level`, `group_value_1` (intervention) and `group_value_2` (comparator) where
the measure has one value a group. Numbers stand in the text exactly as in the JSON.
"""

from dataclasses import replace

from psychobiotics.parsing.json_reading import Node, node_at, nodes_at, text_at, texts_at
from psychobiotics.parsing.registry_protocol import RegistryWriter, registry_fact
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import Fact, FindingMention

_KIND = SectionKind.RESULTS
Titles = dict[str, str]


def write_results(writer: RegistryWriter, results: Node) -> None:
    """Write a results section; nothing for a record without one."""
    if not results:
        return
    _write_flow(writer, node_at(results, "participantFlowModule"))
    _write_baseline(writer, node_at(results, "baselineCharacteristicsModule"))
    for measure in nodes_at(results, "outcomeMeasuresModule", "outcomeMeasures"):
        _write_measure(writer, measure)
    _write_adverse_events(writer, node_at(results, "adverseEventsModule"))
    writer.paragraphs(SectionKind.DISCUSSION, "Limitations", _limitations(results))


def _limitations(results: Node) -> object:
    return node_at(results, "moreInfoModule", "limitationsAndCaveats").get("description")


def _titles(module: Node, key: str = "groups") -> Titles:
    return {text_at(group, "id"): text_at(group, "title") for group in nodes_at(module, key)}


def _write_flow(writer: RegistryWriter, module: Node) -> None:
    if not module:
        return
    titles = _titles(module)
    writer.builder.heading("Participant flow")
    writer.line(_KIND, "Recruitment", text_at(module, "recruitmentDetails"))
    writer.line(_KIND, "Before assignment", text_at(module, "preAssignmentDetails"))
    for period in nodes_at(module, "periods"):
        writer.line(_KIND, "Period", text_at(period, "title"))
        for milestone in nodes_at(period, "milestones"):
            for entry in nodes_at(milestone, "achievements"):
                title, count = titles.get(text_at(entry, "groupId"), ""), text_at(entry, "numSubjects")
                kind = text_at(milestone, "type")
                quote = writer.line(_KIND, f"{kind}, {title}", count)
                if quote and kind == "STARTED":
                    _note_arm_size(writer, title, quote)
        for reason in nodes_at(period, "dropWithdraws"):
            for entry in nodes_at(reason, "reasons"):
                label = f"Not completed ({text_at(reason, 'type')}), {titles.get(text_at(entry, 'groupId'), '')}"
                writer.line(_KIND, label, text_at(entry, "numSubjects"))


def _note_arm_size(writer: RegistryWriter, title: str, quote: Quote) -> None:
    """The number that started in a group is the size of the arm of that name, once."""
    for index, arm in enumerate(writer.arms):
        label = next(fact.quote.text for fact in arm.facts if fact.field == "label_reported")
        if label.lower() == title.lower() and not any(fact.field == "n" for fact in arm.facts):
            writer.arms[index] = replace(arm, facts=(*arm.facts, registry_fact("n", quote)))


def _write_baseline(writer: RegistryWriter, module: Node) -> None:
    if not module:
        return
    titles = _titles(module)
    writer.builder.heading("Baseline characteristics")
    writer.line(_KIND, "Population", text_at(module, "populationDescription"))
    _write_denominators(writer, module, titles)
    for measure in nodes_at(module, "measures"):
        _write_values(writer, measure, titles, "Baseline measure")


def _write_denominators(writer: RegistryWriter, node: Node, titles: Titles) -> None:
    for denominator in nodes_at(node, "denoms"):
        for count in nodes_at(denominator, "counts"):
            label = f"{text_at(denominator, 'units')} analysed, {titles.get(text_at(count, 'groupId'), '')}"
            writer.line(_KIND, label, text_at(count, "value"))


def _write_measure(writer: RegistryWriter, measure: Node) -> None:
    titles = _titles(measure)
    writer.builder.heading(f"Outcome measure ({text_at(measure, 'type')})")
    outcome, values = _write_values(writer, measure, titles, "Outcome")
    writer.line(_KIND, "Description", text_at(measure, "description"))
    writer.line(_KIND, "Time frame", text_at(measure, "timeFrame"))
    writer.line(_KIND, "Analysed population", text_at(measure, "populationDescription"))
    _write_denominators(writer, measure, titles)
    for analysis in nodes_at(measure, "analyses"):
        facts = _write_analysis(writer, analysis, titles)
        if outcome and facts:
            groups = list(texts_at(analysis, "groupIds"))
            _note_finding(writer, [registry_fact("outcome", outcome), *facts], groups, titles, values)


def _write_values(
    writer: RegistryWriter, measure: Node, titles: Titles, label: str
) -> tuple[Quote | None, dict[str, list[Quote]]]:
    """The values of a measure by class, category and group, and where they stand."""
    outcome = writer.line(_KIND, label, text_at(measure, "title"))
    writer.line(_KIND, "Unit", text_at(measure, "unitOfMeasure"))
    writer.line(_KIND, "Value", text_at(measure, "paramType"))
    writer.line(_KIND, "Spread", text_at(measure, "dispersionType"))
    if label == "Baseline measure":
        writer.line(_KIND, "Description", text_at(measure, "description"))
        writer.line(_KIND, "Measured population", text_at(measure, "populationDescription"))
    values: dict[str, list[Quote]] = {}
    for group in nodes_at(measure, "classes"):
        for category in nodes_at(group, "categories"):
            for entry in nodes_at(category, "measurements"):
                identity = text_at(entry, "groupId")
                parts = (titles.get(identity, ""), text_at(group, "title"), text_at(category, "title"))
                quote = writer.line(_KIND, ", ".join(filter(None, parts)) or "value", text_at(entry, "value"))
                _write_spread(writer, entry)
                if quote:
                    values.setdefault(identity, []).append(quote)
    return outcome, values


def _write_spread(writer: RegistryWriter, entry: Node) -> None:
    writer.line(_KIND, "spread", text_at(entry, "spread"))
    low, high = text_at(entry, "lowerLimit"), text_at(entry, "upperLimit")
    writer.line(_KIND, "limits", f"{low} to {high}" if low or high else "")
    writer.line(_KIND, "comment", text_at(entry, "comment"))


def _write_analysis(writer: RegistryWriter, analysis: Node, titles: Titles) -> list[Fact]:
    groups = [titles.get(group, "") for group in texts_at(analysis, "groupIds")]
    writer.line(_KIND, "Analysis of", " against ".join(groups))
    writer.line(_KIND, "Analysis", text_at(analysis, "groupDescription"))
    writer.line(_KIND, "Test type", text_at(analysis, "nonInferiorityType"))
    writer.line(_KIND, "Method", text_at(analysis, "statisticalMethod"))
    writer.line(_KIND, "Method comment", text_at(analysis, "statisticalComment"))
    facts = []
    for field, label, key in (
        ("p_value", "p-value", "pValue"),
        ("effect_measure", "Estimate of", "paramType"),
        ("effect_value", "Estimate", "paramValue"),
        ("ci_level", "Confidence level (%)", "ciPctValue"),
        ("effect_spread_kind", "Spread of the estimate", "dispersionType"),
        ("effect_spread", "Spread", "dispersionValue"),
        ("ci_sides", "Sides", "ciNumSides"),
        ("ci_low", "Lower limit", "ciLowerLimit"),
        ("ci_high", "Upper limit", "ciUpperLimit"),
    ):
        quote = writer.line(_KIND, label, text_at(analysis, key))
        if quote:
            facts.append(registry_fact(field, quote))
    writer.line(_KIND, "p-value comment", text_at(analysis, "pValueComment"))
    writer.line(_KIND, "Estimate comment", text_at(analysis, "estimateComment"))
    numbers = {"p_value", "effect_value"}
    return facts if any(fact.field in numbers for fact in facts) else []


def _note_finding(
    writer: RegistryWriter, facts: list[Fact], groups: list[str], titles: Titles, values: dict[str, list[Quote]]
) -> None:
    """Tie an analysis to the arms of its two groups, and to their values where each has one."""
    arms = [_arm_of(writer, titles.get(group, "")) for group in groups]
    pairs = list(zip(groups, arms, strict=True))
    pairs.sort(key=lambda pair: pair[1] is not None and pair[1][1] == "comparator")
    if len(pairs) == 2 and all(len(values.get(group, [])) == 1 for group, _ in pairs):
        facts += [registry_fact(f"group_value_{n}", values[group][0]) for n, (group, _) in enumerate(pairs, 1)]
    keys = [arm[0] if arm else None for _, arm in pairs] + [None, None]
    writer.findings.append(FindingMention(tuple(facts), keys[0], keys[1] if len(pairs) == 2 else None))


def _arm_of(writer: RegistryWriter, title: str) -> tuple[str, str] | None:
    """Key and role of the arm that a results group is named after."""
    for arm in writer.arms:
        if any(fact.field == "label_reported" and fact.quote.text.lower() == title.lower() for fact in arm.facts):
            return arm.key, arm.role
    return None


def _write_adverse_events(writer: RegistryWriter, module: Node) -> None:
    if not module:
        return
    titles = _titles(module, "eventGroups")
    writer.builder.heading("Adverse events")
    writer.line(_KIND, "Time frame", text_at(module, "timeFrame"))
    writer.line(_KIND, "Description", text_at(module, "description"))
    for group in nodes_at(module, "eventGroups"):
        for label, key in (("deaths", "deaths"), ("serious events", "serious"), ("other events", "other")):
            count, risk = text_at(group, f"{key}NumAffected"), text_at(group, f"{key}NumAtRisk")
            title = titles.get(text_at(group, "id"), "")
            writer.line(_KIND, f"{title}, {label}", f"{count} of {risk}" if count else "")
    for label, key in (("Serious event", "seriousEvents"), ("Other event", "otherEvents")):
        for event in nodes_at(module, key):
            writer.line(_KIND, label, text_at(event, "term"))
            for entry in nodes_at(event, "stats"):
                count, risk = text_at(entry, "numAffected"), text_at(entry, "numAtRisk")
                writer.line(
                    _KIND, titles.get(text_at(entry, "groupId"), "group"), f"{count} of {risk}" if count else ""
                )
