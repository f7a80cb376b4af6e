"""Bringing events, commands and interactions to the bot, whatever the transport."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.workspace.errors import NotDeliveredError
from bot.workspace.wire import Json

Sleep = Callable[[float], Awaitable[object]]

RETRY_DELAYS = (0.0, 60.0, 300.0)  # at once, after a minute, after five: Slack's three retries
ACK_TIMEOUT = 3.0


class Kind(StrEnum):
    """What is delivered, as Socket Mode calls it."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTION = "interactive"


@dataclass(frozen=True, slots=True)
class Retry:
    """Which repetition this is, and why the one before failed."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to bring something to the bot, and how it ended: `failed` is None when it was acknowledged."""

    kind: Kind
    payload: Json
    retry: Retry | None
    failed: str | None

    @property
    def event_id(self) -> str | None:
        """The event's id, where an event was delivered."""
        return self.payload.get("event_id")


class Transport(Protocol):
    """A way to the bot."""

    async def send(self, kind: Kind, payload: Json, retry: Retry | None, timeout: float) -> Json:  # noqa: ASYNC109
        """Deliver once and return the payload of the acknowledgement; raise NotDeliveredError when there is none."""
        ...


class Postman:
    """Delivers over one transport, repeats events that were not acknowledged, and keeps a record of all attempts."""

    def __init__(
        self, transport: Transport, *, ack_timeout: float, retry_delays: tuple[float, ...], sleep: Sleep
    ) -> None:
        self.transport = transport
        self.deliveries: list[Delivery] = []
        self.on_attempt: Callable[[], None] = lambda: None
        self._ack_timeout = ack_timeout
        self._retry_delays = retry_delays
        self._sleep = sleep
        self._tasks: set[asyncio.Task[None]] = set()
        # event ids differ from run to run: a bot that remembers what it handled must not take new events for old ones
        self._prefix = secrets.token_hex(3).upper()
        self._count = 0

    def new_event_id(self) -> str:
        """An id that no other event has, of this run or an earlier one."""
        self._count += 1
        return f"Ev{self._prefix}{self._count:05d}"

    def event(self, body: Json) -> None:
        """Deliver an event in the background, with retries."""
        self._start(self._deliver_event(body))

    async def call(self, kind: Kind, payload: Json) -> Json:
        """Deliver a command or an interaction, once, as Slack does."""
        return await self._attempt(kind, payload, None)

    async def redeliver(self, event_id: str, reason: str = "http_timeout") -> None:
        """Deliver an event again although it was acknowledged; Slack does that at times."""
        earlier = [d for d in self.deliveries if d.event_id == event_id]
        if not earlier:
            msg = f"No event {event_id} was delivered."
            raise LookupError(msg)
        await self._attempt(Kind.EVENT, earlier[0].payload, Retry(len(earlier), reason))

    async def settled(self) -> None:
        """Wait until nothing is on its way any more."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def stop(self) -> None:
        """Give up what is on its way."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_event(self, body: Json) -> None:
        retry: Retry | None = None
        for number, delay in enumerate((*self._retry_delays, None), start=1):
            try:
                await self._attempt(Kind.EVENT, body, retry)
            except NotDeliveredError as error:
                if delay is None:
                    return
                await self._sleep(delay)
                retry = Retry(number, error.reason)
            else:
                return

    async def _attempt(self, kind: Kind, payload: Json, retry: Retry | None) -> Json:
        try:
            ack = await self.transport.send(kind, payload, retry, self._ack_timeout)
        except NotDeliveredError as error:
            self.deliveries.append(Delivery(kind, payload, retry, error.reason))
            raise
        else:
            self.deliveries.append(Delivery(kind, payload, retry, None))
            return ack
        finally:
            self.on_attempt()
