"""conflicts: one row per field of a study on which documents disagree."""

from schemas import forms
from schemas.columns import Text, Texts, column, list_column
from schemas.document_enumerations import ConflictResolution
from schemas.table_model import TableModel


class Conflicts(TableModel):
    """One field of one record on which documents disagree."""

    study_id: Text = column("Study id", "The study.", form=forms.STUDY_ID)
    record_id: Text = column("Record id", 'Key values of the record, joined by "/".', optional=True)
    field: Text = column("Field", "The column.", example="p_value")
    values: Texts = list_column("Values", "What the documents state, as printed, chosen one first.", example="0.021")
    document_ids: Texts = list_column("Documents", "Documents of the values.", form=forms.DOCUMENT_ID)
    resolution: Text = column(
        "Resolution", "How it was settled.", values=ConflictResolution, example="identical_within_rounding"
    )
    chosen: Text = column("Chosen", "The value that stands.", optional=True, example="0.021")
