"""Slack stumbles, refuses or asks for patience."""

import asyncio

import pytest
from slack_sdk.errors import SlackApiError

from bot.errors import StoreError
from bot.workspace import Workspace
from tests.bot.sample import PreparedEngine
from tests.bot.scenarios.conftest import ANSWERS, PATIENCE, Office, connected
from tests.bot.views.read import shown

QUESTION = "老黄跳了什么舞"


async def test_refused_blocks_are_posted_once_more_in_plain_ones(office: Office) -> None:
    office.workspace.fail_next("chat.postMessage", "invalid_blocks")
    said = await office.workspace.say("lin", "general", f"{office.me} {QUESTION}")
    [reply] = await office.replies("general", said.ts)
    assert shown({"text": "", "blocks": list(reply.blocks)}) == [
        "[plain_text] 黄仁勋跳了东北秧歌。\n原文(逐字引用):\n\u2502 老黄跳起了东北秧歌",
        "[plain_text] 36氪在文中写道 · 《年会 & <秧歌>》 · 写于约 2024 年 2 月",
    ]
    assert reply.metadata is not None


async def test_a_rate_limit_is_waited_for(office: Office) -> None:
    office.workspace.fail_next("chat.postMessage", retry_after=0)
    said = await office.workspace.say("lin", "general", f"{office.me} {QUESTION}")
    await office.workspace.wait_for(lambda: office.posted("general", said.ts), timeout=PATIENCE)
    assert [call.method for call in office.workspace.calls].count("chat.postMessage") == 2


async def test_a_stop_waits_for_the_answer_that_is_underway(transport: str) -> None:
    async with Workspace() as workspace:
        office = Office(workspace, PreparedEngine(prepared=dict(ANSWERS)))
        workspace.fail_next("chat.postMessage", retry_after=0)
        async with connected(office, transport):
            said = await workspace.say("lin", "general", f"{office.me} {QUESTION}")
            await workspace.wait_for(lambda: any(call.method == "chat.postMessage" for call in workspace.calls))
            assert office.posted("general", said.ts) == []
        assert len(office.posted("general", said.ts)) == 1
        assert office.faults == []


async def test_many_commands_at_once_are_all_answered(office: Office) -> None:
    commands = (office.workspace.command("lin", "general", "/nvcn", QUESTION) for _ in range(40))
    outcomes = await asyncio.gather(*commands)
    assert [outcome.failed for outcome in outcomes] == [None] * 40


async def test_a_server_error_is_tried_again(office: Office) -> None:
    office.workspace.fail_next("chat.postMessage", status=503)
    said = await office.workspace.say("lin", "general", f"{office.me} {QUESTION}")
    await office.workspace.wait_for(lambda: office.posted("general", said.ts), timeout=PATIENCE)


async def test_a_failing_engine_says_a_fixed_sentence_in_the_thread(office: Office) -> None:
    office.engine.prepared["老黄坏了"] = ValueError("secret")
    said = await office.workspace.say("alex", "general", f"{office.me} 老黄坏了")
    [reply] = await office.replies("general", said.ts)
    assert reply.text == "出了点问题,这次没能回答。请再试一次;如果还是不行,请告诉管理员。"
    assert [str(fault) for fault in office.faults] == ["secret"]
    office.faults.clear()


async def test_where_nothing_can_be_posted_the_bot_lives_on(office: Office) -> None:
    office.workspace.fail_next("chat.postMessage", "is_archived", times=2)
    said = await office.workspace.say("lin", "general", f"{office.me} {QUESTION}")
    await office.workspace.wait_for(
        lambda: [call.method for call in office.workspace.calls].count("chat.postMessage") == 2,
        timeout=PATIENCE,
    )
    await office.rest()
    assert office.posted("general", said.ts) == []
    assert [type(fault) for fault in office.faults] == [SlackApiError]
    office.faults.clear()
    outcome = await office.workspace.command("lin", "general", "/nvcn", QUESTION)
    assert outcome.failed is None


async def test_an_event_that_cannot_be_claimed_is_left_for_slack_to_bring_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.bot is not None
    store, claim, broken = office.bot.desk.store, office.bot.desk.store.claim, [True]

    async def once_broken(*keys: str) -> bool:
        if broken.pop() if broken else False:
            raise StoreError("The database cannot be used: disk full.")
        return await claim(*keys)

    monkeypatch.setattr(store, "claim", once_broken)
    said = await office.workspace.say("lin", "deals", f"{office.me} {QUESTION}")
    # Over Socket Mode no acknowledgement shows only when Slack's three seconds are over.
    await office.workspace.wait_for(lambda: office.posted("deals", said.ts), timeout=PATIENCE)
    [reply] = await office.replies("deals", said.ts)
    assert reply.text.startswith("黄仁勋跳了东北秧歌。")
    assert [str(fault) for fault in office.faults] == ["The database cannot be used: disk full."]
    office.faults.clear()


async def test_a_question_that_cannot_be_recorded_is_answered_all_the_same(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_asked: object) -> None:
        raise StoreError("The database cannot be used: disk full.")

    assert office.bot is not None
    monkeypatch.setattr(office.bot.desk.store, "record", broken)
    outcome = await office.workspace.command("lin", "general", "/nvcn", QUESTION)
    assert outcome.failed is None
