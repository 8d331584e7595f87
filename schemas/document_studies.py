"""document_studies: one row per document and study it mentions."""

from schemas import forms
from schemas.columns import Text, column
from schemas.document_enumerations import LinkResolution, Relation
from schemas.table_model import TableModel


class DocumentStudies(TableModel):
    """One document and one study that it mentions."""

    document_id: Text = column("Document id", "The document.", form=forms.DOCUMENT_ID)
    study_id: Text = column("Study id", "The study.", form=forms.STUDY_ID)
    relation: Text = column("Relation", "What the document is to the study.", values=Relation, example="cites")
    cited_as: Text = column("Cited as", "The words that name the study there.", example="Doe et al., 2018")
    resolution: Text = column(
        "Resolution", "By what the mention was resolved.", values=LinkResolution, example="author_year"
    )
    link_reason: Text = column(
        "Link reason", "Why the mention was joined to the study's other mentions.", optional=True
    )
