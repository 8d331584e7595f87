"""entities: one row per recognised mention in a document's text."""

import pandas as pd
import pandera.pandas as pa

from schemas import forms
from schemas.columns import Integer, Text, column
from schemas.comparisons import not_above
from schemas.document_enumerations import EntityLabel
from schemas.table_model import TableModel


class Entities(TableModel):
    """One recognised mention in a document's text."""

    document_id: Text = column("Document id", "The document.", form=forms.DOCUMENT_ID)
    char_start: Integer = column("Start", "Where the mention starts in the text.", unit="characters", low=0)
    char_end: Integer = column("End", "Where it ends, exclusive.", unit="characters", low=1)
    label: Text = column("Label", "What kind of thing is mentioned.", values=EntityLabel, example="bacteria")
    text: Text = column("Text", "The mention as written.", example="L. helveticus")
    concept_id: Text = column(
        "Concept id", "Id in the vocabulary, where it is known.", optional=True, example="Lactobacillus helveticus"
    )
    section: Text = column("Section", "Section of the document.", optional=True, example="results")

    @pa.dataframe_check(name="char_start_above_char_end", error="char_start_above_char_end")
    @classmethod
    def span_in_order(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The mention does not end before it starts."""
        return not_above(frame, "char_start", "char_end")
