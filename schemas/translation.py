"""translation: one row per intervention and outcome, what animals and what people showed."""

from schemas import forms
from schemas.columns import Integer, Text, Texts, column, list_column
from schemas.finding_enumerations import Direction, InterventionKind, OutcomeDomain, TranslationVerdict
from schemas.table_model import TableModel


class Translation(TableModel):
    """One intervention and one outcome: what animal studies and human studies each found."""

    intervention_id: Text = column(
        "Intervention id",
        "Kind and ids: a product, else the sorted strains, taxa or arm type.",
        example="product:cerebiome",
    )
    intervention: Text = column("Intervention", "Name for people.", example="CEREBIOME")
    intervention_kind: Text = column("Kind", "What names it.", values=InterventionKind, example="product")
    outcome_id: Text = column("Outcome id", "Vocabulary id, else the folded outcome.", example="bdnf")
    outcome: Text = column("Outcome", "Name for people.", example="Brain-derived neurotrophic factor")
    outcome_domain: Text = column("Domain", "Domain of the outcome.", values=OutcomeDomain, example="neurotrophin")
    animal_direction: Text = column(
        "Direction in animals", "What animal studies found; mixed where they differ.", optional=True, values=Direction
    )
    human_direction: Text = column(
        "Direction in people", "What human studies found; mixed where they differ.", optional=True, values=Direction
    )
    verdict: Text = column("Verdict", "Whether it carries over.", values=TranslationVerdict, example="concordant")
    n_animal_findings: Integer = column("Animal findings", "Findings in animals.", unit="findings", low=0)
    n_human_findings: Integer = column("Human findings", "Findings in people.", unit="findings", low=0)
    animal_study_ids: Texts = list_column("Animal studies", "Studies of the animal findings.", form=forms.STUDY_ID)
    human_study_ids: Texts = list_column("Human studies", "Studies of the human findings.", form=forms.STUDY_ID)
