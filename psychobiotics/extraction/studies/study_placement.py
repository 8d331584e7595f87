"""To which study of a page a name belongs: one that was told, or a new one.

Pattern: the same author (and year, where both say one) is the same study; so is the same year and kind without an
author, unless the sizes differ or the phrase says "another". "The trial" goes back to the study told last, in another
paragraph to the page's own subject. "A new study" is that subject, and so is the one study that an author and year
name beside it.

It must not be fooled by: an earlier trial told as background of the new one.
"""

import re
from collections.abc import Sequence

from psychobiotics.extraction.studies.page_study import PageStudy
from psychobiotics.extraction.studies.study_names import Pointing, StudyName
from psychobiotics.records.document import SectionKind
from psychobiotics.records.mentions import Naming
from psychobiotics.vocab.study_phrases import phrase_pattern

_EARLIER = re.compile(rf"\b{phrase_pattern('told_as_earlier')}\b", re.IGNORECASE)


_OTHERS = re.compile(rf"\b{phrase_pattern('told_of_another')}\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^\(.*\d{4}[a-z]?[),;]?$")


def place_name(studies: list[PageStudy], name: StudyName) -> None:
    """Give a name to the study that it belongs to; a name that only points back makes no study."""
    home = _home(studies, name)
    if home is not None:
        home.names.append(name)
    elif name.pointing is not Pointing.BACK or name.year or (name.told and not studies):
        studies.append(PageStudy([name]))


def join_main(studies: list[PageStudy], page_year: int | None) -> None:
    """The page's "new study" and the one study that it names are the same, unless that one is told as earlier."""
    main = next((study for study in studies if study.is_main), None) or _told_first(studies)
    if main is None or main.author:
        return
    named = [s for s in studies if s is not main and s.author and _may_be(main, s, page_year)]
    if not named and main.is_main:
        named = [s for s in studies if s is not main and s.year and not main.year and _may_be(main, s, page_year)]
        named = named if len(studies) == 2 else []
    if len(named) != 1:
        return
    named[0].names = sorted([*named[0].names, *main.names], key=lambda name: name.start)
    studies[:] = [study for study in studies if study is not main]


def _told_first(studies: Sequence[PageStudy]) -> PageStudy | None:
    """The study that a page opens with, where it names it by neither author nor year."""
    return studies[0] if studies and not studies[0].author and not studies[0].year else None


def _may_be(main: PageStudy, named: PageStudy, page_year: int | None) -> bool:
    first = next(name for name in named.names if name.naming is not Naming.REFERENCE)
    if _EARLIER.search(first.sentence.text) or (first.start < main.names[0].start and not main.is_main):
        return False
    if main.year and main.year != named.year:
        return False
    if page_year and named.year and int(named.year) < page_year - 1:
        return False
    return named.is_secondary == main.is_secondary and main.is_reanalysis == named.is_reanalysis


def _home(studies: Sequence[PageStudy], name: StudyName) -> PageStudy | None:
    if name.author:
        fitting = [s for s in studies if _same_author(s, name)]
        return fitting[-1] if fitting else _just_described(studies, name)
    if name.year:
        same = next((s for s in studies if _same_description(s, name)), None)
        return same or (_just_undated(studies, name) if name.pointing is Pointing.BACK else None)
    if name.pointing is Pointing.NEW:
        return next((s for s in studies if s.is_main and s.is_review == (name.kind == "review")), None)
    if headed := _only_headed(studies, name):
        return headed
    if name.by_people:
        return _just_told(studies, name)
    return _pointed_back(studies, name) if name.pointing is Pointing.BACK else None


def _only_headed(studies: Sequence[PageStudy], name: StudyName) -> PageStudy | None:
    """The page's own subject while only the headline has named it: the first study of the text is the one."""
    main = next((s for s in studies if s.is_main), None)
    if main is None or main.is_review != (name.kind == "review"):
        return None
    return main if all(n.sentence.section is SectionKind.TITLE for n in main.names) else None


def _just_told(studies: Sequence[PageStudy], name: StudyName) -> PageStudy | None:
    """The study that the paragraph told before "Finnish researchers followed"."""
    last = max(studies, key=lambda s: s.names[-1].start, default=None)
    if last is not None and last.is_main and name.by_people and not _OTHERS.search(name.sentence.text):
        return last  # "To find out more, a team in Bern reviewed": who did the new study
    if name.size and len(studies) == 1 and not _says_who(studies[0]) and not _OTHERS.search(name.sentence.text):
        return last  # "A study shows ...": whom it studied is told later
    if last is None or last.names[-1].sentence.paragraph != name.sentence.paragraph:
        return None
    return last if last.is_review == (name.kind == "review") and last.names[-1].sentence is not name.sentence else None


def _says_who(study: PageStudy) -> bool:
    """Whether the names of a study tell it apart from others: by author, year or number of people."""
    return bool(study.author or study.year) or any(name.size for name in study.names)


def _just_described(studies: Sequence[PageStudy], name: StudyName) -> PageStudy | None:
    """The study that the paragraph described before its sentences end in "(Lee, 2018)"."""
    last = _just_told(studies, name)
    if last is None or last.author or last.year or _EARLIER.search(name.sentence.text):
        return None
    return last if _IN_BRACKETS.search(name.words((name.start, name.end))) else None


def _just_undated(studies: Sequence[PageStudy], name: StudyName) -> PageStudy | None:
    """The undated study of the paragraph that goes on "The trial came out in 2019"."""
    last = _just_told(studies, name)
    return last if last is not None and not last.year and not _OTHERS.search(name.sentence.text) else None


def _same_author(study: PageStudy, name: StudyName) -> bool:
    if study.author != name.words(name.author).casefold():
        return False
    return not study.year or not name.year or study.year == name.words(name.year)


def _same_description(study: PageStudy, name: StudyName) -> bool:
    if study.year != name.words(name.year) or name.other:
        return False
    if name.pointing is Pointing.BACK:
        return study.is_review == (name.kind == "review")
    sizes = {other.size for other in study.names if other.size}
    if study.author or (name.size and sizes and name.size not in sizes):
        return False
    return any(other.kind == name.kind for other in study.names)


def _pointed_back(studies: Sequence[PageStudy], name: StudyName) -> PageStudy | None:
    """The study told last; from another paragraph the page's own subject goes before it."""
    fitting = [s for s in studies if s.is_review == (name.kind == "review")]
    if not fitting:
        return None
    last = max(fitting, key=lambda s: s.names[-1].start)
    if last.names[-1].sentence.paragraph == name.sentence.paragraph:
        return last
    return next((s for s in fitting if s.is_main), last)
