"""The commands that have to do with Slack: serve, playground, manifest, doctor, version."""

import json
import sys
from typing import Annotated

import typer

from bot.commands.folder import Knowledge, open_engine


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port for health, metrics and Slack over HTTP.")] = 3000,
    knowledge: Knowledge = None,
) -> None:
    """Run the bot: Socket Mode where SLACK_APP_TOKEN is set, else signed HTTP."""
    from bot import log
    from bot.commands.run import run_serve
    from bot.settings import Settings

    settings = Settings.load(for_slack=True)
    log.setup(settings.log_level)
    raise typer.Exit(run_serve(settings, open_engine(knowledge or settings.knowledge), host, port))


def playground(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; the next free one if busy.")] = 8750,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
    knowledge: Knowledge = None,
) -> None:
    """Try the bot on a Slack workspace of its own, in the browser: no account, no token."""
    from bot import log
    from bot.commands.run import run_playground
    from bot.settings import PREFIX, Settings

    settings = Settings.load(only=PREFIX)
    log.setup("warning" if settings.log_level == "info" else settings.log_level)
    raise typer.Exit(run_playground(open_engine(knowledge or settings.knowledge), port, open_browser=browser))


def manifest(
    http: Annotated[
        str | None, typer.Option(metavar="URL", help="The bot's public address, without Socket Mode.")
    ] = None,
) -> None:
    """Print the app manifest, to be pasted at https://api.slack.com/apps."""
    from bot.manifest import build_manifest

    sys.stdout.write(json.dumps(build_manifest(http), ensure_ascii=False, indent=2) + "\n")


def doctor(knowledge: Knowledge = None) -> None:
    """Check settings, knowledge, database and the connection to Slack, each with its mend."""
    from bot.commands.doctor import run_doctor

    raise typer.Exit(run_doctor(knowledge))


def version() -> None:
    """Print the version."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        sys.stdout.write(installed("nvcn") + "\n")
    except PackageNotFoundError:
        sys.stdout.write("0 (run from a checkout, not installed)\n")


def register(app: typer.Typer) -> None:
    """Add the group's commands."""
    for command in (serve, playground, manifest, doctor, version):
        app.command()(command)
