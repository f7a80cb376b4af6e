"""The commands about knowledge."""

import typer


def register(app: typer.Typer) -> None:
    """Add the group's commands."""
