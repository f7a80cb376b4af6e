"""The local Slack workspace: one object to start, to act in and to look into."""

import asyncio
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self, TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute

from bot.workspace import cast
from bot.workspace.acts import Acts
from bot.workspace.api import WebApi
from bot.workspace.call import Call, read_call
from bot.workspace.change import Change
from bot.workspace.channel import Channel
from bot.workspace.delivery import ACK_TIMEOUT, RETRY_DELAYS, Delivery, Postman, Sleep
from bot.workspace.errors import RefusedError
from bot.workspace.event import envelope, events_of
from bot.workspace.fault import Fault
from bot.workspace.installation import Installation
from bot.workspace.message import Message
from bot.workspace.origin import LocalOnly
from bot.workspace.page import Page
from bot.workspace.person import Person
from bot.workspace.reply import respond
from bot.workspace.screen import View
from bot.workspace.server import HOST, LocalServer
from bot.workspace.slack import Slack
from bot.workspace.socketmode import SocketMode
from bot.workspace.stamp import Clock
from bot.workspace.webhook import Webhook
from bot.workspace.world import World

T = TypeVar("T")


class Workspace(Acts):
    """A Slack of our own on 127.0.0.1, for the unmodified bot.

    Give the bot `SLACK_API_URL=workspace.api_url` and the tokens. Without `request_url` it connects over Socket Mode;
    with one, everything is POSTed there, signed. Use it as an async context manager, or call `start()` and `stop()`.

    Args:
        port: Where to listen; 0 takes any free port.
        next_free: Take the next free port when `port` is busy.
        request_url: The bot's `/slack/events`, for signed HTTP in place of Socket Mode.
        installation: Scopes, events, commands and tokens; `Installation.from_manifest` reads them from a manifest.
        clock: The time; message stamps, triggers and response URLs go by it.
        ack_timeout: Seconds until an unacknowledged delivery counts as failed.
        retry_delays: Seconds before each repetition of an event.
        sleep: How to wait between repetitions.
        mention_first: Whether `app_mention` arrives before its `message` twin; Slack promises no order.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        next_free: bool = False,
        request_url: str | None = None,
        installation: Installation | None = None,
        people: Iterable[Person] = cast.PEOPLE,
        channels: Iterable[Channel] = cast.CHANNELS,
        clock: Clock = time.time,
        ack_timeout: float = ACK_TIMEOUT,
        retry_delays: tuple[float, ...] = RETRY_DELAYS,
        sleep: Sleep = asyncio.sleep,
        mention_first: bool = False,
    ) -> None:
        self.installation = installation or Installation()
        self.world = World(cast.Team(), people, channels, clock)
        slack = Slack(self.world, self.installation, cast.BOT)
        self.webhook = Webhook(request_url or "", self.installation.signing_secret, clock)
        transport = self.webhook if request_url else slack.socket_mode
        super().__init__(slack, Postman(transport, ack_timeout=ack_timeout, retry_delays=retry_delays, sleep=sleep))
        self.api = WebApi(slack)
        self.page = Page(self)
        self._port, self._next_free = port, next_free
        self._mention_first = mention_first
        self._server: LocalServer | None = None
        self._happened = asyncio.Event()
        self.world.observe(self._on_change)
        self.api.on_call = self._happened.set
        self.postman.on_attempt = self._happened.set

    # --- life

    async def start(self) -> Self:
        """Listen; the addresses are known from here on."""
        self._server = LocalServer(self._port, next_free=self._next_free)
        self.slack.base_url = f"http://{HOST}:{self._server.port}"
        routes = [
            Route("/api/{method}", self.api.handle, methods=["GET", "POST"]),
            Route("/response/{key}", self._respond, methods=["POST"]),
            WebSocketRoute("/link", self.slack.socket_mode.serve),
            *self.page.routes(),
        ]
        await self._server.start(LocalOnly(Starlette(routes=routes)))
        return self

    async def stop(self) -> None:
        """Close every connection and stop listening."""
        await self.postman.stop()
        self.page.stop()
        await self.slack.socket_mode.cut()
        await self.webhook.stop()
        if self._server is not None:
            await self._server.stop()
            self._server = None

    async def __aenter__(self) -> Self:
        """Start."""
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        await self.stop()

    def deliver_to(self, request_url: str) -> None:
        """Deliver by signed HTTP to this URL from now on."""
        self.webhook.url = request_url
        self.postman.transport = self.webhook

    # --- addresses and secrets

    @property
    def url(self) -> str:
        """The page for people."""
        return f"{self.slack.base_url}/"

    @property
    def api_url(self) -> str:
        """What the bot takes as SLACK_API_URL."""
        return f"{self.slack.base_url}/api/"

    @property
    def bot_token(self) -> str:
        """SLACK_BOT_TOKEN."""
        return self.installation.bot_token

    @property
    def app_token(self) -> str:
        """SLACK_APP_TOKEN."""
        return self.installation.app_token

    @property
    def signing_secret(self) -> str:
        """SLACK_SIGNING_SECRET."""
        return self.installation.signing_secret

    @property
    def bot_user_id(self) -> str:
        """The bot's user id; `<@…>` around it is a mention."""
        return self.slack.bot.id

    @property
    def socket_mode(self) -> SocketMode:
        """The Socket Mode side: `connected()`, `warn()`, `cut()`."""
        return self.slack.socket_mode

    # --- looking

    def messages(self, channel: str) -> tuple[Message, ...]:
        """All messages of a channel, thread replies among them, oldest first."""
        return self.world.history(self.world.channel(channel).id)

    def thread(self, channel: str, ts: str) -> tuple[Message, ...]:
        """A thread: its root and the replies, oldest first."""
        return self.world.thread(self.world.channel(channel).id, ts)

    def ephemerals(self, user: str, channel: str) -> tuple[Message, ...]:
        """What only this person sees in a channel."""
        return self.world.whispers(self.world.person(user).id, self.world.channel(channel).id)

    def direct(self, user: str) -> Channel:
        """A person's direct message with the bot."""
        return self.world.direct(self.bot_user_id, self.world.person(user).id)

    def home(self, user: str) -> View | None:
        """A person's Home tab."""
        return self.slack.screens.home(self.world.person(user).id)

    def modals(self, user: str) -> tuple[View, ...]:
        """A person's open modals, the topmost last."""
        return self.slack.screens.modals(self.world.person(user).id)

    @property
    def calls(self) -> list[Call]:
        """Every call to the Web API so far."""
        return self.api.calls

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt so far to bring something to the bot, and how it ended."""
        return self.postman.deliveries

    async def wait_for(self, predicate: Callable[[], T], timeout: float = 3.0) -> T:  # noqa: ASYNC109
        """Wait until something is true of the workspace, and return it."""
        async with asyncio.timeout(timeout):
            while not (found := predicate()):
                self._happened.clear()
                await self._happened.wait()
        return found

    async def settled(self) -> None:
        """Wait until every event is acknowledged or given up."""
        await self.postman.settled()

    # --- trouble on demand

    def fail_next(
        self,
        method: str,
        error: str | None = None,
        *,
        status: int = 200,
        retry_after: int | None = None,
        times: int = 1,
    ) -> None:
        """Let the next calls of a method (`*`: of any) fail: with an error name, an HTTP status, or a rate limit."""
        if retry_after is not None:
            error, status = error or "ratelimited", 429
        self.api.faults.add(method, Fault(error, status, retry_after), times)

    async def redeliver(self, event_id: str, reason: str = "http_timeout") -> None:
        """Deliver an event once more, marked as a retry."""
        await self.postman.redeliver(event_id, reason)

    # --- inside

    def _on_change(self, change: Change) -> None:
        self._happened.set()
        events = [e for e in events_of(change, self.world, self.slack.bot) if e[0] in self.installation.events]
        for _, event in reversed(events) if self._mention_first else events:
            event_id = self.postman.new_event_id()
            self.postman.event(envelope(event, event_id, self.world.team.id, self.slack.bot))

    async def _respond(self, request: Request) -> Response:
        try:
            address = self.slack.response_urls.use(request.path_params["key"])
            request.path_params["method"] = "response_url"
            call = await read_call(request)
            self.api.calls.append(call)
            respond(self.slack, address, call.body)
        except RefusedError as refusal:
            return JSONResponse(refusal.wire(), max(refusal.status, 400))
        finally:
            self._happened.set()
        return PlainTextResponse("ok")
