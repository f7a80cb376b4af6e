"""The whole bot in a local workspace, over real sockets and both transports."""

import io
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import structlog
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot import log
from bot.listeners.fault import on_error
from bot.manifest import build_manifest
from bot.serving import Bot, listen, running
from bot.settings import Settings
from bot.workspace import Installation, Message, Workspace
from knowledge.answer import Answer
from tests.bot.sample import DANCE, DELIVERY, SURPRISE, PreparedEngine, answered

ANSWERS: dict[str, Answer | Exception] = {
    "老黄跳了什么舞": answered(DANCE),
    "What did Jensen dance?": answered(DANCE, lang="en"),
    "谁想到他会来": answered(SURPRISE),
    "H20": answered(DELIVERY, lang="zh"),
}
# The scopes of the manifest and no more; events beyond it, so that a mention has its `message` twin.
INSTALLED = replace(Installation.from_manifest(build_manifest()), events=Installation().events)


PATIENCE = 15.0  # seconds; only a failing test waits so long


@pytest.fixture(autouse=True)
def logged() -> Iterator[io.StringIO]:
    """The log as it is in production: structlog's own default renders tracebacks with all their locals, slowly."""
    root, level, handlers = logging.getLogger(), logging.getLogger().level, list(logging.getLogger().handlers)
    stream = io.StringIO()
    log.setup("info", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@dataclass
class Office:
    """A workspace with the bot in it. What listeners raise is kept in `faults`, for Bolt would swallow it."""

    workspace: Workspace
    engine: PreparedEngine
    faults: list[Exception] = field(default_factory=list)
    bot: Bot | None = None

    @property
    def me(self) -> str:
        return f"<@{self.workspace.bot_user_id}>"

    async def replies(self, channel: str, ts: str, count: int = 1) -> list[Message]:
        """The bot's replies in a thread: as soon as there are so many, and after everything else came to rest."""
        await self.workspace.wait_for(lambda: len(self.posted(channel, ts)) >= count, timeout=PATIENCE)
        await self.rest()
        return self.posted(channel, ts)

    def posted(self, channel: str, ts: str) -> list[Message]:
        return [m for m in self.workspace.thread(channel, ts) if m.user == self.workspace.bot_user_id]

    async def rest(self) -> None:
        """Until every event is acknowledged, and the bot did something else that comes after it."""
        await self.workspace.settled()
        await self.workspace.command("priya", "general", "/nvcn", "marker")


@asynccontextmanager
async def opened(transport: str, database_url: str = "sqlite:///:memory:") -> AsyncIterator[Office]:
    engine = PreparedEngine(prepared=dict(ANSWERS))
    async with Workspace(retry_delays=(0.0, 0.0, 0.0), installation=INSTALLED) as workspace:
        office = Office(workspace, engine)
        async with connected(office, transport, database_url):
            yield office


@asynccontextmanager
async def connected(office: Office, transport: str, database_url: str = "sqlite:///:memory:") -> AsyncIterator[Bot]:
    workspace = office.workspace
    settings = Settings(
        bot_token=SecretStr(workspace.bot_token),
        app_token=SecretStr(workspace.app_token) if transport == "socket" else None,
        signing_secret=SecretStr(workspace.signing_secret) if transport == "http" else None,
        api_url=workspace.api_url,
        database_url=database_url,
    )

    def watch(app: AsyncApp) -> None:
        async def keep(
            error: Exception,
            body: dict[str, Any],
            context: AsyncBoltContext,
            client: AsyncWebClient,
            response: BoltResponse | None,
        ) -> BoltResponse | None:
            office.faults.append(error)
            return await on_error(error, body, context, client, response)

        app.error(keep)

    async with running(settings, office.engine, listen("127.0.0.1", 0), watch) as bot:
        if transport == "http":
            workspace.deliver_to(f"http://127.0.0.1:{bot.port}/slack/events")
        office.bot = bot
        yield bot


@pytest.fixture(params=["socket", "http"])
def transport(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def office(transport: str) -> AsyncIterator[Office]:
    async with opened(transport) as office:
        yield office
        if office.faults:
            raise office.faults[0]
