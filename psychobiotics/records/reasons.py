"""Why something was refused: one enum for all stages, so that a summary can count by it."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Reasons for refusing a file, a document or a record. The value is what stands in `quarantine.check`."""

    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    NOT_A_DOCUMENT = "not_a_document"  # binary junk, an executable, an image
    UNSUPPORTED_FORMAT = "unsupported_format"
    UNREADABLE = "unreadable"  # permissions, a broken link
    BROKEN_ENCODING = "broken_encoding"
    MALFORMED = "malformed"  # truncated XML, broken JSON
    FORBIDDEN_MARKUP = "forbidden_markup"  # entities, a DTD, nesting or size beyond the caps
    UNSAFE_ARCHIVE = "unsafe_archive"  # compression ratio, path traversal
    TIME_LIMIT = "time_limit"
    NO_TEXT = "no_text"  # a page that needs JavaScript, a scanned PDF
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    NO_STUDY = "no_study"  # readable, but tells no study
    OUT_OF_SCOPE = "out_of_scope"
    DELETED_UPSTREAM = "deleted_upstream"
    RETRACTED_UPSTREAM = "retracted_upstream"
    INTERNAL_ERROR = "internal_error"  # a defect of ours, caught by the per-document guard
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"  # an older revision of the same record
    CHECK_FAILED = "check_failed"  # a Pandera or cross-table check


@dataclass(frozen=True, slots=True)
class Rejection:
    """One refused file or document, as it goes to the `quarantine` table.

    Attributes:
        file_name: Name of the file as the user knows it.
        reason: Why, from the one enum.
        message: One sentence: what was expected, what was found, what to do next.
        record_index: Position of the record inside a multi-record file, else None.
        sha256: Hash of the refused bytes where they were read.
        withdraws: Papers that are withdrawn with it, whichever file tells them: "pmid:123", "doi:10.1/x".
    """

    file_name: str
    reason: Reason
    message: str
    record_index: int | None = None
    sha256: str | None = None
    withdraws: tuple[str, ...] = ()
