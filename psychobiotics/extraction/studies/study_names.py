"""Where a page names a study: by author and year, by year and kind, or as the study that the page is about.

The two ways of naming stand in `authored_names` and `described_names`; a sentence that names an author is not asked
for a description.
"""

from dataclasses import dataclass
from enum import StrEnum

from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.mentions import Naming


class Pointing(StrEnum):
    """What a description points to."""

    FIRST = "first"  # "a trial of 40 nurses": a study not told before
    NEW = "new"  # "a new study": the page's own subject
    BACK = "back"  # "the trial", "this review": one that was told


@dataclass(frozen=True, slots=True)
class StudyName:
    """One place that names a study; offsets are the document's.

    Attributes:
        author: Span of the first author's surname, None for a study without one.
        year: Span of the year, None where none is said.
        kind: "review", "trial", "analysis" or "study".
        pointing: What a description points to; FIRST for an author.
        size: The number of people or studies that the description counts, as printed; "" where it counts none.
        other: The description sets its study apart ("another", "a second").
        by_people: It is told by who did it or to whom it was done.
        told: The words say enough to be a study's first mention: an author, a year, a size, a design, a result.
    """

    sentence: Sentence
    start: int
    end: int
    naming: Naming
    kind: str
    author: tuple[int, int] | None = None
    year: tuple[int, int] | None = None
    pointing: Pointing = Pointing.FIRST
    size: str = ""
    other: bool = False
    told: bool = True
    by_people: bool = False

    def words(self, span: tuple[int, int] | None) -> str:
        """The characters of a span, "" for none."""
        if span is None:
            return ""
        return self.sentence.text[span[0] - self.sentence.start : span[1] - self.sentence.start]
