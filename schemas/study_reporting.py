"""How completely a study is reported: what was done against bias, and what was given.

Sources: CONSORT 2010 (Schulz, Altman, Moher), TIDieR (Hoffmann and others 2014) for what was given and taken, the
criteria for probiotics of Binda and others 2020 for strain and viability, the ICMJE recommendations for conflicts;
`psychobiotics/vocab/data/reporting_items.csv` names the item of each. Null is silence and no blame: an abstract has no
room for most of this. Where a full text was read whole and nothing was found, `reporting_not_found` names the item.
"""

from schemas.columns import Flag, Integer, Text, Texts, column, list_column
from schemas.registered_plan import RegisteredPlan
from schemas.reporting_enumerations import VALUES


class Studies(RegisteredPlan):
    """One distinct study, whichever documents mention it."""

    sequence_generation: Text = column(
        "Sequence generation", "How the random order was made.", optional=True, values=VALUES["sequence_generation"]
    )
    allocation_concealment: Text = column(
        "Allocation concealment",
        "How the allocation was kept hidden until it was made.",
        optional=True,
        values=VALUES["allocation_concealment"],
    )
    blinded_parties: Texts = list_column(
        "Blinded",
        "Who is said not to have known the allocation; `blinding` has the study's own label.",
        values=VALUES["blinded_parties"],
    )
    unblinded_parties: Texts = list_column(
        "Not blinded", "Who is said to have known it.", values=VALUES["unblinded_parties"]
    )
    analysis_sets: Texts = list_column("Analysis sets", "Who was analysed, as named.", values=VALUES["analysis_sets"])
    registration: Text = column(
        "Registration", "Whether and when the study was registered.", optional=True, values=VALUES["registration"]
    )
    protocol_availability: Text = column(
        "Protocol", "Whether its protocol can be read.", optional=True, values=VALUES["protocol_availability"]
    )
    funding_statement: Text = column(
        "Funding statement", "Whether funding is named or denied.", optional=True, values=VALUES["funding_statement"]
    )
    conflicts_statement: Text = column(
        "Conflicts of interest", "Whether the authors declare any.", optional=True, values=VALUES["conflicts_statement"]
    )
    conflicts_reported: Text = column("Conflicts as reported", "The sentence that says so.", optional=True)
    viability: Text = column(
        "Viability", "What is said of the microorganisms being alive.", optional=True, values=VALUES["viability"]
    )
    viability_reported: Text = column("Viability as reported", "The sentence that says so.", optional=True)
    adherence_measure: Text = column(
        "Adherence",
        "How it was seen whether people took what they were given.",
        optional=True,
        values=VALUES["adherence_measure"],
    )
    adherence_reported: Text = column("Adherence as reported", "The sentence that says so.", optional=True)
    adverse_events: Text = column(
        "Adverse events", "What is said of them.", optional=True, values=VALUES["adverse_events"]
    )
    adverse_events_reported: Text = column("Adverse events as reported", "The sentence that says so.", optional=True)
    sample_size_basis: Text = column(
        "Basis of the sample size",
        "Whether the size was calculated.",
        optional=True,
        values=VALUES["sample_size_basis"],
    )
    strain_named: Flag = column(
        "Strain named",
        "True where an arm with microorganisms names a strain; null where none does. Computed from `arm_strains`.",
        optional=True,
    )
    dose_named: Flag = column(
        "Dose named", "True where such an arm has a dose; null where none does. Computed from `arms`.", optional=True
    )
    reporting_not_found: Texts = list_column(
        "Not found",
        "Items of this kind that were looked for in the study's full text, read whole, and not found. Empty where no "
        "full text was read: absence from an abstract says nothing.",
        example="allocation_concealment",
    )
    n_items_asked: Integer = column(
        "Items asked",
        "How many items the guidelines ask of a trial of this kind; null for other designs.",
        unit="items",
        optional=True,
        low=0,
        high=14,
    )
    n_items_reported: Integer = column(
        "Items reported",
        "How many of them the documents report; a lower bound where no full text was read.",
        unit="items",
        optional=True,
        low=0,
        high=14,
    )
