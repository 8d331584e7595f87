"""Entities of texts of our own, through the shipped model."""

import itertools
from time import perf_counter

from psychobiotics.extraction.entities import extract_entities
from psychobiotics.extraction.reading import Reading
from psychobiotics.normalisation.entities import normalise_entity
from psychobiotics.records.document import Document, Section, SectionKind

TITLE = "Lactobacillus helveticus lowers anxiety in patients with irritable bowel syndrome."
BODY = (
    "Probiotics may change the gut microbiota. Serum cortisol and BDNF were measured by ELISA in 40 patients and "
    "healthy controls. The PSS-10 was filled in. Mice with depression-like behavior had less butyrate in the colon."
)


def read(text: str, title: int = 0) -> Reading:
    sections = (Section(SectionKind.TITLE, 0, title), Section(SectionKind.ABSTRACT, title, len(text))) if title else ()
    return Reading(Document("doc-1", "0" * 64, "s", "f", "text/plain", "test", text, sections))


def test_extract_entities__labels_mentions_of_each_kind() -> None:
    reading = read(f"{TITLE}\n{BODY}", len(TITLE))
    found = {(f.field, f.quote.text) for f in extract_entities([reading])[0]}
    assert {
        ("bacteria", "Lactobacillus helveticus"),
        ("condition", "anxiety"),
        ("microbiome", "gut microbiota"),
        ("dietary_supplement", "Probiotics"),
        ("biomarker", "BDNF"),
        ("animal", "Mice"),
        ("instrument", "PSS-10"),
    } <= found


def test_extract_entities__quotes_hold_and_do_not_overlap() -> None:
    reading = read(f"{TITLE}\n{BODY}", len(TITLE))
    quotes = [f.quote for f in extract_entities([reading])[0]]
    assert quotes
    assert all(reading.document.text[q.start : q.end] == q.text for q in quotes)
    assert all(a.end <= b.start for a, b in itertools.pairwise(quotes))


def test_normalise_entity__has_the_concept_and_the_section() -> None:
    reading = read(f"{TITLE}\n{BODY}", len(TITLE))
    drafts = [normalise_entity(f) for f in extract_entities([reading])[0]]
    (taxon,) = [d for d in drafts if d.label == "bacteria"]
    assert (taxon.concept_id, taxon.section, taxon.method) == (
        "Lactobacillus helveticus",
        "title",
        "entities.tagger",
    )


def test_extract_entities__leaves_out_silent_sections() -> None:
    text = "Lactobacillus helveticus lowers anxiety."
    sections = (Section(SectionKind.REFERENCE_LIST, 0, len(text)),)
    reading = Reading(Document("doc-1", "0" * 64, "s", "f", "text/plain", "test", text, sections))
    assert extract_entities([reading])[0] == ()


def test_extract_entities__cost_grows_linearly() -> None:
    def cost(size: int) -> float:
        reading = read("Probiotics lowered anxiety in mice. " * size)
        start = perf_counter()
        assert extract_entities([reading])[0]
        return perf_counter() - start

    cost(10)
    assert cost(2000) < 40 * max(cost(200), 0.01)


def test_extract_entities__marks_a_bacterium_with_its_epithet_and_its_strain() -> None:
    reading = read("Mice were given Lactobacillus kefiriensis QX7716 and Bacteroides_zymoliticus_2 for a month.")
    names = {f.quote.text for f in extract_entities([reading])[0] if f.field == "bacteria"}
    assert names == {"Lactobacillus kefiriensis QX7716", "Bacteroides_zymoliticus_2"}
