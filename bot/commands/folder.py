"""Which knowledge folder a command works on, and opening it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from knowledge.engine import Engine
    from knowledge.schema import FactBase

PREFIX = "NVCN_"
Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", help="Knowledge folder; without it NVCN_KNOWLEDGE, else the shipped one.")
]


def chosen(folder: Path | None) -> Path:
    """The folder given, else that of the settings, else the shipped one.

    Raises:
        SettingsError: a setting of ours is wrong.
    """
    if folder is not None:
        return folder
    from knowledge.files import SHIPPED

    if not any(name.startswith(PREFIX) for name in os.environ) and not Path(".env").exists():
        return SHIPPED  # nothing is set: reading the settings would take longer than the answer
    from bot.settings import Settings

    return Settings.load(only=PREFIX).knowledge or SHIPPED


def open_knowledge(folder: Path | None) -> "Engine":
    """An engine over the chosen folder.

    Raises:
        KnowledgeError: it is missing or unsound.
    """
    return open_engine(chosen(folder))


def open_engine(folder: Path | None) -> "Engine":
    """An engine over a folder, by default the shipped one. Says so where its index must be built first.

    Raises:
        KnowledgeError: it is missing or unsound.
    """
    from knowledge.engine import Engine

    return Engine.open(folder, _say_building)


def _say_building(base: "FactBase") -> None:
    sys.stderr.write(f"Building the index of {len(base.facts)} facts, once; this may take half a minute ...\n")
