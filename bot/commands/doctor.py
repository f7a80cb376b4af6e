"""`nvcn doctor`: one line for everything that a start needs, good or with its mend."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.commands.folder import open_engine
from bot.errors import NvcnBotError, SettingsError
from bot.settings import Settings
from knowledge.errors import KnowledgeError

OK, WRONG = "ok   ", "wrong"


def run_doctor(folder: Path | None) -> int:
    """Check everything, one thing after the other; 0 where all is well, 2 for settings, else 1."""
    code = 0
    settings: Settings | None = None
    try:
        settings = Settings.load(for_slack=True)
        _say(OK, "settings", "Socket Mode" if settings.socket_mode else "signed HTTP")
    except SettingsError as error:
        code = error.exit_code
        for problem in error.problems:
            _say(WRONG, "settings", problem)
    return max(code, asyncio.run(_rest(settings, folder)))


async def _rest(settings: Settings | None, folder: Path | None) -> int:
    checks: list[tuple[str, Callable[[], Awaitable[str]]]] = [
        ("knowledge", lambda: _knowledge(folder or (settings.knowledge if settings else None)))
    ]
    if settings is not None:
        checks += [("database", lambda: _database(settings)), ("slack", lambda: _slack(settings))]
    codes = [await _check(name, check) for name, check in checks]
    return max(codes)


async def _check(name: str, check: Callable[[], Awaitable[str]]) -> int:
    try:
        _say(OK, name, await check())
    except (NvcnBotError, KnowledgeError) as error:
        _say(WRONG, name, str(error))
        return getattr(error, "exit_code", 1)
    return 0


async def _knowledge(folder: Path | None) -> str:
    base = open_engine(folder).base
    return f"{len(base.facts)} facts from {len(base.sources)} articles"


async def _database(settings: Settings) -> str:
    from bot.store import Store
    from bot.store.database import default_url

    store = await Store.open(settings.database_url or default_url())
    await store.close()
    return "open" if settings.database_url else f"open, in {default_url().removeprefix('sqlite:///')}"


async def _slack(settings: Settings) -> str:
    from bot.app import build_client
    from bot.connection import check_bot, open_line

    client = build_client(settings)
    who = await check_bot(client)
    if settings.app_token is not None:
        await open_line(client, settings.app_token.get_secret_value())
    return f"signed in as {who}"


def _say(mark: str, what: str, said: str) -> None:
    sys.stdout.write(f"{mark} {what}: {said}\n")
