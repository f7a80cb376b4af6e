"""The bot's own HTTP: requests from Slack where it runs without Socket Mode, health and metrics in both."""

from collections.abc import Awaitable, Callable

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.metrics import Metrics
from bot.surface import EVENTS_PATH

MAX_BODY = 1_000_000  # bytes; Slack's own requests are far smaller

Checks = Callable[[], Awaitable[dict[str, str]]]


def build_web(metrics: Metrics, problems: Checks, app: AsyncApp | None) -> Starlette:
    """The routes; `problems` says what is not ready, `app` takes Slack's requests where they come over HTTP."""

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_request: Request) -> Response:
        found = await problems()
        return JSONResponse({"ready": not found, "problems": found}, status_code=503 if found else 200)

    async def counters(_request: Request) -> Response:
        return PlainTextResponse(metrics.text(), media_type="text/plain; version=0.0.4")

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", counters)]
    if app is not None:
        routes.append(Route(EVENTS_PATH, _slack(app), methods=["POST"]))
    return Starlette(routes=routes)


def _slack(app: AsyncApp) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("The request is too large.\n", status_code=413)
        # Bolt takes a numeric time and a body that parses for granted; it would answer 500 with a traceback.
        if not request.headers.get("x-slack-request-timestamp", "0").isdecimal():
            return PlainTextResponse("The request is not signed.\n", status_code=401)
        try:
            asked = to_async_bolt_request(request, body)
        except (ValueError, AttributeError, TypeError):
            return PlainTextResponse("The request is not one of Slack's.\n", status_code=400)
        return to_starlette_response(await app.async_dispatch(asked))

    return handle


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > MAX_BODY:
                return None
    except ClientDisconnect:
        return bytes(body)
    return bytes(body)
