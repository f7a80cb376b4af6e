"""reactions.*: emoji under messages."""

import re

from bot.workspace.call import Call
from bot.workspace.errors import RefusedError
from bot.workspace.message import Message
from bot.workspace.methods.method import Method
from bot.workspace.slack import Slack
from bot.workspace.wire import Json

_NAME = re.compile(r"[a-z0-9_+'-]+")


async def add(slack: Slack, call: Call) -> Json:
    """Put a reaction on a message."""
    message, name = _message(slack, call), _name(call)
    if _has(message, name, slack.bot.id):
        raise RefusedError("already_reacted")
    slack.world.react(message, slack.bot.id, name, add=True)
    return {}


async def remove(slack: Slack, call: Call) -> Json:
    """Take the bot's reaction off a message."""
    message, name = _message(slack, call), _name(call)
    if not _has(message, name, slack.bot.id):
        raise RefusedError("no_reaction")
    slack.world.react(message, slack.bot.id, name, add=False)
    return {}


async def get(slack: Slack, call: Call) -> Json:
    """Show a message with its reactions."""
    message = _message(slack, call)
    return {"type": "message", "channel": message.channel, "message": slack.world.wire(message)}


def _message(slack: Slack, call: Call) -> Message:
    if not (call.text("channel") and call.text("timestamp")):
        raise RefusedError("no_item_specified")
    return slack.message(slack.joined_channel(call.text("channel")), call.text("timestamp"))


def _name(call: Call) -> str:
    name = call.need("name", "invalid_name").strip(":")
    if not _NAME.fullmatch(name):
        raise RefusedError("invalid_name")
    return name


def _has(message: Message, name: str, user_id: str) -> bool:
    return any(r.name == name and user_id in r.users for r in message.reactions)


METHODS = {
    "reactions.add": Method(add, ("reactions:write",)),
    "reactions.remove": Method(remove, ("reactions:write",)),
    "reactions.get": Method(get, ("reactions:read",)),
}
