"""Reads a title and an abstract of our own wording into study columns and arms, for the tests of both."""

from psychobiotics.extraction.arms.arms import extract_arms
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.study_facts import extract_study_facts
from psychobiotics.normalisation.arms import normalise_arm
from psychobiotics.normalisation.study_facts import normalise_study
from psychobiotics.records.document import Document, Section, SectionKind
from psychobiotics.records.drafts import ArmDraft, Scalar, Value
from psychobiotics.records.mentions import Fact, Naming


def make_document(title: str, abstract: str) -> Document:
    """A document with a title and an abstract section."""
    text = f"{title}\n{abstract}"
    sections = (
        Section(SectionKind.TITLE, 0, len(title)),
        Section(SectionKind.ABSTRACT, len(title) + 1, len(text)),
    )
    return Document("doc-0", "0" * 64, "s", "f.txt", "text/plain", "test", text, sections)


def read_facts(abstract: str, title: str = "A study.", naming: Naming = Naming.OWN_REPORT) -> tuple[Fact, ...]:
    """Facts of the only study of a text."""
    reading = Reading(make_document(title, abstract))
    sentences = reading.sentences if naming == Naming.OWN_REPORT else reading.sentences[1:]
    name = Fact("title", reading.quote(0, len(title)), "test")
    return extract_study_facts(reading, Scope("own", naming, name, sentences))


def read_values(abstract: str, title: str = "A study.", naming: Naming = Naming.OWN_REPORT) -> dict[str, Value]:
    """Columns of `studies` of the only study of a text."""
    return normalise_study(read_facts(abstract, title, naming))


def read_column(column: str, abstract: str, title: str = "A study.") -> Scalar | None:
    """One column, or None where the text does not state it."""
    value = read_values(abstract, title).get(column)
    return value.value if value else None


def read_arms(title: str, abstract: str) -> tuple[ArmDraft, ...]:
    """The arms of a report of a title and an abstract."""
    reading = Reading(make_document(title, abstract))
    name = Fact("title", reading.quote(0, len(title)), "test")
    scope = Scope("own", Naming.OWN_REPORT, name, reading.sentences)
    return tuple(normalise_arm(arm) for arm in extract_arms(reading, scope))
