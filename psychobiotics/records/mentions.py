"""What extraction hands to normalisation: quoted text with the rule that found it. Nothing is interpreted here."""

from dataclasses import dataclass
from enum import StrEnum

from psychobiotics.records.quote import Quote
from psychobiotics.records.record import record


@record(frozen=True, slots=True)
class Fact:
    """One quoted piece of text that bears on one field.

    Attributes:
        field: Column of the contract that it bears on ("n_enrolled"), or the name of a cue that normalisation needs to
            compute one ("direction_cue", "negation"). Each extractor's docstring lists its own.
        quote: The characters.
        rule: Identifier of the rule, "<module>.<rule>".
        concept: Vocabulary id (or lexicon class) where a term list found it.
        confidence: 0 to 1.
        inferred: True where the text implies rather than states it.
    """

    field: str
    quote: Quote
    rule: str
    concept: str | None = None
    confidence: float = 1.0
    inferred: bool = False


class Naming(StrEnum):
    """How a document names a study; the values of `document_studies.resolution` that extraction can know."""

    OWN_REPORT = "own_report"  # the document is the study's own report
    AUTHOR_YEAR = "author_year"  # "Kazemi et al., 2018"
    DESCRIBED = "described"  # "a 2016 review", "this new analysis"
    REFERENCE = "reference"  # an entry of a reference list
    NOTICE = "notice"  # the paper that an erratum, a retraction or a comment is about


@dataclass(frozen=True, slots=True)
class StrainMention:
    """One strain or species of an arm: facts `taxon` and/or `strain`."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ArmMention:
    """One group of a study. `key` is unique in the study ("a1"); facts are columns of `arms`."""

    key: str
    role: str  # "intervention" or "comparator"
    facts: tuple[Fact, ...]
    strains: tuple[StrainMention, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingMention:
    """One result: facts `outcome`, `direction_cue`, `negation`, `p_value`, ... (see `extraction.findings`)."""

    facts: tuple[Fact, ...]
    arm_key: str | None = None
    comparator_arm_key: str | None = None


@dataclass(frozen=True, slots=True)
class StudyMention:
    """One study as one document tells it.

    Attributes:
        key: Unique in the document ("own", "s1", "s2", ...).
        naming: How the document names it.
        name: The words that name it (the title for the document's own study).
        facts: Columns of `studies`, bibliographic ones included.
        parent_key: Key of the study that this one re-analyses.
    """

    key: str
    naming: Naming
    name: Fact
    facts: tuple[Fact, ...] = ()
    arms: tuple[ArmMention, ...] = ()
    findings: tuple[FindingMention, ...] = ()
    parent_key: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """One statement beyond a study's own result; `sentence` is the whole sentence."""

    sentence: Quote
    facts: tuple[Fact, ...]
    study_key: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one document.

    `entities` are facts whose field is the entity's label ("bacteria", "condition", ...).
    """

    document_facts: tuple[Fact, ...] = ()
    studies: tuple[StudyMention, ...] = ()
    claims: tuple[ClaimMention, ...] = ()
    entities: tuple[Fact, ...] = ()
