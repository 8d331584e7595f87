"""One study however many documents tell it."""

from psychobiotics.linking.link import link
from psychobiotics.records.document import Quote
from psychobiotics.records.drafts import ArmDraft, DocumentDraft, FindingDraft, Scalar, StudyDraft, Value
from psychobiotics.records.mentions import Naming
from psychobiotics.records.tables import Row, Tables

TEXT = "Words of a page that nobody needs to read for these tests."


def value(content: Scalar) -> Value:
    return Value(content, (Quote(0, 5, TEXT[0:5]),), "test")


def fields(**columns: Scalar) -> dict[str, Value]:
    return {name: value(content) for name, content in columns.items()}


def study(
    key: str = "own", naming: Naming = Naming.OWN_REPORT, parent: str | None = None, **columns: Scalar
) -> StudyDraft:
    return StudyDraft(key, naming, Quote(0, 5, TEXT[0:5]), fields(**columns), parent_key=parent)


def page(source: str, *studies: StudyDraft) -> DocumentDraft:
    return DocumentDraft(f"doc-{source}", source, source, source, None, "text/plain", "test", TEXT, {}, studies)


def with_finding(draft: StudyDraft, **columns: Scalar) -> StudyDraft:
    arms = (ArmDraft("a1", fields(role="intervention", type="probiotic")),)
    findings = (FindingDraft(fields(**columns), "a1"),)
    return StudyDraft(draft.key, draft.naming, draft.cited_as, draft.fields, arms, findings, draft.parent_key)


def studies(tables: Tables) -> dict[object, Row]:
    return {row["study_id"]: row for row in tables.rows["studies"]}


RECORD = study(doi="10.1/x", pmid="1", first_author="Berger A", year=2019, title="A trial of a yoghurt in tired nurses")


def test_link__author_and_year_meet_the_record() -> None:
    news = study("s1", Naming.AUTHOR_YEAR, first_author="Berger", year=2019, n_enrolled=80)
    tables = link([page("news", news), page("record", RECORD)])
    row = studies(tables)["doi:10.1/x"]
    assert row["n_documents"] == 2
    assert row["n_enrolled"] == 80
    assert row["primary_document_id"] == "doc-record"
    assert row["label"] == "Berger 2019"
    assert {r["link_reason"] for r in tables.rows["document_studies"] if r["document_id"] == "doc-news"} == {
        "same first author and year (berger 2019)"
    }
    assert {"old_id": "ref:berger-2019", "study_id": "doi:10.1/x"} in tables.rows["study_aliases"]


def test_link__two_studies_of_one_author_and_year_are_not_guessed() -> None:
    other = study(doi="10.1/y", first_author="Berger A", year=2019, title="Quite another question about sleep in rats")
    news = study("s1", Naming.AUTHOR_YEAR, first_author="Berger", year=2019)
    tables = link([page("news", news), page("a", RECORD), page("b", other)])
    assert set(studies(tables)) == {"doi:10.1/x", "doi:10.1/y", "ref:berger-2019"}
    assert tables.rows["study_aliases"] == [{"old_id": "pmid:1", "study_id": "doi:10.1/x"}]


def test_link__described_studies_of_two_pages_stay_apart() -> None:
    tables = link([page(s, study("s1", Naming.DESCRIBED, design="review", year=2016)) for s in ("a", "b")])
    assert len(studies(tables)) == 2
    assert {row["label"] for row in tables.rows["studies"]} == {"review 2016"}


def test_link__described_study_with_three_agreeing_facts_is_the_known_one() -> None:
    known = study(
        doi="10.1/z", title="A trial of a yoghurt in tired nurses", n_enrolled=80, duration_days=56, year=2019
    )
    told = study("s1", Naming.DESCRIBED, n_enrolled=80, duration_days=56, year=2019)
    tables = link([page("record", known), page("news", told)])
    assert [row["n_documents"] for row in tables.rows["studies"]] == [2]
    other = study("s1", Naming.DESCRIBED, n_enrolled=80, duration_days=28, year=2019)
    assert len(link([page("record", known), page("news", other)]).rows["studies"]) == 2


def test_link__p_value_of_the_news_agrees_within_rounding() -> None:
    result = {"outcome_id": "bdnf", "outcome": "BDNF", "comparator": "placebo", "p_operator": "="}
    news = with_finding(study("s1", Naming.AUTHOR_YEAR, first_author="Berger", year=2019), p_value=0.02, **result)
    tables = link([page("news", news), page("record", with_finding(RECORD, p_value=0.021, **result))])
    [conflict] = tables.rows["conflicts"]
    assert conflict["resolution"] == "identical_within_rounding"
    assert conflict["values"] == ("0.021", "0.02")
    assert len(tables.rows["arms"]) == 1


def test_link__sample_size_that_differs_is_a_conflict_settled_by_the_own_report() -> None:
    own = StudyDraft("own", Naming.OWN_REPORT, RECORD.cited_as, {**RECORD.fields, **fields(n_enrolled=81)})
    news = study("s1", Naming.AUTHOR_YEAR, first_author="Berger", year=2019, n_enrolled=90)
    tables = link([page("news", news), page("record", own)])
    [conflict] = tables.rows["conflicts"]
    assert (conflict["field"], conflict["resolution"], conflict["chosen"]) == ("n_enrolled", "primary_source", "81")
    assert tables.rows["studies"][0]["n_enrolled"] == 81


def test_link__post_hoc_analysis_finds_its_trial_by_registration() -> None:
    trial = study(doi="10.1/t", registry_id="NCT00000000", design="rct", title="The trial itself, in full length")
    again = study(
        doi="10.1/p", registry_id="NCT00000000", design="post_hoc_analysis", title="Looking at it once more, later"
    )
    rows = studies(link([page("a", trial), page("b", again)]))
    assert rows["doi:10.1/p"]["parent_study_id"] == "doi:10.1/t"
    assert rows["doi:10.1/t"]["parent_study_id"] is None


def test_link__parent_told_in_one_document() -> None:
    parent = study("s1", Naming.AUTHOR_YEAR, first_author="Berger", year=2017)
    child = study("s2", Naming.DESCRIBED, parent="s1", design="post_hoc_analysis")
    rows = link([page("news", parent, child)]).rows["studies"]
    assert {row["parent_study_id"] for row in rows} == {None, "ref:berger-2017"}


def test_link__order_of_documents_does_not_matter() -> None:
    news = page("news", study("s1", Naming.AUTHOR_YEAR, first_author="Berger", year=2019, n_enrolled=80))
    record = page("record", RECORD)
    assert link([news, record]).rows == link([record, news]).rows


def test_link__same_bytes_count_once() -> None:
    tables = link([page("record", RECORD), page("record", RECORD)])
    assert len(tables.rows["documents"]) == 1
