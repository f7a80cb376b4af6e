"""Running until told to stop, for `nvcn serve` and `nvcn playground`."""

import asyncio
import os
import signal
import sys
import webbrowser
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.serving import listen, running
from bot.settings import Settings
from bot.store.database import MEMORY

if TYPE_CHECKING:
    from bot.desk import Answerer

INTERRUPTED = 130


def run_serve(settings: Settings, engine: "Answerer", host: str, port: int) -> int:
    """Serve until Ctrl-C or SIGTERM; the exit code."""

    async def serve(stopped: Callable[[], Awaitable[int]]) -> int:
        door = listen(host, port)
        async with running(settings, engine, door) as bot:
            way = "Socket Mode" if settings.socket_mode else "HTTP at /slack/events"
            sys.stderr.write(
                f"nvcn is connected by {way}. Health at http://{host}:{bot.port}/healthz. Ctrl-C stops it.\n"
            )
            return await stopped()

    return _run(serve)


def run_playground(engine: "Answerer", port: int, *, open_browser: bool) -> int:
    """Run the local workspace and the bot in it until Ctrl-C or SIGTERM; the exit code."""

    async def play(stopped: Callable[[], Awaitable[int]]) -> int:
        from bot.manifest import build_manifest
        from bot.workspace import Installation, Workspace

        async with Workspace(
            port=port, next_free=True, installation=Installation.from_manifest(build_manifest())
        ) as workspace:
            settings = Settings(
                bot_token=SecretStr(workspace.bot_token),
                app_token=SecretStr(workspace.app_token),
                api_url=workspace.api_url,
                database_url=MEMORY,
            )
            async with running(settings, engine, listen("127.0.0.1", 0)):
                sys.stdout.write(workspace.url + "\n")
                sys.stdout.flush()
                sys.stderr.write("Ask there with /nvcn or @nvcn. Ctrl-C stops it.\n")
                if open_browser and _has_screen():
                    await asyncio.to_thread(webbrowser.open, workspace.url)
                return await stopped()

    return _run(play)


def _run(work: Callable[[Callable[[], Awaitable[int]]], Coroutine[Any, Any, int]]) -> int:
    """Run in a loop; Ctrl-C and SIGTERM ask it to stop, and everything is closed in order."""

    async def go() -> int:
        loop = asyncio.get_running_loop()
        asked: asyncio.Future[int] = loop.create_future()
        started = False

        async def stopped() -> int:
            nonlocal started
            started = True
            return await asked

        working = asyncio.ensure_future(work(stopped))

        def stop(code: int) -> None:
            if not asked.done():
                asked.set_result(code)
                if not started:  # a bot that waits for an unreachable Slack can be stopped too
                    working.cancel()

        loop.add_signal_handler(signal.SIGINT, stop, INTERRUPTED)
        loop.add_signal_handler(signal.SIGTERM, stop, 0)
        try:
            return await working
        except asyncio.CancelledError:
            return await asked

    return asyncio.run(go())


def _has_screen() -> bool:
    """True where a browser has a screen to open on, and somebody sits at the terminal."""
    if not sys.stdout.isatty():
        return False
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
