"""The wheel, as somebody who installs it gets it: complete, and working from anywhere."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from knowledge.files import SHIPPED

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "knowledge")
MADE = {"__pycache__", ".index"}  # made while running; no part of the package


def _run(*arguments: str, cwd: Path, **more: str) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "NVCN_", "PYTHON"))}
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments],
        cwd=cwd,
        env=kept | more,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    (built,) = folder.glob("nvcn-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel))
    _run(*pip, cwd=target.parent)
    return target


def test_the_wheel_carries_every_file_of_both_packages_and_nothing_else(wheel: Path) -> None:
    here = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not MADE.intersection(path.parts)
    }
    with zipfile.ZipFile(wheel) as archive:
        there = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    assert there.keys() == here.keys()
    assert [name for name in here if here[name] != there[name]] == []


def test_the_wheel_carries_the_data_that_the_code_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"knowledge/weights.toml", "knowledge/base/knowledge.yaml", "knowledge/base/entities.yaml"} <= names
    assert {"bot/workspace/static/index.html", "bot/workspace/static/app.js"} <= names
    assert len([name for name in names if name.startswith("knowledge/base/facts/")]) > 1


def test_the_sources_in_the_wheel_are_the_seeds_byte_for_byte(wheel: Path) -> None:
    seeds = {path.name: path.read_bytes() for path in (ROOT / "seeds").iterdir()}
    with zipfile.ZipFile(wheel) as archive:
        within = "knowledge/base/sources/"
        sources = {n.removeprefix(within): archive.read(n) for n in archive.namelist() if n.startswith(within)}
    assert sources == seeds
    assert {path.name: path.read_bytes() for path in (SHIPPED / "sources").iterdir()} == seeds


def test_an_installed_bot_answers_from_another_directory(installed: Path, tmp_path: Path) -> None:
    own = {"PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert Path(_run("-c", "import bot; print(bot.__file__)", cwd=tmp_path, **own)).is_relative_to(installed)
    row = json.loads(_run("-m", "bot", "ask", "--json", "老黄在年会上跳了什么舞?", cwd=tmp_path, **own))
    assert row["status"] == "answered"
    (quote, *_) = row["facts"][0]["quotes"]
    text = (ROOT / "seeds" / f"{quote['source']}.txt").read_bytes().decode("utf-8-sig")
    assert text[quote["start"] : quote["end"]] == quote["text"]


def test_an_installed_bot_prints_its_manifest_and_version(installed: Path, tmp_path: Path) -> None:
    own = {"PYTHONPATH": str(installed)}
    manifest = json.loads(_run("-m", "bot", "manifest", cwd=tmp_path, **own))
    assert manifest["settings"]["socket_mode_enabled"] is True
    (metadata,) = installed.glob("nvcn-*.dist-info")
    assert _run("-m", "bot", "version", cwd=tmp_path, **own) == metadata.name.split("-")[1].removesuffix(".dist") + "\n"
    assert (metadata / "entry_points.txt").read_text() == "[console_scripts]\nnvcn = bot.cli:main\n"
