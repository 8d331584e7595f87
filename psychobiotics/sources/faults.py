"""Failures of a connection told in words, without anything secret, and how long a server asks to wait."""

import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx


def retry_after(response: httpx.Response) -> float | None:
    """Seconds that Retry-After asks for; the header holds a number or a date (RFC 9110, 10.2.3)."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def is_tls(error: BaseException | None) -> bool:
    """Whether a failure comes of a certificate that this machine does not trust."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, ssl.SSLError) or "CERTIFICATE_VERIFY_FAILED" in str(error):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False


def in_words(error: httpx.TransportError) -> str:
    """A failure of the connection, for people."""
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    if isinstance(error, httpx.ConnectError):
        return "no connection"
    return "a connection that was cut before the end of the body"


def shown(url: str) -> str:
    """An address without its query and without a name and password."""
    try:
        return str(httpx.URL(url).copy_with(query=None, fragment=None, username=None, password=None))
    except (httpx.InvalidURL, TypeError):
        return "address"
