"""Running the bot: store, app, connection and HTTP from start to a clean stop."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import structlog
import uvicorn
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette

from bot.app import build_app
from bot.connection import Line, check_bot
from bot.desk import Answerer, Desk
from bot.errors import PortBusyError, StoreError
from bot.locales import Locales
from bot.metrics import Metrics
from bot.settings import Settings
from bot.store import Store
from bot.store.database import default_url
from bot.underway import Underway
from bot.web import Checks, build_web

GRACE = 5  # seconds that running requests get at the end

log = structlog.get_logger("nvcn")


class _Server(uvicorn.Server):
    """Uvicorn without its signal handlers: the command line owns Ctrl-C."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that is open for requests, with the port of its HTTP."""

    app: AsyncApp
    desk: Desk
    line: Line
    port: int


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is started.

    Raises:
        PortBusyError: where it is taken, or the host is not of this machine.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        # What the resolver says has a negative number, which the system has no words for.
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else "there is no such host"
        raise PortBusyError(host, port, reason) from error


@asynccontextmanager
async def running(
    settings: Settings,
    engine: Answerer,
    door: socket.socket,
    prepare: Callable[[AsyncApp], None] = lambda app: None,
) -> AsyncIterator[Bot]:
    """Open everything, connect, and close it all again in the other order. `prepare` may add to the app beforehand."""
    with door:
        store = await Store.open(settings.database_url or default_url())
        try:
            desk = Desk(engine, store, Locales(), Metrics())
            app = build_app(settings, desk)
            prepare(app)
            underway = Underway(app)
            log.info("signed in", who=await check_bot(app.client))
            line = Line(settings, app)
            web = build_web(desk.metrics, _checks(settings, desk, line), None if settings.socket_mode else app)
            async with _serving(web, door):
                try:
                    await line.connect()
                    yield Bot(app, desk, line, door.getsockname()[1])
                finally:
                    if not await underway.finished(GRACE):
                        log.warning("stopped with requests underway")
                    await line.close()
        finally:
            await store.close()


@asynccontextmanager
async def _serving(web: Starlette, door: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(
        web,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=GRACE,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[door]))
    try:
        while not server.started and not task.done():  # noqa: ASYNC110 - uvicorn offers a flag only
            await asyncio.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        await task


def _checks(settings: Settings, desk: Desk, line: Line) -> Checks:
    async def problems() -> dict[str, str]:
        found: dict[str, str] = {}
        try:
            await desk.store.ping()
        except StoreError as error:
            found["database"] = str(error)
        if settings.socket_mode and not await line.connected():
            found["slack"] = "Socket Mode is not connected; the bot keeps trying."
        return found

    return problems
