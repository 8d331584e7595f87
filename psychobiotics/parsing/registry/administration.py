"""What a registry record says of itself: identifiers, status, dates, places, references, and whatever is left.

Nothing of the record is dropped in silence. Left out by purpose are people to call (contacts with their addresses) and
what the registry derives from the rest (`derivedSection`, but for its MeSH terms; `stdAges`). Facts of the study:
`registry_id`, `reference_pmid` (concept: what the paper is to the study), `registry_status`, `why_stopped`.
"""

from collections.abc import Iterator, Mapping

from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.parsing.json_reading import Node, node_at, nodes_at, text_at, texts_at
from psychobiotics.parsing.registry.writer import RegistryWriter, unescaped
from psychobiotics.records.document import Metadata, SectionKind

_DATES = (
    ("Start", "startDateStruct"),
    ("Primary completion", "primaryCompletionDateStruct"),
    ("Completion", "completionDateStruct"),
    ("Results posted", "resultsFirstPostDateStruct"),
)
# Modules of which nothing, or only the keys named here, is laid out elsewhere.
_REST: Mapping[str, frozenset[str]] = {
    "identificationModule": frozenset({"nctId", "briefTitle", "officialTitle", "acronym", "nctIdAliases"}),
    "statusModule": frozenset(
        {"overallStatus", "whyStopped", "studyFirstPostDateStruct", "lastUpdatePostDateStruct"}
        | {key for _, key in _DATES}
    ),
    "sponsorCollaboratorsModule": frozenset({"leadSponsor", "collaborators"}),
    "oversightModule": frozenset(),
    "ipdSharingStatementModule": frozenset(),
    "contactsLocationsModule": frozenset({"centralContacts", "locations"}),
    "referencesModule": frozenset({"references"}),
}
_PLACE = ("facility", "city", "state", "zip", "country", "status")
_DEEPEST = 20


def write_references(writer: RegistryWriter, protocol: Node) -> None:
    """The papers that the record names; those with a PMID are noted with what they are to the study."""
    references = list(nodes_at(protocol, "referencesModule", "references"))
    if references:
        writer.builder.heading("References")
    kind = SectionKind.REFERENCE_LIST
    for reference in references:
        writer.builder.block(kind, unescaped(text_at(reference, "citation")) or "no citation", "References")
        use = text_at(reference, "type").lower()
        writer.line(kind, "Reference type", use.upper())
        writer.line(kind, "PMID", text_at(reference, "pmid"), "reference_pmid", use or None)
        for notice in nodes_at(reference, "retractions"):
            writer.line(kind, "Retraction", ", ".join(text for _, text in _leaves("", notice)))


def write_metadata(writer: RegistryWriter, study: Node) -> Metadata:
    """Identifiers, status, dates, places and the rest of the record; call it last."""
    builder, protocol = writer.builder, node_at(study, "protocolSection")
    identification, status = node_at(protocol, "identificationModule"), node_at(protocol, "statusModule")
    builder.start_facts()
    nct = builder.fact("Registry", text_at(identification, "nctId"))
    if nct:
        writer.note("registry_id", nct)
    other = builder.facts("Other identifiers", _other_ids(identification))
    _write_status(writer, status)
    published = builder.fact("First posted", text_at(status, "studyFirstPostDateStruct", "date"))
    updated = builder.fact("Last update posted", text_at(status, "lastUpdatePostDateStruct", "date"))
    for label, key in (("First posted", "studyFirstPostDateStruct"), ("Last update", "lastUpdatePostDateStruct")):
        builder.fact(f"{label} (kind of date)", text_at(status, key, "type"))
    publisher = builder.fact("Publisher", "ClinicalTrials.gov")
    keywords = builder.facts("Keywords", texts_at(protocol, "conditionsModule", "keywords"))
    mesh = builder.facts("MeSH", _mesh(node_at(study, "derivedSection")))
    _write_rest(writer, study)
    builder.end_facts()
    return Metadata(
        title=writer.title.quote if writer.title else None,
        publisher=publisher,
        published_on=published,
        updated_on=updated,
        registry_ids=tuple(quote for quote in (nct, *other) if quote),
        mesh_terms=mesh,
        keywords=keywords,
    )


def _write_status(writer: RegistryWriter, status: Node) -> None:
    builder = writer.builder
    if quote := builder.fact("Status", text_at(status, "overallStatus")):
        writer.note("registry_status", quote)
    if quote := builder.fact("Why stopped", unescaped(text_at(status, "whyStopped"))):
        writer.note("why_stopped", quote)
    for label, key in _DATES:
        builder.fact(label, text_at(status, key, "date"))
        builder.fact(f"{label} (kind of date)", text_at(status, key, "type"))


def _other_ids(identification: Node) -> Iterator[str]:
    yield from (text_at(entry, "id") for entry in nodes_at(identification, "secondaryIdInfos"))
    yield from texts_at(identification, "nctIdAliases")


def _mesh(derived: Node) -> Iterator[str]:
    for module in ("conditionBrowseModule", "interventionBrowseModule"):
        yield from (text_at(mesh, "term") for mesh in nodes_at(derived, module, "meshes"))


def _write_rest(writer: RegistryWriter, study: Node) -> None:
    """Everything that stands nowhere else, one line a value, named by where the record has it."""
    protocol, builder = node_at(study, "protocolSection"), writer.builder
    for module, written in _REST.items():
        for key, value in node_at(protocol, module).items():
            if key not in written:
                for name, text in _leaves(key, value):
                    builder.fact(name, text)
    for place in nodes_at(protocol, "contactsLocationsModule", "locations"):
        builder.fact("Place", ", ".join(filter(None, (text_at(place, key) for key in _PLACE))))
    rest = {
        "certainAgreement": node_at(study, "resultsSection", "moreInfoModule").get("certainAgreement"),
        "annotationSection": study.get("annotationSection"),
        "documentSection": study.get("documentSection"),
    }
    for name, text in _leaves("", rest):
        builder.fact(name, text)


def _leaves(name: str, value: object, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Every value under a node with the path of its names."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(f"{name} {key}".strip(), item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(name, item, depth + 1)
    elif isinstance(value, (bool, int, float, str)):
        text = clean_text(str(value).lower() if isinstance(value, bool) else str(value))
        if text:
            yield clean_text(name), unescaped(text)
