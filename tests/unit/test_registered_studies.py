"""Which papers, records and pages of one registration are one study, and which are only related."""

from psychobiotics.linking.link import link
from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import DocumentDraft, Scalar, StudyDraft, Value
from psychobiotics.records.mentions import Naming
from psychobiotics.records.tables import Row, Tables

TEXT = "Words that nobody reads."
NUMBER = "NCT00000000"
TITLE = "A strain for the low mood of nurses: a randomised trial"


def value(content: Scalar) -> Value:
    return Value(content, (Quote(0, 5, TEXT[0:5]),), "test")


def told(source: str, naming: Naming = Naming.OWN_REPORT, kind: str = "abstract", **columns: Scalar) -> DocumentDraft:
    fields = {name: value(content) for name, content in columns.items()}
    draft = StudyDraft("own", naming, Quote(0, 5, TEXT[0:5]), fields)
    facts = {"kind": value(kind)}
    return DocumentDraft(f"doc-{source}", source, source, source, None, "text/plain", "t", TEXT, facts, (draft,))


def record(**columns: Scalar) -> DocumentDraft:
    return told("record", kind="registry_record", registry_id=NUMBER, design="rct", year=2018, **columns)


def studies(*documents: DocumentDraft) -> dict[object, Row]:
    return {row["study_id"]: row for row in link(documents).rows["studies"]}


def reasons(tables: Tables, document: str) -> set[object]:
    return {row["link_reason"] for row in tables.rows["document_studies"] if row["document_id"] == f"doc-{document}"}


PAPER = told("paper", doi="10.1/a", pmid="11", title=TITLE, first_author="Doe J", year=2021, design="rct")
SECOND = told("second", doi="10.1/b", pmid="12", title="Sleep in the same nurses, looked at later", year=2022)


def test_record__meets_the_one_paper_that_it_names_as_its_report() -> None:
    tables = link([record(result_pmids=("11",)), PAPER])
    [study] = tables.rows["studies"]
    assert (study["study_id"], study["registry_id"], study["year"]) == ("doi:10.1/a", NUMBER, 2021)
    assert reasons(tables, "record") == {f"{NUMBER} names PMID 11 as the report of its results"}
    assert {"old_id": f"nct:{NUMBER}", "study_id": "doi:10.1/a"} in tables.rows["study_aliases"]
    assert tables.rows["conflicts"] == []  # the registration's year is not the paper's
    [link_row] = [row for row in tables.rows["document_studies"] if row["document_id"] == "doc-record"]
    assert link_row["resolution"] == "identifier"


def test_record__that_names_two_reports_is_related_to_both() -> None:
    rows = studies(record(result_pmids=("11", "12")), PAPER, SECOND)
    assert set(rows) == {"doi:10.1/a", "doi:10.1/b", f"nct:{NUMBER}"}
    assert rows[f"nct:{NUMBER}"]["related_study_ids"] == ("doi:10.1/a", "doi:10.1/b")
    assert rows["doi:10.1/a"]["related_study_ids"] == (f"nct:{NUMBER}",)


def test_record__names_a_report_that_is_not_here_yet() -> None:
    """The record does not become a paper that it does not single out, because the other one is missing."""
    assert set(studies(record(result_pmids=("11", "99")), PAPER)) == {"doi:10.1/a", f"nct:{NUMBER}"}


def test_record__papers_that_the_registry_found_are_related_only() -> None:
    rows = studies(record(derived_pmids=("11",)), PAPER)
    assert rows[f"nct:{NUMBER}"]["related_study_ids"] == ("doi:10.1/a",)


def test_record__background_papers_are_not_related() -> None:
    rows = studies(record(related_pmids=("11",)), PAPER)
    assert {row["related_study_ids"] for row in rows.values()} == {()}


def test_record__that_names_a_paper_on_another_trial_is_mistaken() -> None:
    other = told("paper", pmid="11", title=TITLE, registry_id="NCT00000009", design="rct")
    assert len(studies(record(result_pmids=("11",)), other)) == 2
    contradicted = told("paper", pmid="11", title=TITLE, n_enrolled=500, species="mouse")
    assert len(studies(record(result_pmids=("11",), n_enrolled=84, species="human"), contradicted)) == 2


def test_record__is_not_the_review_that_names_its_number() -> None:
    review = told(
        "review", doi="10.1/r", title="Strains and mood: a review", design="meta_analysis", registry_id=NUMBER
    )
    rows = studies(record(), review)
    assert set(rows) == {"doi:10.1/r", f"nct:{NUMBER}"}
    assert rows["doi:10.1/r"]["related_study_ids"] == (f"nct:{NUMBER}",)


def test_review__meets_its_own_registration() -> None:
    review = told(
        "review", doi="10.1/r", title="Strains and mood: a review", design="meta_analysis", registry_id="CRD00"
    )
    plan = told(
        "plan", kind="registry_record", design="meta_analysis", registry_id="CRD00", title="What is planned here"
    )
    assert len(studies(plan, review)) == 1


def test_registration__shared_by_two_reports_merges_neither_and_relates_all() -> None:
    papers = [
        told("a", doi="10.1/a", title=TITLE, registry_id=NUMBER, design="rct"),
        told("b", doi="10.1/b", title="Sleep in the same nurses, looked at later", registry_id=NUMBER, design="rct"),
        told("plan", doi="10.1/p", title="How it was planned in advance", registry_id=NUMBER, design="protocol"),
        told(
            "again",
            doi="10.1/h",
            title="Who did best, asked afterwards",
            registry_id=NUMBER,
            design="post_hoc_analysis",
        ),
    ]
    rows = studies(*papers, record())
    assert len(rows) == 5
    assert len(rows["doi:10.1/a"]["related_study_ids"] or ()) == 4  # type: ignore[arg-type]
    assert rows["doi:10.1/h"]["parent_study_id"] == f"nct:{NUMBER}"  # which of the two it re-analyses is not said


def test_page__that_names_the_number_of_a_trial_with_two_reports_meets_the_record() -> None:
    papers = [told(s, doi=f"10.1/{s}", title=f"{s}: {TITLE}"[:40] * 2, registry_id=NUMBER, design="rct") for s in "xy"]
    page = told("page", Naming.DESCRIBED, registry_id=NUMBER, n_enrolled=84)
    rows = studies(*papers, page, record())
    assert set(rows) == {"doi:10.1/x", "doi:10.1/y", f"nct:{NUMBER}"}
    assert rows[f"nct:{NUMBER}"]["n_documents"] == 2


def test_misprint__of_one_identifier_does_not_unite_two_papers() -> None:
    blog = told("blog", Naming.REFERENCE, doi="10.1/a", pmid="12", first_author="Doe", year=2021)
    tables = link([PAPER, SECOND, blog])
    assert len(tables.rows["studies"]) == 2
    [conflict] = tables.rows["conflicts"]
    assert (conflict["study_id"], conflict["field"], conflict["resolution"]) == ("doi:10.1/a", "pmid", "primary_source")


def test_author_and_year__of_another_trial_altogether_is_not_merged() -> None:
    own = told("own", doi="10.1/a", title=TITLE, first_author="Doe J", year=2021, n_enrolled=84, species="human")
    page = told("page", Naming.AUTHOR_YEAR, first_author="Doe", year=2021, n_enrolled=30, species="mouse")
    assert len(studies(own, page)) == 2
    near = told("page", Naming.AUTHOR_YEAR, first_author="Doe", year=2021, n_enrolled=86, species="human")
    assert len(studies(own, near)) == 1  # one number that differs is a conflict, not another study


def test_author_and_year__shared_by_two_studies_is_decided_by_what_else_is_told() -> None:
    a = told("a", doi="10.1/a", title=TITLE, first_author="Doe J", year=2021, n_enrolled=84, journal="Gut Words")
    b = told("b", doi="10.1/b", title="Of mice and their mazes", first_author="Doe J", year=2021, n_enrolled=30)
    page = told("page", Naming.AUTHOR_YEAR, first_author="Doe", year=2021, n_enrolled=84)
    assert studies(a, b, page)["doi:10.1/a"]["n_documents"] == 2
    bare = told("page", Naming.AUTHOR_YEAR, first_author="Doe", year=2021)
    assert len(studies(a, b, bare)) == 3


def test_chain__of_all_kinds_of_tellings_is_one_study_and_its_plan_beside_it() -> None:
    """The registry's record, the plan's paper, the PubMed record, the full text, the press and a blog."""
    documents = [
        record(result_pmids=("11",)),
        told("plan", doi="10.1/p", title="How it was planned in advance", registry_id=NUMBER, design="protocol"),
        PAPER,
        told("full", doi="10.1/a", pmcid="PMC11", title=TITLE, year=2021, kind="full_text"),
        told("press", Naming.DESCRIBED, doi="10.1/a", n_enrolled=84),
        told("blog", Naming.AUTHOR_YEAR, first_author="Doe", year=2021),
    ]
    rows = studies(*documents)
    assert rows["doi:10.1/a"]["n_documents"] == 5
    assert rows["doi:10.1/a"]["related_study_ids"] == ("doi:10.1/p",)
    assert set(rows) == {"doi:10.1/a", "doi:10.1/p"}


def test_author_s_whole_name__is_the_surname_with_its_initial() -> None:
    page = told("page", Naming.AUTHOR_YEAR, first_author="Jane Doe", year=2021)
    assert set(studies(PAPER, page)) == {"doi:10.1/a"}
    other = told("page", Naming.AUTHOR_YEAR, first_author="Ann Doe", year=2021)
    assert set(studies(PAPER, other)) == {"doi:10.1/a", "ref:ann-doe-2021"}
