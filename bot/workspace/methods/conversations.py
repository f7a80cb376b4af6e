"""conversations.*: channels, who is in them and what was said."""

from bot.workspace.call import Call
from bot.workspace.channel import Channel, ChannelKind
from bot.workspace.errors import RefusedError
from bot.workspace.message import Message
from bot.workspace.methods.method import Method
from bot.workspace.methods.page import cut, listed
from bot.workspace.slack import Slack
from bot.workspace.stamp import order
from bot.workspace.wire import Json

_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = {
    ChannelKind.PUBLIC: "channels:history",
    ChannelKind.PRIVATE: "groups:history",
    ChannelKind.DIRECT: "im:history",
}
_KINDS = {
    "public_channel": ChannelKind.PUBLIC,
    "private_channel": ChannelKind.PRIVATE,
    "im": ChannelKind.DIRECT,
    "mpim": None,
}


async def info(slack: Slack, call: Call) -> Json:
    """Tell about a channel."""
    channel = slack.visible_channel(call.need("channel", "channel_not_found"))
    shown = channel.wire(slack.world.team.id, slack.bot.id)
    if not call.flag("include_num_members"):
        shown.pop("num_members", None)
    return {"channel": shown | {"locale": "en-US"} if call.flag("include_locale") else shown}


async def list_channels(slack: Slack, call: Call) -> Json:
    """List the channels that the bot may know of."""
    names = (call.text("types") or "public_channel").replace(" ", "").split(",")
    if not all(name in _KINDS for name in names):
        raise RefusedError("invalid_types")
    kinds = {_KINDS[name] for name in names}
    known = [c for c in slack.world.channels if c.kind in kinds and (c.kind == "channel" or c.has(slack.bot.id))]
    channels, cursor = cut(call, known)
    return {"channels": [c.wire(slack.world.team.id, slack.bot.id) for c in channels], **listed(cursor)}


async def members(slack: Slack, call: Call) -> Json:
    """List a channel's members."""
    channel = slack.visible_channel(call.need("channel", "channel_not_found"))
    found, cursor = cut(call, sorted(channel.members))
    return {"members": list(found), **listed(cursor)}


async def history(slack: Slack, call: Call) -> Json:
    """Messages of a channel, newest first, without the replies in threads."""
    channel = _readable(slack, call)
    said = [m for m in slack.world.history(channel.id) if not m.is_reply or m.broadcast]
    messages, cursor = cut(call, _between(call, said)[::-1])
    return _messages(slack, call, list(messages), cursor)


async def replies(slack: Slack, call: Call) -> Json:
    """A thread, its root first."""
    channel = _readable(slack, call)
    ts = call.need("ts", "invalid_arguments")
    asked = slack.world.find_message(channel.id, ts)
    if asked is None:
        raise RefusedError("thread_not_found")
    if asked.is_reply:  # Slack gives the one reply only when it is asked for by its own ts
        return _messages(slack, call, [asked], "")
    root, *rest = slack.world.thread(channel.id, ts)
    found, cursor = cut(call, [root, *_between(call, rest)], default=1000, most=1000)
    return _messages(slack, call, list(found), cursor)


async def open_direct(slack: Slack, call: Call) -> Json:
    """Open a direct message."""
    if call.text("channel"):
        channel = slack.visible_channel(call.text("channel"))
    else:
        users = [u for u in call.text("users").split(",") if u]
        if len(users) != 1:
            raise RefusedError("users_list_not_supplied" if not users else "not_enough_users")
        channel = slack.world.direct(slack.bot.id, slack.known_person(users[0]).id)
    if call.flag("return_im"):
        return {"channel": channel.wire(slack.world.team.id, slack.bot.id)}
    return {"channel": {"id": channel.id}}


async def join(slack: Slack, call: Call) -> Json:
    """Come into a public channel."""
    channel = slack.visible_channel(call.need("channel", "channel_not_found"))
    if channel.kind is not ChannelKind.PUBLIC:
        raise RefusedError("method_not_supported_for_channel_type")
    if not channel.has(slack.bot.id):
        slack.world.join(channel.id, slack.bot.id)
    return {"channel": slack.world.channel(channel.id).wire(slack.world.team.id, slack.bot.id)}


def _readable(slack: Slack, call: Call) -> Channel:
    channel = slack.joined_channel(call.need("channel", "channel_not_found"))
    needed = _HISTORY[channel.kind]
    if needed not in slack.installation.scopes:
        provided = ",".join(sorted(slack.installation.scopes))
        raise RefusedError("missing_scope", extra={"needed": needed, "provided": provided})
    return channel


def _between(call: Call, said: list[Message]) -> list[Message]:
    oldest, latest = call.text("oldest"), call.text("latest")
    inclusive = call.flag("inclusive")
    for name, value in (("oldest", oldest), ("latest", latest)):
        if value and order(value)[0] < 0:
            raise RefusedError(f"invalid_ts_{name}")

    def inside(ts: str) -> bool:
        here = order(ts)
        if inclusive:
            return (not oldest or here >= order(oldest)) and (not latest or here <= order(latest))
        return (not oldest or here > order(oldest)) and (not latest or here < order(latest))

    return [m for m in said if inside(m.ts)]


def _messages(slack: Slack, call: Call, found: list[Message], cursor: str) -> Json:
    metadata = call.flag("include_all_metadata")
    shown = [slack.world.wire(m, with_metadata=metadata) for m in found]
    return {"messages": shown, "has_more": bool(cursor), **listed(cursor)}


METHODS = {
    "conversations.info": Method(info, _READ),
    "conversations.list": Method(list_channels, _READ),
    "conversations.members": Method(members, _READ),
    "conversations.history": Method(history, tuple(_HISTORY.values())),
    "conversations.replies": Method(replies, tuple(_HISTORY.values())),
    "conversations.open": Method(open_direct, ("im:write", "mpim:write")),
    "conversations.join": Method(join, ("channels:join",)),
}
