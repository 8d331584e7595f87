"""Labels of abstract sections and headings of articles: which kind of section each begins.

The words stand in `vocab/data/section_labels.csv`; here is the syntax of a label inside running text: at the start of
a sentence, capitalised, closed by a colon or a full stop, or in capitals alone.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from psychobiotics.records.document import SectionKind
from psychobiotics.vocab.files import read_rows

_NUMBERING = re.compile(r"^(?:section\s+)?(?:\d+(?:\.\d+)*|[ivx]+|[a-h])[.):]?\s+", re.IGNORECASE)
_FOLD = re.compile(r"[\s,/&:;.–—-]+")
_STARTS = (". ", "? ", "! ", ") ", "] ", "\n")  # what stands before a label: the end of a sentence
_LONGEST_LABEL = 60
_LONGEST_TITLE = 200  # with its numbering and spacing; longer ones are no known label


@dataclass(frozen=True, slots=True)
class LabelledPart:
    """A stretch [start, end) of a text that a label opens; the label stands before it."""

    kind: SectionKind
    start: int
    end: int
    label: str | None


def section_kind(label: str) -> SectionKind | None:
    """The kind of section that a label or heading begins, or None for one that says nothing of it.

    >>> section_kind("2. Materials & Methods"), section_kind("RESULTS:"), section_kind("Gut flora of mice")
    (<SectionKind.METHODS: 'methods'>, <SectionKind.RESULTS: 'results'>, None)
    """
    return _kind(label) if len(label) <= _LONGEST_TITLE else None


@lru_cache(maxsize=4096)  # the same few titles stand in nearly all articles
def _kind(label: str) -> SectionKind | None:
    kinds = _kinds()
    folded = fold_label(label)
    return kinds.get(folded) or kinds.get(fold_label(_NUMBERING.sub("", label.strip())))


def fold_label(label: str) -> str:
    """A label in lower case with one space between its words."""
    return _FOLD.sub(" ", label.replace("&", " and ").replace("’", "'")).strip().lower()


def split_labelled(text: str) -> tuple[LabelledPart, ...]:
    """Split an abstract at the labels inside it; empty where it has fewer than two of them.

    >>> text = "Aims: To test it. Methods: We fed mice. Results: None died."
    >>> [(part.kind.value, text[part.start : part.end]) for part in split_labelled(text)]
    [('objective', 'To test it.'), ('methods', 'We fed mice.'), ('results', 'None died.')]
    """
    cues = _cue_automaton()
    if len(cues.find_matches_as_strings(text)) < 2:  # as in most abstracts; asking where costs three times as much
        return ()
    hits = cues.find_matches_as_indexes(text)
    found = [named for _, start, end in hits if (named := _label_at(text, start, end))]
    if len({kind for *_, kind in found}) < 2:
        return ()
    parts: list[LabelledPart] = []
    if found[0][0] > 0:
        parts.append(LabelledPart(SectionKind.ABSTRACT, 0, _trim(text, found[0][0]), None))
    ends = [start for start, *_ in found[1:]] + [len(text)]
    for (_, start, label, kind), end in zip(found, ends, strict=True):
        parts.append(LabelledPart(kind, start, max(start, _trim(text, end)), label))
    return tuple(part for part in parts if part.end > part.start)


def _label_at(text: str, start: int, end: int) -> tuple[int, int, str, SectionKind] | None:
    """Start and end, words and kind of the label whose last word begins at `start` and closes at `end`."""
    floor = max(0, start - _LONGEST_LABEL)
    begin = max(
        (text.rfind(mark, floor, start) + len(mark) for mark in _STARTS if mark in text[floor:start]), default=0
    )
    if (begin == 0 and floor > 0) or not text[begin].isupper():
        return None
    label = text[begin:end].rstrip(" :.")
    kind = section_kind(label)
    closed = text[end - 1] in ":." and text[end : end + 1].isspace()
    if kind is None or not (closed or (text[end - 1] == " " and label.isupper() and len(label) > 2)):
        return None
    while end < len(text) and text[end].isspace():
        end += 1
    return (begin, end, label, kind) if end < len(text) else None


def _trim(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


@cache
def _kinds() -> dict[str, SectionKind]:
    return {row["label"]: SectionKind(row["kind"]) for row in read_rows("section_labels")}


@cache
def _cue_automaton() -> AhoCorasick:
    """How running text writes the last word of a label: most abstracts have none, and the pattern is slow."""
    words = {label.rpartition(" ")[2] for label in _kinds()}
    cues = {form + end for word in words for form in (word, word.capitalize(), word.upper()) for end in (":", " :")}
    cues |= {word.capitalize() + "." for word in words} | {word.upper() + end for word in words for end in (".", " ")}
    return AhoCorasick(sorted(cues), implementation=Implementation.DFA)
