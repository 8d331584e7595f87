"""`translation`: per intervention and outcome, what animals showed, what people showed, and whether it carries over."""

import pandas as pd

from psychobiotics.publishing.interventions import interventions
from psychobiotics.records.tables import Row

_KIND = {"human": "human", "mouse": "animal", "rat": "animal", "other_animal": "animal"}
# Correlations say nothing about what the intervention did.
_DIRECTIONS = frozenset({"increase", "decrease", "no_difference", "mixed"})


def build_translation(frames: dict[str, pd.DataFrame]) -> list[Row]:
    """One row per intervention and outcome that animals or people were asked about."""
    findings = frames["findings"]
    told = findings[findings["direction"].isin(_DIRECTIONS)].copy()
    told["kind"] = told["species"].map(_KIND)
    told = told[told["kind"].notna()]
    told["outcome_key"] = told["outcome_id"].fillna(told["outcome"].str.casefold())
    given = interventions(frames["arms"], frames["arm_strains"])
    # A finding without an arm is about the study's interventions.
    whole = told[told["arm_id"].isna()].drop(columns="arm_id").merge(given, on="study_id")
    single = told[told["arm_id"].notna()].merge(given, on=["study_id", "arm_id"])
    joined = pd.concat([whole, single]).drop_duplicates(["finding_id", "intervention_id"])
    groups = joined.groupby(["intervention_id", "outcome_key"], sort=True)
    return [_row(str(ids[0]), str(ids[1]), group) for ids, group in groups]


def _row(intervention_id: str, outcome_id: str, group: pd.DataFrame) -> Row:
    first = group.sort_values("finding_id").iloc[0]
    animal, human = group[group["kind"] == "animal"], group[group["kind"] == "human"]
    directions = _direction(animal), _direction(human)
    return {
        "intervention_id": intervention_id,
        "intervention": str(first["intervention"]),
        "intervention_kind": str(first["intervention_kind"]),
        "outcome_id": outcome_id,
        "outcome": str(first["outcome"]),
        "outcome_domain": str(first["outcome_domain"]),
        "animal_direction": directions[0],
        "human_direction": directions[1],
        "verdict": _verdict(*directions),
        "n_animal_findings": len(animal),
        "n_human_findings": len(human),
        "animal_study_ids": tuple(sorted(animal["study_id"].unique())),
        "human_study_ids": tuple(sorted(human["study_id"].unique())),
    }


def _direction(findings: pd.DataFrame) -> str | None:
    """The one direction that all findings share, "mixed" where they differ, None where there are none."""
    found = sorted(findings["direction"].unique())
    if not found:
        return None
    return str(found[0]) if len(found) == 1 else "mixed"


def _verdict(animal: str | None, human: str | None) -> str:
    if animal is None:
        return "human_only"
    if human is None:
        return "animal_only"
    return "concordant" if animal == human else "discordant"
