"""Which sentences of a page speak of which of its studies.

Pattern: a sentence that names studies speaks of them; what follows in its paragraph goes on about the last one; a new
paragraph goes on only where it says so ("They", "The authors", "These results", a bullet of a list). Advice to the
reader and hedged statements ("may", "could") speak of no study. On a page about one study every sentence after its
first mention speaks of it.

It must not be fooled by: a general statement that opens the paragraph in which a study is named later.
"""

import re
from collections.abc import Sequence
from functools import cache

from psychobiotics.extraction.page_studies import PageStudy
from psychobiotics.extraction.reading import SILENT, Reading
from psychobiotics.extraction.sentences import Sentence
from psychobiotics.records.document import SectionKind
from psychobiotics.vocab.files import read_rows

_BULLET = re.compile(r"^(?:[•◦▪‣·*–—-]|\d{1,2}[.)])\s")
_ASIDE = re.compile(
    r"\b(?:you|your|we recommend|consult|should|may|might|could|needed"
    r"|(?:further|more) (?:research|studies))\b",
    re.IGNORECASE,
)


def scope_sentences(reading: Reading, studies: Sequence[PageStudy]) -> dict[int, tuple[Sentence, ...]]:
    """Sentences of each study, by `id` of the study, in text order."""
    sentences = [s for s in reading.sentences if s.section not in SILENT]
    told = [study for study in studies if study.names]
    found: dict[int, dict[int, Sentence]] = {id(study): {} for study in studies}
    owners = _owners(told)
    current: PageStudy | None = None
    last: Sentence | None = None
    for sentence in sentences:
        named = owners.get(sentence.index, [])
        if named:
            current = named[-1]
        elif current is not None and not _continues(sentence, last, len(told) == 1):
            current = None if len(told) > 1 else current
            named = []
        elif current is not None:
            named = [current]
        for study in named:
            found[id(study)][sentence.index] = sentence
        if named or not _ASIDE.search(sentence.text):
            last = sentence
    _add_title(sentences, told, found)
    return {key: tuple(kept[index] for index in sorted(kept)) for key, kept in found.items()}


def _owners(studies: Sequence[PageStudy]) -> dict[int, list[PageStudy]]:
    """Studies named in each sentence, in text order."""
    names = sorted(((name, study) for study in studies for name in study.names), key=lambda pair: pair[0].start)
    owners: dict[int, list[PageStudy]] = {}
    for name, study in names:
        members = owners.setdefault(name.sentence.index, [])
        if study not in members:
            members.append(study)
    return owners


def _continues(sentence: Sentence, last: Sentence | None, alone: bool) -> bool:
    if _ASIDE.search(sentence.text):
        return False
    if alone or _BULLET.match(sentence.text):
        return True
    if last is not None and (sentence.paragraph == last.paragraph or last.text.endswith(":")):
        return True
    return bool(_goes_on().match(sentence.text))


def _add_title(
    sentences: Sequence[Sentence], studies: Sequence[PageStudy], found: dict[int, dict[int, Sentence]]
) -> None:
    """The headline of a page about one study is told of it too."""
    if len(studies) == 1:
        for sentence in sentences:
            if sentence.section is SectionKind.TITLE:
                found[id(studies[0])][sentence.index] = sentence
                return


@cache
def _goes_on() -> re.Pattern[str]:
    """Words that open a sentence which goes on about what the one before told."""
    words = "|".join(re.escape(row["words"]) for row in read_rows("continuation_words"))
    return re.compile(rf"[“\"]?(?:{words})\b", re.IGNORECASE)
