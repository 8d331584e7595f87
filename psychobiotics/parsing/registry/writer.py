"""The text and the facts of one registry record while it is laid out: one labelled line a value.

A line's value may be noted as a fact of the study; the characters of the line are its evidence. What the registry's
codes mean in this project's terms stands in `vocab/data/registry_terms.csv`.
"""

import re
from collections.abc import Iterable
from functools import cache

from psychobiotics.parsing.inline_markup import clean_text
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Quote, SectionKind
from psychobiotics.records.mentions import ArmMention, Fact, FindingMention, Naming, StudyMention
from psychobiotics.vocab.files import read_rows

_ESCAPE = re.compile(r"\\([\[\]<>*_~^#|&()+.!-])")  # the registry escapes what Markdown would read


class RegistryWriter:
    """Lays out one record and collects its facts."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.arms: list[ArmMention] = []
        self.findings: list[FindingMention] = []
        self.facts: list[Fact] = []
        self.title: Fact | None = None

    def study(self) -> StudyMention:
        """The record's study with everything that was collected; call it last."""
        assert self.title is not None
        return StudyMention(
            "own", Naming.OWN_REPORT, self.title, tuple(self.facts), tuple(self.arms), tuple(self.findings)
        )

    def line(
        self, kind: SectionKind, label: str, text: str, field: str = "", concept: str | None = None
    ) -> Quote | None:
        """Write "label: text" and, with a field, note the text as a fact of the study."""
        if not text:
            return None
        text = unescaped(text)
        start = self.builder.length
        self.builder.write(f"{label}: ")
        quote = self.builder.write(text)
        self.builder.mark(kind, start, quote.end)
        self.builder.write("\n")
        if field:
            self.note(field, quote, concept)
        return quote

    def note(self, field: str, quote: Quote, concept: str | None = None) -> None:
        """Note a fact of the study."""
        self.facts.append(registry_fact(field, quote, concept))

    def listed(self, kind: SectionKind, label: str, texts: Iterable[str], field: str = "") -> None:
        """One line for each text of a list."""
        for text in texts:
            self.line(kind, label, text, field)

    def paragraphs(self, kind: SectionKind, label: str, text: object) -> None:
        """A long text whose line breaks are its own."""
        lines = [unescaped(clean_text(line)) for line in text.split("\n")] if isinstance(text, str) else []
        lines = [line for line in lines if line]
        if lines:
            self.builder.heading(label)
            for line in lines:
                self.builder.block(kind, line, label)


def registry_fact(field: str, quote: Quote, concept: str | None = None) -> Fact:
    """A fact that the registry states by field."""
    return Fact(field, quote, f"clinicaltrials.{field}", concept)


def unescaped(text: str) -> str:
    r"""A text without the registry's escapes.

    >>> unescaped(r"titre \>= 4 \[IU\]")
    'titre >= 4 [IU]'
    """
    return _ESCAPE.sub(r"\1", text)


def registry_concept(table: str, value: str) -> str | None:
    """What a word of the registry means in this project's terms, or None."""
    return _registry_terms().get(table, {}).get(value)


def registry_words(table: str) -> frozenset[str]:
    """All words of one table of the registry's terms."""
    return frozenset(_registry_terms().get(table, {}))


@cache
def _registry_terms() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in read_rows("registry_terms"):
        found.setdefault(row["field"], {})[row["value"]] = row["concept"]
    return found
