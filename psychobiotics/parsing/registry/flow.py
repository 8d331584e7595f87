"""Who took part, as a registry record posts it: flow of participants, baseline, numbers analysed.

Facts of the study: `flow_not_completed` (one a group, of a flow with one period: in a flow of several it is not stated
whether those who leave a period leave the study), `age_mean`, `n_female`, `n_male` (of all groups together). Fact of an
arm: `n`, the number that started in the group of its name.
"""

from dataclasses import replace

from psychobiotics.parsing.json_reading import Node, nodes_at, text_at
from psychobiotics.parsing.registry.arms import find_arm
from psychobiotics.parsing.registry.values import Titles, titles_of, write_denominators, write_groups, write_values
from psychobiotics.parsing.registry.writer import RegistryWriter, registry_concept, registry_fact, registry_words
from psychobiotics.records.document import Quote, SectionKind

_KIND = SectionKind.RESULTS


def write_flow(writer: RegistryWriter, module: Node) -> None:
    """Write `participantFlowModule`."""
    if not module:
        return
    titles = titles_of(module)
    writer.builder.heading("Participant flow")
    writer.line(_KIND, "Recruitment", text_at(module, "recruitmentDetails"))
    writer.line(_KIND, "Before assignment", text_at(module, "preAssignmentDetails"))
    writer.line(_KIND, "Type of unit", text_at(module, "typeUnitsAnalyzed"))
    write_groups(writer, module)
    periods = list(nodes_at(module, "periods"))
    for period in periods:
        writer.line(_KIND, "Period", text_at(period, "title"))
        for milestone in nodes_at(period, "milestones"):
            _write_milestone(writer, milestone, titles, alone=len(periods) == 1)
        for reason in nodes_at(period, "dropWithdraws"):
            why = text_at(reason, "type")
            writer.line(_KIND, f"Comment on {why}", text_at(reason, "comment"))
            for entry in nodes_at(reason, "reasons"):
                label = f"Not completed ({why}), {titles.get(text_at(entry, 'groupId'), '')}"
                writer.line(_KIND, label, text_at(entry, "numSubjects"))
                writer.line(_KIND, "comment", text_at(entry, "comment"))


def _write_milestone(writer: RegistryWriter, milestone: Node, titles: Titles, alone: bool) -> None:
    kind = text_at(milestone, "type")
    meaning = registry_concept("milestone", kind)
    writer.line(_KIND, f"Comment on {kind}", text_at(milestone, "comment"))
    for entry in nodes_at(milestone, "achievements"):
        title = titles.get(text_at(entry, "groupId"), "")
        quote = writer.line(_KIND, f"{kind}, {title}", text_at(entry, "numSubjects"))
        writer.line(_KIND, f"{kind}, {title}, units", text_at(entry, "numUnits"))
        writer.line(_KIND, "comment", text_at(entry, "comment"))
        if quote and meaning == "started":
            _note_arm_size(writer, title, quote)
        elif quote and meaning == "left" and alone:
            writer.note("flow_not_completed", quote)


def _note_arm_size(writer: RegistryWriter, title: str, quote: Quote) -> None:
    """The number that started in a group is the size of the arm that the group is, once."""
    arm = find_arm(writer.arms, title)
    if arm and not any(fact.field == "n" for fact in arm.facts):
        writer.arms[writer.arms.index(arm)] = replace(arm, facts=(*arm.facts, registry_fact("n", quote)))


def write_baseline(writer: RegistryWriter, module: Node) -> None:
    """Write `baselineCharacteristicsModule`."""
    if not module:
        return
    titles = titles_of(module)
    writer.builder.heading("Baseline characteristics")
    writer.line(_KIND, "Population", text_at(module, "populationDescription"))
    writer.line(_KIND, "Type of unit", text_at(module, "typeUnitsAnalyzed"))
    write_groups(writer, module)
    write_denominators(writer, module, titles)
    total = _total_group(titles)
    for measure in nodes_at(module, "measures"):
        _write_baseline_measure(writer, measure, titles, total)


def _write_baseline_measure(writer: RegistryWriter, measure: Node, titles: Titles, total: str) -> None:
    writer.line(_KIND, "Baseline measure", text_at(measure, "title"))
    posted = write_values(writer, measure, titles)
    writer.line(_KIND, "Description", text_at(measure, "description"))
    writer.line(_KIND, "Measured population", text_at(measure, "populationDescription"))
    write_denominators(writer, measure, titles)
    meaning = registry_concept("baseline_measure", text_at(measure, "title"))
    is_mean_age = meaning == "age" and text_at(measure, "paramType") == "MEAN"
    in_years = text_at(measure, "unitOfMeasure").lower().startswith("year")
    for cell in posted.cells:
        for (group, category), entry in cell.values.items():
            if group == total and is_mean_age and in_years and cell.title is None:
                writer.note("age_mean", entry.value)
            elif group == total and meaning == "sex":
                name = category or (cell.title.text if cell.title else "")
                if field := registry_concept("baseline_sex", name):
                    writer.note(field, entry.value)


def _total_group(titles: Titles) -> str:
    """Id of the group of all participants: the one that says so, or the only one."""
    named = [group for group, title in titles.items() if title in registry_words("total_group")]
    return named[0] if named else next(iter(titles)) if len(titles) == 1 else ""
