"""Everything that a short text of our own tells, as lines "what=value": what the table of readings is compared with."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from psychobiotics.extraction.extract import extract
from psychobiotics.extraction.reading import Reading
from psychobiotics.normalisation.normalise import normalise
from psychobiotics.parsing.parse import parse_item
from psychobiotics.records.document import Document, Metadata, RawItem, Section, SectionKind
from psychobiotics.records.drafts import DocumentDraft, Fields, FindingDraft, Scalar, StudyDraft
from psychobiotics.records.mentions import Extraction, Fact
from psychobiotics.records.quote import Quote

# A page is read as one where it looks like one: a line above the title, and a general sentence below.
_FRONT = "Gut and mood are linked in many ways that scientists are only beginning to map out in some detail today."
_PAGE = "News | Reading Time 2 minutes\n\n{title}\n\n{front}\n\n{rest}"


def document_of(form: str, text: str) -> Document:
    """A document of our own: its first line is the title, but for a table, a page as it is, and bare results.

    Args:
        form: "abstract", "results" (one section of results without a title), "page", "site" (a page with what stands
            above its title), "table" (CSV), "registry",
            "pubmed", "full_text" or "table_of_groups" (of a full text); how a text stands for one is told where it is
            made.
        text: The text.
    """
    title, _, rest = text.partition("\n")
    if form == "abstract":
        kinds = ((SectionKind.TITLE, 0, len(title)), (SectionKind.ABSTRACT, len(title) + 1, len(text)))
        metadata = Metadata(title=Quote(0, len(title), title))
        return _document(text, tuple(Section(*kind) for kind in kinds), metadata)
    if form == "results":
        return _document(text, (Section(SectionKind.RESULTS, 0, len(text)),), Metadata())
    if form == "full_text":
        return _report(text.split("\n"))
    if form == "table_of_groups":
        return _full_text(title, rest)
    name = {"table": "t.csv", "registry": "r.json", "pubmed": "p.xml"}.get(form, "p.txt")
    if form == "page":
        text = _PAGE.format(title=title, front=_FRONT, rest=rest)
    elif form in {"registry", "pubmed"}:
        text = _record(title, rest) if form == "registry" else _pubmed(title, rest.split("\n"))
    data = text.encode()
    [document] = parse_item(RawItem(sha256(data).hexdigest(), name, name, name, ""), data)
    assert isinstance(document, Document), document
    return document


def _report(lines: list[str]) -> Document:
    """A full text told a part each line: kind of section :: heading (or nothing) :: text."""
    text, sections = "", []
    for kind, heading, told in (line.split(" :: ") for line in lines):
        text += f"{heading}\n\n" if heading else ""
        sections.append(Section(SectionKind(kind), len(text), len(text) + len(told), heading or None))
        text += f"{told}\n\n"
    return replace(_document(text, tuple(sections), Metadata()), kind_hint="full_text")


def _full_text(caption: str, table: str) -> Document:
    """A full text that holds a caption, a table of tab-separated cells, and one sentence of methods."""
    text = f"{caption}\n{table}\nForty nurses were asked."
    first, behind = len(caption) + 1, len(caption) + 2 + len(table)
    kinds = (
        (SectionKind.CAPTION, 0, first - 1),
        (SectionKind.TABLE, first, behind - 1),
        (SectionKind.METHODS, behind, len(text)),
    )
    return replace(_document(text, tuple(Section(*kind) for kind in kinds), Metadata()), kind_hint="full_text")


def _record(title: str, rest: str) -> str:
    """A registry record whose arms are told a line each: label; type, name and description of what is given."""
    told = [line.split("; ") for line in rest.splitlines()]
    groups = [
        {"label": label, "type": "PLACEBO_COMPARATOR" if label == "Placebo" else "EXPERIMENTAL",
         "interventionNames": [f"{kind.replace('_', ' ').title()}: {name}"]}
        for label, kind, name, _ in told
    ]  # fmt: skip
    given = [{"type": kind, "name": name, "description": said} for _, kind, name, said in told]
    identity = {"nctId": "NCT00000000", "briefTitle": title}
    arms = {"armGroups": groups, "interventions": given}
    return json.dumps({"protocolSection": {"identificationModule": identity, "armsInterventionsModule": arms}})


def _pubmed(title: str, lines: list[str]) -> str:
    """A PubMed record: an abstract, then publication types and links to other papers ("ErratumFor: J Milk; 1")."""
    abstract, *others = lines
    types = "".join(f"<PublicationType>{line}</PublicationType>" for line in others if ": " not in line)
    links = [match for line in others if (match := re.fullmatch(r"(\w+): (.*); (\d+)", line))]
    linked = "".join(
        f'<CommentsCorrections RefType="{m[1]}"><RefSource>{m[2]}</RefSource><PMID>{m[3]}</PMID></CommentsCorrections>'
        for m in links
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>9</PMID><Article><ArticleTitle>{title}</ArticleTitle><Abstract>"
        f"<AbstractText>{abstract}</AbstractText></Abstract><PublicationTypeList>{types}</PublicationTypeList></Article>"
        f"<CommentsCorrectionsList>{linked}</CommentsCorrectionsList></MedlineCitation></PubmedArticle>"
    )


def _document(text: str, sections: tuple[Section, ...], metadata: Metadata) -> Document:
    return Document(
        "doc-0", "0" * 64, "s", "f.txt", "text/plain", "test", text, sections, metadata, kind_hint="abstract"
    )


def told_by(document: Document) -> list[str]:
    """What extraction and normalisation read of a document, one line a fact, in no particular order."""
    extraction = extract(document)
    draft = normalise(document, extraction)
    return [*_of_text(Reading(document)), *_of_mentions(extraction), *_of_draft(draft)]


def _of_text(reading: Reading) -> Iterator[str]:
    yield from (f"sentence={sentence.text}" for sentence in reading.sentences)
    yield from (f"short_form={short}={quote.text}" for short, quote in reading.short_forms.items())
    yield from (f"term={hit.vocabulary}/{hit.concept}" for hit in reading.hits)
    for sighting in reading.sightings:
        taxon = sighting.taxon.name if sighting.taxon else ""
        strain = reading.document.text[slice(*sighting.strain)] if sighting.strain else ""
        yield f"seen={taxon} {strain}".strip()


def _of_mentions(extraction: Extraction) -> Iterator[str]:
    yield from (f"document.quoted.{fact.field}={_quoted(fact)}" for fact in extraction.document_facts)
    for study in extraction.studies:
        yield from (f"quoted.{fact.field}={_quoted(fact)}" for fact in study.facts)
        for arm in study.arms:
            yield from (f"arm.quoted.{fact.field}={_quoted(fact)}" for fact in arm.facts)
        for finding in study.findings:
            yield from (f"finding.quoted.{fact.field}={_quoted(fact)}" for fact in finding.facts)


def _quoted(fact: Fact) -> str:
    return fact.quote.text


def _of_draft(draft: DocumentDraft) -> Iterator[str]:
    yield from _columns("document.", draft.fields)
    yield from (f"entity={entity.label}={entity.quote.text}" for entity in draft.entities)
    for claim in draft.claims:
        yield f"claim={claim.sentence.text}"
        yield from _columns("claim.", claim.fields)
    yield f"studies={len(draft.studies)}"
    for study in draft.studies:
        yield from _of_study(study)


def _of_study(study: StudyDraft) -> Iterator[str]:
    yield f"study={study.cited_as.text}"
    yield from _columns("", study.fields)
    for arm in study.arms:
        yield from _columns("arm.", arm.fields)
        yield f"arm={_shown(arm.fields['role'].value)}={_shown(arm.fields['type'].value)}"
        for strain in arm.strains:
            yield from _columns("", strain)
    yield f"findings={len(study.findings)}"
    for finding in study.findings:
        yield from _of_finding(finding)


def _of_finding(finding: FindingDraft) -> Iterator[str]:
    outcome = _shown(finding.fields["outcome"].value)
    yield f"finding={outcome}={_shown(finding.fields['direction'].value)}"
    yield from _columns(f"{outcome}.", finding.fields)


def _columns(prefix: str, fields: Fields) -> Iterator[str]:
    yield from (f"{prefix}{column}={_shown(value.value)}" for column, value in fields.items())


def _shown(value: Scalar) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)
