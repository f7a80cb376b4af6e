"""Slash commands: what goes to the bot, and how its acknowledgement is shown."""

from dataclasses import replace

from bot.workspace.cast import SLACKBOT
from bot.workspace.channel import Channel, ChannelKind
from bot.workspace.delivery import Kind, Postman
from bot.workspace.errors import NotAllowedError, RefusedError
from bot.workspace.outcome import Outcome, deliver
from bot.workspace.person import Person
from bot.workspace.reply import respond
from bot.workspace.response_url import ReplyAddress
from bot.workspace.slack import Slack
from bot.workspace.wire import Json


async def run_command(
    slack: Slack, postman: Postman, person: Person, channel: Channel, command: str, text: str
) -> Outcome:
    """Send a slash command to the bot and show what it acknowledges with; the bot need not be in the channel."""
    if command not in slack.installation.commands:
        msg = f"{command} is not a valid command. This app has: {', '.join(sorted(slack.installation.commands))}."
        raise NotAllowedError(msg)
    if not channel.has(person.id):
        msg = f"{person.name} is not in this channel."
        raise NotAllowedError(msg)
    address = ReplyAddress(person.id, channel.id)
    outcome = await deliver(postman, Kind.COMMAND, _payload(slack, person, channel, command, text, address))
    if outcome.failed is None and outcome.ack.keys() & {"text", "blocks", "attachments"}:
        try:
            respond(slack, address, {"response_type": "ephemeral", **outcome.ack})
        except RefusedError as refusal:
            if refusal.error != "no_text":  # an acknowledgement without words shows nothing, and that is fine
                outcome = replace(outcome, failed=refusal.error)
    if outcome.failed:
        slack.world.post(
            channel.id, SLACKBOT.id, f"{command} failed with the error “{outcome.failed}”", visible_to=person.id
        )
    return outcome


def _payload(slack: Slack, person: Person, channel: Channel, command: str, text: str, address: ReplyAddress) -> Json:
    name = {ChannelKind.DIRECT: "directmessage", ChannelKind.PRIVATE: "privategroup"}.get(channel.kind, channel.name)
    return {
        "token": "verification-token-of-the-local-workspace",
        "team_id": slack.world.team.id,
        "team_domain": slack.world.team.domain,
        "channel_id": channel.id,
        "channel_name": name,
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text.strip(),
        "api_app_id": slack.bot.app_id,
        "is_enterprise_install": "false",
        "response_url": f"{slack.base_url}/response/{slack.response_urls.new(address)}",
        "trigger_id": slack.triggers.new(person.id),
    }
