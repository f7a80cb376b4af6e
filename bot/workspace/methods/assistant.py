"""assistant.threads.*: the status line, suggested prompts and the title of an agent's thread."""

from bot.workspace.call import Call
from bot.workspace.errors import RefusedError
from bot.workspace.methods.method import Method
from bot.workspace.slack import Slack
from bot.workspace.wire import Json

_NEEDED = ("assistant:write", "chat:write")
_MOST_PROMPTS = 4


async def set_status(slack: Slack, call: Call) -> Json:
    """Show or clear the line that tells what the bot is doing."""
    channel = slack.visible_channel(call.need("channel_id", "channel_not_found"))
    key = (channel.id, call.need("thread_ts"))
    if call.text("status"):
        slack.statuses[key] = call.text("status")
    else:
        slack.statuses.pop(key, None)
    for user in channel.members:
        slack.world.show(user, "status")
    return {}


async def set_suggested_prompts(slack: Slack, call: Call) -> Json:
    """Offer a few questions in the direct message."""
    channel = slack.visible_channel(call.need("channel_id", "channel_not_found"))
    prompts = call.parsed("prompts", error="invalid_arguments")
    if not isinstance(prompts, list) or not 0 < len(prompts) <= _MOST_PROMPTS:
        raise RefusedError("invalid_arguments")
    if not all(isinstance(p, dict) and p.get("title") and p.get("message") for p in prompts):
        raise RefusedError("invalid_arguments")
    slack.prompts[channel.id] = {"title": call.text("title"), "prompts": prompts}
    for user in channel.members:
        slack.world.show(user, "prompts")
    return {}


async def set_title(slack: Slack, call: Call) -> Json:
    """Name an agent's thread."""
    slack.visible_channel(call.need("channel_id", "channel_not_found"))
    call.need("thread_ts")
    call.need("title")
    return {}


METHODS = {
    "assistant.threads.setStatus": Method(set_status, _NEEDED),
    "assistant.threads.setSuggestedPrompts": Method(set_suggested_prompts, _NEEDED),
    "assistant.threads.setTitle": Method(set_title, _NEEDED),
}
