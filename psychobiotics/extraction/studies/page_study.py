"""One study of a page while its names and its entry of the reference list are gathered.

Pattern: it is a review, a re-analysis ("post hoc analysis"), or work on animals or cells where the words that name it
or its entry's title say so.

It must not be fooled by: people in a sentence that speaks of animals ("stressed like students, the mice ...").
"""

import re
from dataclasses import dataclass, field

from psychobiotics.extraction.studies.references import Reference
from psychobiotics.extraction.studies.study_names import Pointing, StudyName
from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Fact, Naming
from psychobiotics.vocab.study_phrases import phrase_pattern

REANALYSIS = re.compile(rf"\b{phrase_pattern('analyses_again')}[- ]?analys[ie]s\b", re.IGNORECASE)
REVIEW = re.compile(r"\b(?:review|meta-?analysis)\b", re.IGNORECASE)
NOT_PEOPLE = re.compile(rf"\b{phrase_pattern('work_not_on_people')}\b", re.IGNORECASE)


_PEOPLE = re.compile(rf"\b{phrase_pattern('work_on_people')}\b", re.IGNORECASE)


@dataclass(slots=True)
class PageStudy:
    """One study of a page.

    Attributes:
        names: Places in the text that name it; none for an entry that only the reference list has.
        facts: Bibliographic facts, those of its entry first.
        entry: Its entry of the reference list.
    """

    names: list[StudyName] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    entry: Reference | None = None

    @property
    def is_main(self) -> bool:
        """Whether the page calls it new: its own subject."""
        return any(name.pointing is Pointing.NEW for name in self.names)

    @property
    def is_review(self) -> bool:
        """Whether a name calls it a review."""
        return any(name.kind == "review" for name in self.names)

    @property
    def naming(self) -> Naming:
        """How the page names it, the surest way counted."""
        if any(name.naming is Naming.AUTHOR_YEAR for name in self.names):
            return Naming.AUTHOR_YEAR
        return Naming.DESCRIBED if self.names else Naming.REFERENCE

    @property
    def name(self) -> Quote:
        """The words that name it first; a mark that points to its entry is no name."""
        first = next((name for name in self.names if name.naming is not Naming.REFERENCE), None)
        if first is not None:
            return Quote(first.start, first.end, first.words((first.start, first.end)))
        assert self.entry is not None
        return self.entry.quote

    @property
    def is_reanalysis(self) -> bool:
        """Whether the words that name it, or its title, call it a re-analysis."""
        return bool(REANALYSIS.search(f"{self.name.text} {self.title}"))

    @property
    def is_secondary(self) -> bool:
        """Whether it cannot be anybody's parent trial: a review, or work in animals or cells."""
        told = " ".join([self.title, *(name.sentence.text for name in self.names[:1])])
        return self.is_review or bool(NOT_PEOPLE.search(told))

    @property
    def is_of_people(self) -> bool:
        """Whether a sentence that names it counts people, and none speaks of animals."""
        told = " ".join([self.title, *(name.sentence.text for name in self.names)])
        return bool(_PEOPLE.search(told)) and not NOT_PEOPLE.search(told)

    @property
    def title(self) -> str:
        """Its title, "" where none is told."""
        return next((fact.quote.text for fact in self.facts if fact.field == "title"), "")

    @property
    def author(self) -> str:
        """First author's surname as a name in the text says it, folded; "" for none."""
        return next((name.words(name.author).casefold() for name in self.names if name.author), "")

    @property
    def year(self) -> str:
        """Year as a name in the text says it; "" for none."""
        return next((name.words(name.year) for name in self.names if name.year), "")
