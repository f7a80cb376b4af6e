"""What one person sees, as the page in the browser takes it."""

from bot.workspace.channel import Channel
from bot.workspace.message import Message
from bot.workspace.person import Person
from bot.workspace.slack import Slack
from bot.workspace.wire import Json


def world_of(slack: Slack, person: Person) -> Json:
    """The people, the person's channels, their Home tab and modals."""
    world = slack.world
    world.direct(slack.bot.id, person.id)  # the direct message with the bot is always there
    rooms = [c for c in world.channels if c.has(person.id)]
    home = slack.screens.home(person.id)
    return {
        "me": person.id,
        "bot": slack.bot.id,
        "team": {"id": world.team.id, "name": world.team.name},
        "commands": sorted(slack.installation.commands),
        "people": [
            {"id": p.id, "name": p.name, "real_name": p.real_name, "locale": p.locale, "is_bot": p.is_bot}
            for p in world.people
        ],
        "channels": [_channel(slack, person, c) for c in rooms],
        "home": slack.view_wire(home) if home else None,
        "modals": [slack.view_wire(v) | {"errors": dict(v.errors)} for v in slack.screens.modals(person.id)],
    }


def channel_of(slack: Slack, person: Person, channel: Channel) -> Json:
    """A channel's messages, the person's ephemeral ones among them, oldest first."""
    seen = [*slack.world.history(channel.id), *slack.world.whispers(person.id, channel.id)]
    return {
        "id": channel.id,
        "messages": [_message(slack, m) for m in sorted(seen, key=lambda m: m.ts)],
        "statuses": {ts: status for (at, ts), status in slack.statuses.items() if at == channel.id},
        "prompts": slack.prompts.get(channel.id),
    }


def _channel(slack: Slack, person: Person, channel: Channel) -> Json:
    other = next((m for m in sorted(channel.members) if m != person.id), None) if channel.kind == "im" else None
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind.value,
        "with": other,
        "purpose": channel.purpose,
        "has_bot": channel.has(slack.bot.id),
    }


def _message(slack: Slack, message: Message) -> Json:
    return slack.world.wire(message) | {"ephemeral": message.visible_to is not None}
