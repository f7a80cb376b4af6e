"""The Web API answers the real client, and refuses what Slack refuses with Slack's words."""

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Installation, Workspace
from bot.workspace.cast import ALEX, CHEN, LIN
from tests.bot.workspace_bot import client_of
from tests.bot.workspace_fixtures import Hand, client, clock, refusal, workspace

__all__ = ["client", "clock", "workspace"]

GENERAL, RANDOM, BOARD, DEALS = "C0GENERAL1", "C0RANDOM01", "C0BOARD001", "C0DEALS001"


async def test_the_bot_learns_who_it_is(workspace: Workspace, client: AsyncWebClient) -> None:
    told = await client.auth_test()
    assert (told["user_id"], told["bot_id"], told["team_id"]) == ("U0NVCNBOT1", "B0NVCNBOT1", "T0NVCNTEAM")
    assert "chat:write" in told.headers["x-oauth-scopes"].split(",")
    bot = await client.bots_info(bot=told["bot_id"])
    assert bot["bot"]["user_id"] == told["user_id"]
    assert (await client.team_info())["team"]["id"] == told["team_id"]


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        ("bot", "apps.connections.open", "not_allowed_token_type"),
        ("app", "chat.postMessage", "not_allowed_token_type"),
        ("bot", "chat.fly", "unknown_method"),
    ],
)
async def test_a_wrong_token_or_method_is_refused(workspace: Workspace, token: str, method: str, error: str) -> None:
    tokens = {"bot": workspace.bot_token, "app": workspace.app_token}
    async with httpx.AsyncClient() as http:
        answer = await http.post(workspace.api_url + method, data={"token": tokens.get(token, token)})
    assert (answer.status_code, answer.json()["ok"], answer.json()["error"]) == (200, False, error)


async def test_a_scope_that_was_not_granted_is_named() -> None:
    async with Workspace(installation=Installation(scopes=frozenset({"commands"}))) as opened:
        with pytest.raises(SlackApiError) as caught:
            await client_of(opened).chat_postMessage(channel=GENERAL, text="hi")
    assert caught.value.response.data == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "commands",
    }


async def test_secrets_do_not_show(workspace: Workspace) -> None:
    await client_of(workspace).auth_test()
    shown = repr(workspace.installation) + repr(workspace.calls)
    for secret in (workspace.bot_token, workspace.app_token, workspace.signing_secret):
        assert secret not in shown


async def test_people_have_locales(client: AsyncWebClient) -> None:
    lin = (await client.users_info(user=LIN.id, include_locale=True))["user"]
    assert (lin["locale"], lin["real_name"], lin["is_bot"]) == ("zh-CN", "林晓", False)
    assert "locale" not in (await client.users_info(user=LIN.id))["user"]
    assert await refusal(client, "users.info", user="lin") == "user_not_found"
    assert {m["name"] for m in (await client.users_list())["members"]} >= {"lin", "alex", "chen", "nvcn"}


async def test_the_bot_sees_public_channels_and_its_own_private_ones(client: AsyncWebClient) -> None:
    listed = await client.conversations_list(types="public_channel,private_channel")
    assert [c["name"] for c in listed["channels"]] == ["general", "chip-china", "random", "deals"]
    assert (await client.conversations_info(channel=RANDOM))["channel"]["is_member"] is False
    assert await refusal(client, "conversations.info", channel=BOARD) == "channel_not_found"
    assert await refusal(client, "conversations.history", channel=RANDOM) == "not_in_channel"
    assert LIN.id in (await client.conversations_members(channel=DEALS))["members"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": "hi"}, "channel_not_found"),
        ({"channel": "C0NOWHERE1", "text": "hi"}, "channel_not_found"),
        ({"channel": BOARD, "text": "hi"}, "channel_not_found"),
        ({"channel": RANDOM, "text": "hi"}, "not_in_channel"),
        ({"channel": GENERAL}, "no_text"),
        ({"channel": GENERAL, "text": " \n"}, "no_text"),
        ({"channel": GENERAL, "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": GENERAL, "text": "hi", "thread_ts": "1.5"}, "thread_not_found"),
        ({"channel": GENERAL, "text": "hi", "thread_ts": "soon"}, "invalid_thread_ts"),
        ({"channel": GENERAL, "text": "hi", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": GENERAL, "text": "hi", "metadata": {"event_type": "a"}}, "invalid_metadata_schema"),
    ],
)
async def test_messages_that_slack_would_not_post(
    client: AsyncWebClient, arguments: dict[str, object], error: str
) -> None:
    assert await refusal(client, "chat.postMessage", **arguments) == error


async def test_posting_by_form_and_by_json_is_the_same(workspace: Workspace, client: AsyncWebClient) -> None:
    block = '[{"type": "divider"}]'
    await client.api_call("chat.postMessage", data={"channel": GENERAL, "text": "a", "blocks": block})
    await client.chat_postMessage(channel="#general", text="a", blocks=[{"type": "divider"}])
    one, two = workspace.messages("general")
    assert one.blocks == two.blocks == ({"type": "divider", "block_id": "blk0"},)
    assert one.ts < two.ts
    assert [c.method for c in workspace.calls] == ["chat.postMessage"] * 2


async def test_a_message_to_a_person_is_a_direct_message(workspace: Workspace, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=ALEX.id, text="hi")
    assert (
        posted["channel"]
        == workspace.direct("alex").id
        == (await client.conversations_open(users=ALEX.id))["channel"]["id"]
    )


async def test_ephemerals_are_for_members_and_can_not_be_changed(workspace: Workspace, client: AsyncWebClient) -> None:
    shown = await client.chat_postEphemeral(channel=DEALS, user=LIN.id, text="psst")
    assert [m.text for m in workspace.ephemerals("lin", "deals")] == ["psst"]
    assert workspace.ephemerals("alex", "deals") == workspace.messages("deals") == ()
    assert (
        await refusal(client, "chat.postEphemeral", channel=DEALS, user=CHEN.id, text="psst") == "user_not_in_channel"
    )
    assert await refusal(client, "chat.postEphemeral", channel=RANDOM, user=LIN.id, text="psst") == "not_in_channel"
    assert await refusal(client, "chat.update", channel=DEALS, ts=shown["message_ts"], text="x") == "message_not_found"


async def test_the_bot_changes_its_own_messages_only(workspace: Workspace, client: AsyncWebClient) -> None:
    theirs = await workspace.say("alex", "#general", "mine")
    own = await client.chat_postMessage(channel=GENERAL, text="one", blocks=[{"type": "divider"}])
    await client.chat_update(channel=GENERAL, ts=own["ts"], text="two")
    changed = workspace.messages("general")[1]
    assert (changed.text, changed.blocks, changed.edited is not None) == ("two", (), True)
    assert await refusal(client, "chat.update", channel=GENERAL, ts=theirs.ts, text="x") == "cant_update_message"
    assert await refusal(client, "chat.delete", channel=GENERAL, ts=theirs.ts) == "cant_delete_message"
    assert await refusal(client, "chat.update", channel=GENERAL, ts="1.5", text="x") == "message_not_found"
    # chat.update counts bytes: a Chinese character is three
    assert await refusal(client, "chat.update", channel=GENERAL, ts=own["ts"], text="字" * 1_334) == "msg_too_long"
    await client.chat_delete(channel=GENERAL, ts=own["ts"])
    assert [m.text for m in workspace.messages("general")] == ["mine"]
    assert await refusal(client, "chat.delete", channel=GENERAL, ts=own["ts"]) == "message_not_found"


async def test_threads_count_their_replies(workspace: Workspace, client: AsyncWebClient) -> None:
    root = await workspace.say("alex", "#general", "root")
    reply = await client.chat_postMessage(channel=GENERAL, thread_ts=root.ts, text="one")
    await workspace.say("lin", "#general", "two", root.ts)
    first, *rest = (await client.conversations_replies(channel=GENERAL, ts=root.ts))["messages"]
    assert (first["reply_count"], first["reply_users"]) == (2, ["U0NVCNBOT1", LIN.id])
    assert [(m["text"], m["parent_user_id"]) for m in rest] == [("one", ALEX.id), ("two", ALEX.id)]
    assert [m["text"] for m in (await client.conversations_history(channel=GENERAL))["messages"]] == ["root"]
    alone = await client.conversations_replies(channel=GENERAL, ts=reply["ts"])
    assert [m["text"] for m in alone["messages"]] == ["one"]
    assert await refusal(client, "conversations.replies", channel=GENERAL, ts="1.5") == "thread_not_found"
    link = await client.chat_getPermalink(channel=GENERAL, message_ts=reply["ts"])
    assert link["permalink"].endswith(
        f"/archives/{GENERAL}/p{reply['ts'].replace('.', '')}?thread_ts={root.ts}&cid={GENERAL}"
    )


async def test_history_is_handed_out_in_pieces(workspace: Workspace, client: AsyncWebClient) -> None:
    said = [await workspace.say("alex", "#general", str(n)) for n in range(5)]
    first = await client.conversations_history(channel=GENERAL, limit=2)
    pages = [[m["text"] for m in page["messages"]] async for page in first]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]
    before = await client.conversations_history(channel=GENERAL, latest=said[2].ts, limit=1)
    assert [m["text"] for m in before["messages"]] == ["1"]
    upto = await client.conversations_history(channel=GENERAL, latest=said[2].ts, oldest=said[1].ts, inclusive=True)
    assert [m["text"] for m in upto["messages"]] == ["2", "1"]
    assert await refusal(client, "conversations.history", channel=GENERAL, cursor="?") == "invalid_cursor"


async def test_metadata_comes_back_when_asked_for(workspace: Workspace, client: AsyncWebClient) -> None:
    metadata = {"event_type": "nvcn_answer", "event_payload": {"event_id": "Ev1"}}
    posted = await client.chat_postMessage(channel=GENERAL, text="a", metadata=metadata)
    found = await client.conversations_replies(channel=GENERAL, ts=posted["ts"], include_all_metadata=True)
    assert found["messages"][0]["metadata"] == metadata
    assert "metadata" not in (await client.conversations_replies(channel=GENERAL, ts=posted["ts"]))["messages"][0]


async def test_reactions(workspace: Workspace, client: AsyncWebClient) -> None:
    message = await workspace.say("alex", "#general", "hi")
    place = {"channel": GENERAL, "timestamp": message.ts}
    assert await refusal(client, "reactions.remove", name="eyes", **place) == "no_reaction"
    await client.reactions_add(name="eyes", **place)
    assert await refusal(client, "reactions.add", name="eyes", **place) == "already_reacted"
    found = await client.reactions_get(channel=GENERAL, timestamp=message.ts)
    assert found["message"]["reactions"] == [{"name": "eyes", "users": ["U0NVCNBOT1"], "count": 1}]
    await client.reactions_remove(name="eyes", **place)
    assert workspace.messages("general")[0].reactions == ()
    assert await refusal(client, "reactions.add", name="eyes") == "no_item_specified"


async def test_a_fault_hits_the_next_call_only(workspace: Workspace, client: AsyncWebClient) -> None:
    workspace.fail_next("chat.postMessage", "fatal_error")
    assert await refusal(client, "chat.postMessage", channel=GENERAL, text="a") == "fatal_error"
    await client.chat_postMessage(channel=GENERAL, text="a")
    assert len(workspace.messages("general")) == 1


async def test_a_rate_limit_tells_how_long_to_wait(workspace: Workspace, client: AsyncWebClient) -> None:
    workspace.fail_next("*", retry_after=30)
    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()
    response = caught.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "30")
    await client.auth_test()


async def test_stamps_rise_while_the_clock_stands(workspace: Workspace, clock: Hand) -> None:
    stamps = [(await workspace.say("alex", "#general", "hi")).ts for _ in range(3)]
    assert stamps == [f"{clock.now:.0f}.00000{n}" for n in range(3)]
