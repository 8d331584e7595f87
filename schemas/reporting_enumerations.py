"""Closed lists of the columns that tell how completely a study is reported; the most telling value stands first."""

from schemas.described import Described


class SequenceGeneration(Described):
    """studies.sequence_generation."""

    COMPUTER = "computer", "by a computer"
    RANDOM_NUMBERS = "random_numbers", "from a table or list of random numbers"
    MINIMISATION = "minimisation", "by minimisation"
    PHYSICAL = "physical", "coin, dice, lots, shuffled envelopes or cards"
    PREDICTABLE = "predictable", "by a rule that can be foreseen: alternation, date of birth, record number"
    BLOCKED = "blocked", "in blocks; how their order was made is not said"


class AllocationConcealment(Described):
    """studies.allocation_concealment."""

    CENTRAL = "central", "by telephone, web or a central unit"
    ENVELOPES = "envelopes", "envelopes"
    CONTAINERS = "containers", "numbered or coded containers that look alike"
    THIRD_PARTY = "third_party", "somebody outside the study team held or made the list"
    NOT_CONCEALED = "not_concealed", "said not to have been concealed"
    STATED = "stated", "said to have been concealed, not how"


class BlindedParty(Described):
    """studies.blinded_parties and studies.unblinded_parties."""

    PARTICIPANTS = "participants", "those who took part, or their families"
    PERSONNEL = "personnel", "investigators, clinicians, staff who gave the intervention"
    ASSESSORS = "assessors", "those who measured the outcomes"
    ANALYSTS = "analysts", "those who analysed the data"


class AnalysisSet(Described):
    """studies.analysis_sets."""

    INTENTION_TO_TREAT = "intention_to_treat", "all as randomised"
    MODIFIED_INTENTION_TO_TREAT = "modified_intention_to_treat", "all as randomised but for stated exceptions"
    FULL_ANALYSIS_SET = "full_analysis_set", "the full analysis set of ICH E9"
    PER_PROTOCOL = "per_protocol", "those who kept to the protocol"
    AS_TREATED = "as_treated", "by what they got"
    COMPLETE_CASE = "complete_case", "those with complete data"


class Registration(Described):
    """studies.registration."""

    RETROSPECTIVELY_REGISTERED = "retrospectively_registered", "registered after enrolment began, as the text says"
    PROSPECTIVELY_REGISTERED = "prospectively_registered", "registered before enrolment began, as the text says"
    NOT_REGISTERED = "not_registered", "said not to be registered"
    REGISTERED = "registered", "registered; when is not said"


class ProtocolAvailability(Described):
    """studies.protocol_availability."""

    PUBLISHED = "published", "published, or described in another paper"
    AVAILABLE = "available", "attached, in a supplement or on request"


class FundingStatement(Described):
    """studies.funding_statement."""

    FUNDED = "funded", "a source is named"
    NO_FUNDING = "no_funding", "said to have had no (external) funding"


class ConflictsStatement(Described):
    """studies.conflicts_statement."""

    DECLARED = "declared", "at least one author declares an interest"
    NONE_DECLARED = "none_declared", "the authors say that they have none"


class Viability(Described):
    """studies.viability: of the microorganisms given."""

    END_OF_SHELF_LIFE = "end_of_shelf_life", "a live count that holds until the product expires"
    COUNT_VERIFIED = "count_verified", "the live count was measured"
    STATED = "stated", "storage or stability that keeps them alive is told, no count"


class AdherenceMeasure(Described):
    """studies.adherence_measure."""

    RETURNED_COUNT = "returned_count", "what was left over or returned was counted"
    BIOLOGICAL = "biological", "by a marker in a sample"
    DIARY = "diary", "by a diary or log"
    STATED = "stated", "measured or given, not how"


class AdverseEvents(Described):
    """studies.adverse_events."""

    OBSERVED = "observed", "adverse events are told"
    NONE_OBSERVED = "none_observed", "there were none"
    NO_SERIOUS = "no_serious", "there were no serious ones"
    TOLERATED = "tolerated", "said to be well tolerated, no more"
    ASSESSED = "assessed", "they were asked for; what was found is not told here"


class SampleSizeBasis(Described):
    """studies.sample_size_basis."""

    CALCULATED = "calculated", "calculated beforehand"
    NOT_DONE = "not_done", "said not to have been calculated"


# The closed list of each column of `schemas/study_reporting.py`; what reads it and what checks it ask here.
VALUES: dict[str, type[Described]] = {
    "adherence_measure": AdherenceMeasure,
    "adverse_events": AdverseEvents,
    "allocation_concealment": AllocationConcealment,
    "analysis_sets": AnalysisSet,
    "blinded_parties": BlindedParty,
    "conflicts_statement": ConflictsStatement,
    "funding_statement": FundingStatement,
    "protocol_availability": ProtocolAvailability,
    "registration": Registration,
    "sample_size_basis": SampleSizeBasis,
    "sequence_generation": SequenceGeneration,
    "unblinded_parties": BlindedParty,
    "viability": Viability,
}
