"""The sample folder, compiled once, for commands to work on."""

from pathlib import Path

import pytest

from knowledge.engine import Engine
from tests.knowledge import sample


@pytest.fixture(scope="session")
def compiled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample folder with its index; nobody may change it."""
    folder = sample.write(tmp_path_factory.mktemp("commands"))
    Engine.open(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sample folder of the test's own, to damage."""
    return sample.write(tmp_path / "knowledge")
