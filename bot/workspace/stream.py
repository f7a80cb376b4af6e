"""Server-sent events: telling open pages that something changed."""

import asyncio
import json
from collections.abc import AsyncIterator

from bot.workspace.change import Change, Changed, Deleted, Joined, Posted, Reacted, Shown, Whispered
from bot.workspace.wire import Json

_PULSE = 15.0


class Stream:
    """Everybody who listens; a page fetches anew what it is told has changed."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Json | None]] = set()

    def tell(self, change: Change) -> None:
        """Tell all pages about a change."""
        for queue in self._queues:
            queue.put_nowait(_note(change))

    def stop(self) -> None:
        """End all streams."""
        for queue in self._queues:
            queue.put_nowait(None)

    async def lines(self) -> AsyncIterator[str]:
        """One page's stream."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield "retry: 500\n\n"
            while True:
                try:
                    note = await asyncio.wait_for(queue.get(), _PULSE)
                except TimeoutError:
                    yield ": still here\n\n"  # so that a page that went away is noticed
                    continue
                if note is None:
                    return
                yield f"data: {json.dumps(note)}\n\n"
        finally:
            self._queues.discard(queue)


def _note(change: Change) -> Json:
    match change:
        case Shown(user, what):
            return {"user": user, "what": what}
        case Joined(channel):
            return {"what": "channels", "channel": channel.id}
        case Changed(before) | Deleted(before):
            return {"what": "messages", "channel": before.channel}
        case Posted(message) | Reacted(message) | Whispered(message):
            return {"what": "messages", "channel": message.channel}
