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


# Columns whose values, joined by "/", name a row in `evidence.record_id` and `quarantine.record_id`.
RECORD_KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("document_id",),
    "studies": ("study_id",),
    "arms": ("study_id", "arm_id"),
    "arm_strains": ("study_id", "arm_id", "position"),
    "findings": ("finding_id",),
    "claims": ("claim_id",),
    "entities": ("document_id", "char_start", "char_end", "label"),
    "document_studies": ("document_id", "study_id"),
}


def record_id(table: str, row: Row) -> str:
    """The id under which `evidence` and `quarantine` name a row: its key values joined by "/".

    >>> record_id("arms", {"study_id": "ref:kazemi-2018", "arm_id": "a1"})
    'ref:kazemi-2018/a1'
    """
    return "/".join(str(row[column]) for column in RECORD_KEYS[table])


@dataclass(slots=True)
class Tables:
    """Rows of the linked dataset by table, with the texts that evidence points into.

    Attributes:
        rows: Table name to rows; each row's keys are columns of the contract, absent key = null.
        texts: document_id to the document's text.
    """

    rows: dict[str, list[Row]] = field(default_factory=lambda: {t: [] for t in TABLES})
    texts: dict[str, str] = field(default_factory=dict)
