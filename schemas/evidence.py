"""evidence: where in which document each value stands; one row per supported field and place."""

import pandas as pd
import pandera.pandas as pa

from schemas import forms
from schemas.columns import Integer, Number, Text, column
from schemas.comparisons import not_above
from schemas.table_model import TableModel

_MAX_QUOTE = 300  # characters; the contract's bound


class Evidence(TableModel):
    """One place in a document that supports one field of one record."""

    table: Text = column("Table", "Table of the supported record.", example="studies")
    record_id: Text = column("Record id", 'Key values of the record, joined by "/".', example="ref:doe-2018")
    field: Text = column("Field", "Supported column.", example="n_enrolled")
    document_id: Text = column("Document id", "The document quoted.", form=forms.DOCUMENT_ID)
    char_start: Integer = column("Start", "Where the quote starts in the text.", unit="characters", low=0)
    char_end: Integer = column("End", "Where it ends, exclusive.", unit="characters", low=1)
    quote: Text = column("Quote", "The characters, at most 300.", example="110 adults were randomised")
    method: Text = column(
        "Method",
        'Rule, model, vocabulary or curator that produced the value; "inferred:" before it where the text implies it.',
        form=forms.RULE,
        example="sample_size.randomised",
    )
    confidence: Number = column(
        "Confidence",
        "How often values read this way were right on gold texts, smoothed; 1 where the value is copied from a field.",
        low=0,
        high=1,
        example="0.9",
    )

    @pa.dataframe_check(name="quote_length", error="quote_length")
    @classmethod
    def quote_fits_span(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The quote is as long as its span and not above the bound."""
        length = frame["quote"].str.len()
        fits = (length == frame["char_end"] - frame["char_start"]) & (length <= _MAX_QUOTE)
        return fits.fillna(False).astype(bool)

    @pa.dataframe_check(name="char_start_above_char_end", error="char_start_above_char_end")
    @classmethod
    def span_in_order(cls, frame: pd.DataFrame) -> "pd.Series[bool]":
        """The quote does not end before it starts."""
        return not_above(frame, "char_start", "char_end")
