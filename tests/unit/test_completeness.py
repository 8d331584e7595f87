"""How many of the items that guidelines ask for are reported, and what is not found in a text read whole."""

import pandas as pd

from psychobiotics.records.tables import Tables
from psychobiotics.validation.validate import validate
from psychobiotics.vocab.reporting import load_reporting_items
from schemas.registry import TABLES
from tests.sample_dataset import add_arm, add_document, add_row, add_study, document_id

STUDY = "ref:berger-2019"


def _study(tables: Tables) -> "pd.Series[object]":
    frame = validate(tables).frames["studies"]
    return frame[frame["study_id"] == STUDY].iloc[0]


def _tables(kind: str, **columns: object) -> Tables:
    tables = Tables()
    add_document(tables, "own", kind=kind)
    primary = document_id("own")
    add_study(tables, STUDY, "own", design="rct", primary_document_id=primary, **columns)  # type: ignore[arg-type]
    return tables


def test_items__name_columns_of_studies_and_a_guideline() -> None:
    items = load_reporting_items()
    assert all(set(item.columns) <= set(TABLES["studies"].columns) and item.guideline for item in items)
    assert {item.asked_of for item in items} == {"all", "randomised", "microbial"}


def test_abstract__is_not_blamed_for_what_it_does_not_say() -> None:
    study = _study(_tables("abstract", registration="registered", blinded_parties=("participants",)))
    assert study["reporting_not_found"] == []
    assert (study["n_items_asked"], study["n_items_reported"]) == (11, 2)


def test_full_text__names_what_was_not_found() -> None:
    study = _study(_tables("full_text", registration="registered"))
    assert "allocation_concealment" in study["reporting_not_found"]
    assert "registration" not in study["reporting_not_found"] and "viability" not in study["reporting_not_found"]


def test_microbial_arm__is_asked_for_strain_dose_and_viability() -> None:
    tables = _tables("full_text")
    add_arm(tables, STUDY, "own", dose_reported="one a day")
    add_row(tables, "arm_strains", "own", study_id=STUDY, arm_id="a1", position=1, taxon="T", taxon_reported="T")
    study = _study(tables)
    assert study["n_items_asked"] == 14 and study["dose_named"] is not pd.NA
    assert pd.isna(study["strain_named"]) and {"strain_named", "viability"} <= set(study["reporting_not_found"])


def test_review__is_asked_nothing() -> None:
    tables = Tables()
    add_document(tables, "own")
    add_study(tables, STUDY, "own", design="systematic_review")
    study = _study(tables)
    assert pd.isna(study["n_items_asked"]) and pd.isna(study["n_items_reported"])
