"""What every extractor works on: a document read once into sentences and vocabulary hits, and a study's scope in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from psychobiotics.extraction.sentences import Sentence, split_sentences
from psychobiotics.extraction.short_forms import find_short_forms
from psychobiotics.extraction.terms import TermHit, find_cues, find_terms
from psychobiotics.records.document import Document, Quote, SectionKind
from psychobiotics.records.lazily import lazily
from psychobiotics.records.mentions import Fact, Naming

if TYPE_CHECKING:
    from psychobiotics.extraction.strains import Sighting

# Never mined for facts of a study: bibliographic lines, navigation, reference entries.
SILENT = frozenset({SectionKind.METADATA, SectionKind.BOILERPLATE, SectionKind.REFERENCE_LIST})


@dataclass(frozen=True, eq=False)  # a reading equals only itself, so that what is read of it can be kept
class Reading:
    """A document with its sentences and vocabulary hits, each computed once."""

    document: Document

    @lazily
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in text order."""
        return split_sentences(self.document)

    @lazily
    def hits(self) -> tuple[TermHit, ...]:
        """All vocabulary hits, in text order, longest first at one position, not overlapping within one vocabulary."""
        return find_terms(self.document.text)

    @lazily
    def _hit_starts(self) -> list[int]:
        return [hit.start for hit in self.hits]

    def hits_in(self, start: int, end: int) -> tuple[TermHit, ...]:
        """Vocabulary hits that start in [start, end)."""
        return self.hits[bisect_left(self._hit_starts, start) : bisect_right(self._hit_starts, end - 1)]

    @lazily
    def cues(self) -> tuple[TermHit, ...]:
        """All hits of the cue lexicons, in text order."""
        return find_cues(self.document.text)

    @lazily
    def _cues_by_lexicon(self) -> dict[str, tuple[list[int], list[TermHit]]]:
        """Each cue lexicon's hits behind the places where they start."""
        lexicons: dict[str, tuple[list[int], list[TermHit]]] = {}
        for hit in self.cues:
            starts, hits = lexicons.setdefault(hit.vocabulary, ([], []))
            starts.append(hit.start)
            hits.append(hit)
        return lexicons

    def cues_of(self, lexicon: str, start: int, end: int) -> list[TermHit]:
        """Hits of one cue lexicon that start in [start, end), in text order."""
        found = self._cues_by_lexicon.get(lexicon)
        return found[1][bisect_left(found[0], start) : bisect_left(found[0], end)] if found else []

    @lazily
    def short_forms(self) -> Mapping[str, Quote]:
        """Abbreviations that the text spells out, with the words that do."""
        return find_short_forms(self.document.text)

    @lazily
    def sightings(self) -> "tuple[Sighting, ...]":
        """All microbes with their strains, in text order."""
        from psychobiotics.extraction.strains import find_sightings  # it reads a Reading: a cycle at import time

        return find_sightings(self)

    @lazily
    def _sighting_starts(self) -> list[int]:
        return [sighting.start for sighting in self.sightings]

    def sightings_in(self, start: int, end: int) -> "tuple[Sighting, ...]":
        """Microbes that start in [start, end)."""
        starts = self._sighting_starts
        return self.sightings[bisect_left(starts, start) : bisect_right(starts, end - 1)]

    def quote(self, start: int, end: int) -> Quote:
        """The characters [start, end) as a quote."""
        return Quote(start, end, self.document.text[start:end])


@dataclass(frozen=True, eq=False)
class Scope:
    """One study of a document and the sentences that speak of it.

    Attributes:
        key: "own" for the document's own study, else "s1", "s2", ...
        naming: How the document names it.
        name: The words that name it.
        sentences: Those that speak of it, in text order, silent sections left out.
        facts: What naming it already states (first_author, year, title, doi, design cue ...).
        parent_key: The study that it re-analyses, where the document tells both.
        headings: The lines that head what a page tells of it.
    """

    key: str
    naming: Naming
    name: Fact
    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...] = ()
    parent_key: str | None = None
    headings: tuple[Sentence, ...] = ()
