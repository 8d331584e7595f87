"""Annotated abstracts as training data: JSON of articles with entity offsets, one label set mapped to another.

The expected file is `{pmid: {"metadata": {"title", "abstract"}, "entities": [{"start_idx", "end_idx" (inclusive),
"location", "label"}]}}`, the layout in which the GutBrainIE corpus is given. Inline markup is
resolved as the parsers do.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psychobiotics.extraction.sentences import split_spans
from psychobiotics.extraction.tagging.tokens import Tokens, split_tokens
from psychobiotics.vocab.files import read_rows

_MARKUP = re.compile(r"</?(?:i|b|sub|sup|u)>|&(?:lt|gt|amp|quot|#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});")
_PARTS = ("title", "abstract")


@dataclass(frozen=True, slots=True)
class Span:
    """An annotated mention: `text[start:end]`, with the label of our contract."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A title or an abstract with its mentions."""

    text: str
    is_title: bool
    spans: tuple[Span, ...]

    def sentences(self) -> Iterator[Tokens]:
        """Tokens of each sentence, offsets in the passage's text."""
        for start, end in split_spans(self.text):
            yield split_tokens(self.text[start:end], start)

    def labels(self, tokens: Tokens) -> list[str]:
        """Begin-inside-outside labels of a sentence's tokens."""
        labels = ["O"] * len(tokens)
        for span in self.spans:
            inside = [i for i in range(len(tokens)) if tokens.starts[i] < span.end and tokens.ends[i] > span.start]
            for order, i in enumerate(inside):
                labels[i] = f"{'I' if order else 'B'}-{span.label}"
        return labels


def read_annotated(path: Path) -> dict[str, tuple[Passage, ...]]:
    """Passages of each article by its id, in the file's order.

    Raises:
        KeyError: The file has another layout, or a label that `entity_label_map.csv` does not know.
    """
    articles = json.loads(path.read_text(encoding="utf-8"))
    labels = {row["annotated"]: row["label"] for row in read_rows("entity_label_map")}
    return {pmid: tuple(_passage(article, part, labels) for part in _PARTS) for pmid, article in articles.items()}


def read_plain(path: Path) -> dict[str, tuple[str, ...]]:
    """Title and abstract of each article of a file without annotations."""
    articles = json.loads(path.read_text(encoding="utf-8"))
    return {
        pmid: tuple(resolve_markup((a.get("metadata") or a)[part])[0] for part in _PARTS)
        for pmid, a in articles.items()
    }


def _passage(article: dict[str, Any], part: str, labels: dict[str, str]) -> Passage:
    text, moved = resolve_markup(article["metadata"][part])
    spans = tuple(
        Span(moved[int(e["start_idx"])], moved[int(e["end_idx"]) + 1], labels[e["label"]])
        for e in article["entities"]
        if e["location"] == part
    )
    return Passage(text, part == "title", spans)


def resolve_markup(text: str) -> tuple[str, list[int]]:
    """Text without inline markup ("10<sup>9</sup>" is "10^9") and, for each old offset, the new one."""
    text = text.replace("\xa0", " ")
    pieces: list[str] = []
    moved: list[int] = []
    size = position = 0
    for match in [*_MARKUP.finditer(text), None]:
        start = match.start() if match else len(text)
        moved.extend(range(size, size + start - position))
        pieces.append(text[position:start])
        size += start - position
        if match is None:
            break
        written = match.group()
        resolved = "^" if written == "<sup>" else "" if written[0] == "<" else html.unescape(written)
        moved.extend([size] * len(written))
        pieces.append(resolved)
        size, position = size + len(resolved), match.end()
    return "".join(pieces), [*moved, size]
