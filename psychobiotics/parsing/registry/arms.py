"""Arms and interventions of a registry record.

Facts of an arm: `label_reported`, `role` and `type` (concepts: values of the contract), `intervention`, `description`;
`n` is noted by `flow.py`. An arm all of whose interventions are placebos is a placebo, whatever type the
record gives it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from psychobiotics.parsing.json_reading import Node, nodes_at, text_at, texts_at
from psychobiotics.parsing.registry.writer import RegistryWriter, registry_concept, registry_fact, registry_words
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import ArmMention

_KIND = SectionKind.METHODS
_WORD = re.compile(r"\w+")


def write_arms(writer: RegistryWriter, module: Node) -> None:
    """Write `armsInterventionsModule`: the arms, then what is given in them."""
    interventions = list(nodes_at(module, "interventions"))
    kinds = {_full_name(i): text_at(i, "type") for i in interventions}
    groups = list(nodes_at(module, "armGroups"))
    if groups:
        writer.builder.heading("Arms")
    for number, group in enumerate(groups, 1):
        _write_arm(writer, f"a{number}", group, kinds)
    if not any(arm.role == "intervention" for arm in writer.arms):
        writer.arms = [_as_intervention(arm) for arm in writer.arms]
    if interventions:
        writer.builder.heading("Interventions")
    for intervention in interventions:
        _write_intervention(writer, intervention)


def _write_intervention(writer: RegistryWriter, intervention: Node) -> None:
    writer.line(_KIND, "Intervention", text_at(intervention, "name"), "intervention")
    writer.line(_KIND, "Type", text_at(intervention, "type"))
    if described := writer.line(_KIND, "Description", text_at(intervention, "description")):
        _describe(writer, _full_name(intervention), described)
    writer.line(_KIND, "Other names", ", ".join(texts_at(intervention, "otherNames")))
    writer.line(_KIND, "Given in", ", ".join(texts_at(intervention, "armGroupLabels")))


def _write_arm(writer: RegistryWriter, key: str, group: Node, kinds: dict[str, str]) -> None:
    label = writer.line(_KIND, "Arm", text_at(group, "label"))
    if label is None:
        return
    facts = [registry_fact("label_reported", label)]
    kind = text_at(group, "type")
    quote = writer.line(_KIND, "Arm type", kind)
    if described := writer.line(_KIND, "Arm description", text_at(group, "description")):
        facts.append(registry_fact("description", described))
    names = list(texts_at(group, "interventionNames"))
    for name in names:
        if given := writer.line(_KIND, "Arm intervention", name):
            facts.append(registry_fact("intervention", given))
    only_placebo = bool(names) and all(_is_placebo(name) for name in names)
    role = "comparator" if only_placebo else registry_concept("arm_role", kind) or "intervention"
    support = quote or label
    facts.append(registry_fact("role", support, role))
    concept = "placebo" if only_placebo else registry_concept("arm_type", kind) or _type_of(names, kinds)
    if concept:
        facts.append(registry_fact("type", support, concept))
    writer.arms.append(ArmMention(key, role, tuple(facts)))


def _as_intervention(arm: ArmMention) -> ArmMention:
    """Where no arm is experimental, an active comparator is what is studied; a placebo, sham or nothing stays."""
    if any(fact.field == "type" and fact.concept in {"placebo", "no_treatment"} for fact in arm.facts):
        return arm
    facts = tuple(
        replace(fact, concept="intervention", inferred=True) if fact.field == "role" else fact for fact in arm.facts
    )
    return replace(arm, role="intervention", facts=facts)


def _describe(writer: RegistryWriter, name: str, description: Quote) -> None:
    """An intervention's description is also that of the arms that get it."""
    for index, arm in enumerate(writer.arms):
        if any(f.field == "intervention" and f.quote.text.lower() == name for f in arm.facts):
            writer.arms[index] = replace(arm, facts=(*arm.facts, registry_fact("description", description)))


def _type_of(names: list[str], kinds: dict[str, str]) -> str | None:
    """The arm type of what is given, where all of it is of one kind that decides the type."""
    found = {registry_concept("intervention_type", kinds.get(name.lower(), "")) for name in names}
    return found.pop() if len(found) == 1 else None


def _full_name(intervention: Node) -> str:
    """An intervention as arms name it, in lower case: "dietary supplement: yoghurt"."""
    return f"{text_at(intervention, 'type').replace('_', ' ').title()}: {text_at(intervention, 'name')}".lower()


def _is_placebo(name: str) -> bool:
    return any(word in name.lower() for word in registry_words("placebo_word"))


def find_arm(arms: Sequence[ArmMention], title: str) -> ArmMention | None:
    """The arm that a group of the results is, or None where that is not plain.

    It has the group's title as its label; else its label alone holds the title or stands in it; else the title says
    placebo and it is the one placebo arm.
    """
    wanted = _words(title)
    labels = [(arm, _words(_label(arm))) for arm in arms]
    same = [arm for arm, label in labels if label == wanted]
    same = same or [arm for arm, label in labels if holds_words(label, wanted) or holds_words(wanted, label)]
    if not same and any(word in wanted for word in registry_words("placebo_word")):
        same = [arm for arm in arms if any(f.field == "type" and f.concept == "placebo" for f in arm.facts)]
    return same[0] if len(same) == 1 else None


def _label(arm: ArmMention) -> str:
    return next(fact.quote.text for fact in arm.facts if fact.field == "label_reported")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def holds_words(text: str, part: str) -> bool:
    """Whether a text has the words of another in a row, whatever stands between them.

    >>> holds_words("Change at Week 12", "week 1"), holds_words("Change at week 12.", "Week 12")
    (False, True)
    """
    words = _words(part)
    return bool(words) and f" {words} " in f" {_words(text)} "
