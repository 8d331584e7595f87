"""Pages saved as one file (.mhtml): the HTML part is parsed, the pictures and styles are left."""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

from psychobiotics.parsing.pages.html import parse_html
from psychobiotics.parsing.source_file import Parsed, SourceFile
from psychobiotics.records.errors import ParseError
from psychobiotics.records.reasons import Reason

_MAX_PARTS = 2_000


def parse_mhtml(file: SourceFile) -> Iterator[Parsed]:
    """Parse the first HTML part of a MIME archive.

    Raises:
        ParseError: MALFORMED where there is none, UNSAFE_ARCHIVE for too many parts.
    """
    message = message_from_bytes(file.data, policy=default)
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            raise ParseError(Reason.UNSAFE_ARCHIVE, f"expected at most {_MAX_PARTS:,} parts, found more")
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                yield from parse_html(replace(file, data=_as_utf8(payload, part.get_content_charset())))
                return
    raise ParseError(Reason.MALFORMED, "expected a saved page with an HTML part, found none; save it again")


def _as_utf8(payload: bytes, charset: str | None) -> bytes:
    """The part in UTF-8 where its header names another encoding; what cannot be decoded stays for the HTML parser."""
    if charset and charset.lower() not in ("utf-8", "us-ascii"):
        try:
            return payload.decode(charset).encode("utf-8")
        except (LookupError, UnicodeDecodeError):
            return payload
    return payload
