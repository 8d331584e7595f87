"""What every format's parser works on: one file's bytes with what is known of it, and the way to a Document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from psychobiotics.parsing.language import detect_language
from psychobiotics.parsing.limits import DEFAULT_LIMITS, Deadline, Limits
from psychobiotics.parsing.text_builder import TextBuilder
from psychobiotics.records.document import Document, Metadata, RawItem, Section, SectionKind
from psychobiotics.records.errors import ParseError
from psychobiotics.records.mentions import StudyMention
from psychobiotics.records.reasons import Reason, Rejection

Parsed = Document | Rejection


@dataclass(frozen=True, slots=True)
class Traits:
    """What a parser knows of a document beside its text."""

    parser: str
    kind_hint: str | None = None
    language: str | None = None
    retracted: bool = False
    record_index: int | None = None
    structured: tuple[StudyMention, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file (or one member of an archive), opened within limits."""

    item: RawItem
    data: bytes
    media_type: str
    limits: Limits = DEFAULT_LIMITS
    deadline: Deadline = field(default_factory=lambda: Deadline(DEFAULT_LIMITS.max_seconds))

    def document(self, builder: TextBuilder, metadata: Metadata, record: bytes, traits: Traits) -> Document:
        """The document that a parser has laid out.

        Args:
            builder: Text and sections.
            metadata: Quotes of that text.
            record: The bytes that the document's id is made of: the file's, or its record's.
            traits: The rest.

        Raises:
            ParseError: No text, more of it than the limit, or text that is clearly not English.
        """
        text, sections = builder.build()
        if not text.strip():
            raise ParseError(Reason.NO_TEXT, "expected readable text, found none")
        if len(text) > self.limits.max_text_chars:
            raise ParseError(
                Reason.TOO_LARGE,
                f"expected at most {self.limits.max_text_chars:,} characters of text, found {len(text):,}; split it",
            )
        language = traits.language or detect_language(_own_words(text, sections))
        if language not in (None, "en"):
            raise ParseError(Reason.UNSUPPORTED_LANGUAGE, f"expected English text, found language {language!r}")
        digest = sha256(record).hexdigest()
        return Document(
            document_id=f"doc-{digest[:16]}",
            sha256=digest,
            source=self.item.source,
            file_name=self.item.file_name,
            media_type=self.media_type,
            parser=traits.parser,
            text=text,
            sections=sections,
            metadata=metadata,
            record_index=traits.record_index,
            kind_hint=traits.kind_hint,
            language=language,
            provenance=self.item.provenance,
            retracted=traits.retracted,
            structured=traits.structured,
        )

    def rejection(self, reason: Reason, message: str, record_index: int | None = None) -> Rejection:
        """A refusal that names this file."""
        name = printable_name(self.item.file_name)
        return Rejection(name, reason, f"{name}: {message}", record_index, self.item.sha256)


def _own_words(text: str, sections: tuple[Section, ...]) -> str:
    """The text without the bibliographic lines that a parser laid out."""
    if sections and sections[-1].kind is SectionKind.METADATA:
        return text[: sections[-1].start]
    return text


def printable_name(name: str) -> str:
    r"""A file name that fits on one line of a report.

    >>> printable_name("a\nb.txt")
    'a\\nb.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode("ascii") for c in name)


Parser = Callable[[SourceFile], Iterator[Parsed]]
