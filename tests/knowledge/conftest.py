"""The engines that the tests share: the shipped base's, which takes a while to build, and the sample's."""

from pathlib import Path

import pytest

from knowledge.engine import Engine
from tests.knowledge import sample


@pytest.fixture(scope="session")
def shipped() -> Engine:
    return Engine.open()


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample folder; nobody may change it."""
    return sample.write(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def small(small_folder: Path) -> Engine:
    return Engine.open(small_folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sample folder of the test's own, to damage."""
    return sample.write(tmp_path / "knowledge")
