"""What the rules of linking say of two published studies."""

from psychobiotics.linking.comparison import Verdict, compare_studies, published_draft

NUMBER = "NCT00000000"
TITLE = "A strain for the low mood of nurses: a randomised trial"


def verdicts(one: dict[str, object], other: dict[str, object]) -> dict[str, Verdict]:
    drafts = [published_draft({"study_id": f"ref:{place}", **row}, [], []) for place, row in enumerate((one, other))]
    return {verdict.rule: verdict for verdict in compare_studies(*drafts)}


def test_two_reports_of_one_registration__are_related() -> None:
    found = verdicts({"doi": "10.1/a", "registry_id": NUMBER}, {"doi": "10.1/b", "registry_id": NUMBER})
    assert (found["doi"].verdict, found["registration"].verdict) == ("forbids", "relates")
    assert found["pmid"].because == "not stated by both"


def test_review_that_names_the_registration__is_told_as_one() -> None:
    found = verdicts({"registry_id": NUMBER}, {"registry_id": NUMBER, "design": "meta_analysis"})
    assert found["registration"].because == "a meta_analysis is not the trial's own report"


def test_one_of_two_reports_that_the_registry_names__relates() -> None:
    record = {"registry_id": NUMBER, "result_pmids": ["11", "12"]}
    assert verdicts(record, {"pmid": "12"})["registry's reports"].verdict == "relates"
    assert verdicts({**record, "result_pmids": ["12"]}, {"pmid": "12"})["registry's reports"].verdict == "joins"


def test_titles__are_compared_by_the_rule_that_joins() -> None:
    assert verdicts({"title": TITLE}, {"title": TITLE.upper()})["title"].verdict == "joins"
    assert verdicts({"title": TITLE}, {"title": "Mice and mazes"})["title"].verdict == "-"


def test_same_title__joins_no_papers_years_apart_nor_by_few_words() -> None:
    one = {"title": TITLE, "year": 2019}
    assert verdicts(one, {"title": TITLE, "year": 2020})["title"].verdict == "joins"
    assert verdicts(one, {"title": TITLE, "year": 2023})["title"].verdict == "-"
    short = verdicts({"title": "Sleep of nurses"}, {"title": "Sleep of nurses"})["title"]
    assert (short.verdict, "too short" in short.because) == ("-", True)


def test_author_and_year__kept_apart_by_two_facts() -> None:
    one = {"first_author": "Doe J", "year": 2021, "n_enrolled": 84, "species": "human"}
    other = {"first_author": "Doe, J.", "year": 2021, "n_enrolled": 30, "species": "mouse"}
    found = verdicts(one, other)["first author and year"]
    assert found.verdict == "forbids"
    assert "number of participants" in found.because
    assert "species" in found.because
    assert verdicts(one, {**other, "species": "human"})["first author and year"].verdict == "joins"


def test_description__names_what_agrees_and_what_does_not() -> None:
    found = verdicts({"n_enrolled": 84, "duration_days": 56.0}, {"n_enrolled": 84, "duration_days": 28.0})
    assert (found["description"].one, found["description"].other) == (
        "n_enrolled 84",
        "duration_days 56.0 against 28.0",
    )
