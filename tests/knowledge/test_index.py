"""The compiled base is kept where it can be, keyed by content, and rebuilt whenever it is in doubt."""

import os
from pathlib import Path

import pytest

from knowledge import index
from knowledge.answer import Question
from knowledge.engine import Engine
from knowledge.files import read_files
from knowledge.schema import FactBase
from tests.knowledge import sample


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's cache directory of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[FactBase]:
    """Every base that is compiled. What it is compiled to is the matcher's matter: something small stands for it."""
    bases: list[FactBase] = []

    def compiled(base: FactBase) -> dict[str, object]:
        bases.append(base)
        return {"facts": len(base.facts), "words": ["老黄"] * 1000}

    monkeypatch.setattr(index, "compile_base", compiled)
    return bases


def opened(folder: Path) -> FactBase:
    return index.open_compiled(read_files(folder))[0]


def kept(place: Path) -> list[Path]:
    return sorted(place.rglob("*.bin"))


def test_the_compiled_base_is_kept_in_the_folder_and_used_again(folder: Path, builds: list[FactBase]) -> None:
    first = index.open_compiled(read_files(folder))
    (file,) = kept(folder)
    assert file.parent == folder / ".index"
    written = file.stat().st_mtime_ns
    again = index.open_compiled(read_files(folder))
    assert again == first
    assert len(builds) == 1
    assert file.stat().st_mtime_ns == written


@pytest.mark.usefixtures("builds")
def test_nothing_but_the_compiled_base_is_left_behind(folder: Path, cache: Path) -> None:
    opened(folder)
    assert [p.suffix for p in (folder / ".index").iterdir()] == [".bin"]
    assert not cache.exists()


@pytest.mark.usefixtures("builds")
def test_changed_content_has_a_key_of_its_own(folder: Path) -> None:
    opened(folder)
    sample.change(folder, "topics.yaml", "People", "Persons")
    assert opened(folder).topics[1].names.en == "Persons"
    assert len(kept(folder)) == 2


@pytest.mark.usefixtures("builds")
def test_only_the_latest_few_are_kept(folder: Path) -> None:
    names: list[str] = []
    for number in range(index.KEPT + 2):
        sample.change(folder, "topics.yaml", f"People{number - 1 if number else ''}}}", f"People{number}}}")
        opened(folder)
        (newest,) = {p.name for p in kept(folder)} - set(names)
        names.append(newest)
        for age, name in enumerate(reversed(names)):
            if (folder / ".index" / name).exists():
                os.utime(folder / ".index" / name, (1_000_000 - age, 1_000_000 - age))
    assert [p.name for p in kept(folder)] == sorted(names[-index.KEPT :])


@pytest.mark.usefixtures("builds")
def test_the_key_is_that_of_the_content_and_not_of_the_place(folder: Path, tmp_path: Path) -> None:
    opened(folder)
    other = sample.write(tmp_path / "other")
    opened(other)
    assert kept(other)[0].name == kept(folder)[0].name


@pytest.mark.parametrize(
    "damaged", [b"", b"junk", b"\0" * 100, "cut", "flipped"], ids=["empty", "short", "zeros", "cut", "flipped"]
)
def test_a_damaged_cache_is_ignored_and_replaced(folder: Path, builds: list[FactBase], damaged: bytes | str) -> None:
    base = opened(folder)
    (file,) = kept(folder)
    sound = file.read_bytes()
    wrong = {"cut": sound[:-1], "flipped": sound[:-1] + bytes([sound[-1] ^ 1])}
    file.write_bytes(wrong[damaged] if isinstance(damaged, str) else damaged)
    assert opened(folder) == base
    assert len(builds) == 2
    assert file.read_bytes() == sound
    assert opened(folder) == base
    assert len(builds) == 2


def test_a_folder_that_cannot_be_written_is_kept_in_the_users_cache(
    folder: Path, cache: Path, builds: list[FactBase]
) -> None:
    (folder / ".index").write_bytes(b"a file where a directory should be: nobody, not even root, can write in it")
    base = opened(folder)
    assert len(kept(cache)) == 1
    assert opened(folder) == base
    assert len(builds) == 1


def test_where_nothing_can_be_written_memory_will_do(folder: Path, cache: Path, builds: list[FactBase]) -> None:
    for place in (folder / ".index", cache):
        place.write_bytes(b"")
    assert opened(folder) == opened(folder)
    assert len(builds) == 2
    assert kept(folder) == kept(cache.parent) == []


@pytest.mark.usefixtures("builds")
def test_a_failed_write_leaves_no_piece_of_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    opened(folder)
    assert list((folder / ".index").iterdir()) == []


@pytest.mark.usefixtures("builds")
def test_a_reader_never_sees_half_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    replace = Path.replace

    def watched(self: Path, target: str | os.PathLike[str]) -> Path:
        seen.append(Path(target).exists())
        assert index._read(self) is not None
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    opened(folder)
    assert seen == [False]


def test_an_engine_from_the_cache_answers_as_the_one_that_built_it(folder: Path) -> None:
    question = Question("K7比P9便宜多少?")
    first = Engine.open(folder).answer(question, explain=True)
    assert Engine.open(folder).answer(question, explain=True) == first
