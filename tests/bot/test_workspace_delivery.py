"""Deliveries fail, are repeated, and find their way over several connections."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import httpx
import pytest
from aiohttp import web

from bot.workspace import PortBusyError, Workspace
from bot.workspace.webhook import Webhook, sign
from tests.bot.workspace_bot import Transport, bolt_app, client_of, over_http, over_socket_mode
from tests.bot.workspace_fixtures import clock, workspace

__all__ = ["clock", "workspace"]


@asynccontextmanager
async def receiver(handle: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    server = web.Application()
    server.router.add_post("/", handle)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


async def test_an_event_is_repeated_three_times_over_http(workspace: Workspace) -> None:
    seen: list[tuple[str | None, str | None]] = []

    async def refuse(request: web.Request) -> web.Response:
        seen.append((request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason")))
        return web.Response(status=500)

    async with receiver(refuse) as url:
        workspace.deliver_to(url)
        await workspace.say("lin", "#general", "hi")
        await workspace.settled()
    assert seen == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({d.event_id for d in workspace.deliveries}) == 1


async def test_a_slow_answer_counts_as_none(workspace: Workspace) -> None:
    async def slow(_request: web.Request) -> web.Response:
        await asyncio.sleep(0.2)
        return web.Response()

    async with receiver(slow) as url:
        workspace.deliver_to(url)
        outcome = await workspace.command("lin", "#general", "/nvcn", "hi")
    assert outcome.failed == "dispatch_failed"
    assert [d.failed for d in workspace.deliveries] == ["http_timeout"]


async def test_retries_wait_as_slack_does() -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    async with Workspace(sleep=sleep) as opened:
        await opened.say("lin", "#general", "hi")
        await opened.settled()
        assert [d.failed for d in opened.deliveries] == ["no_connection"] * 4
    assert waited == [0.0, 60.0, 300.0]


async def test_requests_are_signed_and_a_challenge_is_answered(workspace: Workspace) -> None:
    async with over_http(workspace, bolt_app(workspace)) as url:
        assert await workspace.webhook.verify()
        forger = Webhook(url, "another secret", workspace.world.clock)
        assert not await forger.verify()
        await forger.stop()


def test_the_signature_is_the_documented_one() -> None:
    # the example of Slack's documentation on verifying requests
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    signed = sign("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body)
    assert signed == "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


@pytest.mark.parametrize("transport", [over_socket_mode, over_http])
async def test_a_redelivered_event_is_marked_as_a_retry(workspace: Workspace, transport: Transport) -> None:
    seen: list[tuple[str, list[str] | None]] = []
    app = bolt_app(workspace)

    @app.event("message")
    async def on_message(body: dict[str, Any], request: Any) -> None:  # noqa: ANN401
        seen.append((body["event_id"], request.headers.get("x-slack-retry-num")))

    async with transport(workspace, app):
        await workspace.say("lin", "#general", "hi")
        await workspace.settled()
        event_id = workspace.deliveries[0].event_id
        assert event_id is not None
        await workspace.redeliver(event_id)
        await workspace.wait_for(lambda: len(workspace.deliveries) == 2)
    # Socket Mode sends a retry number with the first delivery, too: nought
    assert seen == [(event_id, ["0"] if transport is over_socket_mode else None), (event_id, ["1"])]


async def test_an_event_missed_while_disconnected_comes_again() -> None:
    connected = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        await connected.wait()

    async with Workspace(sleep=sleep) as opened:
        seen: list[str] = []
        app = bolt_app(opened)

        @app.event("message")
        async def on_message(event: dict[str, Any]) -> None:
            seen.append(event["text"])

        await opened.say("lin", "#general", "hi")
        await opened.wait_for(lambda: opened.deliveries)
        async with over_socket_mode(opened, app):
            connected.set()
            await opened.settled()
        assert seen == ["hi"]
        assert [d.retry and d.retry.reason for d in opened.deliveries] == [None, "no_connection"]


async def test_the_bot_comes_back_after_a_warning(workspace: Workspace) -> None:
    async with over_socket_mode(workspace, bolt_app(workspace)):
        opened = len(workspace.calls)
        await workspace.socket_mode.warn()
        await workspace.wait_for(lambda: "apps.connections.open" in [c.method for c in workspace.calls[opened:]])
        await workspace.socket_mode.connected()


async def connect(workspace: Workspace, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    url = (await client_of(workspace, workspace.app_token).apps_connections_open(app_token=workspace.app_token))["url"]
    socket = await session.ws_connect(url)
    assert (await socket.receive_json())["type"] == "hello"
    return socket


async def test_each_delivery_takes_one_of_the_connections_in_turn(workspace: Workspace) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = [await connect(workspace, session) for _ in range(2)]
        await workspace.say("lin", "#general", "one")
        await workspace.say("lin", "#general", "two")
        envelopes = [await socket.receive_json(timeout=1) for socket in sockets]
        for socket, envelope in zip(sockets, envelopes, strict=True):
            await socket.send_str("not json")
            await socket.send_json({"envelope_id": envelope["envelope_id"]})
        await workspace.settled()
    assert sorted(e["payload"]["event"]["text"] for e in envelopes) == ["one", "two"]
    assert [d.failed for d in workspace.deliveries] == [None, None]
    assert envelopes[0]["accepts_response_payload"] is False


async def test_a_ticket_opens_one_connection_and_ten_are_the_most(workspace: Workspace) -> None:
    client = client_of(workspace, workspace.app_token)
    url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
    async with aiohttp.ClientSession() as session:
        first = await session.ws_connect(url)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        await first.close()
        ten = [await connect(workspace, session) for _ in range(10)]
        url = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
        eleventh = await session.ws_connect(url)
        assert (await eleventh.receive_json())["reason"] == "too_many_websockets"
        assert not any(socket.closed for socket in ten)


async def test_a_busy_port_is_refused_or_passed_over(workspace: Workspace) -> None:
    port = int(workspace.url.rstrip("/").rpartition(":")[2])
    with pytest.raises(PortBusyError, match=f"Port {port} on 127.0.0.1 is in use"):
        await Workspace(port=port).start()
    async with Workspace(port=port, next_free=True) as other, httpx.AsyncClient() as http:
        assert other.url != workspace.url
        assert (await http.get(other.url)).status_code == 200


async def test_waiting_ends_in_an_error_when_nothing_comes(workspace: Workspace) -> None:
    with pytest.raises(TimeoutError):
        await workspace.wait_for(lambda: workspace.messages("general"), timeout=0.01)
