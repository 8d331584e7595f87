"""The dataset in memory between linking and publishing: rows by table name, before they become frames."""

from dataclasses import dataclass, field

from psychobiotics.records.drafts import Scalar

Row = dict[str, Scalar | None]

TABLES = (
    "documents",
    "studies",
    "arms",
    "arm_strains",
    "findings",
    "claims",
    "entities",
    "document_studies",
    "evidence",
    "conflicts",
    "study_aliases",
    "quarantine",
)
DERIVED_TABLES = ("translation", "evidence_map")


@dataclass(slots=True)
class Tables:
    """Rows of the linked dataset by table, with the texts that evidence points into.

    Attributes:
        rows: Table name to rows; each row's keys are columns of the contract, absent key = null.
        texts: document_id to the document's text.
    """

    rows: dict[str, list[Row]] = field(default_factory=lambda: {t: [] for t in TABLES})
    texts: dict[str, str] = field(default_factory=dict)
