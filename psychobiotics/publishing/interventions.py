"""What was given, as one id for each finding: the product, else its strains, else its species, else its type."""

from typing import Any

import pandas as pd


def interventions(arms: pd.DataFrame, strains: pd.DataFrame) -> pd.DataFrame:
    """One row per intervention arm.

    Args:
        arms: The `arms` frame.
        strains: The `arm_strains` frame.

    Returns:
        Columns study_id, arm_id, type, intervention_id, intervention, intervention_kind; arms of unknown type left out.
    """
    given = arms[arms["role"].eq("intervention") & arms["type"].notna()]
    named: dict[Any, pd.DataFrame] = dict(iter(strains.groupby(["study_id", "arm_id"])))
    rows = []
    for arm in given.itertuples(index=False):
        kind, ids, name = _identify(arm, named.get((arm.study_id, arm.arm_id)))
        rows.append((arm.study_id, arm.arm_id, arm.type, f"{kind}:{ids}", name, kind))
    columns = ["study_id", "arm_id", "type", "intervention_id", "intervention", "intervention_kind"]
    return pd.DataFrame(rows, columns=columns, dtype="string")


def _identify(arm: Any, strains: pd.DataFrame | None) -> tuple[str, str, str]:
    if not pd.isna(arm.product_id):
        return "product", str(arm.product_id), str(arm.product)
    if strains is not None:
        designations = sorted(strains["strain"].dropna().unique())
        if designations and strains["strain"].notna().all():
            return "strain_set", "+".join(designations), " + ".join(designations)
        taxa = sorted(strains["taxon"].dropna().unique())
        if taxa:
            return "taxon_set", "+".join(taxa), " + ".join(taxa)
    return "arm_type", str(arm.type), str(arm.type).replace("_", " ")
