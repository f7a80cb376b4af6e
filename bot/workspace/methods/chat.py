"""chat.*: writing, changing and deleting messages."""

from typing import Any

from bot.workspace.call import Call
from bot.workspace.channel import Channel, ChannelKind
from bot.workspace.content import Content, read_content
from bot.workspace.draft import Parts
from bot.workspace.errors import RefusedError
from bot.workspace.message import Message
from bot.workspace.methods.method import Method
from bot.workspace.slack import Slack
from bot.workspace.stamp import order
from bot.workspace.wire import Json

_WRITE = ("chat:write",)


async def post_message(slack: Slack, call: Call) -> Json:
    """Post a message."""
    channel = _writable(slack, call.need("channel", "channel_not_found"))
    content = _content(call)
    thread_ts = _thread(slack, channel, call)
    message = slack.world.post(
        channel.id,
        slack.bot.id,
        content.text,
        **_draft(content),
        thread_ts=thread_ts,
        metadata=_metadata(call),
        broadcast=bool(thread_ts) and call.flag("reply_broadcast"),
    )
    slack.statuses.pop((channel.id, thread_ts or ""), None)  # a reply ends the status line, as in Slack
    return {"channel": channel.id, "ts": message.ts, "message": slack.world.wire(message, with_metadata=True)}


async def post_ephemeral(slack: Slack, call: Call) -> Json:
    """Show a message to one person."""
    channel = slack.joined_channel(call.need("channel", "channel_not_found"))
    person = slack.world.find_person(call.need("user", "user_not_found"))
    if person is None or not channel.has(person.id):
        raise RefusedError("user_not_in_channel")
    content = _content(call)
    thread_ts = _thread(slack, channel, call)
    whispered = slack.world.post(
        channel.id, slack.bot.id, content.text, **_draft(content), thread_ts=thread_ts, visible_to=person.id
    )
    return {"message_ts": whispered.ts}


async def update(slack: Slack, call: Call) -> Json:
    """Change a message of the bot's own."""
    message = _own(slack, call, "cant_update_message")
    content = read_content(call.body, update=True)
    if "text" not in call.body and content.blocks is None and content.attachments is None:
        raise RefusedError("no_text")
    after = slack.world.edit(
        message,
        by=slack.bot.id,
        text=content.text if "text" in call.body else message.text,
        blocks=message.blocks if content.blocks is None and "text" not in call.body else content.blocks or (),
        attachments=message.attachments if content.attachments is None else content.attachments,
        metadata=_metadata(call) or message.metadata,
    )
    shown = slack.world.wire(after, with_metadata=True)
    return {"channel": message.channel, "ts": message.ts, "text": after.text, "message": shown}


async def delete(slack: Slack, call: Call) -> Json:
    """Delete a message of the bot's own."""
    message = _own(slack, call, "cant_delete_message")
    slack.world.delete(message)
    return {"channel": message.channel, "ts": message.ts}


async def get_permalink(slack: Slack, call: Call) -> Json:
    """The address of a message."""
    channel = slack.visible_channel(call.need("channel", "channel_not_found"))
    message = slack.message(channel, call.need("message_ts", "message_not_found"))
    link = f"{slack.team_url}archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _writable(slack: Slack, key: str) -> Channel:
    person = slack.world.find_person(key)
    if person is not None and person.id == key:  # a user id stands for the direct message with them
        return slack.world.direct(slack.bot.id, key)
    channel = slack.visible_channel(key)
    if channel.has(slack.bot.id):
        return channel
    if channel.kind is ChannelKind.PUBLIC and "chat:write.public" in slack.installation.scopes:
        return channel
    raise RefusedError("not_in_channel")


def _content(call: Call) -> Content:
    content = read_content(call.body)
    if content.is_empty:
        raise RefusedError("no_text")
    return content


def _draft(content: Content) -> Parts:
    return {"blocks": content.blocks or (), "attachments": content.attachments or ()}


def _thread(slack: Slack, channel: Channel, call: Call) -> str | None:
    ts = call.text("thread_ts")
    if not ts:
        return None
    if order(ts)[0] < 0:
        raise RefusedError("invalid_thread_ts")
    root = slack.world.find_message(channel.id, ts)
    if root is None:
        raise RefusedError("thread_not_found")
    return root.root_ts


def _own(slack: Slack, call: Call, refusal: str) -> Message:
    channel = slack.visible_channel(call.need("channel", "channel_not_found"))
    ts = call.need("ts", "message_not_found")
    message = slack.message(channel, ts)
    if message.user != slack.bot.id or message.subtype == "tombstone":
        raise RefusedError(refusal)
    return message


def _metadata(call: Call) -> Json | None:
    metadata: Any = call.parsed("metadata", error="invalid_metadata_format")
    if metadata is None:
        return None
    if not (isinstance(metadata, dict) and isinstance(metadata.get("event_type"), str)):
        raise RefusedError("invalid_metadata_schema")
    if not isinstance(metadata.get("event_payload"), dict):
        raise RefusedError("invalid_metadata_schema")
    return metadata


METHODS = {
    "chat.postMessage": Method(post_message, _WRITE),
    "chat.postEphemeral": Method(post_ephemeral, _WRITE),
    "chat.update": Method(update, _WRITE),
    "chat.delete": Method(delete, _WRITE),
    "chat.getPermalink": Method(get_permalink),
}
