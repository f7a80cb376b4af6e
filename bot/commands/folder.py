"""Which knowledge folder a command works on, and opening it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from knowledge.engine import Engine

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
    from bot.settings import PREFIX, Settings
    from knowledge.folder import SHIPPED

    return Settings.load(only=PREFIX).knowledge or SHIPPED


def open_knowledge(folder: Path | None) -> "Engine":
    """An engine over the chosen folder.

    Raises:
        KnowledgeError: it is missing or unsound.
    """
    from knowledge.engine import Engine

    return Engine.open(chosen(folder))
