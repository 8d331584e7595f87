"""Results counted once, however many documents tell them."""

import pandas as pd


def one_telling(findings: pd.DataFrame, studies: pd.DataFrame) -> pd.DataFrame:
    """Findings of one document for each study, outcome and species: the others tell the same results again.

    The study's own report goes before all others; else the document that tells most of that outcome, else the first by
    id. Adds the column `outcome_key`: the outcome's vocabulary id, else its folded name without an abbreviation in
    brackets.
    """
    names = findings["outcome"].str.replace(r"\s\([^()]*\)", "", regex=True).str.casefold()
    told = findings.assign(outcome_key=findings["outcome_id"].fillna(names))
    primary = told["study_id"].map(studies.set_index("study_id")["primary_document_id"])
    told["is_own"] = primary.eq(told["document_id"]).fillna(False).astype(bool)
    result = ["study_id", "outcome_key", "species"]
    tellings = (
        told.groupby([*result, "document_id"], dropna=False)
        .agg(is_own=("is_own", "max"), n=("finding_id", "size"))
        .reset_index()
        .sort_values(["is_own", "n", "document_id"], ascending=[False, False, True], kind="stable")
        .drop_duplicates(result)
    )
    kept = told.merge(tellings[[*result, "document_id"]], on=[*result, "document_id"])
    return kept.drop(columns="is_own")
