"""Papers about papers are no studies; versions of one report are one study. Records of invented papers."""

from psychobiotics.linking.link import link
from psychobiotics.pipeline.drafting import draft_item
from psychobiotics.pipeline.set_aside import set_aside
from psychobiotics.records.document import RawItem
from psychobiotics.records.drafts import DocumentDraft
from psychobiotics.records.reasons import Rejection
from psychobiotics.records.tables import Row, Tables

TITLE = "A strain for the low mood of nurses: a randomised, placebo-controlled trial"
SECTIONS = (
    "We randomised 84 nurses to a probiotic or placebo for 8 weeks. Depression scores decreased compared with placebo."
)
RELATED = "http://www.w3.org/1999/xlink"


def article(pmid: str, title: str = TITLE, link: tuple[str, str] | None = None, **more: str) -> str:
    """A PubMed record; `link` is the type and PMID of a related paper; more: types, year, doi, source, abstract."""
    types = "".join(f"<PublicationType>{t}</PublicationType>" for t in more.get("types", "Journal Article").split("|"))
    source = more.get("source", "J Invent. 2021;1:1")
    linked = (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{link[0]}"><RefSource>{source}</RefSource>'
        f"<PMID>{link[1]}</PMID></CommentsCorrections></CommentsCorrectionsList>"
        if link
        else ""
    )
    doi = f'<ArticleId IdType="doi">{more["doi"]}</ArticleId>' if "doi" in more else ""
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal><JournalIssue><PubDate><Year>'
        f"{more.get('year', '2021')}</Year></PubDate></JournalIssue><Title>{more.get('journal', 'J Invent')}</Title>"
        f"</Journal><ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>{more.get('abstract', SECTIONS)}"
        "</AbstractText></Abstract><AuthorList><Author><LastName>Doe</LastName><Initials>J</Initials></Author>"
        f"</AuthorList><PublicationTypeList>{types}</PublicationTypeList></Article>{linked}</MedlineCitation>"
        f"<PubmedData><ArticleIdList>{doi}</ArticleIdList></PubmedData></PubmedArticle>"
    )


def jats(article_type: str, relation: str, doi: str) -> str:
    return (
        f'<article article-type="{article_type}" xmlns:xlink="{RELATED}"><front><article-meta>'
        f'<article-id pub-id-type="doi">10.9999/notice</article-id><title-group><article-title>About: {TITLE}'
        f'</article-title></title-group><related-article related-article-type="{relation}" xlink:href="{doi}"/>'
        "</article-meta></front><body><p>The number of nurses was given as 84; it is 86.</p></body></article>"
    )


def read(*texts: str) -> tuple[Tables, list[Rejection]]:
    drafts, refused = [], []
    for place, text in enumerate(texts):
        is_set = text.startswith("<PubmedArticle")
        data = (f"<PubmedArticleSet>{text}</PubmedArticleSet>" if is_set else text).encode()
        for outcome in draft_item(RawItem(f"{place}", f"f{place}", f"f{place}", f"f{place}", ""), data):
            (drafts if isinstance(outcome, DocumentDraft) else refused).append(outcome)
    kept, aside = set_aside(drafts, refused)
    return link(kept), [*refused, *aside]


def only_study(tables: Tables) -> Row:
    [study] = tables.rows["studies"]
    return study


PAPER = article("90000011", doi="10.9999/paper")


def test_erratum__is_no_study_and_marks_the_paper() -> None:
    notice = article("90000031", f"Erratum: {TITLE}", ("ErratumFor", "90000011"), types="Published Erratum")
    tables, _ = read(PAPER, notice)
    study = only_study(tables)
    assert (study["study_id"], study["notices"], study["n_documents"]) == ("doi:10.9999/paper", ("erratum",), 2)
    document = next(row for row in tables.rows["documents"] if row["pmid"] == "90000031")
    assert (document["article_type"], document["notice_of"]) == ("erratum", ("pmid:90000011",))
    assert {row["relation"] for row in tables.rows["document_studies"]} == {"primary_report", "cites"}
    quotes = {row["quote"] for row in tables.rows["evidence"] if row["field"] == "notices"}
    assert quotes == {"ErratumFor"}


def test_correction_in_jats__says_nothing_of_its_own() -> None:
    tables, _ = read(PAPER, jats("correction", "corrected-article", "10.9999/paper"))
    study = only_study(tables)
    assert (study["notices"], study["n_enrolled"]) == (("erratum",), 84)


def test_record__with_a_link_to_its_erratum_is_marked() -> None:
    tables, _ = read(article("90000011", link=("ErratumIn", "90000031")))
    assert only_study(tables)["notices"] == ("erratum",)


def test_notice__of_a_paper_that_is_not_here_makes_no_study() -> None:
    tables, _ = read(article("90000031", "Comment: nurses", ("CommentOn", "90000011"), types="Editorial|Comment"))
    assert tables.rows["studies"] == []
    assert tables.rows["documents"][0]["notice_of"] == ("pmid:90000011",)


def test_comment__with_results_of_its_own_is_a_study() -> None:
    types = "Letter|Comment|Randomized Controlled Trial"
    tables, _ = read(
        PAPER, article("90000032", "Nurses, once more", ("CommentOn", "90000011"), types=types, doi="10.9/l")
    )
    assert len(tables.rows["studies"]) == 2


def test_retraction_notice__takes_the_paper_with_it_under_all_its_numbers() -> None:
    notice = article(
        "90000033", f"Retraction: {TITLE}", ("RetractionOf", "90000011"), types="Retraction of Publication"
    )
    full_text = jats("research-article", "companion", "10.9999/other").replace("10.9999/notice", "10.9999/paper")
    tables, refused = read(PAPER, notice, full_text)
    assert tables.rows["studies"] == []
    assert [row["article_type"] for row in tables.rows["documents"]] == ["retraction"]
    assert [str(rejection.reason) for rejection in refused] == ["retracted_upstream"] * 3


def test_preprint__named_by_its_record_is_the_papers_study() -> None:
    preprint = article(
        "90000021",
        "Nurses and a strain, first words",
        ("UpdateIn", "90000011"),
        types="Preprint",
        year="2020",
        doi="10.9999/pre",
        abstract=SECTIONS.replace("84", "86"),
    )
    tables, _ = read(preprint, PAPER)
    study = only_study(tables)
    assert (study["study_id"], study["n_enrolled"], study["version_ids"]) == (
        "doi:10.9999/paper",
        84,
        ("pmid:90000011",),
    )
    assert {row["resolution"] for row in tables.rows["conflicts"]} == {"newer_source"}
    assert {"old_id": "doi:10.9999/pre", "study_id": "doi:10.9999/paper"} in tables.rows["study_aliases"]


def test_preprint__without_links_is_the_paper_of_its_title_and_author() -> None:
    preprint = article("90000021", doi="10.9999/pre", journal="medRxiv : the preprint server", year="2019")
    assert only_study(read(preprint, PAPER)[0])["study_id"] == "doi:10.9999/paper"
    other_author = preprint.replace("<LastName>Doe", "<LastName>Roe")
    assert len(read(other_author, PAPER)[0].rows["studies"]) == 2


def test_update_of_a_review__is_no_other_version_of_it() -> None:
    older = article("90000041", "Strains for mood: a review", ("UpdateIn", "90000042"), doi="10.9999/r1", year="2015")
    newer = article("90000042", "Strains for mood: a review", ("UpdateOf", "90000041"), doi="10.9999/r2")
    assert len(read(older, newer)[0].rows["studies"]) == 2


def test_republished__leads_and_is_one_study_with_what_it_corrects() -> None:
    again = article(
        "90000035",
        link=("CorrectedandRepublishedFrom", "90000011"),
        types="Journal Article|Corrected and Republished Article",
        doi="10.9999/again",
        year="2022",
        abstract=SECTIONS.replace("84", "86"),
    )
    study = only_study(read(PAPER, again)[0])
    assert (study["study_id"], study["n_enrolled"], study["year"]) == ("doi:10.9999/again", 86, 2022)


NBIB = """PMID- 900000{n}
OWN - NLM
DP  - 2021 Nov
TI  - {title}
{abstract}PT  - {kind}
FAU - Doe, Jane
AU  - Doe J
{link}

"""


def test_text_export__knows_notices_by_its_tags() -> None:
    paper = NBIB.format(n=11, title=TITLE, abstract=f"AB  - {SECTIONS}\n", kind="Journal Article", link="")
    notice = NBIB.format(
        n=31,
        title=f"Erratum: {TITLE}",
        abstract="",
        kind="Published Erratum",
        link="EFR - J Invent. 2021 Mar;1(2):3-4. doi:\n      10.9999/paper. PMID: 90000011",
    )
    tables, _ = read(paper, notice)
    assert (only_study(tables)["study_id"], only_study(tables)["notices"]) == ("doi:10.9999/paper", ("erratum",))
    retracted = paper.replace("Journal Article", "Retracted Publication")
    tables, refused = read(retracted)
    assert tables.rows["studies"] == []
    assert [str(rejection.reason) for rejection in refused] == ["retracted_upstream"]
