"""Which parts of a full text may state a result, in words of our own."""

import pytest

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.scope.report_parts import choose_parts, is_about_people
from psychobiotics.records.document import Document, Section, SectionKind

PARTS = (
    (SectionKind.ABSTRACT, "", "Tea was given. Pain fell."),
    (SectionKind.BODY, "", "Tea lowered pain in mice [2]."),
    (SectionKind.METHODS, "Methods", "Tea was poured."),
    (SectionKind.RESULTS, "Results\n\n3.1 Study population", "Age did not differ."),
    (SectionKind.TABLE, "", "Age\t40\t41"),
    (SectionKind.RESULTS, "", "Weight did not differ."),
    (SectionKind.RESULTS, "3.2 Pain of patients", "Pain fell."),
    (SectionKind.BODY, "", "Funders had no effect on the design."),
)


def report_of(*parts: tuple[SectionKind, str, str]) -> Document:
    text, sections = "", []
    for kind, heading, told in parts:
        text += f"{heading}\n\n" if heading else ""
        sections.append(Section(kind, len(text), len(text) + len(told)))
        text += f"{told}\n\n"
    return Document("doc-0", "0", "here", "a.xml", "text/xml", "test", text, tuple(sections), kind_hint="full_text")


def chosen_of(document: Document) -> list[str]:
    return [sentence.text for sentence in choose_parts(document, Reading(document).sentences)]


def test_report_parts__leave_out_people_headings_and_what_stands_outside_the_results() -> None:
    assert chosen_of(report_of(*PARTS)) == [
        "Tea was given.", "Pain fell.", "Tea was poured.", "Age\t40\t41", "Pain fell."]  # fmt: skip


def test_report_parts__a_body_in_one_piece_is_read() -> None:
    document = report_of(PARTS[0], (SectionKind.BODY, "", "Pain fell by half."))
    assert chosen_of(document) == ["Tea was given.", "Pain fell.", "Pain fell by half."]


HEADINGS = {
    "Baseline characteristics": True,
    "3.2. Characteristics of the pain at baseline": True,
    "Participants": True,
    "Missing data": True,
    "Results": False,
    "Changes from baseline": False,
    "Patients with pain": False,
    "Safety": False,
    "": False,
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_report_parts__headings_tell_what_is_about_people(heading: str) -> None:
    assert is_about_people(heading) is HEADINGS[heading]
