"""How many of the items that guidelines ask of a trial its documents report, computed from the accepted frames."""

from typing import Any

import pandas as pd

from psychobiotics.vocab.reporting import ReportingItem, load_reporting_items

Frames = dict[str, pd.DataFrame]

_TRIALS = frozenset(
    {"rct", "crossover_rct", "cluster_rct", "post_hoc_analysis", "non_randomised_trial", "single_arm_trial", "protocol"}
)
_RANDOMISED = frozenset({"rct", "crossover_rct", "cluster_rct", "post_hoc_analysis", "protocol"})
_MICROBIAL = frozenset({"probiotic", "synbiotic", "postbiotic", "fermented_food", "fmt"})


def add_completeness(frames: Frames) -> None:
    """Fill strain_named, dose_named, reporting_not_found, n_items_asked and n_items_reported of `studies`, in place.

    Items and their guidelines stand in `reporting_items.csv`. An animal experiment is no trial here.
    """
    studies = frames["studies"]
    if studies.empty:
        return
    arms = frames["arms"]
    microbial = arms[arms["type"].isin(_MICROBIAL)]
    _mark(studies, "strain_named", _with_strain(microbial, frames["arm_strains"]))
    _mark(studies, "dose_named", set(microbial.loc[microbial["dose_reported"].notna(), "study_id"]))
    whole = _read_whole(frames)
    given = set(microbial["study_id"])
    rows = [_complete(row, row["study_id"] in given, row["study_id"] in whole) for _, row in studies.iterrows()]
    studies["reporting_not_found"] = [missing for missing, _, _ in rows]
    studies["n_items_asked"] = pd.array([asked for _, asked, _ in rows], dtype="Int64")
    studies["n_items_reported"] = pd.array([told for _, _, told in rows], dtype="Int64")


def _mark(studies: pd.DataFrame, column: str, named: set[str]) -> None:
    marks = [True if study_id in named else pd.NA for study_id in studies["study_id"]]
    studies[column] = pd.array(marks, dtype="boolean")


def _with_strain(microbial: pd.DataFrame, strains: pd.DataFrame) -> set[str]:
    named = strains[strains["strain"].notna()]
    keys = set(zip(microbial["study_id"], microbial["arm_id"], strict=True))
    return {s for s, a in zip(named["study_id"], named["arm_id"], strict=True) if (s, a) in keys}


def _read_whole(frames: Frames) -> set[str]:
    """Studies whose own report is there as a full text."""
    documents, studies = frames["documents"], frames["studies"]
    whole = set(documents.loc[documents["kind"].isin(["full_text"]), "document_id"])
    return set(studies.loc[studies["primary_document_id"].isin(whole), "study_id"])


def _complete(study: "pd.Series[Any]", microbial: bool, whole: bool) -> tuple[list[str], int | None, int | None]:
    """Items not found, number of items asked, number of items reported."""
    design = study["design"]
    if pd.isna(design) or design not in _TRIALS:
        return [], None, None
    asked = [item for item in load_reporting_items() if _is_asked(item, str(design), microbial)]
    told = {item.item for item in asked if any(_is_there(study[column]) for column in item.columns)}
    missing = sorted(item.item for item in asked if item.item not in told) if whole else []
    return missing, len(asked), len(told)


def _is_asked(item: ReportingItem, design: str, microbial: bool) -> bool:
    if item.asked_of == "randomised":
        return design in _RANDOMISED
    return microbial if item.asked_of == "microbial" else True


def _is_there(value: Any) -> bool:
    return bool(value) if isinstance(value, list) else not pd.isna(value)
