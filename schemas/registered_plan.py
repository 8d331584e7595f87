"""What a trial registry holds of a study, as it holds it: its status and what was planned to be measured."""

from schemas.columns import Text, Texts, column, list_column
from schemas.studies import StudyFacts


class RegisteredPlan(StudyFacts):
    """Columns that only a record of a trial registry fills."""

    registry_status: Text = column(
        "Status in the registry", "The registry's own code.", optional=True, example="COMPLETED"
    )
    why_stopped: Text = column("Why stopped", "Why the study ended early, as registered.", optional=True)
    allocation_registered: Text = column(
        "Allocation as registered", "The registry's own code; `design` reads it.", optional=True, example="RANDOMIZED"
    )
    study_model_registered: Text = column(
        "Model as registered",
        "How groups get what is given, or are observed: the registry's own code.",
        optional=True,
        example="PARALLEL",
    )
    phases: Texts = list_column("Phases", "The registry's own codes.", example="PHASE2")
    conditions_registered: Texts = list_column(
        "Conditions as registered",
        "The record's own words; `condition_ids` has those that the vocabulary knows.",
        example="Depression",
    )
    primary_outcomes: Texts = list_column(
        "Primary outcomes as registered",
        "Each measure with its time frame in square brackets.",
        example="Beck Depression Inventory [8 weeks]",
    )
    secondary_outcomes: Texts = list_column(
        "Secondary outcomes as registered", "Each measure with its time frame in square brackets."
    )
    other_outcomes: Texts = list_column(
        "Other outcomes as registered", "Each measure with its time frame in square brackets."
    )
    result_pmids: Texts = list_column(
        "Papers on the results", "PMIDs that the record names as reports of its results.", example="12345678"
    )
    derived_pmids: Texts = list_column(
        "Papers that name the registration",
        "PMIDs that the registry adds by itself, as they mention the number: reports, reviews, later analyses.",
        example="12345678",
    )
    related_pmids: Texts = list_column(
        "Related papers", "PMIDs that the record, or the registry for it, names besides.", example="12345678"
    )
    collaborators: Texts = list_column(
        "Collaborators", "Organisations beside the sponsor, as registered; `funding` names the sponsor."
    )
