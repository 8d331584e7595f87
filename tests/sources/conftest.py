"""A loopback server a test, and limits that keep tests short."""

from collections.abc import Iterator

import pytest

from psychobiotics.sources.answers import Limits
from tests.sources.loopback import Server, serve

QUICK = Limits(connect_seconds=2.0, total_seconds=2.0, attempts=3, first_wait=0.01, longest_wait=0.05)


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture
def quick() -> Limits:
    return QUICK
