"""The results section of a registry record: flow of participants, baseline, outcome measures, analyses, adverse events.

Numbers stand in the text exactly as in the JSON; what becomes facts is told by the module of each part.
"""

from psychobiotics.parsing.json_reading import Node, node_at, nodes_at, text_at
from psychobiotics.parsing.registry.analyses import write_measure
from psychobiotics.parsing.registry.flow import write_baseline, write_flow
from psychobiotics.parsing.registry.values import titles_of
from psychobiotics.parsing.registry.writer import RegistryWriter
from psychobiotics.records.document import SectionKind

_KIND = SectionKind.RESULTS
_COUNTED = (("deaths", "deaths"), ("serious events", "serious"), ("other events", "other"))


def write_results(writer: RegistryWriter, results: Node) -> None:
    """Write a results section; nothing for a record without one."""
    if not results:
        return
    write_flow(writer, node_at(results, "participantFlowModule"))
    write_baseline(writer, node_at(results, "baselineCharacteristicsModule"))
    for measure in nodes_at(results, "outcomeMeasuresModule", "outcomeMeasures"):
        write_measure(writer, measure)
    _write_adverse_events(writer, node_at(results, "adverseEventsModule"))
    limitations = node_at(results, "moreInfoModule", "limitationsAndCaveats").get("description")
    writer.paragraphs(SectionKind.DISCUSSION, "Limitations", limitations)


def _write_adverse_events(writer: RegistryWriter, module: Node) -> None:
    if not module:
        return
    titles = titles_of(module, "eventGroups")
    writer.builder.heading("Adverse events")
    writer.line(_KIND, "Threshold of frequency", text_at(module, "frequencyThreshold"))
    writer.line(_KIND, "Time frame", text_at(module, "timeFrame"))
    writer.line(_KIND, "Description", text_at(module, "description"))
    writer.line(_KIND, "Comment on deaths", text_at(module, "allCauseMortalityComment"))
    for group in nodes_at(module, "eventGroups"):
        title = titles.get(text_at(group, "id"), "")
        writer.line(_KIND, f"Group {title}", text_at(group, "description"))
        for label, key in _COUNTED:
            affected = _affected(text_at(group, f"{key}NumAffected"), text_at(group, f"{key}NumAtRisk"))
            writer.line(_KIND, f"{title}, {label}", affected)
    for label, key in (("Serious event", "seriousEvents"), ("Other event", "otherEvents")):
        for event in nodes_at(module, key):
            writer.line(_KIND, label, text_at(event, "term"))
            writer.line(_KIND, "Organ system", text_at(event, "organSystem"))
            writer.line(_KIND, "Dictionary", text_at(event, "sourceVocabulary"))
            writer.line(_KIND, "Assessment", text_at(event, "assessmentType"))
            writer.line(_KIND, "Notes", text_at(event, "notes"))
            for entry in nodes_at(event, "stats"):
                title = titles.get(text_at(entry, "groupId"), "group")
                writer.line(_KIND, title, _affected(text_at(entry, "numAffected"), text_at(entry, "numAtRisk")))
                writer.line(_KIND, f"{title}, events", text_at(entry, "numEvents"))


def _affected(count: str, at_risk: str) -> str:
    return f"{count} of {at_risk}" if count or at_risk else ""
