"""Labels of abstract sections and headings of articles: which kind of section each begins.

The words stand in `vocab/data/section_labels.csv`; here is the syntax of a label inside running text: at the start of
a sentence, capitalised, closed by a colon or a full stop, or in capitals alone.
"""

import re
from dataclasses import dataclass
from functools import cache

from psychobiotics.records.document import SectionKind
from psychobiotics.vocab.files import read_rows

_NUMBERING = re.compile(r"^(?:section\s+)?(?:\d+(?:\.\d+)*|[ivx]+|[a-h])[.):]?\s+", re.IGNORECASE)
_FOLD = re.compile(r"[\s,/&:;.–—-]+")
_LABEL = re.compile(
    r"(?:\A|(?<=[.!?)\]]\s)|(?<=\n))"
    r"(?:(?P<closed>[A-Z][A-Za-z]+(?:(?:\s&\s|[ ,/-]{1,2})[A-Za-z]+){0,4})\s?[:.]"
    r"|(?P<capitals>[A-Z]{3,}(?:[ ,/&-]{1,3}[A-Z]{2,}){0,4}))\s+(?=\S)"
)


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
    found: list[tuple[int, int, str, SectionKind]] = []
    for match in _LABEL.finditer(text):
        label = match.group("closed") or match.group("capitals")
        kind = section_kind(label)
        if kind:
            found.append((match.start(), match.end(), label, kind))
    if len({kind for *_, kind in found}) < 2:
        return ()
    parts: list[LabelledPart] = []
    if found[0][0] > 0:
        parts.append(LabelledPart(SectionKind.ABSTRACT, 0, _trim(text, found[0][0]), None))
    ends = [start for start, *_ in found[1:]] + [len(text)]
    for (_, start, label, kind), end in zip(found, ends, strict=True):
        parts.append(LabelledPart(kind, start, max(start, _trim(text, end)), label))
    return tuple(part for part in parts if part.end > part.start)


def _trim(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


@cache
def _kinds() -> dict[str, SectionKind]:
    return {row["label"]: SectionKind(row["kind"]) for row in read_rows("section_labels")}
