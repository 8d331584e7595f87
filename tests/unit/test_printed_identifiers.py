"""Which study of a page the DOI, PMID or PMCID belongs to that the page prints."""

from psychobiotics.extraction.extract import extract
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem

NEW = (
    "A new study of our strain is out. Researchers gave 84 nurses the strain or placebo for 8 weeks, the company says."
)
FIELDS = ("doi", "pmid", "pmcid")


def identifiers(*paragraphs: str) -> list[dict[str, str]]:
    """The identifiers of each study of a page, in the page's order."""
    text = "\n\n".join(["Strain eases the low mood of nurses", *paragraphs])
    [document] = parse_item(RawItem("0" * 64, "p", "p.txt", "p.txt", ""), text.encode())
    assert isinstance(document, Document)
    return [
        {fact.field: fact.quote.text for fact in study.facts if fact.field in FIELDS}
        for study in extract(document).studies
    ]


def test_number_on_a_line_of_its_own__is_the_page_s_study() -> None:
    assert identifiers(NEW, "PMID: 90000011") == [{"pmid": "90000011"}]


def test_addresses__are_read_as_numbers() -> None:
    assert identifiers(NEW, "Read it: https://pubmed.ncbi.nlm.nih.gov/90000011/") == [{"pmid": "90000011"}]
    assert identifiers(NEW, "Read it: https://doi.org/10.99999/abc.1.") == [{"doi": "10.99999/abc.1"}]
    assert identifiers(NEW, "All of it: www.ncbi.nlm.nih.gov/pmc/articles/PMC9000001/") == [{"pmcid": "PMC9000001"}]


def test_sentence__gives_its_number_to_the_study_that_it_names() -> None:
    told = identifiers(
        "A trial of 90 nurses found that the strain lowered depression scores (PMID 90000011). Another trial of 33 "
        "teachers found no effect of the strain on depression scores (doi: 10.99999/teach.2)."
    )
    assert told == [{"pmid": "90000011"}, {"doi": "10.99999/teach.2"}]


def test_two_papers_in_one_place__are_nobody_s() -> None:
    assert identifiers(NEW, "More: 10.99999/abc.1 and 10.99999/abc.2") == [{}]
    assert identifiers(NEW, "PMID: 90000011", "PMID: 90000012") == [{}]


def test_number_that_the_reference_list_gives__stands() -> None:
    entry = "1. Doe J. A strain for nurses on nights. J Invent. 2021;1(2):3-4. PMID: 90000011"
    told = identifiers("A trial by Doe et al. (2021) gave 84 nurses a strain (PMID 90000099).", "References", entry)
    assert told == [{"pmid": "90000011"}]


def linked(*paragraphs: str) -> list[dict[str, str]]:
    """The same of a web page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<html><body><article><h1>Strain eases the low mood of nurses</h1>{body}</article></body></html>"
    [document] = parse_item(RawItem("0" * 64, "p", "p.html", "p.html", ""), page.encode())
    assert isinstance(document, Document)
    for link in document.metadata.links:
        assert document.text[link.address.start : link.address.end] == link.address.text
        assert document.text[link.words.start : link.words.end] == link.words.text
    return [
        {fact.field: fact.quote.text for fact in study.facts if fact.field in (*FIELDS, "registry_id")}
        for study in extract(document).studies
    ]


PUBMED = "https://pubmed.ncbi.nlm.nih.gov"


def test_link__belongs_to_the_study_of_its_sentence() -> None:
    told = linked(
        'In a <a href="https://doi.org/10.99999%2Fabc.1?utm=x">randomised trial of 90 nurses</a>, the strain lowered '
        f'depression scores. A <a href="{PUBMED}/90000052/">2015 review of 9 trials</a> found little.'
    )
    assert told == [{"doi": "10.99999/abc.1"}, {"pmid": "90000052"}]


def test_link__of_a_line_alone_is_the_page_s_study_unless_there_are_two() -> None:
    assert linked(NEW, f'<a href="{PUBMED}/90000011">Read the paper</a>') == [{"pmid": "90000011"}]
    two = [f'<a href="{PUBMED}/9000001{n}">Read more</a>' for n in (1, 2)]
    assert linked(NEW, *two) == [{}]


def test_link__to_a_registration_is_its_number() -> None:
    address = "https://clinicaltrials.gov/study/NCT90000001"
    assert linked(NEW.replace("strain is out", f'strain, <a href="{address}">registered</a> before, is out')) == [
        {"registry_id": "NCT90000001"}
    ]


def test_link__elsewhere_is_none() -> None:
    assert linked(NEW, '<a href="https://example.org/10.99999/abc">Read the paper</a>') == [{}]


def test_link__to_a_doi_ends_before_invisible_characters() -> None:
    address = "https://doi.org/10.99999/abc%00%E2%80%8Bdef"
    assert linked(NEW, f'<a href="{address}">Read the paper</a>') == [{"doi": "10.99999/abc"}]
