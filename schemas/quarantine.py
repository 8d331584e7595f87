"""quarantine: one row per record, or file, that was refused; nothing is dropped in silence."""

from schemas import forms
from schemas.columns import Text
from schemas.columns import column as described  # a column of this table is named "column"
from schemas.table_model import TableModel


class Quarantine(TableModel):
    """One reason for which one record, or file, was refused."""

    table: Text = described("Table", "Table that it would have stood in.", example="findings")
    record_id: Text = described("Record id", 'Key values of the record, joined by "/"; the file\'s name for a file.')
    column: Text = described("Column", "Column that failed, null for a whole record.", optional=True, example="p_value")
    check: Text = described("Check", "Name of the check, or reason of the refusal.", example="in_enumeration")
    value: Text = described("Value", "The offending value as text.", optional=True, example="1.5")
    document_id: Text = described("Document id", "The document it came from.", optional=True, form=forms.DOCUMENT_ID)
    message: Text = described("Message", "What was expected, what was found, what to do next.")
