"""The listening socket and the uvicorn server behind it."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.workspace.errors import PortBusyError

HOST = "127.0.0.1"
_TRIES = 50
_STOP_SECONDS = 2


class _QuietServer(uvicorn.Server):
    """A server that leaves the process's signals alone (who started the workspace handles them) and stops at once."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.leave = asyncio.Event()

    async def main_loop(self) -> None:
        # uvicorn's own loop looks ten times a second whether it should end; tests start and stop many workspaces
        await self.leave.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # as uvicorn's own, without its sleeps
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        for connection in tuple(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)
        if self.server_state.tasks:
            _, late = await asyncio.wait(tuple(self.server_state.tasks), timeout=_STOP_SECONDS)
            for task in late:
                task.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class LocalServer:
    """Serves an ASGI app on 127.0.0.1; the port is known before the first request."""

    def __init__(self, port: int, *, next_free: bool) -> None:
        self._socket = _bind(port, next_free=next_free)
        self.port: int = self._socket.getsockname()[1]
        self._server: _QuietServer | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self, app: ASGIApp) -> None:
        """Start serving; returns once requests are answered."""
        config = uvicorn.Config(
            app,
            log_config=None,
            lifespan="off",
            access_log=False,
            server_header=False,
            date_header=False,
            ws="websockets-sansio",
        )
        self._server = _QuietServer(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started:
            if self._task.done():
                await self._task
            await asyncio.sleep(0.001)

    async def stop(self) -> None:
        """Stop serving and close the socket."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            self._server.leave.set()
            await self._task
        self._socket.close()


def _bind(port: int, *, next_free: bool) -> socket.socket:
    for candidate in range(port, port + (_TRIES if next_free and port else 1)):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
            listening.listen(128)  # without this a second server could bind the same port before the first listens
        except OSError:
            listening.close()
            continue
        listening.setblocking(False)
        return listening
    raise PortBusyError(port)
