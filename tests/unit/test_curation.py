"""What curators' decisions do, and how broken ones end the run."""

from pathlib import Path

import pytest

from psychobiotics.curation.apply import apply_decisions
from psychobiotics.curation.decisions import load_decisions, mark_decisions
from psychobiotics.records.errors import CurationError
from psychobiotics.records.tables import Row, Tables
from psychobiotics.validation.validate import Validated, validate
from tests.sample_dataset import (
    TEXT,
    add_arm,
    add_document,
    add_evidence,
    add_finding,
    add_link,
    add_row,
    add_study,
    document_id,
    finding_id,
    sample_tables,
)

STUDY = "ref:berger-2019"
HEAD = 'id = "d1"\nreason = "the page says so"\ncurator = "A. Reader"\ndate = 2026-11-21\n'


def decide(tables: Tables, folder: Path, *entries: str) -> Tables:
    folder.mkdir(exist_ok=True)
    text = "\n".join(f"[[decision]]\n{HEAD.replace('d1', f'd{n}')}{entry}\n" for n, entry in enumerate(entries, 1))
    (folder / "decisions.toml").write_text(text, "utf-8")
    apply_decisions(tables, load_decisions(folder))
    return tables


def study(tables: Tables, study_id: str = STUDY) -> Row:
    return next(row for row in tables.rows["studies"] if row["study_id"] == study_id)


def accepted(tables: Tables) -> Validated:
    validated = validate(tables)
    assert list(validated.frames["quarantine"]["message"]) == []
    return validated


def override(field: str, value: str, *more: str) -> str:
    lines = ['kind = "override"', 'table = "studies"', f'record = "{STUDY}"', f'field = "{field}"', f"value = {value}"]
    return "\n".join([*lines, *more])


def test_override__value_stands_and_its_old_quotes_name_the_decision(tmp_path: Path) -> None:
    tables = decide(sample_tables(), tmp_path, override("n_enrolled", "82", "expect = { n_enrolled = 80 }"))
    assert study(tables)["n_enrolled"] == 82
    assert study(tables)["review_status"] == "corrected"
    methods = {e["method"] for e in tables.rows["evidence"] if (e["record_id"], e["field"]) == (STUDY, "n_enrolled")}
    assert methods == {"curation:d1"}
    accepted(tables)


def test_override__new_value_brings_its_quote(tmp_path: Path) -> None:
    where = [f'document = "{document_id("news")}"', 'quote = "felt calmer"', 'expect_null = ["population"]']
    tables = decide(sample_tables(), tmp_path, override("population", '"nurses"', *where))
    [evidence] = [e for e in tables.rows["evidence"] if e["field"] == "population"]
    start = TEXT.find("felt calmer")
    assert (evidence["char_start"], evidence["char_end"], evidence["method"]) == (start, start + 11, "curation:d1")
    assert accepted(tables).frames["studies"].set_index("study_id").loc[STUDY, "population"] == "nurses"


def test_override__value_that_nothing_supports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CurationError, match="decision 'd1': expected a document and a quote"):
        decide(sample_tables(), tmp_path, override("country", '"IR"', 'expect_null = ["country"]'))


def test_override__quote_that_the_document_lacks_is_refused(tmp_path: Path) -> None:
    where = [f'document = "{document_id("news")}"', 'quote = "felt sadder"', 'expect_null = ["population"]']
    with pytest.raises(CurationError, match=r"'d1'.*felt sadder"):
        decide(sample_tables(), tmp_path, override("population", '"nurses"', *where))


def test_override__clears_a_value_with_its_evidence(tmp_path: Path) -> None:
    entry = override("n_enrolled", "0", "expect = { n_enrolled = 80 }").replace("value = 0", "clear = true")
    tables = decide(sample_tables(), tmp_path, entry)
    assert study(tables).get("n_enrolled") is None
    assert not [e for e in tables.rows["evidence"] if (e["record_id"], e["field"]) == (STUDY, "n_enrolled")]
    accepted(tables)


def test_override__settles_the_conflict_over_the_field(tmp_path: Path) -> None:
    tables = sample_tables()
    both = (document_id("news"), document_id("blog"))
    conflict: Row = {"study_id": STUDY, "record_id": STUDY, "field": "n_enrolled", "values": ("80", "82")}
    tables.rows["conflicts"].append(conflict | {"document_ids": both, "resolution": "open", "chosen": "80"})
    decide(tables, tmp_path, override("n_enrolled", "82", "expect = { n_enrolled = 80 }"))
    row = tables.rows["conflicts"][0]
    assert (row["resolution"], row["chosen"]) == ("curated", "82")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (override("n_enrolled", "82", "expect = { n_enrolled = 79 }"), "expected n_enrolled of .* to be 79, found 80"),
        (override("n_enrolled", "82", 'expect_null = ["n_enrolled"]'), "to be None, found 80"),
        (override("n_enrolled", "82"), "expected a guard"),
        (override("n_enrolled", '"82"', "expect = { n_enrolled = 80 }"), "expected a value of type Int64"),
        (override("n_enrolled", "true", "expect = { n_enrolled = 80 }"), "expected a value of type Int64"),
        (override("design", '"trial"', 'expect = { design = "rct" }'), "passes in_enumeration, found 'trial'"),
        (override("year", "1492", "expect = { year = 2019 }"), "passes greater_than_or_equal_to, found 1492"),
        (override("study_id", '"ref:x-1"', f'expect = {{ study_id = "{STUDY}" }}'), "not part of its key"),
        (override("mood", '"good"', 'expect_null = ["mood"]'), "expected a column of studies"),
        (override("n_enrolled", "82", "expect = 80"), "expected expect to be a table|expected a guard"),
        (f'kind = "verify"\nstudy = "{STUDY}"\nexpect = {{ n_enrolled = 81 }}', "to be 81, found 80"),
        ('kind = "verify"\nstudy = "ref:nobody-1999"', "expected 'ref:nobody-1999' in studies, found no such row"),
        ('kind = "reject"\ntable = "findings"\nrecord = "fnd-0"', "expected 'fnd-0' in findings, found no such row"),
        ('kind = "reject"\ntable = "mood"\nrecord = "x"', "expected a table of"),
        (f'kind = "merge"\nstudy = "{STUDY}"\ninto = "{STUDY}"', "expected two studies"),
        ('kind = "merge"\nstudy = "ref:lang-2020"\ninto = "ref:x-1"', "'ref:x-1' in studies, found no such row"),
        (f'kind = "split"\nstudy = "{STUDY}"\nnew_study = "ref:x-1"', "expected one of document and finding"),
        (f'kind = "split"\nstudy = "{STUDY}"\nnew_study = "x"\ndocument = "doc-0"', "expected new_study to be a study"),
        (f'kind = "split"\nstudy = "{STUDY}"\nnew_study = "ref:x-1"\ndocument = "doc-0"', "found no such row"),
        ('kind = "rename"', "expected a kind of override, merge"),
        ('kind = "verify"', "expected study as well, found none"),
        (f'kind = "verify"\nstudy = "{STUDY}"\nmood = 1', "found mood as well"),
    ],
)
def test_decision__that_does_not_hold_fails_by_name(tmp_path: Path, entry: str, message: str) -> None:
    with pytest.raises(CurationError, match=rf"decisions\.toml: decision 'd1': .*({message})"):
        decide(sample_tables(), tmp_path, entry)


@pytest.mark.parametrize(
    "content",
    [
        "[[decision]\nid=",
        "decision = 3",
        "decision = [3]",
        '[[decisions]]\nid = "x"',
        "[[decision]]\nreason = 1",
        "\udcff",
    ],
)
def test_decision_file__broken_ends_with_one_sentence_naming_the_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "team.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(CurationError, match=r"team\.toml") as caught:
        load_decisions(tmp_path)
    assert "\n" not in str(caught.value).replace("(at line 1", "")


def test_decisions__need_unique_ids_over_all_files(tmp_path: Path) -> None:
    entry = f'[[decision]]\n{HEAD}kind = "verify"\nstudy = "{STUDY}"\n'
    (tmp_path / "a.toml").write_text(entry)
    (tmp_path / "b.toml").write_text(entry)
    with pytest.raises(CurationError, match=r"b\.toml: decision 'd1'.*a\.toml"):
        load_decisions(tmp_path)


def test_decisions__no_folder_is_no_decision(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "none") == ()


def test_mark__changes_with_what_the_decision_says(tmp_path: Path) -> None:
    decide(sample_tables(), tmp_path, f'kind = "verify"\nstudy = "{STUDY}"')
    before = mark_decisions(load_decisions(tmp_path))
    assert mark_decisions(load_decisions(tmp_path)) == before
    assert list(before.values()) == [(STUDY,)]
    decide(sample_tables(), tmp_path, 'kind = "verify"\nstudy = "ref:lang-2020"')
    assert set(mark_decisions(load_decisions(tmp_path))).isdisjoint(before)


def test_verify__says_so_unless_corrected(tmp_path: Path) -> None:
    verify = f'kind = "verify"\nstudy = "{STUDY}"'
    assert study(decide(sample_tables(), tmp_path, verify))["review_status"] == "verified"
    correct = override("n_enrolled", "82", "expect = { n_enrolled = 80 }")
    assert study(decide(sample_tables(), tmp_path, correct, verify))["review_status"] == "corrected"


def test_study__answers_to_its_alias(tmp_path: Path) -> None:
    tables = sample_tables()
    tables.rows["study_aliases"].append({"old_id": "pmid:1", "study_id": STUDY})
    decide(tables, tmp_path, 'kind = "verify"\nstudy = "pmid:1"')
    assert study(tables)["review_status"] == "verified"


def test_reject__row_and_children_go_to_quarantine_and_are_counted(tmp_path: Path) -> None:
    tables = decide(sample_tables(), tmp_path, f'kind = "reject"\ntable = "studies"\nrecord = "{STUDY}"')
    validated = validate(tables)
    assert list(validated.frames["studies"]["study_id"]) == ["ref:lang-2020"]
    assert validated.frames["findings"].empty
    assert validated.counts["studies"].quarantined == 1
    assert validated.counts["studies"].rows_in == 2
    row = validated.frames["quarantine"].set_index("check").loc["curation:d1"]
    assert (row["record_id"], row["message"]) == (STUDY, "rejected by A. Reader on 2026-11-21: the page says so")


def test_merge__everything_goes_along(tmp_path: Path) -> None:
    tables = sample_tables()
    add_study(tables, "ref:berger-2020", "blog", year=2020, design="rct", country="IR")
    add_study(tables, "ref:later-2024", "blog", parent_study_id="ref:berger-2020")
    add_arm(tables, "ref:berger-2020", "blog", form="cup")
    add_arm(tables, "ref:berger-2020", "blog", arm_id="a2", role="comparator", type="placebo")
    strain = {"study_id": "ref:berger-2020", "arm_id": "a2", "position": 1}
    add_row(tables, "arm_strains", "blog", **strain, taxon="Lactococcus lactis", taxon_reported="L. lactis")
    add_finding(tables, "merged", "ref:berger-2020", "blog", arm_id="a2", comparator_arm_id="a1")
    tables.rows["study_aliases"].append({"old_id": "pmid:9", "study_id": "ref:berger-2020"})
    decide(tables, tmp_path, f'kind = "merge"\nstudy = "ref:berger-2020"\ninto = "{STUDY}"')
    frames = accepted(tables).frames
    assert set(frames["studies"]["study_id"]) == {STUDY, "ref:lang-2020", "ref:later-2024"}
    assert (study(tables)["year"], study(tables)["country"]) == (2019, "IR")
    assert study(tables, "ref:later-2024")["parent_study_id"] == STUDY
    arms = frames["arms"].set_index("arm_id")
    assert list(arms.index) == ["a1", "a2"]  # the like arm is one arm
    assert (arms.loc["a1", "form"], arms.loc["a1", "n"], arms.loc["a2", "type"]) == ("cup", 40, "placebo")
    finding = frames["findings"].set_index("finding_id").loc[finding_id("merged")]
    assert (finding["study_id"], finding["arm_id"], finding["comparator_arm_id"]) == (STUDY, "a2", "a1")
    assert set(frames["study_aliases"]["old_id"]) == {"pmid:9", "ref:berger-2020"}
    assert set(frames["study_aliases"]["study_id"]) == {STUDY}
    [conflict] = frames["conflicts"].to_dict("records")
    assert (conflict["field"], conflict["values"], conflict["resolution"]) == ("year", ["2019", "2020"], "open")
    assert len(frames["document_studies"]) == 4


def test_split__document_takes_what_it_tells(tmp_path: Path) -> None:
    tables = sample_tables()
    row = study(tables)
    add_evidence(tables, "studies", row, "n_enrolled", "blog")
    add_evidence(tables, "studies", row, "year", "blog")
    row["country"] = "IR"
    add_evidence(tables, "studies", row, "country", "blog")
    both = (document_id("news"), document_id("blog"))
    conflict: Row = {"study_id": STUDY, "record_id": STUDY, "field": "n_enrolled", "values": ("80", "33")}
    tables.rows["conflicts"].append(conflict | {"document_ids": both, "resolution": "open", "chosen": "80"})
    add_arm(tables, STUDY, "blog", arm_id="a2", role="comparator", type="placebo")
    where = f'document = "{document_id("blog")}"\nnew_study = "ref:berger-2019-b"\nlabel = "Berger 2019 b"'
    decide(tables, tmp_path, f'kind = "split"\nstudy = "{STUDY}"\n{where}')
    frames = accepted(tables).frames
    old, new = study(tables), study(tables, "ref:berger-2019-b")
    assert (old["n_enrolled"], old["year"], old.get("country"), old["n_documents"]) == (80, 2019, None, 1)
    assert (new["n_enrolled"], new["year"], new["country"], new["label"]) == (33, 2019, "IR", "Berger 2019 b")
    assert new.get("design") is None
    owners = frames["findings"].set_index("finding_id")["study_id"].to_dict()
    assert owners == {finding_id("calm"): STUDY, finding_id("calm again"): "ref:berger-2019-b"}
    assert list(frames["arms"][["study_id", "type"]].itertuples(index=False, name=None)) == [
        (STUDY, "probiotic"),
        ("ref:berger-2019-b", "placebo"),
    ]
    link = frames["document_studies"].set_index("study_id").loc["ref:berger-2019-b"]
    assert (link["resolution"], link["document_id"]) == ("curated", document_id("blog"))
    assert frames["conflicts"].empty


def test_split__finding_goes_to_a_study_of_its_own(tmp_path: Path) -> None:
    where = f'finding = "{finding_id("calm")}"\nnew_study = "ref:moor-2021"'
    tables = decide(sample_tables(), tmp_path, f'kind = "split"\nstudy = "{STUDY}"\n{where}')
    frames = accepted(tables).frames
    owners = frames["findings"].set_index("finding_id")["study_id"].to_dict()
    assert owners == {finding_id("calm"): "ref:moor-2021", finding_id("calm again"): STUDY}
    assert study(tables, "ref:moor-2021")["review_status"] == "corrected"
    links = frames["document_studies"]
    assert list(links.loc[links["study_id"] == "ref:moor-2021", "document_id"]) == [document_id("news")]


def test_decisions__apply_in_order(tmp_path: Path) -> None:
    tables = sample_tables()
    add_document(tables, "record")
    add_study(tables, "pmid:7", "record", year=2021)
    add_link(tables, "pmid:7", "news")
    first = f'kind = "merge"\nstudy = "{STUDY}"\ninto = "pmid:7"'
    second = f'kind = "verify"\nstudy = "{STUDY}"\nexpect = {{ n_enrolled = 80, year = 2021 }}'
    decide(tables, tmp_path, first, second)
    assert study(tables, "pmid:7")["review_status"] == "corrected"
