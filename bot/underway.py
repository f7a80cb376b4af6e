"""How many requests are being worked on, so that a stop can wait for them."""

import asyncio

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.listener.async_listener_completion_handler import AsyncListenerCompletionHandler
from slack_bolt.listener.async_listener_start_handler import AsyncListenerStartHandler
from slack_bolt.response import BoltResponse


class Underway(AsyncListenerStartHandler):
    """Counts listeners that run. Bolt acknowledges an event first: one that is cut off then is lost for good."""

    def __init__(self, app: AsyncApp) -> None:
        self._count = 0
        self._rest = asyncio.Event()
        self._rest.set()
        app.listener_runner.listener_start_handler = self
        app.listener_runner.listener_completion_handler = _Done(self)

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """A listener starts."""
        self._count += 1
        self._rest.clear()

    def done(self) -> None:
        """A listener ended, one way or the other."""
        self._count -= 1
        if self._count == 0:
            self._rest.set()

    async def finished(self, patience: float) -> bool:
        """Wait until none runs; false where that took too long."""
        try:
            async with asyncio.timeout(patience):
                await self._rest.wait()
        except TimeoutError:
            return False
        return True


class _Done(AsyncListenerCompletionHandler):
    def __init__(self, underway: Underway) -> None:
        self._underway = underway

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        self._underway.done()
