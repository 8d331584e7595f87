"""Which studies a document tells, and which of its sentences speak of each.

A document that is a study's own report tells one. A web page tells those that its sentences name and those that its
reference list adds; an entry and the words in the text that it belongs to are one study. Facts of naming: the
bibliographic ones (first_author, year, title, journal, volume, issue, pages, doi, pmid, registry_id, author) and, for
the parent of a re-analysis, the design that the re-analysis gives it.

Pattern: a registration number has the form that its registry gives it and stands in the report's own sentences; "post
hoc analysis of a randomised trial" has the page's one other study of people as its parent.

It must not be fooled by: a registration number of a reference list, "registered at ClinicalTrials.gov" without one, a
re-analysis beside two trials (neither is its parent).
"""

import re
from collections.abc import Iterator, Sequence

from psychobiotics.extraction.design.registration_funding import find_registrations
from psychobiotics.extraction.documents.related_papers import (
    NOTICES,
    find_article_type,
    find_related,
    notice_scopes,
    own_links,
)
from psychobiotics.extraction.reading import SILENT, Reading, Scope
from psychobiotics.extraction.studies.page_studies import find_page_studies
from psychobiotics.extraction.studies.page_study import PageStudy
from psychobiotics.extraction.studies.sentence_scoping import scope_sentences
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Fact, Naming

_OWN_REPORTS = frozenset({"abstract", "full_text", "registry_record"})
_QUOTED = ("title", "journal", "volume", "issue", "pages", "doi", "pmid", "pmcid")
_TRIAL_IN_TITLE = re.compile(
    r"\b(?:of|from) (?:an? |the )?(?:[\w-]+,? ){0,4}?"
    r"(?P<design>randomi[sz]ed(?: \w+){0,2} trial|randomi[sz]ed \w+ study)\b",
    re.IGNORECASE,
)


def find_scopes(reading: Reading) -> tuple[Scope, ...]:
    """The studies of one document, each with the sentences that speak of it, in order of first mention."""
    if reading.document.kind_hint:
        article_type = find_article_type(reading)
        if article_type is not None and article_type.concept in NOTICES:
            return notice_scopes(find_related(reading))
        return (_own_report(reading, article_type),) if reading.document.kind_hint in _OWN_REPORTS else ()
    studies = find_page_studies(reading)
    told = scope_sentences(reading, studies)
    keys = {id(study): f"s{place}" for place, study in enumerate(studies, 1)}
    parents = _parents(studies)
    return tuple(
        Scope(
            keys[id(study)],
            study.naming,
            Fact("cited_as", study.name, "study_naming.name"),
            told[id(study)].sentences,
            (*study.facts, *_inherited_design(study, studies, parents)),
            keys[id(parent)] if (parent := parents.get(id(study))) else None,
            told[id(study)].headings,
        )
        for study in studies
    )


def _own_report(reading: Reading, article_type: Fact | None) -> Scope:
    document = reading.document
    title = document.metadata.title or reading.quote(0, min(80, len(document.text)))
    sentences = tuple(s for s in reading.sentences if s.section not in SILENT)
    links = own_links(find_related(reading), article_type.concept if article_type else None)
    facts = (*_metadata_facts(reading), *links)
    return Scope("own", Naming.OWN_REPORT, Fact("title", title, "study_naming.own_report"), sentences, facts)


def _metadata_facts(reading: Reading) -> Iterator[Fact]:
    metadata = reading.document.metadata
    for field in _QUOTED:
        quote: Quote | None = getattr(metadata, field)
        if quote:
            yield Fact(field, quote, "study_naming.metadata")
    if metadata.published_on:
        yield Fact("year", metadata.published_on, "study_naming.metadata")
    yield from (Fact("author", quote, "study_naming.metadata") for quote in metadata.authors)
    registered = list(metadata.registry_ids) or _registrations(reading)
    yield from (Fact("registry_id", quote, "study_naming.registration") for quote in registered)


def _registrations(reading: Reading) -> list[Quote]:
    """Registration numbers that the report's own sentences print; those of a reference list are other trials'."""
    found = []
    for sentence in reading.sentences:
        if sentence.section not in SILENT:
            spans = find_registrations(sentence.text)
            found += [reading.quote(sentence.start + start, sentence.start + end) for start, end in spans]
    return sorted(found, key=lambda number: number.text[0].isdigit())  # a number that names its registry goes first


def _parents(studies: Sequence[PageStudy]) -> dict[int, PageStudy]:
    """The trial that a re-analysis re-analyses: the one other study of people that the page tells in its text."""
    parents: dict[int, PageStudy] = {}
    for study in studies:
        if study.is_reanalysis:
            others = [s for s in studies if s is not study and s.names and not s.is_reanalysis and not s.is_secondary]
            if len(others) == 1:
                parents[id(study)] = others[0]
    return parents


def _inherited_design(study: PageStudy, studies: Sequence[PageStudy], parents: dict[int, PageStudy]) -> Iterator[Fact]:
    """Of a "post hoc analysis of a randomised trial": its parent is a randomised trial."""
    for child in studies:
        if parents.get(id(child)) is study:
            for fact in child.facts:
                if fact.field == "title" and (match := _TRIAL_IN_TITLE.search(fact.quote.text)):
                    start = fact.quote.start + match.start("design")
                    quote = Quote(start, start + len(match["design"]), match["design"])
                    yield Fact("design", quote, "study_naming.parent_design", "rct", 0.9, inferred=True)
