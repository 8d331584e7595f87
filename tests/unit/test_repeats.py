"""One finding for what abstract, prose and table tell of one result, in words of our own."""

from psychobiotics.normalisation.findings import normalise_finding
from psychobiotics.records.document import Document, Section, SectionKind
from tests.unit.test_findings import mentions_of

TABLE = "Outcome\tTea (n = 20)\tControl (n = 21)\tP value"


def report_of(abstract: str, results: str, *rows: str) -> Document:
    """A full text: abstract, results of its body, a table."""
    parts = ((SectionKind.RESULTS, abstract), (SectionKind.METHODS, "Tea was poured."), (SectionKind.RESULTS, results),
             (SectionKind.CAPTION, "Table 2. Outcomes"), (SectionKind.TABLE, "\n".join((TABLE, *rows))))  # fmt: skip
    text, sections = "", []
    for kind, part in parts:
        sections.append(Section(kind, len(text), len(text) + len(part)))
        text += f"{part}\n"
    return Document("doc-0", "0", "here", "a.xml", "text/xml", "test", text, tuple(sections), kind_hint="full_text")


def told(abstract: str, results: str, *rows: str) -> list[str]:
    drafts = [normalise_finding(mention, ()).fields for mention in mentions_of(report_of(abstract, results, *rows))]
    return [
        f"{f['outcome'].value}: {f['direction'].value}" + (f" {f['p_value'].value}" if "p_value" in f else "")
        for f in drafts
    ]


def test_repeats__abstract_and_prose_tell_one_result() -> None:
    assert told(
        "Pain was lower with tea than with milk (p = 0.012).",
        "The mean pain score (0 to 10) was lower in the tea group than in the controls (P=0.012).",
    ) == ["mean pain score: decrease 0.012"]  # the fuller telling


def test_repeats__number_and_duration_are_two() -> None:
    assert told("The number of colds fell. The duration of colds fell.", "Tea was drunk.") == [
        "number of colds: decrease",
        "duration of colds: decrease",
    ]


def test_repeats__a_row_stands_for_a_sentence_without_a_p_value() -> None:
    assert told("Pain fell.", "Tea was drunk.", "Pain score\t3.1\t4.2\t0.01") == ["Pain score: decrease 0.01"]


def test_repeats__a_row_repeats_a_sentence_with_its_p_value() -> None:
    assert told("Pain fell (p = 0.01).", "Tea was drunk.", "Pain\t3.1\t4.2\t0.010") == ["Pain: decrease 0.01"]


def test_repeats__a_row_with_another_p_value_is_another_result() -> None:
    told_of = told("Pain fell from baseline.", "Tea was drunk.", "Pain\t3.1\t4.2\t0.4")
    assert told_of == ["Pain: decrease", "Pain: no_difference 0.4"]


def test_repeats__numbers_and_words_with_one_p_value_tell_one_result() -> None:
    told_of = told("Pain was 3.1 in the tea group and 4.2 in the controls (p = 0.06).",
                   "No significant difference in pain was found between the groups (p = .06).")  # fmt: skip
    assert told_of == ["Pain: no_difference 0.06"]


def test_repeats__values_tell_the_direction_of_what_was_judged() -> None:
    told_of = told("Sway improved more with tea (p = 0.02).", "Tea was drunk.", "Sway\t3.1\t4.2\t0.02")
    assert told_of == ["Sway: decrease 0.02"]
