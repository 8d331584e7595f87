"""What several folders of tests share: a data root of their own, filled from the shipped documents."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--live", action="store_true", help="also ask the real services on the internet (tests/live)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--live"):
        for item in items:
            if item.get_closest_marker("live"):
                item.add_marker(pytest.mark.skip(reason="asks the internet; run with --live"))


@pytest.fixture
def data_root(tmp_path: Path) -> Path:
    """A data root with a copy of the shipped raw documents and nothing else."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "raw", data / "raw", ignore=shutil.ignore_patterns(".*"))
    return data


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest version built from the shipped documents, once for all tests that only read it."""
    from datetime import UTC, datetime

    from psychobiotics.pipeline.refresh import refresh
    from psychobiotics.pipeline.workspace import Workspace

    data = tmp_path_factory.mktemp("published") / "data"
    shutil.copytree(ROOT / "data" / "raw", data / "raw", ignore=shutil.ignore_patterns(".*"))
    refresh(Workspace(data), datetime(2026, 11, 21, tzinfo=UTC), workers=1)
    return data / "processed" / "latest"
