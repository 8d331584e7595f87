"""evidence_map: one row per intervention type, outcome domain and species."""

from schemas import forms
from schemas.columns import Integer, Text, Texts, column, list_column
from schemas.finding_enumerations import OutcomeDomain
from schemas.study_enumerations import ArmType, Species
from schemas.table_model import TableModel


class EvidenceMap(TableModel):
    """One cell of the map: how much was found about one kind of intervention, one domain, one species."""

    intervention_type: Text = column("Intervention type", "Type of the arm.", values=ArmType, example="probiotic")
    outcome_domain: Text = column("Domain", "Domain of the outcomes.", values=OutcomeDomain, example="depression")
    species: Text = column("Species", "Of the findings.", values=Species, example="human")
    n_studies: Integer = column("Studies", "Distinct studies.", unit="studies", low=1)
    n_participants: Integer = column(
        "Participants", "Sum of n_enrolled over the studies that state it.", unit="participants", optional=True, low=0
    )
    n_findings: Integer = column("Findings", "All findings of the cell.", unit="findings", low=1)
    n_increase: Integer = column("Increase", "Findings with direction increase.", unit="findings", low=0)
    n_decrease: Integer = column("Decrease", "Findings with direction decrease.", unit="findings", low=0)
    n_no_difference: Integer = column("No difference", "Findings without a difference.", unit="findings", low=0)
    n_other_direction: Integer = column(
        "Other direction", "Findings that are mixed, unclear or correlations.", unit="findings", low=0
    )
    n_significant: Integer = column("Significant", "Findings stated to be significant.", unit="findings", low=0)
    n_not_significant: Integer = column("Not significant", "Findings stated not to be.", unit="findings", low=0)
    n_significance_not_stated: Integer = column(
        "Significance not stated", "Findings that do not say.", unit="findings", low=0
    )
    n_favours_intervention: Integer = column("Favour the intervention", "Findings.", unit="findings", low=0)
    n_favours_comparator: Integer = column("Favour the comparator", "Findings.", unit="findings", low=0)
    study_ids: Texts = list_column("Study ids", "The studies.", form=forms.STUDY_ID)
