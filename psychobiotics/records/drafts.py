"""What normalisation hands to linking: values with the quotes that support them, still one document at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from psychobiotics.records.document import Quote
from psychobiotics.records.mentions import Naming
from psychobiotics.records.reasons import Rejection
from psychobiotics.records.record import record

Scalar = str | int | float | bool | tuple[str, ...]


@record(frozen=True, slots=True)
class Value:
    """A normalised value and its support.

    Attributes:
        value: In the column's own unit and type; lists are tuples of strings. Never None: what is absent has no key.
        quotes: The characters that state it (at least one).
        method: Rule, vocabulary or model that produced it; "inferred:<rule>" where it was not stated.
        confidence: 0 to 1.
    """

    value: Scalar
    quotes: tuple[Quote, ...]
    method: str
    confidence: float = 1.0


Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class ArmDraft:
    """One row of `arms` (fields) and its rows of `arm_strains`, in order."""

    key: str
    fields: Fields
    strains: tuple[Fields, ...] = ()


@record(frozen=True, slots=True)
class FindingDraft:
    """One row of `findings`."""

    fields: Fields
    arm_key: str | None = None
    comparator_arm_key: str | None = None


@dataclass(frozen=True, slots=True)
class StudyDraft:
    """One study as one document tells it; `fields` are columns of `studies`."""

    key: str
    naming: Naming
    cited_as: Quote
    fields: Fields
    arms: tuple[ArmDraft, ...] = ()
    findings: tuple[FindingDraft, ...] = ()
    parent_key: str | None = None
    not_applicable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One row of `claims`."""

    sentence: Quote
    fields: Fields
    study_key: str | None = None


@dataclass(frozen=True, slots=True)
class EntityDraft:
    """One row of `entities`."""

    quote: Quote
    label: str
    concept_id: str | None
    section: str | None
    method: str


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """Everything that one document yields, ready to be linked with the others.

    `fields` are the columns of `documents` that come from extraction (kind, title, publisher, ...); identity columns
    (document_id, sha256, source, ...) stand beside them.
    """

    document_id: str
    sha256: str
    source: str
    file_name: str
    record_index: int | None
    media_type: str
    parser: str
    text: str
    fields: Fields
    studies: tuple[StudyDraft, ...] = ()
    claims: tuple[ClaimDraft, ...] = ()
    entities: tuple[EntityDraft, ...] = ()
    rejections: tuple[Rejection, ...] = field(default=())
