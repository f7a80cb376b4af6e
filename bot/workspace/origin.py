"""Who may talk to the server: only this machine by its own names, and no other site's page."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_NAMES = frozenset({"127.0.0.1", "localhost"})


class LocalOnly:
    """ASGI middleware: refuses a foreign Host (DNS rebinding) and requests that other sites' pages send."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is local."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host.partition(":")[0] not in _NAMES:
            await self._refuse(scope, receive, send, 421, "This server answers to 127.0.0.1 and localhost only.")
        elif not _same_site(headers, host):
            await self._refuse(scope, receive, send, 403, "Requests from other sites are refused.")
        else:
            await self._app(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": words})
        else:
            await PlainTextResponse(words, status)(scope, receive, send)


def _same_site(headers: Headers, host: str) -> bool:
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == host  # "null" has no netloc, so it is refused, too
    # a plain link from another page may open ours ("cross-site" + navigate); anything else of theirs may not
    site = headers.get("sec-fetch-site", "none")
    return site in ("none", "same-origin") or headers.get("sec-fetch-mode") == "navigate"
