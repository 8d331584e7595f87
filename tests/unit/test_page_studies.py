"""Which studies a page tells: the ways of naming them, what belongs together, and what heads them."""

from hashlib import sha256

import pytest

from psychobiotics.extraction.extract import extract
from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.extraction.studies.study_naming import find_scopes
from psychobiotics.linking.link import link
from psychobiotics.normalisation.bibliography import normalise_bibliography
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem

PADDING = "Gut and mood are linked in many ways that scientists are only beginning to map out in some detail today."


def read(*paragraphs: str, title: str = "Do microbes lift the mood of tired nurses") -> Reading:
    data = "\n\n".join(["News | Reading Time 2 minutes", title, PADDING, *paragraphs]).encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "page.txt", "page.txt", "page.txt", ""), data)
    assert isinstance(document, Document), document
    return Reading(document)


def named(scope: Scope) -> tuple[object, object]:
    values = normalise_bibliography(scope.facts)
    author, year = values.get("first_author"), values.get("year")
    return (author.value if author else None, year.value if year else None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The best known is the one by Berger and colleagues from 2018.", ("Berger", 2018)),
        ("And in 2018 Berger's group in Bern found no effect on sleep.", ("Berger", 2018)),
        ("Sleep improved, a team led by Anna Berger reported in 2018.", ("Anna Berger", 2018)),
        ("A 2018 study in 40 nurses by Berger and colleagues found better sleep.", ("Berger", 2018)),
        ("That was seen in a survey of 40 nurses by Berger, Novak and Lind (2018).", ("Berger", 2018)),
        ("I like the Berger study (2018) for its size.", ("Berger", 2018)),
        ("That is what De la Cruz et al. (2018) found in 40 nurses.", ("De la Cruz", 2018)),
        ("That is what van den Berg et al. (2018) found in 40 nurses.", ("van den Berg", 2018)),
        ("A yoghurt calmed nurses (Berger et al., 2018, Journal of Dairy Moods).", ("Berger", 2018)),
        ("No change was seen, reports Berger's group in a journal of dairy moods.", ("Berger", None)),
        ("In one study of 40 nurses, a yoghurt improved sleep.", (None, None)),
        ("A Dutch study of 2018 found better sleep.", (None, 2018)),
        ("Researchers in Bern gave a yoghurt to 40 nurses in 2018.", (None, 2018)),
        ("In 2018, 40 nurses were randomised to yoghurt or milk.", (None, 2018)),
        ("A 10-week open-label trial (2018) gave a yoghurt to nurses.", (None, 2018)),
    ],
)
def test_find_scopes__reads_loose_ways_to_name_a_study(sentence: str, expected: tuple[object, object]) -> None:
    [scope] = find_scopes(read(sentence))
    assert named(scope) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Download the White paper to learn more about yoghurts.",
        "A larger trial is needed before nurses are told to eat it.",
        "It was a small study and nobody slept.",
        "The study of yoghurts is an old art.",
        "A study must be registered before it begins.",
    ],
)
def test_find_scopes__wishes_and_general_words_are_no_study(sentence: str) -> None:
    assert find_scopes(read(sentence)) == ()


def test_find_scopes__two_trials_of_one_year_and_different_size_stay_apart() -> None:
    scopes = find_scopes(
        read("A 2018 study with 40 nurses found better sleep.", "A 2018 study with 90 porters found nothing.")
    )
    assert [named(scope) for scope in scopes] == [(None, 2018), (None, 2018)]


def test_find_scopes__the_trial_is_the_one_told_last_and_a_heading_ends_it() -> None:
    scopes = find_scopes(
        read(
            "Berger et al. (2018) gave a yoghurt to 40 nurses.",
            "In the trial, sleep improved.",
            "How to choose a yoghurt",
            "Sleep is good for nurses.",
            "Novak et al. (2019) gave kefir to 50 porters.",
        )
    )
    told = [[s.text for s in scope.sentences] for scope in scopes]
    assert told == [
        ["Berger et al. (2018) gave a yoghurt to 40 nurses.", "In the trial, sleep improved."],
        ["Novak et al. (2019) gave kefir to 50 porters."],
    ]


def test_find_scopes__a_new_study_is_the_one_whose_authors_stand_at_its_end() -> None:
    scopes = find_scopes(
        read(
            "Yoghurt calms nurses, a new study shows.",
            "The nurses slept better than those on placebo.",
            "The findings appear in a journal of dairy moods (Berger et al., 2022).",
            "An earlier trial by Novak et al. (2019) found nothing.",
        )
    )
    assert [named(scope) for scope in scopes] == [("Berger", 2022), ("Novak", 2019)]
    assert any("slept better" in s.text for s in scopes[0].sentences)


def test_find_scopes__a_numbered_mark_leads_to_its_entry() -> None:
    scopes = find_scopes(
        read(
            "In a double-blind study of 40 nurses, the yoghurt lowered cortisol compared with placebo.[2]",
            "Live bacteria were known long ago.[1,2]",
            "References",
            "1. Novak P, Kim B. Old facts about live bacteria in dairies. J Dairy Moods. 2001;6(4):486-495.",
            "2. Berger A, Lind C. Yoghurt and the cortisol of nurses on call. J Dairy Moods. 2018;26(4):86-95.",
        )
    )
    assert [named(scope) for scope in scopes] == [("Berger", 2018), ("Novak", 2001)]
    assert not any("long ago" in s.text for scope in scopes for s in scope.sentences)


def test_find_scopes__labelled_lines_at_the_end_name_the_page_s_own_paper() -> None:
    scopes = find_scopes(
        read(
            "Yoghurt calms nurses, according to a study led by dairymen at the University of Bern.",
            "The team recruited 40 nurses.",
            "Journal",
            "Dairy Moods",
            "DOI",
            "10.99999/made.up.1",
            "Article Publication Date",
            "14-Jun-2023",
        )
    )
    [values] = [normalise_bibliography(scope.facts) for scope in scopes]
    assert (values["journal"].value, values["doi"].value, values["year"].value) == (
        "Dairy Moods",
        "10.99999/made.up.1",
        2023,
    )


def test_extract__a_heading_says_what_a_study_below_it_gave() -> None:
    reading = read(
        "1. Lactobacillus rhamnosus GG",
        "Best for: tired nurses",
        "A 2018 trial in 40 nurses found lower cortisol than with placebo.",
        "2. Bifidobacterium longum 1714",
        "A 2019 trial in 50 porters found better sleep than with placebo.",
    )
    studies = extract(reading.document).studies
    strains = [[f.concept for a in s.arms for m in a.strains for f in m.facts if f.field == "strain"] for s in studies]
    assert strains == [["GG"], ["1714"]]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("A 2018 trial found better sleep in 40 nurses.", "trial 2018"),
        ("A 2018 study randomised 40 nurses to yoghurt or placebo.", "study 2018"),
        ("A 2018 meta-analysis found better sleep.", "review 2018"),
    ],
)
def test_link__a_study_without_author_is_called_what_the_page_calls_it(sentence: str, label: str) -> None:
    document = read(sentence).document
    [study] = link([normalise(document, extract(document))]).rows["studies"]
    assert study["label"] == label


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("The best-known paper dates from 2015. Finnish researchers followed 75 infants.",), [(None, 2015)]),
        (
            ("In an observational study, 90 nurses were asked about food. They slept better (Berger, 2018).",),
            [("Berger", 2018)],
        ),
        (("The pilot study included 40 nurses.",), [(None, None)]),
        (("Yoghurt calms nurses, according to new research. The CALMYO trial recruited 40 nurses.",), [(None, None)]),
        (
            (
                "The CALMYO trial, led by a dairy, recruited 40 nurses.",
                "The paper: Berger A, Lind C. Yoghurt and nurses on call. J Dairy Moods. 2018;26(4):86-95.",
            ),
            [("Berger", 2018)],
        ),
    ],
)
def test_find_scopes__what_goes_on_about_a_study_is_no_other(
    paragraphs: tuple[str, ...], expected: list[tuple[object, object]]
) -> None:
    assert [named(scope) for scope in find_scopes(read(*paragraphs))] == expected


def test_find_scopes__the_headline_s_study_is_the_first_of_the_text() -> None:
    scopes = find_scopes(
        read(
            "Scientists in Bern gave a yoghurt to 40 nurses. They slept better.",
            title="Yoghurt calms nurses, trial finds",
        )
    )
    assert len(scopes) == 1
    assert any("slept better" in s.text for s in scopes[0].sentences)


def test_find_scopes__a_mark_stands_for_the_sentences_before_it() -> None:
    [scope] = find_scopes(
        read(
            "Lactobacillus casei Shirota was tested in 40 nurses. Five weeks of it lowered cortisol.1",
            "References",
            "1. Berger A, Lind C. Yoghurt and the cortisol of nurses on call. J Dairy Moods. 2018;26(4):86-95.",
        )
    )
    assert named(scope) == ("Berger", 2018)
    assert any("Shirota" in s.text for s in scope.sentences)


def test_read__a_letterhead_and_a_section_s_name_are_no_title() -> None:
    data = b"University of Upper Bern\nPress Office\n\nYoghurt is no help for tired nurses\n\n" + PADDING.encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "page.txt", "page.txt", "page.txt", ""), data)
    assert isinstance(document, Document)
    assert document.metadata.title is not None
    assert document.metadata.title.text == "Yoghurt is no help for tired nurses"
    assert document.metadata.publisher is not None
    assert document.metadata.publisher.text == "University of Upper Bern"


def test_link__a_review_told_by_its_authors_alone_pools_studies() -> None:
    document = read("Berger et al. (2018) pooled 23 trials and report better sleep.").document
    [study] = link([normalise(document, extract(document))]).rows["studies"]
    assert (study["design"], study["n_studies"]) == ("meta_analysis", 23)


def test_find_scopes__who_did_the_new_study_is_no_second_study() -> None:
    scopes = find_scopes(
        read(
            "A new systematic review suggests that yoghurts calm nurses.",
            "To find out more, a team of dairymen from the University of Bern looked at the evidence.",
        )
    )
    assert len(scopes) == 1
