"""What the changelog says of two versions, and why."""

import json
import time
from pathlib import Path

import pyarrow as pa
import pytest

from psychobiotics.publishing.causes import Causes, Event
from psychobiotics.publishing.changelog import changelog_record, render_changelog
from psychobiotics.publishing.data_package import Provenance
from psychobiotics.publishing.differences import Change, Difference, RowChange, compare
from psychobiotics.publishing.publish import diff_versions, publish
from psychobiotics.records.tables import Tables
from psychobiotics.validation.frames import to_frame
from schemas.arrow import arrow_schema
from tests.sample_dataset import (
    NOW,
    add_document,
    add_finding,
    add_link,
    add_study,
    document_id,
    finding_id,
    made_from,
    sample_frames,
    sample_tables,
)

STUDY = "ref:berger-2019"


OLD = sample_frames(sample_tables())


def between(folder: Path, new: Tables, made: Provenance | None = None) -> Difference:
    """Publish the sample, then other tables, and compare them."""
    publish(OLD, folder, made_from(sample_tables()), NOW)
    published = publish(sample_frames(new), folder, made or made_from(new), NOW)
    assert published.difference is not None
    return published.difference


def rows(difference: Difference, table: str) -> list[RowChange]:
    return [row for row in difference.rows if row.table == table]


def test_first_version__adds_everything(tmp_path: Path) -> None:
    published = publish(OLD, tmp_path, made_from(sample_tables()), NOW)
    assert published.difference is not None
    assert published.difference.parent is None
    assert published.difference.counts()["studies"] == {"added": 2}
    assert set(published.difference.causes()) == {"new document"}
    assert published.difference.counts()["evidence"]["added"] == len(sample_tables().rows["evidence"])


def test_changed_cell__is_named_with_old_and_new_value(tmp_path: Path) -> None:
    new = sample_tables()
    new.rows["studies"][0] |= {"n_enrolled": 82, "design": None}
    new.rows["evidence"] = [e for e in new.rows["evidence"] if e["field"] != "design"]
    [row] = rows(between(tmp_path, new, made_from(new, "1" * 16)), "studies")
    assert (row.change, row.key, row.cause) == (Change.CHANGED, STUDY, Event.CHANGED_RULE)
    told = {name: cell for name, cell in row.cells.items() if not name.startswith("n_items")}
    assert told == {"design": ("rct", None), "n_enrolled": ("80", "82")}


def test_new_document__explains_all_that_hangs_on_it(tmp_path: Path) -> None:
    new = sample_tables()
    add_document(new, "record")
    add_link(new, STUDY, "record")
    add_study(new, "ref:moor-2021", "record")
    add_finding(new, "found", "ref:moor-2021", "record")
    new.rows["studies"][0]["n_documents"] = 3
    difference = between(tmp_path, new)
    assert {row.cause for row in difference.rows} == {Event.NEW_DOCUMENT}
    changed = {(row.table, row.change, row.key) for row in difference.rows}
    assert ("documents", Change.ADDED, document_id("record")) in changed
    assert ("studies", Change.CHANGED, STUDY) in changed
    assert ("studies", Change.ADDED, "ref:moor-2021") in changed
    assert ("findings", Change.ADDED, finding_id("found")) in changed


def test_changed_source__keeps_the_ids_and_says_so(tmp_path: Path) -> None:
    new = sample_tables()
    old_id, new_id = document_id("news"), "doc-" + "1" * 16
    for table in new.rows.values():
        for row in table:
            if row.get("document_id") == old_id:
                row["document_id"] = new_id
    new.rows["documents"][0]["sha256"] = "1" * 64
    new.texts[new_id] = new.texts[old_id]
    new.rows["findings"][0]["p_value"] = 0.04
    difference = between(tmp_path, new)
    assert {row.cause for row in difference.rows} == {Event.CHANGED_SOURCE}
    assert {(row.change, row.key) for row in rows(difference, "documents")} == {
        (Change.ADDED, new_id),
        (Change.REMOVED, old_id),
    }
    [finding] = rows(difference, "findings")
    assert finding.cells["p_value"] == ("0.03", "0.04")


def without_news() -> Tables:
    tables = Tables()
    add_document(tables, "blog")
    add_study(tables, "ref:lang-2020", "blog", year=2020, species="human")
    return tables


def test_removed_document__takes_its_rows_along(tmp_path: Path) -> None:
    difference = between(tmp_path, without_news())
    [study] = rows(difference, "studies")
    assert (study.change, study.key, study.cause) == (Change.REMOVED, STUDY, Event.REMOVED_DOCUMENT)
    assert rows(difference, "documents")[0].cause == Event.REMOVED_DOCUMENT


def test_retracted_document__is_the_cause(tmp_path: Path) -> None:
    new = without_news()
    why = {"check": "retracted_upstream", "message": "news.txt: expected a paper that stands, found it retracted"}
    row = {"table": "documents", "record_id": "news.txt", "document_id": document_id("news")}
    new.rows["quarantine"].append(row | why)
    frames = sample_frames(without_news())
    frames["quarantine"] = to_frame("quarantine", new.rows["quarantine"])
    publish(OLD, tmp_path, made_from(sample_tables()), NOW)
    published = publish(frames, tmp_path, made_from(sample_tables()), NOW)
    assert published.difference is not None
    assert {row.cause for row in rows(published.difference, "studies")} == {Event.RETRACTED_DOCUMENT}


def test_curation__is_the_cause_of_the_rows_it_names_and_of_no_other(tmp_path: Path) -> None:
    new = sample_tables()
    new.rows["studies"][0] |= {"n_enrolled": 82, "review_status": "corrected"}
    new.rows["studies"][1]["year"] = 2021
    made = Provenance("1" * 16, made_from(new).sources, {"d1@abc": (STUDY,)})
    causes = {row.key: row.cause for row in rows(between(tmp_path, new, made), "studies")}
    assert causes == {STUDY: Event.CURATION, "ref:lang-2020": Event.CHANGED_RULE}


def test_curation__of_long_ago_explains_nothing_new(tmp_path: Path) -> None:
    decisions = {"d1@abc": (STUDY,)}
    old, new = sample_tables(), sample_tables()
    for tables in (old, new):
        tables.rows["studies"][0]["review_status"] = "corrected"
    new.rows["studies"][0]["n_enrolled"] = 82
    sources = made_from(old).sources
    publish(sample_frames(old), tmp_path, Provenance("0" * 16, sources, decisions), NOW)
    published = publish(sample_frames(new), tmp_path, Provenance("1" * 16, sources, decisions), NOW)
    assert published.difference is not None
    assert {row.cause for row in published.difference.rows} == {Event.CHANGED_RULE}


def test_derived_rows__take_the_cause_of_their_studies(tmp_path: Path) -> None:
    new = sample_tables()
    add_document(new, "record")
    add_study(new, "ref:moor-2021", "record")
    add_finding(new, "found", STUDY, "record", arm_id="a1", outcome_id="bdnf", outcome="BDNF")
    add_link(new, STUDY, "record")
    difference = between(tmp_path, new)
    [row] = rows(difference, "translation")
    assert (row.change, row.cause) == (Change.ADDED, Event.NEW_DOCUMENT)


def test_changelog_files__say_the_same(tmp_path: Path) -> None:
    new = sample_tables()
    new.rows["studies"][0]["n_enrolled"] = 82
    difference = between(tmp_path, new, made_from(new, "1" * 16))
    record = json.loads((tmp_path / "latest" / "changelog.json").read_text("utf-8"))
    assert record == json.loads(json.dumps(changelog_record(difference)))
    assert (record["parent"], record["version"]) == ("2026.11.1", "2026.11.2")
    assert record["counts"] == {"studies": {"changed": 1}, "evidence_map": {"changed": 1}}
    assert record["rows"][0] == {
        "table": "studies",
        "change": "changed",
        "key": STUDY,
        "cause": "changed rule",
        "label": STUDY,
        "cells": {"n_enrolled": {"old": "80", "new": "82"}},
    }
    page = (tmp_path / "latest" / "CHANGELOG.md").read_text("utf-8")
    assert page == render_changelog(difference)
    assert "| studies | 0 | 0 | 1 |" in page
    assert "  - n_enrolled: 80 → 82" in page
    assert "Causes: changed rule 2." in page


def test_changelog_page__shows_markup_of_documents_as_text(tmp_path: Path) -> None:
    new = sample_tables()
    new.rows["documents"][0]["title"] = "`<script>` | [x](y)\n# no heading"
    page = render_changelog(between(tmp_path, new))
    assert "<script>" not in page
    assert "\n# no heading" not in page


def test_diff__any_two_versions_in_any_order(tmp_path: Path) -> None:
    new = sample_tables()
    new.rows["studies"][0]["label"] = "Berger"
    between(tmp_path, new)
    back = diff_versions(tmp_path, "2026.11.2", "2026.11.1")
    assert [(row.table, row.cells) for row in back.rows] == [("studies", {"label": ("Berger", STUDY)})]
    assert diff_versions(tmp_path, "2026.11.1", "latest").child == "2026.11.2"


def table_of(name: str, count: int, **columns: list[str]) -> pa.Table:
    schema = arrow_schema(name)
    given = {key: pa.array(values, pa.string()) for key, values in columns.items() if key in schema.names}
    return pa.table({f.name: given.get(f.name, pa.nulls(count, f.type)) for f in schema})


@pytest.mark.parametrize(("table", "key"), [("findings", "finding_id"), ("entities", "label")])
def test_compare__two_hundred_thousand_rows_take_seconds(table: str, key: str) -> None:
    count = 200_000
    ids = [f"fnd-{n:016x}" for n in range(count)]
    half = ["doc-0"] * (count // 2)
    old = table_of(table, count, **{key: ids, "document_id": half * 2, "outcome": ["x"] * count})
    new = table_of(
        table, count, **{key: [*ids[5:], *"abcde"], "document_id": half * 2, "outcome": ["y", *["x"] * (count - 1)]}
    )
    started = time.perf_counter()
    difference = compare(("a", "b"), {table: old}, {table: new}, Causes(general=Event.CHANGED_RULE))
    assert time.perf_counter() - started < 10
    expected = {"added": 5, "removed": 5} | ({"changed": 1} if table == "findings" else {})
    assert difference.counts() == {table: expected}
