"""All tables of the dataset, in the order in which a reader meets them, with keys and references."""

from dataclasses import dataclass

from schemas.arm_strains import ArmStrains
from schemas.arms import Arms
from schemas.claims import Claims
from schemas.conflicts import Conflicts
from schemas.document_studies import DocumentStudies
from schemas.documents import Documents
from schemas.entities import Entities
from schemas.evidence import Evidence
from schemas.evidence_map import EvidenceMap
from schemas.findings import Findings
from schemas.quarantine import Quarantine
from schemas.study_aliases import StudyAliases
from schemas.study_reporting import Studies
from schemas.table_model import TableModel
from schemas.translation import Translation


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that name a row of another table; null in any of them refers to nothing."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table.

    Attributes:
        name: Name of the table and of its Parquet file.
        model: Columns and row checks.
        key: Columns that tell rows apart.
        key_is_unique: Whether no two rows may share a key (log-like tables may).
        sort: Columns that the published rows are sorted by.
        foreign_keys: References that must resolve.
        description: The grain, in one sentence.
        derived: Whether the table is rebuilt from the others at every publish.
    """

    name: str
    model: type[TableModel]
    key: tuple[str, ...]
    description: str
    foreign_keys: tuple[ForeignKey, ...] = ()
    key_is_unique: bool = True
    derived: bool = False
    more_sort: tuple[str, ...] = ()

    @property
    def sort(self) -> tuple[str, ...]:
        """Columns that the published rows are sorted by: the key, and what makes the order total."""
        return (*self.key, *self.more_sort)

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names, in order."""
        return tuple(self.model.to_schema().columns)


def _refers(*columns: str, to: str, target: tuple[str, ...] = ()) -> ForeignKey:
    return ForeignKey(columns, to, target or columns)


_STUDY = _refers("study_id", to="studies")
_DOCUMENT = _refers("document_id", to="documents")
_ARM = _refers("study_id", "arm_id", to="arms")

_SCHEMAS = (
    TableSchema(
        "documents", Documents, ("document_id",), "One row per ingested document, or per record of a multi-record file."
    ),
    TableSchema(
        "studies",
        Studies,
        ("study_id",),
        "One row per distinct study, whichever documents mention it.",
        (
            _refers("parent_study_id", to="studies", target=("study_id",)),
            _refers("primary_document_id", to="documents", target=("document_id",)),
        ),
    ),
    TableSchema(
        "arms", Arms, ("study_id", "arm_id"), "One row per intervention or comparator group of a study.", (_STUDY,)
    ),
    TableSchema(
        "arm_strains",
        ArmStrains,
        ("study_id", "arm_id", "position"),
        "One row per strain (or species) of an arm.",
        (_ARM,),
    ),
    TableSchema(
        "findings",
        Findings,
        ("finding_id",),
        "One row per result that a document reports of a study.",
        (
            _STUDY,
            _DOCUMENT,
            _ARM,
            _refers("study_id", "comparator_arm_id", to="arms", target=("study_id", "arm_id")),
        ),
    ),
    TableSchema(
        "claims",
        Claims,
        ("claim_id",),
        "One row per statement a document makes beyond one study's own result.",
        (_DOCUMENT, _STUDY),
    ),
    TableSchema(
        "entities",
        Entities,
        ("document_id", "char_start", "char_end", "label"),
        "One row per recognised mention in a document's text.",
        (_DOCUMENT,),
    ),
    TableSchema(
        "document_studies",
        DocumentStudies,
        ("document_id", "study_id"),
        "One row per document and study that it mentions.",
        (_DOCUMENT, _STUDY),
    ),
    TableSchema(
        "evidence",
        Evidence,
        ("table", "record_id", "field", "document_id", "char_start"),
        "One row per supported field and place in a document that supports it.",
        (_DOCUMENT,),
    ),
    TableSchema(
        "conflicts",
        Conflicts,
        ("study_id", "record_id", "field"),
        "One row per field of a study on which documents disagree.",
        (_STUDY,),
        key_is_unique=False,
        more_sort=("resolution", "chosen"),
    ),
    TableSchema(
        "translation",
        Translation,
        ("intervention_id", "outcome_id"),
        "One row per intervention and outcome: what animal and human studies each found.",
        derived=True,
    ),
    TableSchema(
        "evidence_map",
        EvidenceMap,
        ("intervention_type", "outcome_domain", "species"),
        "One row per intervention type, outcome domain and species: how much was found.",
        derived=True,
    ),
    TableSchema(
        "study_aliases",
        StudyAliases,
        ("old_id",),
        "One row per id that a study had, with the one that holds now.",
        (_STUDY,),
    ),
    TableSchema(
        "quarantine",
        Quarantine,
        ("table", "record_id", "column", "check"),
        "One row per reason for which a record or a file was refused.",
        key_is_unique=False,
        more_sort=("value", "document_id", "message"),
    ),
)

TABLES: dict[str, TableSchema] = {schema.name: schema for schema in _SCHEMAS}
