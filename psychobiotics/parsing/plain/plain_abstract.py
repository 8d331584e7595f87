"""A bare abstract: title and abstract in one or a few lines of text, nothing around them."""

import re
from functools import cache

from psychobiotics.parsing.pubmed.record import write_unlabelled
from psychobiotics.parsing.section_labels import section_kind
from psychobiotics.parsing.source_file import Traits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Metadata, SectionKind
from psychobiotics.vocab.cues import word_pattern
from psychobiotics.vocab.files import read_rows

# Lengths of the abstracts of 1,414 PubMed records: 99 % between 300 and 4,500 characters.
_LENGTHS = (150, 8_000)
_MAX_LINES = 12
_MAX_PLAIN_LINES = 3
_MIN_CUES = 2
_WORD = re.compile(r"[a-z][a-z-]+")
_NUMBER = re.compile(r"\bn\s*=\s*\d|\bp\s*[<>=≤]\s*0?\.\d|\d\s?%|\b95\s?%\s?ci\b", re.IGNORECASE)
_TITLE_END = re.compile(r"[.?!][\"”’)\]]?(?=\s+[\"“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(rf"(?:^|[\s(.])(?:[A-Za-z]|{word_pattern('abbreviations')})\Z")
_MAX_TITLE = 350


def is_bare_abstract(text: str) -> bool:
    """True for a text that is a study report's abstract and nothing else.

    Pattern: one to three lines of abstract length, or up to a dozen of which some are labelled ("Methods:"), no web
    address, date line or list in them, and the words of a study report ("randomized", "patients", "was measured") or
    its statistics.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if not _LENGTHS[0] <= len(text) <= _LENGTHS[1] or len(lines) > _MAX_LINES:
        return False
    if any(line[0] in "•*-#©|" for line in lines) or (len(lines) > 3 and ("http" in text or "©" in text)):
        return False
    labelled = sum(_label_of(line) for line in lines)
    if len(lines) > 2 and sum(map(len, lines)) / len(lines) < 120 and not labelled:
        return False
    if len(lines) > _MAX_PLAIN_LINES and labelled < _MIN_CUES:
        return False  # several paragraphs without the labels of a structured abstract: a short news item
    words = set(_WORD.findall(text.lower()))
    cues = len(words & _report_words()) + 2 * len(_NUMBER.findall(text)[:2])
    return cues >= _MIN_CUES and not words & _page_words()


def lay_out_abstract(text: str) -> tuple[TextBuilder, Metadata, Traits]:
    """Lay out a bare abstract: the first line (or the first sentence of a single line) is the title."""
    builder = TextBuilder()
    lines = [line for line in text.split("\n") if line.strip()]
    head, rest = _split_title(lines)
    title = None
    if head:
        title = builder.write(head)
        builder.mark(SectionKind.TITLE, title.start, title.end)
        builder.write(" " if len(lines) == 1 else "\n")
    for line in rest:
        write_unlabelled(builder, line)
    return builder, Metadata(title=title), Traits("plain_text", "abstract", "en")


def _split_title(lines: list[str]) -> tuple[str, list[str]]:
    if len(lines) > 1:
        first = lines[0]
        return (first, lines[1:]) if len(first) <= _MAX_TITLE and not _label_of(first) else ("", lines)
    text = lines[0]
    if _label_of(text):
        return "", lines
    for match in _TITLE_END.finditer(text, 0, _MAX_TITLE + 2):
        if match.group()[0] == "." and _ABBREVIATION.search(text, 0, match.start()):
            continue
        if match.end() >= 15:
            return text[: match.end()], [text[match.end() :].lstrip()]
    return "", lines


def _label_of(line: str) -> bool:
    head, colon, _ = line[:60].partition(":")
    return bool(colon) and section_kind(head) is not None


@cache
def _report_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("study_report_words"))


@cache
def _page_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("web_page_words"))
