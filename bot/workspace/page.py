"""The page in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import BaseRoute

if TYPE_CHECKING:
    from bot.workspace.workspace import Workspace


class Page:
    """To come."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        """Routes."""
        return []

    def stop(self) -> None:
        """Stop."""
