"""Annotated articles read as documents are at run time: one text, whose hits go to its passages."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from psychobiotics.extraction.reading import Reading
from psychobiotics.extraction.tagging.hits import document_hits
from psychobiotics.extraction.tagging.whole_names import Span, microbe_names
from psychobiotics.extraction.terms import TermHit
from psychobiotics.records.document import Document
from psychobiotics.training.annotated import Passage


def read_article(passages: Sequence[Passage]) -> Iterator[tuple[Passage, list[TermHit], list[Span]]]:
    """Each passage with the hits of the term lists and the names of microbes in it, offsets in the passage."""
    text = "\n".join(passage.text for passage in passages)
    reading = Reading(Document("", "", "", "", "text/plain", "", text, ()))
    hits = document_hits(reading)
    starts = [hit.start for hit in hits]
    start = 0
    for passage in passages:
        end = start + len(passage.text)
        inside = hits[bisect_left(starts, start) : bisect_left(starts, end)]
        shifted = [replace(hit, start=hit.start - start, end=hit.end - start) for hit in inside]
        yield passage, shifted, microbe_names(reading.sightings_in(start, end), start)
        start = end + 1
