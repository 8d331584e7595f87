"""What is asked of a server and what it says: bounds of a request, its answer, and why there is none."""

from collections.abc import Callable
from dataclasses import dataclass, field

from psychobiotics.records.errors import SourceError

# Told the body and its content type, says what is wrong with them, or None.
Expect = Callable[[bytes, str], str | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request.

    Attributes:
        max_bytes: Of a body.
        connect_seconds: To connect, and between two pieces of a body.
        total_seconds: For a whole body.
        redirects: Followed at most.
        attempts: Tries at most.
        first_wait: Seconds before the second try; doubles with each.
        longest_wait: Seconds between two tries at most, Retry-After included.
    """

    max_bytes: int = 100_000_000
    connect_seconds: float = 30.0
    total_seconds: float = 300.0
    redirects: int = 5
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a body, to ask next time whether it has changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A body, or why there is none.

    Attributes:
        data: The body; empty where it is unchanged or gone.
        content_type: As the server says it.
        validators: For the next conditional request.
        unchanged: The server answered 304.
        gone: The server answered 404 or 410.
    """

    data: bytes
    content_type: str = ""
    validators: Validators = field(default_factory=Validators)
    unchanged: bool = False
    gone: bool = False


class RequestRefusedError(SourceError):
    """The server refuses the request as it is asked; asking again the same way is of no use."""


class TransientError(Exception):
    """A failure that may pass; `wait` is what Retry-After asks for, in seconds."""

    def __init__(self, found: str, wait: float | None = None) -> None:
        super().__init__(found)
        self.wait = wait
