"""Socket Mode: envelopes over the WebSockets that the bot opened."""

import asyncio
import itertools
import json
import secrets
from dataclasses import dataclass, field

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.workspace.delivery import Kind, Retry
from bot.workspace.errors import NotDeliveredError
from bot.workspace.wire import Json

MAX_CONNECTIONS = 10
_POLICY_VIOLATION = 1008
_TRY_AGAIN = 1013


@dataclass(eq=False, slots=True)
class _Connection:
    """A WebSocket of the bot and the envelopes that wait for its acknowledgement."""

    socket: WebSocket
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)

    def close(self) -> None:
        for future in self.waiting.values():
            if not future.done():
                future.set_exception(NotDeliveredError("connection_closed"))


class SocketMode:
    """All Socket Mode connections of the app; each delivery takes one of them in turn."""

    def __init__(self, app_id: str) -> None:
        self._app_id = app_id
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._turn = itertools.count()
        self._changed = asyncio.Event()

    @property
    def connections(self) -> int:
        """How many WebSockets are open."""
        return len(self._connections)

    def new_ticket(self) -> str:
        """What the WebSocket's address carries in place of the token; good for one connection."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def serve(self, socket: WebSocket) -> None:
        """Serve one connection until it ends."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(_POLICY_VIOLATION)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        if len(self._connections) >= MAX_CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close(_TRY_AGAIN)
            return
        connection = _Connection(socket)
        await socket.send_json(self._hello())
        self._connections.append(connection)
        self._changed.set()
        try:
            while True:
                self._take(connection, await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._drop(connection)

    async def send(self, kind: Kind, payload: Json, retry: Retry | None, timeout: float) -> Json:  # noqa: ASYNC109
        """Send an envelope over one connection and wait for its acknowledgement."""
        if not self._connections:
            raise NotDeliveredError("no_connection")
        connection = self._connections[next(self._turn) % len(self._connections)]
        envelope_id = f"{secrets.token_hex(4)}-{secrets.token_hex(12)}"
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": kind.value,
            "payload": payload,
            "accepts_response_payload": kind is not Kind.EVENT,
        }
        if kind is Kind.EVENT:
            # Slack sends both keys with a first delivery, too
            envelope |= {"retry_attempt": retry.number if retry else 0, "retry_reason": retry.reason if retry else ""}
        answered = connection.waiting[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            await connection.socket.send_json(envelope)
            return await asyncio.wait_for(answered, timeout)
        except TimeoutError:
            raise NotDeliveredError("timeout") from None
        except (RuntimeError, WebSocketDisconnect):
            raise NotDeliveredError("connection_closed") from None
        finally:
            connection.waiting.pop(envelope_id, None)

    async def warn(self, reason: str = "warning") -> None:
        """Tell every connection that it is about to be refreshed."""
        for connection in tuple(self._connections):
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})

    async def cut(self) -> None:
        """Close every connection, as a lost network would."""
        for connection in tuple(self._connections):
            self._drop(connection)
            await connection.socket.close()

    async def connected(self, at_least: int = 1) -> None:
        """Wait until so many connections are open."""
        while len(self._connections) < at_least:
            self._changed.clear()
            await self._changed.wait()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections) + 1,
            "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": 3600},
            "connection_info": {"app_id": self._app_id},
        }

    def _take(self, connection: _Connection, text: str) -> None:
        try:
            message = json.loads(text)
        except json.JSONDecodeError:
            return  # Slack ignores what it can't read
        if not isinstance(message, dict):
            return
        future = connection.waiting.get(str(message.get("envelope_id")))
        if future is not None and not future.done():
            payload = message.get("payload")
            future.set_result(payload if isinstance(payload, dict) else {})

    def _drop(self, connection: _Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
        connection.close()
