"""What people do becomes the events that Slack would send, and no others."""

from typing import Any

import pytest

from bot.workspace import Installation, NotAllowedError, UnknownNameError, Workspace
from bot.workspace.delivery import Kind, Retry
from bot.workspace.markup import from_typed, rich_text
from bot.workspace.wire import Json
from tests.bot.workspace_bot import client_of
from tests.bot.workspace_fixtures import client, clock, workspace

__all__ = ["client", "clock", "workspace"]


class Recorder:
    """A transport that takes everything and keeps it."""

    def __init__(self) -> None:
        self.taken: list[Json] = []

    async def send(self, kind: Kind, payload: Json, retry: Retry | None, timeout: float) -> Json:  # noqa: ASYNC109
        self.taken.append(payload)
        return {}


@pytest.fixture
def recorder(workspace: Workspace) -> Recorder:
    workspace.postman.transport = Recorder()
    return workspace.postman.transport


async def events(workspace: Workspace, recorder: Recorder) -> list[Any]:
    await workspace.settled()
    return [body["event"] for body in recorder.taken]


def mention(workspace: Workspace, text: str = "") -> str:
    return f"<@{workspace.bot_user_id}> {text}"


async def test_a_mention_is_told_twice_with_one_stamp(workspace: Workspace, recorder: Recorder) -> None:
    said = await workspace.say("lin", "#general", mention(workspace, "你好"))
    message, mentioned = await events(workspace, recorder)
    assert (message["type"], message["channel_type"], message["channel"]) == ("message", "channel", "C0GENERAL1")
    assert (mentioned["type"], "channel_type" in mentioned) == ("app_mention", False)
    assert message["ts"] == mentioned["ts"] == mentioned["event_ts"] == said.ts
    assert message["client_msg_id"] == mentioned["client_msg_id"]
    ids = [body["event_id"] for body in recorder.taken]
    assert len(set(ids)) == 2
    assert all(i.startswith("Ev") for i in ids)
    assert recorder.taken[0]["authorizations"][0]["user_id"] == workspace.bot_user_id


async def test_the_mention_can_come_first() -> None:
    async with Workspace(mention_first=True) as opened:
        opened.postman.transport = recorder = Recorder()
        await opened.say("lin", "#general", mention(opened))
        assert [e["type"] for e in await events(opened, recorder)] == ["app_mention", "message"]


async def test_a_reply_names_its_thread(workspace: Workspace, recorder: Recorder) -> None:
    root = await workspace.say("lin", "#general", "root")
    await workspace.say("alex", "#general", mention(workspace), root.ts)
    _, reply, mentioned = await events(workspace, recorder)
    assert reply["thread_ts"] == mentioned["thread_ts"] == root.ts
    assert reply["parent_user_id"] == root.user


async def test_no_events_come_from_where_the_bot_is_not(workspace: Workspace, recorder: Recorder) -> None:
    await workspace.say("lin", "#random", mention(workspace))
    await workspace.say("lin", "#board", mention(workspace))
    assert await events(workspace, recorder) == []


async def test_a_direct_message_is_no_mention(workspace: Workspace, recorder: Recorder) -> None:
    await workspace.say("lin", "@nvcn", mention(workspace))
    assert [(e["type"], e["channel_type"]) for e in await events(workspace, recorder)] == [("message", "im")]


async def test_the_bot_hears_itself_and_other_bots(workspace: Workspace, recorder: Recorder) -> None:
    await client_of(workspace).chat_postMessage(channel="C0GENERAL1", text=mention(workspace))
    await workspace.say("newsbot", "#general", mention(workspace))
    own, other, mentioned = await events(workspace, recorder)
    assert (own["bot_id"], own["type"]) == ("B0NVCNBOT1", "message")
    assert (other["bot_id"], mentioned["bot_id"], mentioned["type"]) == ("B0NEWSBOT1", "B0NEWSBOT1", "app_mention")


async def test_an_edit_tells_both_versions(workspace: Workspace, recorder: Recorder) -> None:
    said = await workspace.say("lin", "#general", "one")
    await workspace.edit("lin", "#general", said.ts, mention(workspace, "two"))
    _, changed, mentioned = await events(workspace, recorder)
    assert (changed["subtype"], changed["hidden"]) == ("message_changed", True)
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("one", mention(workspace, "two"))
    assert changed["message"]["ts"] == said.ts < changed["ts"] == changed["message"]["edited"]["ts"]
    # a mention that comes in by an edit is told, too, with the message's own stamp
    assert (mentioned["type"], mentioned["ts"], "edited" in mentioned) == ("app_mention", said.ts, True)


async def test_a_deletion_is_told_and_a_root_leaves_a_tombstone(workspace: Workspace, recorder: Recorder) -> None:
    root = await workspace.say("lin", "#general", "root")
    reply = await workspace.say("alex", "#general", "reply", root.ts)
    await workspace.delete("lin", "#general", root.ts)
    deleted = (await events(workspace, recorder))[-1]
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", root.ts)
    assert [m.subtype for m in workspace.thread("general", root.ts)] == ["tombstone", None]
    await workspace.delete("alex", "#general", reply.ts)
    assert len(workspace.messages("general")) == 1


async def test_ephemerals_and_unsubscribed_events_are_not_told(workspace: Workspace, recorder: Recorder) -> None:
    said = await workspace.say("lin", "#general", "hi")
    await client_of(workspace).chat_postEphemeral(channel="C0GENERAL1", user="U0LINXIAO1", text="psst")
    await workspace.react("alex", "#general", said.ts, "eyes")
    assert len(await events(workspace, recorder)) == 1


async def test_subscriptions_come_from_the_manifest() -> None:
    manifest = {
        "features": {"slash_commands": [{"command": "/ask", "should_escape": True}]},
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
        "settings": {"event_subscriptions": {"bot_events": ["reaction_added", "member_joined_channel"]}},
    }
    async with Workspace(installation=Installation.from_manifest(manifest)) as opened:
        opened.postman.transport = recorder = Recorder()
        said = await opened.say("lin", "#general", "hi")
        await opened.react("alex", "#general", said.ts, "eyes")
        await opened.invite("nvcn", "#random", "lin")
        assert [e["type"] for e in await events(opened, recorder)] == ["reaction_added", "member_joined_channel"]
        assert recorder.taken[1]["event"]["inviter"] == "U0LINXIAO1"
        await opened.type("lin", "#random", "/ask @alex <b>")
        assert recorder.taken[2]["text"] == "<@U0ALEXMRG1> &lt;b&gt;"
        with pytest.raises(NotAllowedError, match="/nvcn is not a valid command"):
            await opened.type("lin", "#random", "/nvcn hi")


async def test_people_can_do_only_what_they_could_in_slack(workspace: Workspace) -> None:
    said = await workspace.say("lin", "#general", "hi")
    with pytest.raises(NotAllowedError, match="not in #board"):
        await workspace.say("alex", "#board", "hi")
    with pytest.raises(NotAllowedError, match="Only one's own"):
        await workspace.edit("alex", "#general", said.ts, "x")
    with pytest.raises(NotAllowedError, match="not supported in threads"):
        await workspace.type("lin", "#general", "/nvcn hi", said.ts)
    with pytest.raises(UnknownNameError, match="no person 'nobody'"):
        await workspace.say("nobody", "#general", "hi")


def test_typed_text_becomes_markup(workspace: Workspace) -> None:
    world = workspace.world
    cases = {
        "@nvcn 你好": f"<@{workspace.bot_user_id}> 你好",
        "@nobody a < b && c > d": "@nobody a &lt; b &amp;&amp; c &gt; d",
        "@channel #general": "<!channel> <#C0GENERAL1|>",
        "见https://a.b/?x=1&y=2\uff0c好": "见<https://a.b/?x=1&amp;y=2>\uff0c好",
    }
    assert {typed: from_typed(typed, world.people, world.channels) for typed in cases} == cases


def test_markup_becomes_rich_text() -> None:
    (part,) = rich_text("<@U1> a &lt; <https://a|b> <!here>", "x")["elements"]
    assert part["elements"] == [
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": " a < "},
        {"type": "link", "url": "https://a", "text": "b"},
        {"type": "text", "text": " "},
        {"type": "broadcast", "range": "here"},
    ]
