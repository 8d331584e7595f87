"""Caps for untrusted documents, in one place; libxml2 itself caps depth (256) and text nodes (10 MB) of XML."""

from dataclasses import dataclass
from time import monotonic

from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost. Everything beyond is refused by name, never truncated.

    Attributes:
        max_raw_bytes: Size of a file. The largest single document that we have seen (a scanned book as PDF) had 60 MB.
        max_streamed_bytes: Size of a file of PubMed XML, which is read as a stream, or that a packed one unpacks to.
            PubMed's own baseline files unpack to about 250 MB.
        max_ratio: Unpacked to packed size. Deflate of real XML gives 5 to 30; a bomb gives 1,000.
        max_text_chars: Characters of one document's text.
        max_attribute_chars: Characters of one attribute.
        max_archive_members: Files inside one archive.
        max_seconds: Time for one file that holds a single document, and for each record of a longer one.
    """

    max_raw_bytes: int = 100_000_000
    max_streamed_bytes: int = 2_000_000_000
    max_ratio: int = 200
    max_text_chars: int = 5_000_000
    max_attribute_chars: int = 1_000_000
    max_archive_members: int = 100_000
    max_seconds: float = 60.0


DEFAULT_LIMITS = Limits()


class Deadline:
    """The time that a document has left."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = monotonic() + seconds

    def restart(self) -> None:
        """Give the next record its whole time."""
        self._end = monotonic() + self._seconds

    def check(self) -> None:
        """Raise once the time is up.

        Raises:
            ParseError: With reason TIME_LIMIT.
        """
        if monotonic() > self._end:
            raise ParseError(
                Reason.TIME_LIMIT, f"expected to be parsed within {self._seconds:g} s, took longer; split the file"
            )
