"""Answers over a response URL or in an acknowledgement: shown to one person, to the channel, or in place."""

from bot.workspace.content import Content, read_content
from bot.workspace.draft import Parts
from bot.workspace.errors import RefusedError
from bot.workspace.message import Message
from bot.workspace.response_url import ReplyAddress
from bot.workspace.slack import Slack
from bot.workspace.wire import Json


def respond(slack: Slack, address: ReplyAddress, body: Json) -> Message | None:
    """Show an answer; None when a message was taken away instead."""
    original = _original(slack, address)
    if _true(body.get("delete_original")):
        if original is None:
            raise RefusedError("message_not_found")
        slack.world.delete(original)
        return None
    content = read_content(body)
    if content.is_empty:
        raise RefusedError("no_text")
    if _true(body.get("replace_original")):
        if original is None:
            raise RefusedError("message_not_found")
        return slack.world.edit(original, by=slack.bot.id, text=content.text, **_parts(content))
    response_type = body.get("response_type", "ephemeral")
    if response_type not in ("ephemeral", "in_channel"):
        raise RefusedError("invalid_response_type")
    return slack.world.post(
        address.channel,
        slack.bot.id,
        content.text,
        **_parts(content),
        thread_ts=str(body["thread_ts"]) if body.get("thread_ts") else None,
        visible_to=address.user if response_type == "ephemeral" else None,
    )


def _original(slack: Slack, address: ReplyAddress) -> Message | None:
    if address.message_ts is None:
        return None
    ephemeral = slack.world.find_whisper(address.channel, address.message_ts)
    return ephemeral or slack.world.find_message(address.channel, address.message_ts)


def _parts(content: Content) -> Parts:
    return {"blocks": content.blocks or (), "attachments": content.attachments or ()}


def _true(value: object) -> bool:
    return value is True or str(value).lower() == "true"
