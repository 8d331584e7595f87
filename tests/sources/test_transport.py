"""The polite client against a server that misbehaves in every way that services do."""

import json
import logging
import ssl
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from psychobiotics.records.errors import SourceError
from psychobiotics.sources.answers import Limits, RequestRefusedError, Validators
from psychobiotics.sources.transport import CONTACT_VARIABLE, Transport
from tests.sources.loopback import Handler, Query, Server, serve


def transport(limits: Limits, per_second: float = 1_000.0) -> Transport:
    return Transport(limits, per_second)


def failing_first(times: int, status: int, **headers: str) -> tuple[list[float], object]:
    """A route that fails so many times before it answers; and when it was asked."""
    asked: list[float] = []

    def route(handler: Handler, _query: Query) -> None:
        asked.append(time.monotonic())
        if len(asked) <= times:
            handler.answer(b"busy", status=status, **headers)
        else:
            handler.answer(b"here")

    return asked, route


def test_get__says_who_asks(server: Server, quick: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, "curator@example.org")
    server.routes["/a"] = lambda handler, _query: handler.answer(b"here")
    with transport(quick) as client:
        client.get(f"{server.url}/a")
    [(_, _, headers)] = server.requests
    assert "psychobiotics" in headers["user-agent"]
    assert "curator@example.org" in headers["user-agent"]


def test_get__keeps_the_pace(server: Server, quick: Limits) -> None:
    asked, route = failing_first(0, 200)
    server.routes["/a"] = route  # type: ignore[assignment]
    with transport(quick, per_second=20.0) as client:
        for _ in range(3):
            client.get(f"{server.url}/a")
    assert asked[2] - asked[0] >= 0.09


def test_429__waits_as_long_as_retry_after_says(server: Server, quick: Limits) -> None:
    asked, route = failing_first(1, 429, Retry_After="1")
    server.routes["/a"] = route  # type: ignore[assignment]
    with transport(replace(quick, longest_wait=5.0)) as client:
        assert client.get(f"{server.url}/a").data == b"here"
    assert asked[1] - asked[0] >= 0.9


def test_429__does_not_wait_for_ever(server: Server, quick: Limits) -> None:
    asked, route = failing_first(1, 429, Retry_After="86400")
    server.routes["/a"] = route  # type: ignore[assignment]
    with transport(quick) as client:
        assert client.get(f"{server.url}/a").data == b"here"
    assert asked[1] - asked[0] < 2


@pytest.mark.parametrize("status", [500, 502, 503])
def test_server_error__is_tried_again(server: Server, quick: Limits, status: int) -> None:
    asked, route = failing_first(2, status)
    server.routes["/a"] = route  # type: ignore[assignment]
    with transport(quick) as client:
        assert client.get(f"{server.url}/a").data == b"here"
    assert len(asked) == 3


def test_server_error__that_stays_is_told_without_the_query(server: Server, quick: Limits) -> None:
    _, route = failing_first(99, 500)
    server.routes["/a"] = route  # type: ignore[assignment]
    with (
        transport(quick) as client,
        pytest.raises(SourceError, match=r"/a: expected .*3 tries, found status 500") as told,
    ):
        client.get(f"{server.url}/a", {"api_key": "top-secret"})
    assert "top-secret" not in str(told.value)
    assert len(server.requests) == 3


def test_client_error__is_not_tried_again(server: Server, quick: Limits) -> None:
    server.routes["/a"] = lambda handler, _query: handler.answer(b"no", status=403)
    with transport(quick) as client, pytest.raises(RequestRefusedError, match="found 403"):
        client.get(f"{server.url}/a")
    assert len(server.requests) == 1


def cut(handler: Handler, _query: Query) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"only so much")
    handler.close_connection = True


def test_cut_connection__is_no_answer(server: Server, quick: Limits) -> None:
    server.routes["/a"] = cut
    with transport(quick) as client, pytest.raises(SourceError, match="cut before the end"):
        client.get(f"{server.url}/a")
    assert len(server.requests) == 3


def test_slow_body__has_an_end(server: Server, quick: Limits) -> None:
    def drip(handler: Handler, _query: Query) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    server.routes["/a"] = drip
    started = time.monotonic()
    limits = replace(quick, total_seconds=0.3, attempts=2)
    with transport(limits) as client, pytest.raises(SourceError, match=r"longer than 0\.3 s"):
        client.get(f"{server.url}/a")
    assert time.monotonic() - started < 2


def test_huge_body__is_refused_while_it_comes(server: Server, quick: Limits) -> None:
    server.routes["/a"] = lambda handler, _query: handler.answer(b"x" * 200_000)
    with transport(replace(quick, max_bytes=50_000)) as client, pytest.raises(SourceError, match="at most 50,000"):
        client.get(f"{server.url}/a")


def test_body_of_another_kind__is_tried_again(server: Server, quick: Limits) -> None:
    answers = [b"<html><body>Service unavailable</body></html>", b'{"studies": []}']
    server.routes["/a"] = lambda handler, _query: handler.answer(answers.pop(0), "text/html")
    with transport(quick) as client:
        answer = client.get(f"{server.url}/a", expect=lambda data, _: None if data[:1] == b"{" else "a page")
    assert json.loads(answer.data) == {"studies": []}


def test_redirect_loop__is_told(server: Server, quick: Limits) -> None:
    server.routes["/a"] = lambda handler, _query: handler.answer(b"", status=302, Location="/a")
    with transport(quick) as client, pytest.raises(SourceError, match="more than 5 redirects"):
        client.get(f"{server.url}/a")


def test_conditional_request__spares_an_unchanged_body(server: Server, quick: Limits) -> None:
    def route(handler: Handler, _query: Query) -> None:
        unchanged = handler.headers.get("If-None-Match") == '"v1"'
        handler.answer(b"" if unchanged else b"here", status=304 if unchanged else 200, ETag='"v1"')

    server.routes["/a"] = route
    with transport(quick) as client:
        first = client.get(f"{server.url}/a")
        assert first.validators == Validators('"v1"', None)
        assert client.get(f"{server.url}/a", validators=first.validators).unchanged


def test_nothing_there__is_an_answer_only_where_it_may_be(server: Server, quick: Limits) -> None:
    with transport(quick) as client:
        assert client.get(f"{server.url}/gone", may_be_gone=True).gone
        with pytest.raises(RequestRefusedError, match="found nothing there"):
            client.get(f"{server.url}/gone")


def test_no_server__is_told_in_one_sentence(quick: Limits) -> None:
    with serve() as stopped:
        address = stopped.url
    with transport(quick) as client, pytest.raises(SourceError, match="no connection"):
        client.get(f"{address}/a")


def test_untrusted_certificate__is_refused_at_once(tmp_path: Path, quick: Limits) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*self_signed(tmp_path))
    with serve(context) as server:
        server.routes["/a"] = lambda handler, _query: handler.answer(b"here")
        with (
            transport(quick) as client,
            pytest.raises(SourceError, match="certificate that this machine does not trust"),
        ):
            client.get(f"{server.url}/a")
        assert server.requests == []


def self_signed(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


def test_secrets__do_not_reach_a_log(server: Server, quick: Limits, caplog: pytest.LogCaptureFixture) -> None:
    server.routes["/a"] = lambda handler, _query: handler.answer(b"here")
    with caplog.at_level(logging.INFO), transport(quick) as client:
        client.get(f"{server.url}/a", {"api_key": "top-secret"})
    assert "top-secret" not in caplog.text
    assert server.requests[0][1] == {"api_key": "top-secret"}
