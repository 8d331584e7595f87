"""The protocol section of a registry record as labelled lines, with the facts that the lines state.

Facts of the study: `registry_id`, `title`, `species` (inferred: the registry takes studies of people alone), `design`
(concept: a cue class of `design_cues`), `blinding` (concept: value of the contract), `n_enrolled` (inferred where the
registry holds a plan), `allocation`, `study_model`, `phase`, `condition`, `age_min`, `age_max`,
`primary_outcome`, `secondary_outcome`,
`other_outcome` and each of these with `_time` (concept: which outcome it belongs to), `funding`, `collaborator`,
`location_country`, `country` (concept: its code). Those of arms stand in `arms.py`.
"""

from psychobiotics.parsing.json_reading import Node, node_at, nodes_at, text_at, texts_at
from psychobiotics.parsing.registry.arms import write_arms
from psychobiotics.parsing.registry.writer import RegistryWriter, registry_concept, registry_fact
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Fact
from psychobiotics.vocab.countries import find_country

_KIND = SectionKind.METHODS
_PLANNED = 0.7  # an estimated enrolment is what was planned, not who came
_OUTCOMES = (
    ("Primary outcome", "primaryOutcomes", "primary_outcome"),
    ("Secondary outcome", "secondaryOutcomes", "secondary_outcome"),
    ("Other outcome", "otherOutcomes", "other_outcome"),
)
_AS_REGISTERED = {
    "allocation": "allocation",
    "interventionModel": "study_model",
    "observationalModel": "study_model",
}
_DESIGN = (  # label, key of designInfo, table of registry_terms, field where the registry's code means no design
    ("Allocation", "allocation", "allocation", "design_detail"),
    ("Intervention model", "interventionModel", "model", "design_detail"),
    ("Observational model", "observationalModel", "model", "design_detail"),
    ("Time perspective", "timePerspective", "time_perspective", "design_detail"),
    ("Primary purpose", "primaryPurpose", "", "purpose"),
)


def write_protocol(writer: RegistryWriter, protocol: Node) -> None:
    """All of the protocol but identifiers, dates and references."""
    _write_titles(writer, node_at(protocol, "identificationModule"))
    for label, key, kind in (
        ("Brief summary", "briefSummary", SectionKind.OBJECTIVE),
        ("Detailed description", "detailedDescription", _KIND),
    ):
        writer.paragraphs(kind, label, node_at(protocol, "descriptionModule").get(key))
    _write_design(writer, node_at(protocol, "designModule"))
    writer.listed(_KIND, "Condition", texts_at(protocol, "conditionsModule", "conditions"), "condition")
    write_arms(writer, node_at(protocol, "armsInterventionsModule"))
    _write_outcomes(writer, node_at(protocol, "outcomesModule"))
    _write_eligibility(writer, node_at(protocol, "eligibilityModule"))
    _write_people(writer, node_at(protocol, "sponsorCollaboratorsModule"))
    _write_countries(writer, protocol)


def _write_titles(writer: RegistryWriter, identification: Node) -> None:
    brief = text_at(identification, "briefTitle") or text_at(identification, "officialTitle")
    quote = writer.builder.block(SectionKind.TITLE, brief or text_at(identification, "nctId"))
    writer.title = registry_fact("title", quote)
    writer.facts.append(writer.title)
    writer.builder.gap()
    writer.line(SectionKind.BODY, "Official title", text_at(identification, "officialTitle"))
    writer.line(SectionKind.BODY, "Acronym", text_at(identification, "acronym"))


def _write_design(writer: RegistryWriter, design: Node) -> None:
    writer.builder.heading("Design")
    study_type = text_at(design, "studyType")
    quote = writer.line(_KIND, "Study type", study_type, "study_type")
    if quote:
        writer.facts.append(Fact("species", quote, "clinicaltrials.species", "human", 1.0, inferred=True))
        if concept := registry_concept("study_type", study_type):
            writer.note("design", quote, concept)
    writer.listed(_KIND, "Phase", texts_at(design, "phases"), "phase")
    info = node_at(design, "designInfo")
    for label, key, table, otherwise in _DESIGN:
        value = text_at(info, key)
        concept = registry_concept(table, value)
        quote = writer.line(_KIND, label, value, "design" if concept else otherwise, concept)
        if quote and key in _AS_REGISTERED:
            writer.note(_AS_REGISTERED[key], quote)
    masking = text_at(info, "maskingInfo", "masking")
    writer.line(_KIND, "Masking", masking, "blinding", registry_concept("masking", masking))
    writer.listed(_KIND, "Masked", texts_at(info, "maskingInfo", "whoMasked"), "who_masked")
    writer.line(_KIND, "Masking description", text_at(info, "maskingInfo", "maskingDescription"))
    writer.line(_KIND, "Model description", text_at(info, "interventionModelDescription"))
    writer.line(_KIND, "Registry of patients", text_at(design, "patientRegistry"))
    writer.line(_KIND, "Followed for", text_at(design, "targetDuration"))
    writer.line(_KIND, "Biospecimens kept", text_at(design, "bioSpec", "retention"))
    writer.line(_KIND, "Biospecimens", text_at(design, "bioSpec", "description"))
    _write_enrolment(writer, node_at(design, "enrollmentInfo"))


def _write_enrolment(writer: RegistryWriter, enrolment: Node) -> None:
    count, kind = text_at(enrolment, "count"), text_at(enrolment, "type")
    quote = writer.line(_KIND, "Enrolment", count)
    if quote is None:
        return
    planned = kind != "ACTUAL"
    writer.facts.append(
        Fact("n_enrolled", quote, "clinicaltrials.enrolment", None, _PLANNED if planned else 1.0, planned)
    )
    writer.line(_KIND, "Enrolment type", kind, "enrolment_type")


def _write_outcomes(writer: RegistryWriter, module: Node) -> None:
    for label, key, field in _OUTCOMES:
        outcomes = list(nodes_at(module, key))
        if outcomes:
            writer.builder.heading(f"{label}s")
        for number, outcome in enumerate(outcomes):
            writer.line(_KIND, label, text_at(outcome, "measure"), field, str(number))
            writer.line(_KIND, "Time frame", text_at(outcome, "timeFrame"), f"{field}_time", str(number))
            writer.line(_KIND, "Outcome description", text_at(outcome, "description"))


def _write_eligibility(writer: RegistryWriter, module: Node) -> None:
    writer.paragraphs(_KIND, "Eligibility", module.get("eligibilityCriteria"))
    writer.builder.gap()
    for label, key, field in (("Minimum age", "minimumAge", "age_min"), ("Maximum age", "maximumAge", "age_max")):
        number, _, unit = text_at(module, key).partition(" ")
        if unit.lower().startswith("year"):
            writer.line(_KIND, f"{label} (years)", number, field)
        else:
            writer.line(_KIND, label, text_at(module, key))
    writer.line(_KIND, "Sex", text_at(module, "sex"), "sex")
    writer.line(_KIND, "Sex by gender", text_at(module, "genderBased"))
    writer.line(_KIND, "Gender description", text_at(module, "genderDescription"))
    writer.line(_KIND, "Healthy volunteers", text_at(module, "healthyVolunteers"))
    writer.line(_KIND, "Study population", text_at(module, "studyPopulation"), "population")
    writer.line(_KIND, "Sampling", text_at(module, "samplingMethod"))


def _write_people(writer: RegistryWriter, sponsors: Node) -> None:
    writer.builder.gap()
    kind = SectionKind.FUNDING
    writer.line(kind, "Lead sponsor", text_at(sponsors, "leadSponsor", "name"), "funding")
    writer.line(kind, "Class of the sponsor", text_at(sponsors, "leadSponsor", "class"))
    for collaborator in nodes_at(sponsors, "collaborators"):
        writer.line(kind, "Collaborator", text_at(collaborator, "name"), "collaborator")
        writer.line(kind, "Class of the collaborator", text_at(collaborator, "class"))


def _write_countries(writer: RegistryWriter, protocol: Node) -> None:
    places = (text_at(place, "country") for place in nodes_at(protocol, "contactsLocationsModule", "locations"))
    for name in dict.fromkeys(filter(None, places)):
        quote = writer.line(_KIND, "Country", name, "location_country")
        if quote:
            country = find_country(name)
            writer.note("country", quote, country.code if country else f"unknown: {name}")
