"""Which reports state results of their own."""

import pytest

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.results.scope.announcements import states_no_results
from psychobiotics.extraction.studies.study_naming import find_scopes
from psychobiotics.records.document import Document, Metadata, Quote, Section, SectionKind


def states_none(title: str, abstract: str) -> bool:
    text = f"{title}\n{abstract}"
    sections = (
        Section(SectionKind.TITLE, 0, len(title)),
        Section(SectionKind.ABSTRACT, len(title) + 1, len(text)),
    )
    metadata = Metadata(title=Quote(0, len(title), title))
    document = Document("doc-1", "0" * 64, "s", "f", "text/xml", "test", text, sections, metadata, kind_hint="abstract")
    reading = Reading(document)
    return states_no_results(reading, find_scopes(reading)[0])


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Yoghurt and low mood: protocol of a randomised trial", "We will randomise 60 adults to yoghurt or milk."),
        ("Bacteria of the gut and mood: a review", "In this review we discuss how probiotics may lower anxiety."),
        (
            "What microbes mean for the mind",
            "Probiotics raise serotonin and improve mood. This review summarizes what is known and what is not.",
        ),
    ],
)
def test_states_no_results__of_plans_and_overviews(title: str, abstract: str) -> None:
    assert states_none(title, abstract)


@pytest.mark.parametrize(
    ("title", "abstract"),
    [
        ("Yoghurt and low mood: a randomised trial", "We gave 60 adults yoghurt or milk. Mood improved with yoghurt."),
        ("Probiotics and anxiety: a systematic review", "Databases were searched. Probiotics reduced anxiety."),
        ("Probiotics and anxiety: a review", "We included 12 studies in this review. Anxiety was reduced in most."),
        ("Kefir and sleep: a post-protocol analysis", "Sleep improved with kefir (p = 0.02) in 40 adults."),
    ],
)
def test_states_no_results__is_not_fooled(title: str, abstract: str) -> None:
    assert not states_none(title, abstract)
