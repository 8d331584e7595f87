"""arms: one row per intervention or comparator group of a study."""

from psychobiotics.vocab.products import products_by_id
from schemas import forms
from schemas.columns import Integer, Number, Text, Texts, column, list_column
from schemas.study_enumerations import ArmRole, ArmType, DoseBasis
from schemas.table_model import TableModel


class Arms(TableModel):
    """One intervention or comparator group of a study."""

    study_id: Text = column("Study id", "The study.", form=forms.STUDY_ID, example="ref:doe-2018")
    arm_id: Text = column("Arm id", "Unique in the study.", form=forms.ARM_ID, example="a1")
    role: Text = column("Role", "Intervention or comparator.", values=ArmRole, example="intervention")
    type: Text = column("Type", "What the group gets.", values=ArmType, example="probiotic")
    label_reported: Text = column("Label", "The group as reported.", example="probiotic group")
    product_id: Text = column(
        "Product id",
        "Vocabulary id of the product.",
        optional=True,
        known=sorted(products_by_id()),
        example="cerebiome",
    )
    product: Text = column("Product", "Current name of the product, else as reported.", optional=True)
    dose_reported: Text = column("Dose as reported", "The dose in the document's words.", optional=True)
    dose_basis: Text = column(
        "Basis of the dose", "What the reported dose counts.", optional=True, values=DoseBasis, example="per_day"
    )
    doses_per_day: Number = column(
        "Doses a day", "How often a day.", unit="doses/day", optional=True, low=0, example="2"
    )
    dose_cfu_per_day: Number = column(
        "Dose", "Living cells a day, all strains together.", unit="CFU/day", optional=True, low=0, example="1e10"
    )
    dose_g_per_day: Number = column(
        "Dose by weight", "Substance a day.", unit="g/day", optional=True, low=0, example="5"
    )
    form: Text = column("Form", "Capsule, sachet, drink and so on, as reported.", optional=True, example="sachet")
    duration_days: Number = column(
        "Duration",
        "How long the group got it; a week is 7 days, a month 30.",
        unit="days",
        optional=True,
        low=0,
        example="56",
    )
    n: Integer = column("Size", "Participants (or animals) in the group.", unit="participants", optional=True, low=0)
    adjunct_to: Text = column(
        "Adjunct to", "The treatment that all had besides.", optional=True, example="antidepressant"
    )
    not_applicable: Texts = list_column(
        "Not applicable", "Columns of this row that cannot apply.", example="dose_cfu_per_day"
    )
    flags: Texts = list_column(
        "Flags", "Reason codes of self-checks that the row did not pass.", example="dose_implausible"
    )
