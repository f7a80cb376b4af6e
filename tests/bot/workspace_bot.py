"""A small real Bolt app for the workspace's tests."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace

Transport = Callable[[Workspace, AsyncApp], AbstractAsyncContextManager[object]]


def client_of(workspace: Workspace, token: str | None = None) -> AsyncWebClient:
    """The real web client, pointed at the workspace."""
    return AsyncWebClient(token=token or workspace.bot_token, base_url=workspace.api_url)


def bolt_app(workspace: Workspace) -> AsyncApp:
    """An app without listeners."""
    return AsyncApp(client=client_of(workspace), signing_secret=workspace.signing_secret)


@asynccontextmanager
async def over_socket_mode(workspace: Workspace, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """Run an app over Socket Mode."""
    handler = AsyncSocketModeHandler(app, workspace.app_token, ping_interval=0.05)
    logging.getLogger("slack_sdk.socket_mode.aiohttp").setLevel(logging.CRITICAL)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await workspace.socket_mode.connected()
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http(workspace: Workspace, app: AsyncApp) -> AsyncIterator[str]:
    """Run an app behind a signed request URL."""

    async def events(request: web.Request) -> web.Response:
        bolt_request = AsyncBoltRequest(
            body=await request.text(), query=request.query_string, headers=dict(request.headers)
        )
        answer = await app.async_dispatch(bolt_request)
        content_type = answer.first_headers().get("content-type", "text/plain").partition(";")[0]
        return web.Response(status=answer.status, text=answer.body, content_type=content_type)

    server = web.Application()
    server.router.add_post("/slack/events", events)
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    url = f"http://127.0.0.1:{port}/slack/events"
    workspace.deliver_to(url)
    try:
        yield url
    finally:
        await runner.cleanup()
