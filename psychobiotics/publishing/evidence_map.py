"""`evidence_map`: how much was found, by intervention type, outcome domain and species."""

from collections.abc import Hashable

import pandas as pd

from psychobiotics.records.tables import Row

_OTHER_DIRECTIONS = ("positive", "negative", "mixed", "unclear")


def build_evidence_map(frames: dict[str, pd.DataFrame]) -> list[Row]:
    """One row per intervention type, outcome domain and species of the findings; unknown species are left out."""
    arms = frames["arms"]
    given = arms[arms["role"].eq("intervention") & arms["type"].notna()][["study_id", "arm_id", "type"]]
    findings = frames["findings"][frames["findings"]["species"].notna()]
    whole = findings[findings["arm_id"].isna()].drop(columns="arm_id").merge(given, on="study_id")
    single = findings[findings["arm_id"].notna()].merge(given, on=["study_id", "arm_id"])
    joined = pd.concat([whole, single]).drop_duplicates(["finding_id", "type"])
    enrolled = frames["studies"].set_index("study_id")["n_enrolled"]
    groups = joined.groupby(["type", "outcome_domain", "species"], sort=True)
    return [_row(ids, group, enrolled) for ids, group in groups]


def _row(ids: tuple[Hashable, ...], group: pd.DataFrame, enrolled: "pd.Series[int]") -> Row:
    studies = sorted(group["study_id"].unique())
    stated = enrolled.loc[studies].dropna()
    direction, significance, favours = group["direction"], group["significance"], group["favours"]
    return {
        "intervention_type": str(ids[0]),
        "outcome_domain": str(ids[1]),
        "species": str(ids[2]),
        "n_studies": len(studies),
        "n_participants": int(stated.sum()) if len(stated) else None,
        "n_findings": len(group),
        "n_increase": int(direction.eq("increase").sum()),
        "n_decrease": int(direction.eq("decrease").sum()),
        "n_no_difference": int(direction.eq("no_difference").sum()),
        "n_other_direction": int(direction.isin(_OTHER_DIRECTIONS).sum()),
        "n_significant": int(significance.eq("significant").sum()),
        "n_not_significant": int(significance.eq("not_significant").sum()),
        "n_significance_not_stated": int(significance.eq("not_stated").sum()),
        "n_favours_intervention": int(favours.eq("intervention").sum()),
        "n_favours_comparator": int(favours.eq("comparator").sum()),
        "study_ids": tuple(studies),
    }
