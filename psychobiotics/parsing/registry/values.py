"""Posted numbers of a registry record: values by group, class and category, and how many were analysed.

Numbers stand in the text exactly as in the JSON.
"""

from collections.abc import Mapping
from typing import NamedTuple

from psychobiotics.parsing.json_reading import Node, nodes_at, text_at
from psychobiotics.parsing.registry.writer import RegistryWriter
from psychobiotics.records.document import Quote, SectionKind

_KIND = SectionKind.RESULTS
_PARTICIPANTS = "Participants"
Titles = Mapping[str, str]


class Entry(NamedTuple):
    """One value and its spread, where it has one."""

    value: Quote
    spread: Quote | None


class Cell(NamedTuple):
    """One class of a measure (a time point, an item).

    Attributes:
        title: Where its title stands.
        values: By group and category.
        analysed: How many participants each group's values are of, where the class says so itself.
    """

    title: Quote | None
    values: dict[tuple[str, str], Entry]
    analysed: dict[str, Quote]

    def only(self, group: str) -> Entry | None:
        """The group's value, where it has one alone."""
        found = [entry for (owner, _), entry in self.values.items() if owner == group]
        return found[0] if len(found) == 1 else None


class Posted(NamedTuple):
    """The values of a measure, and where their unit and what they and their spreads are stands."""

    unit: Quote | None
    kind: Quote | None
    spread_kind: Quote | None
    cells: list[Cell]


def titles_of(module: Node, key: str = "groups") -> dict[str, str]:
    """Titles of the groups of a module by their ids."""
    return {text_at(group, "id"): text_at(group, "title") for group in nodes_at(module, key)}


def write_groups(writer: RegistryWriter, module: Node) -> None:
    """Write what each group of a module is."""
    for group in nodes_at(module, "groups"):
        writer.line(_KIND, f"Group {text_at(group, 'title')}", text_at(group, "description"))


def write_denominators(writer: RegistryWriter, node: Node, titles: Titles) -> dict[str, Quote]:
    """Write how many were analysed; returns where the number of participants of each group stands."""
    found: dict[str, Quote] = {}
    for denominator in nodes_at(node, "denoms"):
        units = text_at(denominator, "units")
        for count in nodes_at(denominator, "counts"):
            group = text_at(count, "groupId")
            quote = writer.line(_KIND, f"{units} analysed, {titles.get(group, '')}", text_at(count, "value"))
            if quote and units == _PARTICIPANTS:
                found[group] = quote
    return found


def write_values(writer: RegistryWriter, measure: Node, titles: Titles) -> Posted:
    """Write a measure's unit and values."""
    unit = writer.line(_KIND, "Unit", text_at(measure, "unitOfMeasure"))
    kind = writer.line(_KIND, "Value", text_at(measure, "paramType"))
    spread_kind = writer.line(_KIND, "Spread", text_at(measure, "dispersionType"))
    writer.line(_KIND, "Percentages", text_at(measure, "calculatePct"))
    cells = [_write_cell(writer, cell, titles) for cell in nodes_at(measure, "classes")]
    return Posted(unit, kind, spread_kind, cells)


def _write_cell(writer: RegistryWriter, cell: Node, titles: Titles) -> Cell:
    title = writer.line(_KIND, "Class", text_at(cell, "title"))
    analysed = write_denominators(writer, cell, titles)
    values: dict[tuple[str, str], Entry] = {}
    for category in nodes_at(cell, "categories"):
        for entry in nodes_at(category, "measurements"):
            group = text_at(entry, "groupId")
            names = (titles.get(group, ""), text_at(cell, "title"), text_at(category, "title"))
            quote = writer.line(_KIND, ", ".join(filter(None, names)) or "value", text_at(entry, "value"))
            spread = _write_spread(writer, entry)
            if quote:
                values[group, names[2]] = Entry(quote, spread)
    return Cell(title, values, analysed)


def _write_spread(writer: RegistryWriter, entry: Node) -> Quote | None:
    spread = writer.line(_KIND, "spread", text_at(entry, "spread"))
    low, high = text_at(entry, "lowerLimit"), text_at(entry, "upperLimit")
    writer.line(_KIND, "limits", f"{low} to {high}" if low or high else "")
    writer.line(_KIND, "comment", text_at(entry, "comment"))
    return spread
