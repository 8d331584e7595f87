"""What a document says of other papers, and that it is about one: errata, retractions, comments, preprints.

Pattern: the type that PubMed or JATS gives a document, and the links that it lists ("ErratumFor: J Things. 2021 (PMID
123)", "corrected-article: 10.1/x"). Facts: `article_type` (concept: its value), of the document; `notice` (concept: the
kind), `version_pmid`, `version_doi`, of a study; `pmid` and `doi` of the paper that a notice speaks of.

It must not be fooled by: a letter with results of its own, which has no comment's type; a trial's report that links to
comments on it; an update of a review, which is no other version of one paper.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from psychobiotics.extraction.reading import Reading, Scope
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Fact, Naming
from psychobiotics.vocab.notices import NoticeWord, notice_words

_KIND = re.compile(r"(?P<kind>[A-Za-z-]{3,40}):")
_PMID = re.compile(r"\bPMID:? (?P<pmid>\d{1,9})[).]{0,2}$")
_LINKS = ("pubmed_link", "medline_link", "jats_link")
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,200}")
_NAME_END = re.compile(r"[:(]")
_NOTHING = NoticeWord("", "")
# Of these a document is no study's report, whatever its title says.
NOTICES = frozenset({"erratum", "retraction", "expression_of_concern", "comment"})


class RelatedPaper(NamedTuple):
    """One link of a record: the word that says what it is, the whole line, and the identifiers there."""

    word: NoticeWord
    kind: Quote
    line: Quote
    pmid: Quote | None
    doi: Quote | None


def find_article_type(reading: Reading) -> Fact | None:
    """What a document is beside a study's ordinary report, where its format says so."""
    metadata = reading.document.metadata
    if metadata.article_type:  # JATS, whose subjects are the journal's own words
        named = [(metadata.article_type, notice_words("jats_type").get(metadata.article_type.text.lower(), _NOTHING))]
    else:
        known = notice_words("pubmed_type")
        named = [(quote, known.get(quote.text.lower(), _NOTHING)) for quote in metadata.publication_types]
        if not all(word.role for _, word in named):  # a comment that is a trial, too, has results of its own
            named = [(quote, word) for quote, word in named if word.notice != "comment"]
    if metadata.journal:
        name = _NAME_END.split(metadata.journal.text)[0].strip().lower()
        named.append((metadata.journal, notice_words("journal").get(name, _NOTHING)))
    found = (
        Fact("article_type", quote, "related_papers.type", word.notice) for quote, word in named if word.role == "is"
    )
    return next(found, None)


def find_related(reading: Reading) -> tuple[RelatedPaper, ...]:
    """The links that a document lists, those of a known kind."""
    return tuple(paper for line in reading.document.metadata.related if (paper := _read(reading, line)))


def _read(reading: Reading, line: Quote) -> RelatedPaper | None:
    match = _KIND.match(line.text)
    if match is None:
        return None
    name = match["kind"].lower()
    word = next((words[name] for source in _LINKS if name in (words := notice_words(source))), None)
    if word is None:
        return None
    pmid, doi = _PMID.search(line.text), _DOI.search(line.text)
    doi_end = match.end() if doi is None else doi.start() + len(doi.group().rstrip(".,;)"))
    return RelatedPaper(
        word,
        reading.quote(line.start, line.start + match.end("kind")),
        line,
        reading.quote(line.start + pmid.start("pmid"), line.start + pmid.end("pmid")) if pmid else None,
        reading.quote(line.start + doi.start(), line.start + doi_end) if doi else None,
    )


def notice_scopes(related: Sequence[RelatedPaper]) -> tuple[Scope, ...]:
    """The papers that a notice speaks of, each a study that the document cites; what it says of them is not read."""
    spoken_of = [paper for paper in related if paper.word.role == "notice_of" and (paper.pmid or paper.doi)]
    return tuple(
        Scope(
            f"n{place}",
            Naming.NOTICE,
            Fact("cited_as", paper.line, "related_papers.link"),
            (),
            tuple(_target(paper)),
        )
        for place, paper in enumerate(spoken_of, 1)
    )


def _target(paper: RelatedPaper) -> Iterator[Fact]:
    yield Fact("notice", paper.kind, "related_papers.link", paper.word.notice)
    if paper.pmid:
        yield Fact("pmid", paper.pmid, "related_papers.link")
    if paper.doi:
        yield Fact("doi", paper.doi, "related_papers.link")


def own_links(related: Sequence[RelatedPaper], article_type: str | None) -> Iterator[Fact]:
    """Facts of a report that links to notices about it and to other versions of itself."""
    for paper in related:
        if paper.word.role == "notice_in":
            yield Fact("notice", paper.kind, "related_papers.link", paper.word.notice)
        elif paper.word.role == "version" and (paper.word.notice != "preprint" or article_type == "preprint"):
            if paper.pmid:
                yield Fact("version_pmid", paper.pmid, "related_papers.link")
            if paper.doi:
                yield Fact("version_doi", paper.doi, "related_papers.link")
