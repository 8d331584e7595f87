"""study_aliases: old id to current id."""

from schemas import forms
from schemas.columns import Text, column
from schemas.table_model import TableModel


class StudyAliases(TableModel):
    """One id that a study had, or would have under a weaker identifier, and the one that holds now."""

    old_id: Text = column("Old id", "An id that still resolves.", form=forms.STUDY_ID, example="ref:doe-2018")
    study_id: Text = column("Study id", "The current id.", form=forms.STUDY_ID, example="doi:10.1000/abc")
