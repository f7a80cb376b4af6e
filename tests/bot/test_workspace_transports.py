"""The unmodified Bolt app runs against the workspace, over Socket Mode and over signed HTTP."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.say.async_say import AsyncSay

from bot.workspace import Workspace
from tests.bot.workspace_bot import Transport, bolt_app, over_http, over_socket_mode

TRANSPORTS = [over_socket_mode, over_http]


@pytest.fixture
async def workspace() -> AsyncIterator[Workspace]:
    async with Workspace(ack_timeout=0.15, retry_delays=(0, 0, 0)) as opened:
        yield opened


def echoing(workspace: Workspace) -> AsyncApp:
    app = bolt_app(workspace)

    @app.event("app_mention")
    async def on_mention(event: dict[str, Any], say: AsyncSay) -> None:
        await say(text=f"heard: {event['text']}", thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("message")
    async def on_message() -> None: ...

    @app.command("/nvcn")
    async def on_command(ack: AsyncAck, command: dict[str, Any]) -> None:
        block = {"type": "section", "text": {"type": "plain_text", "text": command["text"] or "empty"}}
        await ack(text=f"you asked: {command['text']}", blocks=[block])

    return app


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_mention_is_answered_in_its_thread(workspace: Workspace, transport: Transport) -> None:
    async with transport(workspace, echoing(workspace)):
        asked = await workspace.say("alex", "#general", f"<@{workspace.bot_user_id}> H800 多少钱?")
        thread = await workspace.wait_for(lambda: workspace.thread("general", asked.ts)[1:])
        await workspace.settled()
    assert [m.text for m in thread] == [f"heard: <@{workspace.bot_user_id}> H800 多少钱?"]
    assert [d.failed for d in workspace.deliveries] == [None] * 3  # the message, its mention, the bot's own reply


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_command_is_answered_within_its_acknowledgement(workspace: Workspace, transport: Transport) -> None:
    async with transport(workspace, echoing(workspace)):
        outcome = await workspace.command("lin", "#board", "/nvcn", "你好")
    assert outcome.failed is None
    (shown,) = workspace.ephemerals("lin", "#board")
    assert (shown.text, shown.user, shown.visible_to) == ("you asked: 你好", workspace.bot_user_id, "U0LINXIAO1")
    assert workspace.ephemerals("chen", "#board") == ()
    assert workspace.messages("#board") == ()


async def test_a_command_without_a_bot_tells_the_person_why(workspace: Workspace) -> None:
    outcome = await workspace.command("lin", "#general", "/nvcn", "你好")
    assert outcome.failed == "dispatch_failed"
    assert [m.user for m in workspace.ephemerals("lin", "general")] == ["USLACKBOT"]


async def test_a_command_that_is_not_acknowledged_times_out(workspace: Workspace) -> None:
    app = bolt_app(workspace)

    @app.command("/nvcn")
    async def on_command() -> None:
        await asyncio.sleep(0.2)

    async with over_socket_mode(workspace, app):
        outcome = await workspace.command("lin", "#general", "/nvcn", "你好")
    assert outcome.failed == "operation_timeout"
