"""The commands about knowledge: asking it, curating it, measuring it."""

import typer

from bot.commands import asking, curating, measuring


def register(app: typer.Typer) -> None:
    """Add the group's commands."""
    for command in (
        asking.ask,
        asking.answer,
        curating.check,
        curating.export,
        curating.facts,
        curating.show,
        curating.browse,
    ):
        app.command()(command)
    app.command("eval")(measuring.evaluate)
