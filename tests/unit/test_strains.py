"""Strain designations behind names of microbes, in wordings of our own."""

import pytest

from psychobiotics.extraction.reading import Reading
from psychobiotics.normalisation.taxa import clean_designation
from psychobiotics.records.document import Document


def read(text: str) -> Reading:
    return Reading(Document("doc-1", "0" * 64, "s", "f", "text/plain", "test", text, ()))


def pairs(text: str) -> list[tuple[str | None, str | None]]:
    """(full name, designation as written) of each sighting with a taxon."""
    return [
        (s.taxon.name, text[slice(*s.strain)] if s.strain else None)
        for s in read(text).sightings
        if s.taxon is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lactobacillus helveticus R0052 was given.", [("Lactobacillus helveticus", "R0052")]),
        ("B. longum subsp. longum 35624™ was given.", [("Bifidobacterium longum subsp. longum", "35624")]),
        ("L. plantarum 299v (Lp299v) daily", [("Lactiplantibacillus plantarum", "299v")]),
        ("Lacticaseibacillus rhamnosus GG (LGG) or placebo", [("Lacticaseibacillus rhamnosus", "GG")]),
        ("Bifidobacterium animalis subsp. lactis Probio-K7", [("Bifidobacterium animalis subsp. lactis", "Probio-K7")]),
        ("Bifidobacterium breve 415-2 capsules", [("Bifidobacterium breve", "415-2")]),
        (
            "Limosilactobacillus fermentum AB150 and CD1009",
            [("Limosilactobacillus fermentum", "AB150"), ("Limosilactobacillus fermentum", "CD1009")],
        ),
        ("Lactobacillus paragasseri (JKLP-11)", [("Lactobacillus paragasseri", "JKLP-11")]),
        ("Limosilactobacillus reuteri DSM 17938", [("Limosilactobacillus reuteri", "DSM 17938")]),
        ("Bacillus subtilis strain CNCM I-9999", [("Bacillus subtilis", "CNCM I-9999")]),
        ("Lactobacillus plantarum QX-14-a mild yeast", [("Lactobacillus plantarum", "QX-14")]),
        ("Lactobacillus casei strain Shirota", [("Lactobacillus casei", "Shirota")]),
        ("B. longum Rosell®-175", [("Bifidobacterium longum", "Rosell®-175")]),
        ("Bifidobacterium breve EX-QZ or placebo", [("Bifidobacterium breve", "EX-QZ")]),
        ("the Bacillus subtilis probiotic strain QXN33 lives", [("Bacillus subtilis", "QXN33")]),
        ("Lactobacillus gasseri OP77-treated mice", [("Lactobacillus gasseri", "OP77")]),
    ],
)
def test_sightings__read_taxon_and_designation(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(f"{text} ") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lactobacillus abundance rose.",
        "Bifidobacterium in 2019 was rare.",
        "Lactobacillus (n = 10) was found.",
        "Bifidobacterium 16S rRNA copies",
        "Lactobacillus reuteri IL-10 levels",
        "Bifidobacterium longum 10^9 CFU per day",
        "Lactobacillus gasseri 120 mg",
        "Escherichia coli LPS",
        "Escherichia coli (LPS-AB) rose.",
        "Escherichia coli LPS-induced fever",
        "Lactobacillus plantarum 12-week supplementation",
        "Clostridium XVIII was lower.",
        "Bifidobacterium bifidum (BB) was lower.",
        "Roseburia mRNA",
    ],
)
def test_sightings__see_no_designation_where_none_is(text: str) -> None:
    found = pairs(text)
    assert found
    assert all(strain is None for _, strain in found)


@pytest.mark.parametrize(
    "text", ["C. elegans lived longer.", "Serum levels of E. Smith et al. fell.", "Dr. Ali Analysis was here."]
)
def test_sightings__see_no_microbe_in_worms_people_and_words(text: str) -> None:
    assert pairs(text) == []


def test_sightings__an_abbreviation_follows_the_full_name_of_the_record() -> None:
    text = "Komagataella phaffii GS11 was grown. Mice got K. phaffii GS11."
    assert pairs(text) == [("Komagataella phaffii", "GS11"), ("Komagataella phaffii", "GS11")]


def test_sightings__a_designation_of_the_record_is_known_when_it_stands_alone() -> None:
    text = "Lactobacillus crispatus ZZ901 was grown; heat-killed ZZ901 was not."
    alone = [s for s in read(text).sightings if s.taxon is None]
    assert [text[slice(*s.strain)] for s in alone if s.strain] == ["ZZ901"]


def test_sightings__an_unknown_subspecies_has_the_current_name_of_its_species() -> None:
    found = read("Lactobacillus salivarius subsp. foliorum was given.").sightings
    assert [s.taxon.concept for s in found if s.taxon] == ["Ligilactobacillus salivarius"]


def test_clean_designation__drops_marks_and_odd_dashes() -> None:
    assert clean_designation("Rosell®‑52 ") == "Rosell-52"


@pytest.mark.parametrize("piece", ["Lactobacillus helveticus R0052, ", "L. a", "((", "1234567890", "Aaaa", "10^9 CFU "])
def test_sightings__cost_grows_linearly(piece: str) -> None:
    from time import perf_counter

    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        start = perf_counter()
        assert read(text).sightings is not None
        return perf_counter() - start

    cost(1000)
    small, large = cost(20_000), cost(200_000)
    assert large < 40 * max(small, 0.002)
