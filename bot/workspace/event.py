"""What happened, told as Slack's Events API tells it."""

from bot.workspace.change import Change, Changed, Deleted, Joined, Posted, Reacted, Shown, Whispered
from bot.workspace.channel import ChannelKind
from bot.workspace.markup import mentions
from bot.workspace.message import Message
from bot.workspace.person import Person
from bot.workspace.stamp import order
from bot.workspace.wire import Json
from bot.workspace.world import World

_MESSAGE_SUBSCRIPTION = {
    ChannelKind.PUBLIC: "message.channels",
    ChannelKind.PRIVATE: "message.groups",
    ChannelKind.DIRECT: "message.im",
}


def events_of(change: Change, world: World, bot: Person) -> list[tuple[str, Json]]:
    """The events a bot gets for a change, each with the subscription it needs."""
    match change:
        case Posted(message):
            return _posted(message, world, bot)
        case Changed(before, after):
            return _changed(before, after, world, bot)
        case Deleted(before, ts):
            return _in_channel(before.channel, world, bot, _deleted(before, ts, world))
        case Reacted():
            return _reacted(change, world, bot)
        case Joined():
            return _joined(change, bot)
        case Whispered() | Shown():
            return []


def envelope(event: Json, event_id: str, team_id: str, bot: Person) -> Json:
    """The outer body of an event, the same in Socket Mode and over HTTP."""
    return {
        "token": "verification-token-of-the-local-workspace",
        "team_id": team_id,
        "context_team_id": team_id,
        "context_enterprise_id": None,
        "api_app_id": bot.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": order(event["event_ts"])[0],
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team_id,
                "user_id": bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }


def home_opened(user_id: str, channel_id: str, tab: str, view: Json | None, ts: str) -> Json:
    """Somebody opened the app's Home or its messages tab."""
    event: Json = {"type": "app_home_opened", "user": user_id, "channel": channel_id, "event_ts": ts, "tab": tab}
    return event | {"view": view} if view else event


def _posted(message: Message, world: World, bot: Person) -> list[tuple[str, Json]]:
    channel = world.channel(message.channel)
    base = _message_body(message, world)
    event = base | {"channel": channel.id, "event_ts": message.ts, "channel_type": channel.kind.value}
    told = _in_channel(channel.id, world, bot, event)
    if told and channel.kind is not ChannelKind.DIRECT and message.user != bot.id and mentions(message.text, bot.id):
        told.append(("app_mention", _mention(base, channel.id, message.ts)))
    return told


def _changed(before: Message, after: Message, world: World, bot: Person) -> list[tuple[str, Json]]:
    edited_at = after.edited.ts if after.edited else after.ts
    now, then = _message_body(after, world), _message_body(before, world)
    event = {
        "type": "message",
        "subtype": "message_changed",
        "message": now,
        "previous_message": then,
        "channel": after.channel,
        "hidden": True,
        "ts": edited_at,
        "event_ts": edited_at,
        "channel_type": world.channel(after.channel).kind.value,
    }
    told = _in_channel(after.channel, world, bot, event)
    newly = mentions(after.text, bot.id) and not mentions(before.text, bot.id)
    if told and newly and after.user != bot.id and event["channel_type"] != "im":
        told.append(("app_mention", _mention(now, after.channel, edited_at)))
    return told


def _mention(message: Json, channel_id: str, event_ts: str) -> Json:
    # Slack gives a mention the message's own ts, no channel_type and no subtype
    return message | {"type": "app_mention", "channel": channel_id, "event_ts": event_ts}


def _message_body(message: Message, world: World) -> Json:
    body = world.wire(message)
    if message.broadcast:
        root = world.find_message(message.channel, message.root_ts)
        body |= {"subtype": "thread_broadcast", "root": world.wire(root) if root else {}}
    return body


def _deleted(before: Message, ts: str, world: World) -> Json:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": _message_body(before, world),
        "channel": before.channel,
        "hidden": True,
        "deleted_ts": before.ts,
        "ts": ts,
        "event_ts": ts,
        "channel_type": world.channel(before.channel).kind.value,
    }


def _in_channel(channel_id: str, world: World, bot: Person, event: Json) -> list[tuple[str, Json]]:
    channel = world.channel(channel_id)
    return [(_MESSAGE_SUBSCRIPTION[channel.kind], event)] if channel.has(bot.id) else []


def _reacted(change: Reacted, world: World, bot: Person) -> list[tuple[str, Json]]:
    if not world.channel(change.message.channel).has(bot.id):
        return []
    kind = "reaction_added" if change.added else "reaction_removed"
    event = {
        "type": kind,
        "user": change.user,
        "reaction": change.name,
        "item_user": change.message.user,
        "item": {"type": "message", "channel": change.message.channel, "ts": change.message.ts},
        "event_ts": change.ts,
    }
    return [(kind, event)]


def _joined(change: Joined, bot: Person) -> list[tuple[str, Json]]:
    if not (change.channel.has(bot.id) or change.user == bot.id):
        return []
    kind = "member_joined_channel" if change.joined else "member_left_channel"
    event: Json = {
        "type": kind,
        "user": change.user,
        "channel": change.channel.id,
        "channel_type": "G" if change.channel.kind is ChannelKind.PRIVATE else "C",
        "event_ts": change.ts,
    }
    return [(kind, event | {"inviter": change.inviter} if change.inviter else event)]
