"""Tables of full texts that compare two groups, in words of our own."""

import pytest

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.tables.result_tables import find_tables
from psychobiotics.extraction.results.tables.table_findings import read_tables
from psychobiotics.normalisation.findings import normalise_finding
from psychobiotics.records.document import Document, Section, SectionKind

HEADER = "Outcome\tTea (n = 20)\tPlacebo (n = 21)\tDifference (95% CI)\tP value"


def document_of(caption: str, *rows: str) -> Document:
    table = "\n".join(rows)
    text = f"{caption}\n{table}\nSway of the trunk (SOT) was rated."
    first, second = len(caption) + 1, len(caption) + 1 + len(table)
    sections = (
        Section(SectionKind.CAPTION, 0, len(caption)),
        Section(SectionKind.TABLE, first, second),
        Section(SectionKind.METHODS, second + 1, len(text)),
    )
    return Document("doc-0", "0", "here", "a.xml", "text/xml", "test", text, sections, kind_hint="full_text")


def told(caption: str, *rows: str) -> list[str]:
    found = read_tables(Reading(document_of(caption, *rows)), (), frozenset())
    fields = [normalise_finding(mention, ()).fields for mention in found]
    return [
        f"{f['outcome'].value}: {f['direction'].value}"
        + (f" p {f['p_operator'].value} {f['p_value'].value}" if "p_value" in f else "")
        + (" from baseline" if "comparator" in f and f["comparator"].value == "baseline" else "")
        for f in fields
    ]


def test_table__values_tell_the_direction_where_p_is_small() -> None:
    rows = (
        "Pain, mean (SD)\t3.1 (0.4)\t4.2 (0.5)\t-1.1 (-2 to -0.2)\t0.01",
        "SOT\t4\t6\t\t.40*",
        "Relapse, n (%)\t9 (45%)\t3 (14%)\t\t<0.05",
    )
    assert told("Table 2. Outcomes at 8 weeks", HEADER, *rows) == [
        "Pain: decrease p = 0.01",
        "Sway of the trunk (SOT): no_difference p = 0.4",
        "Relapse: increase p < 0.05",
    ]


def test_table__a_row_of_a_time_belongs_to_the_name_above() -> None:
    rows = ("Pain score", "Baseline\t5.1\t5.2\t\t0.8", "Week 8\t3.1\t4.2\t\t0.01")
    assert told("Table 2. Outcomes", HEADER, *rows) == ["Pain score: decrease p = 0.01"]


def test_table__the_control_may_stand_first() -> None:
    header = "Outcome\tUsual care (n = 20)\tTea (n = 21)\tP"
    assert told("Table 2. Outcomes", header, "Pain\t5.1\t3.2\t0.01") == ["Pain: decrease p = 0.01"]


SHAPES = {
    "before and after in each group": (
        ("\tTea (n = 20)\t\tPlacebo (n = 21)\t\tP value", "Outcome\tBefore\tAfter\tBefore\tAfter\ttea × placebo",
         "Pain\t5.0\t3.0\t5.1\t4.9\t0.01"), ["Pain: decrease p = 0.01"]),
    "time and group in one cell": (
        ("Outcome\tTea before\tTea after\tMilk before\tMilk after\tP", "Pain\t5\t3\t5\t4\t0.4"),
        ["Pain: no_difference p = 0.4"]),
    "a p-value within each group and one between": (
        ("\tTea\t\t\tPlacebo\t\t\tp2", "Outcome\tBefore\tAfter\tp1\tBefore\tAfter\tp1",
         "Pain\t5\t3\t0.01\t5\t4\t0.02\t0.2"), ["Pain: no_difference p = 0.2"]),
    "one group at two times": (
        ("Outcome\tBefore\tAfter\tP value", "Pain\t5\t3\t0.01"), ["Pain: decrease p = 0.01 from baseline"]),
    "three groups with a p-value for each pair": (
        ("Outcome\tTea\tMilk\tPlacebo\tP (tea vs milk)\tP (tea vs placebo)", "Pain\t3\t4\t5\t0.6\t0.01"),
        ["Pain: no_difference p = 0.6", "Pain: decrease p = 0.01"]),
    "numbers of people and spreads of their own": (
        ("\tTea\t\tPlacebo\t\tP value", "Outcome\tN\tMean\tN\tMean", "Pain\t20\t3\t21\t5\t0.01"),
        ["Pain: decrease p = 0.01"]),
    "two times side by side": (
        ("\tWeek 4\t\t\tWeek 8", "Outcome\tTea\tMilk\tP\tTea\tMilk\tP", "Pain\t5\t5\t0.9\t3\t5\t0.01"),
        ["Pain: no_difference p = 0.9", "Pain: decrease p = 0.01"]),
    "not significant without a number": (
        ("Outcome\tTea\tPlacebo\tP", "Pain\t3\t4\tNS"), ["Pain: no_difference"]),
    "a p-value beside the name": (
        ("Outcome\tTea\tPlacebo\tP", "Sleep\t\t\t0.4", "Mean (SD)\t3\t4\t", "Pain\t\t\t0.01", "Mean (SD)\t3\t4\t"),
        ["sleep: no_difference p = 0.4"]),
    "a name of two cells": (
        ("Who\tWhat\tTea\tPlacebo\tP", "Nurse\tcalls by phone\t3\t4\t0.01", "Baker\tWeek 2\t3\t4\t0.01"),
        ["Nurse calls by phone: decrease p = 0.01"]),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_table__shapes_of_two_groups_and_one_p_value(shape: str) -> None:
    rows, found = SHAPES[shape]
    assert told("Table 2. Outcomes", *rows) == found


TRAPS = {
    "who was studied": ("Table 1. Outcomes", HEADER, "Age\t40\t41\t\t0.9", "Pain\t3\t4\t\t0.01"),
    "a caption of people": ("Table 1. Characteristics of the women", HEADER, "Pain\t3\t4\t\t0.01"),
    "a start": ("Table 1. Values at baseline", HEADER, "Pain\t3\t4\t\t0.01"),
    "shares that improved": ("Table 2. Patients who improved", HEADER, "Pain\t30%\t14%\t\t0.01"),
    "an app before its rival": ("Table 2. Outcomes", "Outcome\tBefore\tTea\tP value", "Pain\t5\t3\t0.01"),
    "p-values within groups": (
        "Table 2. Outcomes",
        "\tTea\t\t\tPlacebo",
        "Outcome\tWeek 1\tWeek 8\tP\tWeek 1\tWeek 8\tP",
        "Pain\t5\t3\t0.01\t5\t4\t0.02",
    ),
    "a model each": (
        "Table 2. Outcomes",
        "\tTea\tPlacebo\tCrude\tAdjusted",
        "Outcome\tMean\tMean\tP\tP",
        "Pain\t5\t3\t0.01\t0.02",
    ),
    "sums of squares": ("Table 2. Analysis", "Source\tSum of squares\tMean square\tP", "Group\t31\t30\t0.01"),
    "who ended lower began lower": (
        "Table 2. Outcomes",
        "Outcome\tTea before\tTea after\tPlacebo before\tPlacebo after\tP",
        "Pain\t3\t3\t6\t4\t0.01",
    ),
    "three groups": ("Table 2. Outcomes", "Outcome\tTea\tMilk\tPlacebo\tP value", "Pain\t5\t3\t4\t0.01"),
    "no p-values": ("Table 2. Outcomes", "Outcome\tTea\tPlacebo", "Pain\t5\t3"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_table__no_comparison_of_two_groups(trap: str) -> None:
    caption, *rows = TRAPS[trap]
    assert told(caption, *rows) == []


def test_table__a_header_in_the_middle_ends_what_the_first_one_says() -> None:
    rows = ("Pain\t3\t4\t\t0.01", "Later\tTea\tPlacebo\t\tP value", "Sleep\t3\t4\t\t0.01")
    assert told("Table 2. Outcomes", HEADER, *rows) == ["Pain: decrease p = 0.01"]


def test_table__evidence_points_at_cells() -> None:
    document = document_of("Table 2. Outcomes", HEADER, "Pain, mean (SD)\t3.1 (0.4)\t4.2 (0.5)\t\t0.01")
    (table,) = find_tables(Reading(document))
    (row,) = table.rows
    assert row.values is not None
    cells = [document.text[a:b] for a, b in (row.name, *row.values, row.p_value, *table.groups)]
    assert cells == ["Pain", "3.1", "4.2", "0.01", "Tea (n = 20)", "Placebo (n = 21)"]
