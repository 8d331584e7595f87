"""The protocol section of a registry record as labelled lines, with the facts that the lines state.

Facts of the study: `registry_id`, `title`, `design` (concept: a cue class of `design_cues`), `blinding` (concept: value
of the contract), `n_enrolled` (inferred where the registry holds a plan), `condition`, `age_min`, `age_max`,
`primary_outcome`, `secondary_outcome`, `time_frame`, `funding`, `reference_pmid`, `location_country`. Facts of an arm:
`label_reported`, `role` and `type` (concepts: values of the contract), `intervention`, `description`, `n`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.parsing.json_reading import Node, node_at, nodes_at, text_at, texts_at
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, Quote, SectionKind
from psychobiotics.records.mentions import ArmMention, Fact, FindingMention, Naming, StudyMention
from psychobiotics.vocab.files import read_rows

_ESCAPE = re.compile(r"\\([\[\]<>*_~^#|&()+.!-])")  # the registry escapes what Markdown would read
_PLANNED = 0.7  # an estimated enrolment is what was planned, not who came


class RegistryWriter:
    """Lays out one record and collects its facts."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.arms: list[ArmMention] = []
        self.findings: list[FindingMention] = []
        self.facts: list[Fact] = []
        self._title: Fact | None = None
        self._interventions: dict[str, str] = {}

    def study(self) -> StudyMention:
        """The record's study with everything that was collected; call it last."""
        assert self._title is not None
        return StudyMention(
            "own", Naming.OWN_REPORT, self._title, tuple(self.facts), tuple(self.arms), tuple(self.findings)
        )

    def write_protocol(self, protocol: Node) -> None:
        """All of the protocol but identifiers, dates and references."""
        self._write_titles(node_at(protocol, "identificationModule"))
        self._write_texts(protocol)
        self._write_design(node_at(protocol, "designModule"))
        self.listed(SectionKind.METHODS, "Condition", texts_at(protocol, "conditionsModule", "conditions"), "condition")
        self._write_arms(node_at(protocol, "armsInterventionsModule"))
        self._write_outcomes(node_at(protocol, "outcomesModule"))
        self._write_eligibility(node_at(protocol, "eligibilityModule"))
        self._write_people(protocol)

    def line(
        self, kind: SectionKind, label: str, text: str, field: str = "", concept: str | None = None
    ) -> Quote | None:
        """Write "label: text" and, with a field, note the text as a fact of the study."""
        if not text:
            return None
        text = _ESCAPE.sub(r"\1", text)
        start = self.builder.length
        self.builder.write(f"{label}: ")
        quote = self.builder.write(text)
        self.builder.mark(kind, start, quote.end)
        self.builder.write("\n")
        if field:
            self.note(field, quote, concept)
        return quote

    def note(self, field: str, quote: Quote, concept: str | None = None) -> None:
        """Note a fact of the study."""
        self.facts.append(registry_fact(field, quote, concept))

    def listed(self, kind: SectionKind, label: str, texts: Iterable[str], field: str) -> None:
        """One line for each text of a list."""
        for text in texts:
            self.line(kind, label, text, field)

    def _write_titles(self, identification: Node) -> None:
        brief = text_at(identification, "briefTitle") or text_at(identification, "officialTitle")
        quote = self.builder.block(SectionKind.TITLE, brief or text_at(identification, "nctId"))
        self._title = registry_fact("title", quote)
        self.facts.append(self._title)
        self.builder.gap()
        self.line(SectionKind.BODY, "Official title", text_at(identification, "officialTitle"))
        self.line(SectionKind.BODY, "Acronym", text_at(identification, "acronym"))

    def _write_texts(self, protocol: Node) -> None:
        for label, key, kind in (
            ("Brief summary", "briefSummary", SectionKind.OBJECTIVE),
            ("Detailed description", "detailedDescription", SectionKind.METHODS),
        ):
            self.paragraphs(kind, label, node_at(protocol, "descriptionModule").get(key))

    def paragraphs(self, kind: SectionKind, label: str, text: object) -> None:
        """A long text whose line breaks are its own."""
        lines = (
            [_ESCAPE.sub(r"\1", clean_text(line)) for line in str(text).split("\n")] if isinstance(text, str) else []
        )
        lines = [line for line in lines if line]
        if lines:
            self.builder.heading(label)
            for line in lines:
                self.builder.block(kind, line, label)

    def _write_design(self, design: Node) -> None:
        self.builder.heading("Design")
        kind = SectionKind.METHODS
        self.line(kind, "Study type", text_at(design, "studyType"), "study_type")
        self.line(kind, "Phase", ", ".join(texts_at(design, "phases")), "phase")
        info = node_at(design, "designInfo")
        for label, key, field, table in (
            ("Allocation", "allocation", "design", "allocation"),
            ("Intervention model", "interventionModel", "design", "model"),
            ("Observational model", "observationalModel", "design", "model"),
            ("Time perspective", "timePerspective", "design", "time_perspective"),
            ("Primary purpose", "primaryPurpose", "purpose", ""),
        ):
            value = text_at(info, key)
            concept = registry_concept(table, value)
            self.line(kind, label, value, field if concept or not table else "design_detail", concept)
        masking = text_at(info, "maskingInfo", "masking")
        self.line(kind, "Masking", masking, "blinding", registry_concept("masking", masking))
        self.listed(kind, "Masked", texts_at(info, "maskingInfo", "whoMasked"), "who_masked")
        self.line(kind, "Masking description", text_at(info, "maskingInfo", "maskingDescription"))
        self.line(kind, "Model description", text_at(info, "interventionModelDescription"))
        self._write_enrolment(node_at(design, "enrollmentInfo"))

    def _write_enrolment(self, enrolment: Node) -> None:
        count, kind = text_at(enrolment, "count"), text_at(enrolment, "type")
        if not count:
            return
        quote = self.line(SectionKind.METHODS, "Enrolment", count)
        assert quote is not None
        planned = kind != "ACTUAL"
        self.facts.append(
            Fact("n_enrolled", quote, "clinicaltrials.enrolment", None, _PLANNED if planned else 1.0, planned)
        )
        self.line(SectionKind.METHODS, "Enrolment type", kind, "enrolment_type")

    def _write_arms(self, module: Node) -> None:
        interventions = list(nodes_at(module, "interventions"))
        self._interventions = {_full_name(i): text_at(i, "type") for i in interventions}
        groups = list(nodes_at(module, "armGroups"))
        if groups:
            self.builder.heading("Arms")
        for number, group in enumerate(groups, 1):
            self._write_arm(f"a{number}", group)
        if interventions:
            self.builder.heading("Interventions")
        for intervention in interventions:
            kind = SectionKind.METHODS
            self.line(kind, "Intervention", text_at(intervention, "name"), "intervention")
            self.line(kind, "Type", text_at(intervention, "type"))
            described = self.line(kind, "Description", text_at(intervention, "description"))
            if described:
                self._describe(_full_name(intervention), described)
            self.line(kind, "Other names", ", ".join(texts_at(intervention, "otherNames")))
            self.line(kind, "Given in", ", ".join(texts_at(intervention, "armGroupLabels")))

    def _write_arm(self, key: str, group: Node) -> None:
        label = self.line(SectionKind.METHODS, "Arm", text_at(group, "label"))
        if label is None:
            return
        facts = [registry_fact("label_reported", label)]
        kind = text_at(group, "type")
        quote = self.line(SectionKind.METHODS, "Arm type", kind)
        if described := self.line(SectionKind.METHODS, "Arm description", text_at(group, "description")):
            facts.append(registry_fact("description", described))
        names = list(texts_at(group, "interventionNames"))
        for name in names:
            given = self.line(SectionKind.METHODS, "Arm intervention", name)
            if given:
                facts.append(registry_fact("intervention", given))
        only_placebo = bool(names) and all(_is_placebo(name) for name in names)
        role = "comparator" if only_placebo else registry_concept("arm_role", kind) or "intervention"
        support = quote or label
        facts.append(registry_fact("role", support, role))
        concept = "placebo" if only_placebo else registry_concept("arm_type", kind) or self._type_of(names)
        if concept:
            facts.append(registry_fact("type", support, concept))
        self.arms.append(ArmMention(key, role, tuple(facts)))

    def _describe(self, name: str, description: Quote) -> None:
        """An intervention's description is also that of the arms that get it."""
        for index, arm in enumerate(self.arms):
            if any(f.field == "intervention" and f.quote.text.lower() == name for f in arm.facts):
                self.arms[index] = replace(arm, facts=(*arm.facts, registry_fact("description", description)))

    def _type_of(self, names: list[str]) -> str | None:
        """The arm type of what is given, where all of it is of one kind that decides the type."""
        kinds = {registry_concept("intervention_type", self._interventions.get(name.lower(), "")) for name in names}
        return kinds.pop() if len(kinds) == 1 else None

    def _write_outcomes(self, module: Node) -> None:
        for label, key, field in (
            ("Primary outcome", "primaryOutcomes", "primary_outcome"),
            ("Secondary outcome", "secondaryOutcomes", "secondary_outcome"),
            ("Other outcome", "otherOutcomes", "other_outcome"),
        ):
            outcomes = list(nodes_at(module, key))
            if outcomes:
                self.builder.heading(f"{label}s")
            for outcome in outcomes:
                self.line(SectionKind.METHODS, label, text_at(outcome, "measure"), field)
                self.line(SectionKind.METHODS, "Time frame", text_at(outcome, "timeFrame"), "time_frame")
                self.line(SectionKind.METHODS, "Outcome description", text_at(outcome, "description"))

    def _write_eligibility(self, module: Node) -> None:
        self.paragraphs(SectionKind.METHODS, "Eligibility", module.get("eligibilityCriteria"))
        self.builder.gap()
        for label, key, field in (("Minimum age", "minimumAge", "age_min"), ("Maximum age", "maximumAge", "age_max")):
            number, _, unit = text_at(module, key).partition(" ")
            if unit.lower().startswith("year"):
                self.line(SectionKind.METHODS, f"{label} (years)", number, field)
            else:
                self.line(SectionKind.METHODS, label, text_at(module, key))
        self.line(SectionKind.METHODS, "Sex", text_at(module, "sex"), "sex")
        self.line(SectionKind.METHODS, "Healthy volunteers", text_at(module, "healthyVolunteers"))
        self.line(SectionKind.METHODS, "Study population", text_at(module, "studyPopulation"), "population")
        self.line(SectionKind.METHODS, "Sampling", text_at(module, "samplingMethod"))

    def _write_people(self, protocol: Node) -> None:
        self.builder.gap()
        sponsors = node_at(protocol, "sponsorCollaboratorsModule")
        self.line(SectionKind.FUNDING, "Lead sponsor", text_at(sponsors, "leadSponsor", "name"), "funding")
        for collaborator in nodes_at(sponsors, "collaborators"):
            self.line(SectionKind.FUNDING, "Collaborator", text_at(collaborator, "name"), "collaborator")
        countries = (text_at(place, "country") for place in nodes_at(protocol, "contactsLocationsModule", "locations"))
        self.listed(SectionKind.METHODS, "Country", dict.fromkeys(filter(None, countries)), "location_country")

    def write_references(self, protocol: Node) -> None:
        """The papers that the record names; those with a PMID are noted with what they are to the study."""
        references = list(nodes_at(protocol, "referencesModule", "references"))
        if references:
            self.builder.heading("References")
        for reference in references:
            self.builder.block(
                SectionKind.REFERENCE_LIST, text_at(reference, "citation") or "no citation", "References"
            )
            kind = text_at(reference, "type").lower()
            self.line(SectionKind.REFERENCE_LIST, "Reference type", kind.upper())
            self.line(SectionKind.REFERENCE_LIST, "PMID", text_at(reference, "pmid"), "reference_pmid", kind or None)

    def write_metadata(self, protocol: Node) -> Metadata:
        """Identifiers and dates."""
        builder, identification = self.builder, node_at(protocol, "identificationModule")
        status = node_at(protocol, "statusModule")
        builder.start_facts()
        nct = builder.fact("Registry", text_at(identification, "nctId"))
        if nct:
            self.facts.append(registry_fact("registry_id", nct))
        other = builder.facts("Other identifiers", _other_ids(identification))
        builder.fact("Status", text_at(status, "overallStatus"))
        for label, key in (
            ("Start", "startDateStruct"),
            ("Primary completion", "primaryCompletionDateStruct"),
            ("Completion", "completionDateStruct"),
            ("Results posted", "resultsFirstPostDateStruct"),
        ):
            builder.fact(label, text_at(status, key, "date"))
        published = builder.fact("First posted", text_at(status, "studyFirstPostDateStruct", "date"))
        updated = builder.fact("Last update posted", text_at(status, "lastUpdatePostDateStruct", "date"))
        publisher = builder.fact("Publisher", "ClinicalTrials.gov")
        keywords = builder.facts("Keywords", texts_at(protocol, "conditionsModule", "keywords"))
        investigators = nodes_at(protocol, "contactsLocationsModule", "overallOfficials")
        builder.facts("Investigators", (text_at(person, "name") for person in investigators))
        builder.end_facts()
        return Metadata(
            title=self._title.quote if self._title else None,
            publisher=publisher,
            published_on=published,
            updated_on=updated,
            registry_ids=tuple(quote for quote in (nct, *other) if quote),
            keywords=keywords,
        )


def registry_fact(field: str, quote: Quote, concept: str | None = None) -> Fact:
    """A fact that the registry states by field."""
    return Fact(field, quote, f"clinicaltrials.{field}", concept)


def _other_ids(identification: Node) -> Iterable[str]:
    yield from (text_at(entry, "id") for entry in nodes_at(identification, "secondaryIdInfos"))
    yield from texts_at(identification, "nctIdAliases")


def _full_name(intervention: Node) -> str:
    """An intervention as arms name it, in lower case: "dietary supplement: yoghurt"."""
    return f"{text_at(intervention, 'type').replace('_', ' ').title()}: {text_at(intervention, 'name')}".lower()


def _is_placebo(name: str) -> bool:
    return any(word in name.lower() for word in _registry_terms().get("placebo_word", {}))


def registry_concept(table: str, value: str) -> str | None:
    """What a word of the registry means in this project's terms, or None."""
    return _registry_terms().get(table, {}).get(value)


@cache
def _registry_terms() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in read_rows("registry_terms"):
        found.setdefault(row["field"], {})[row["value"]] = row["concept"]
    return found
