"""PubMed records: what few records have stands in the text too, and no extractor reads other languages."""

from hashlib import sha256

from psychobiotics.extraction.extract import extract
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, RawItem, SectionKind
from psychobiotics.records.drafts import DocumentDraft

ENGLISH = "<Abstract><AbstractText>Forty adults with low mood drank kefir for eight weeks.</AbstractText>{}</Abstract>"
SPANISH = (
    '<OtherAbstract Type="Publisher" Language="spa"><AbstractText Label="RESULTADOS">Participaron 999 adultos con '
    "Lactobacillus rhamnosus GG; la ansiedad disminuyó (p = 0.001).</AbstractText></OtherAbstract>"
)
COPYRIGHT = "<CopyrightInformation>Copyright Nobody 2020.</CopyrightInformation>"
BANKS = "".join(
    f"<DataBank><DataBankName>{name}</DataBankName><AccessionNumberList><AccessionNumber>{number}</AccessionNumber>"
    "</AccessionNumberList></DataBank>"
    for name, number in (
        ("GENBANK", "AB000001"),
        ("figshare", "10.9999/invented"),
        ("ClinicalTrials.gov", "NCT00000000"),
    )
)


def record(article: str = "", citation: str = "", version: str = "1") -> bytes:
    return (
        f'<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="{version}">90000001</PMID>'
        "<DateCompleted><Year>2020</Year><Month>02</Month><Day>03</Day></DateCompleted>"
        "<DateRevised><Year>2021</Year><Month>11</Month><Day>30</Day></DateRevised>"
        "<Article><Journal><Title>J</Title></Journal><ArticleTitle>Kefir and mood in adults.</ArticleTitle>"
        f"{article}<Language>eng</Language></Article>{citation}</MedlineCitation></PubmedArticle></PubmedArticleSet>"
    ).encode()


def parsed(data: bytes) -> Document:
    [document] = parse_item(RawItem(sha256(data).hexdigest(), "r", "r.xml", "r.xml", ""), data)
    assert isinstance(document, Document), document
    return document


def drafted(data: bytes) -> DocumentDraft:
    document = parsed(data)
    return normalise(document, extract(document))


def silent_text(document: Document) -> str:
    [section] = [s for s in document.sections if s.kind is SectionKind.METADATA]
    return document.text[section.start : section.end]


def test_pubmed_record__keeps_what_few_records_have() -> None:
    article = ENGLISH.format(COPYRIGHT) + "<VernacularTitle>Kéfir y ánimo.</VernacularTitle>"
    article += f"<DataBankList>{BANKS}</DataBankList>"
    rare = (
        "<ChemicalList><Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance>Kefiran</NameOfSubstance></Chemical>"
        "</ChemicalList><GeneralNote>Translated.</GeneralNote>"
    )
    document = parsed(record(article, rare))
    lines = silent_text(document).splitlines()
    assert "Original title: Kéfir y ánimo." in lines
    assert "Copyright: Copyright Nobody 2020." in lines
    assert "Data banks: GENBANK AB000001; figshare 10.9999/invented" in lines
    assert "Registry: NCT00000000" in lines
    assert "Completed: 2020-02-03" in lines
    assert {"Substances: Kefiran", "Notes: Translated."} <= set(lines)
    assert document.metadata.title is not None
    assert document.metadata.title.text == "Kefir and mood in adults."


def test_abstract_in_another_language__is_kept_and_not_read() -> None:
    data = record(ENGLISH.format(""), SPANISH)
    assert "Abstracts in other languages: (spa) RESULTADOS: Participaron 999 adultos" in silent_text(parsed(data))
    with_it, without = drafted(data), drafted(record(ENGLISH.format("")))
    values = [{name: value.value for name, value in d.studies[0].fields.items()} for d in (with_it, without)]
    assert values[0] == values[1]
    assert values[0]["n_enrolled"] == 40
    assert with_it.studies[0].findings == without.studies[0].findings
    assert {e.quote.text for e in with_it.entities} == {e.quote.text for e in without.entities}


def test_conflict_statement__is_read_as_one() -> None:
    statement = "<CoiStatement>The authors declare that they have no conflicts of interest.</CoiStatement>"
    study = drafted(record(ENGLISH.format(""), statement)).studies[0]
    assert study.fields["conflicts_statement"].value == "none_declared"


def test_revision__is_a_date_and_a_version() -> None:
    fields = drafted(record(ENGLISH.format(""), version="2")).fields
    assert (fields["updated_on"].value, fields["record_version"].value) == ("2021-11-30", 2)
    assert "record_version" not in drafted(record(ENGLISH.format(""))).fields
