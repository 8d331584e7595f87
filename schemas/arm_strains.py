"""arm_strains: one row per strain (or species) of an arm."""

from schemas import forms
from schemas.columns import Integer, Text, column
from schemas.table_model import TableModel


class ArmStrains(TableModel):
    """One strain (or species) of an arm."""

    study_id: Text = column("Study id", "The study.", form=forms.STUDY_ID, example="ref:doe-2018")
    arm_id: Text = column("Arm id", "The arm.", form=forms.ARM_ID, example="a1")
    position: Integer = column("Position", "Place in the arm's list, from 1.", low=1, example="1")
    taxon: Text = column("Taxon", "Current name of the species or subspecies.", example="Lactobacillus helveticus")
    taxon_reported: Text = column("Taxon as reported", "The name in the document.", example="L. helveticus")
    strain: Text = column("Strain", "Designation in its normal form.", optional=True, example="R0052")
    strain_reported: Text = column(
        "Strain as reported", "The designation in the document.", optional=True, example="Rosell-52"
    )
    ncbi_taxid: Integer = column(
        "NCBI taxid", "NCBI taxonomy id of the taxon (never of the strain).", optional=True, low=1, example="1587"
    )
