"""`--update-golden` rewrites the golden files; never in CI, where they must hold as they are."""

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite the golden files from what the parsers give now"
    )


@pytest.fixture
def updates_golden(request: pytest.FixtureRequest) -> bool:
    update = bool(request.config.getoption("--update-golden", default=False))
    refuse_in_ci(update, os.environ.get("CI", ""))
    return update


def refuse_in_ci(update: bool, ci: str) -> None:
    if update and ci.lower() not in ("", "0", "false"):
        raise pytest.UsageError(
            "--update-golden rewrites what CI must check: run it at your desk and commit the result"
        )
