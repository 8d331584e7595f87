"""One polite HTTP client for all network sources.

It says who asks (user agent, contact address from the environment), keeps each service's pace, waits as long as
Retry-After says, tries again with growing, jittered waits what may pass (429, 5xx, a cut or slow connection, a body of
another kind than expected), and bounds size, time and redirects. Nothing secret reaches a log or a message: addresses
are shown without their query.
"""

import logging
import os
import random
import time
from collections.abc import Mapping

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from psychobiotics.records.errors import SourceError
from psychobiotics.sources.answers import (
    Answer,
    Expect,
    Limits,
    RequestRefusedError,
    TransientError,
    Validators,
)
from psychobiotics.sources.faults import in_words, is_tls, retry_after, shown

CONTACT_VARIABLE = "PSYCHOBIOTICS_CONTACT"
_PRODUCT = "psychobiotics/0.1 (evidence dataset pipeline)"
_TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE = frozenset({404, 410})

logger = logging.getLogger(__name__)
# Their information lines hold whole addresses, with keys in the query.
for _noisy in ("httpx", "httpcore"):
    logging.getLogger(_noisy).setLevel(logging.WARNING)


class Transport:
    """A client with a pace: at least `1 / per_second` between two requests to one host."""

    def __init__(self, limits: Limits, per_second: float) -> None:
        """Take the bounds and the pace; who asks comes from the environment."""
        contact = os.environ.get(CONTACT_VARIABLE, "").strip()
        agent = f"{_PRODUCT[:-1]}; {contact})" if contact else _PRODUCT
        self._limits = limits
        self._interval = 1.0 / per_second
        self._last: dict[str, float] = {}
        self._client = httpx.Client(
            headers={"User-Agent": agent},
            timeout=limits.connect_seconds,
            follow_redirects=True,
            max_redirects=limits.redirects,
        )

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def __enter__(self) -> "Transport":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        expect: Expect | None = None,
        validators: Validators | None = None,
        may_be_gone: bool = False,
    ) -> Answer:
        """Ask for a body, as often as the limits allow.

        Args:
            url: Address without secrets.
            params: Query; may hold a key, and is never shown.
            expect: Says what is wrong with a body; such a body counts as a failure that may pass.
            validators: From the last answer, to be spared an unchanged body.
            may_be_gone: 404 and 410 are an answer, not an error.

        Raises:
            RequestRefusedError: The request itself is at fault.
            SourceError: No usable answer; says what was found and what to do next.
        """
        retrying = Retrying(
            stop=stop_after_attempt(self._limits.attempts),
            wait=self._wait,
            retry=retry_if_exception_type(TransientError),
            reraise=True,
        )
        try:
            answer = retrying(self._ask, url, dict(params or {}), expect, validators or Validators())
        except TransientError as error:
            tries = f"an answer within {self._limits.attempts} tries"
            raise SourceError(f"{shown(url)}: expected {tries}, found {error}; try again later") from error
        if answer.gone and not may_be_gone:
            raise RequestRefusedError(f"{shown(url)}: expected a document, found nothing there; check the address")
        return answer

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, TransientError) and error.wait is not None:
            return min(error.wait, self._limits.longest_wait)
        grown = self._limits.first_wait * 2.0 ** (state.attempt_number - 1)
        return float(min(grown, self._limits.longest_wait) * random.uniform(0.5, 1.0))

    def _ask(self, url: str, params: dict[str, str], expect: Expect | None, validators: Validators) -> Answer:
        self._keep_pace(httpx.URL(url).host)
        try:
            with self._client.stream("GET", url, params=params or None, headers=_conditions(validators)) as response:
                return self._read(response, url, expect)
        except httpx.TooManyRedirects as error:
            raise SourceError(
                f"{shown(url)}: expected a document, found more than {self._limits.redirects} redirects; check it"
            ) from error
        except httpx.TransportError as error:
            if is_tls(error):
                raise SourceError(
                    f"{shown(url)}: expected a server that proves who it is, found a certificate that this machine "
                    "does not trust; check the address and the machine's clock and certificates"
                ) from error
            raise TransientError(in_words(error)) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise SourceError(f"{shown(url)}: expected an http or https address; correct it") from error

    def _read(self, response: httpx.Response, url: str, expect: Expect | None) -> Answer:
        validators = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Answer(b"", validators=validators, unchanged=True)
        if response.status_code in _GONE:
            return Answer(b"", gone=True)
        if response.status_code in _TRANSIENT:
            raise TransientError(f"status {response.status_code}", retry_after(response))
        if response.status_code != httpx.codes.OK:
            raise RequestRefusedError(
                f"{shown(url)}: expected status 200, found {response.status_code}; check the address and the query"
            )
        kind = response.headers.get("Content-Type", "")
        data = self._body(response, url)
        if expect is not None and (wrong := expect(data, kind)):
            raise TransientError(wrong)
        return Answer(data, kind, validators)

    def _body(self, response: httpx.Response, url: str) -> bytes:
        end = time.monotonic() + self._limits.total_seconds
        pieces, size = [], 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self._limits.max_bytes:
                raise SourceError(
                    f"{shown(url)}: expected at most {self._limits.max_bytes:,} bytes, found more; narrow the query"
                )
            if time.monotonic() > end:
                raise TransientError(f"a body that took longer than {self._limits.total_seconds:g} s")
            pieces.append(piece)
        return b"".join(pieces)

    def _keep_pace(self, host: str) -> None:
        pause = self._last.get(host, 0.0) + self._interval - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        self._last[host] = time.monotonic()


def _conditions(validators: Validators) -> dict[str, str]:
    pairs = (("If-None-Match", validators.etag), ("If-Modified-Since", validators.last_modified))
    return {name: value for name, value in pairs if value}
