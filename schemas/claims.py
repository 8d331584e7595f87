"""claims: one row per statement a document makes beyond one study's own result."""

import pandas as pd
import pandera.pandas as pa

from schemas import forms
from schemas.columns import Integer, Text, column
from schemas.comparisons import not_above
from schemas.document_enumerations import Certainty, ClaimPopulation, ClaimType, Polarity
from schemas.finding_enumerations import OutcomeDomain
from schemas.table_model import TableModel


class Claims(TableModel):
    """One statement that a document makes beyond one study's own result."""

    claim_id: Text = column(
        "Claim id", "Stable while place and words stay.", form=forms.CLAIM_ID, example="clm-0123456789abcdef"
    )
    document_id: Text = column("Document id", "The document that makes it.", form=forms.DOCUMENT_ID)
    study_id: Text = column("Study id", "The study it leans on.", optional=True, form=forms.STUDY_ID)
    subject: Text = column("Subject", "What the claim is about.", example="probiotics")
    object: Text = column("Object", "What is said to be affected.", optional=True, example="anxiety")
    outcome_domain: Text = column(
        "Domain", "Domain of the object.", optional=True, values=OutcomeDomain, example="anxiety"
    )
    claim_type: Text = column("Type", "What kind of claim.", values=ClaimType, example="efficacy")
    polarity: Text = column("Polarity", "For or against.", values=Polarity, example="supports")
    certainty: Text = column("Certainty", "Asserted or hedged.", values=Certainty, example="hedged")
    population: Text = column("Population", "Whom it speaks of.", values=ClaimPopulation, example="human")
    char_start: Integer = column("Start", "Where the sentence starts in the document's text.", unit="characters", low=0)
    char_end: Integer = column("End", "Where the sentence ends, exclusive.", unit="characters", low=1)

    @pa.dataframe_check(name="char_start_above_char_end", error="char_start_above_char_end")
    @classmethod
    def span_in_order(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The sentence does not end before it starts."""
        return not_above(frame, "char_start", "char_end")
